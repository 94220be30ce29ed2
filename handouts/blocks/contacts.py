"""Set the contact strip: who to phone, the number large, at the foot of the page."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block
from handouts.blocks.edition import Setting
from handouts.blocks.icons import icon
from handouts.languages.speech import Words
from handouts.model.fields import Fields
from handouts.pdf.panel import Panel, PanelLook
from handouts.pdf.stacking import Columns, Floor, Hanging, Stack
from handouts.pdf.structure import StructElem


@dataclass(frozen=True, slots=True)
class Options:
    """`floor`: whether the strip is pushed to the foot of the page; `compact`: on one line if that fits."""

    floor: bool = True
    compact: bool = False


def read(fields: Fields) -> Options:
    """Options from a layout."""
    return Options(floor=fields.flag("floor", default=True), compact=fields.flag("compact"))


def compose(options: Options, setting: Setting, parent: StructElem) -> list[Flowable]:
    """The strip, after a gap that takes what room is left."""
    before = Floor(setting.space(2.5))
    panel = strip(setting, parent, compact=options.compact)
    return [before, panel] if options.floor else [panel]


def warm_look(setting: Setting, pad: float) -> PanelLook:
    """A thin frame on the warm tint."""
    theme = setting.theme
    return PanelLook(
        stroke=setting.colour("warm_line"),
        weight=theme.lines["rule"],
        fill=setting.colour("warm_tint") if theme.filled else None,
        radius=theme.radii["box"],
        pad_sides=pad,
        pad_top=pad * 0.8,
        pad_bottom=pad * 0.8,
    )


def phone_label(setting: Setting) -> Words:
    """What the ward's number is for, in the ward's words or ours."""
    label = setting.edition.ward.phone_label
    return setting.words(label) if label is not None else setting.phrase("contact.default_label")


def strip(setting: Setting, parent: StructElem, *, compact: bool = False) -> Panel:
    """Phone icon, ward and label, and the number at the end; below them where a line is too short."""
    ward = setting.edition.ward
    pad = max(6.0 if compact else 9.0, setting.space(2.6))
    size = setting.body * (1.5 if compact else 2)
    indent = size + pad
    section = parent.add("Sect")
    room = setting.measure - 2 * pad - indent
    if compact:
        label = setting.labelled(setting.words(ward.name), phone_label(setting))
        names = [setting.text(label, "body", section.add("P"))]
    else:
        names = [
            setting.text(setting.words(ward.name), "strong", section.add("P")),
            setting.text(phone_label(setting), "body", section.add("P")),
        ]
    elem = section.add("P")
    words = setting.number(ward.phone)
    width = setting.text(words, "phone").natural_width + 1
    gutter = setting.space(2)
    who = Stack(names)
    beside = room - width - gutter >= max(name.natural_width for name in names)
    if beside:
        number = setting.text(words, "phone", elem, align="end")
        text: Flowable = Columns(
            [who, number], [room - width - gutter, width], gutter, mirrored=setting.mirrored, align="middle"
        )
    else:
        text = Stack([who, setting.text(words, "phone", elem)])
    sign = icon("phone", size, setting.colour("accent"))
    row = Hanging(sign, text, indent, mirrored=setting.mirrored, middle=True)
    return Panel([row], warm_look(setting, pad))


BLOCK = Block(read=read, compose=compose)
