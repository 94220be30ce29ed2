"""Set the stop box: the signs to stop for, in one sentence, and whom to phone."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block
from handouts.blocks.callouts import signed_box
from handouts.blocks.contacts import phone_label
from handouts.blocks.edition import Setting
from handouts.blocks.lists import paragraphs
from handouts.errors import LayoutError, Problem
from handouts.languages.speech import Words
from handouts.model.fields import Fields
from handouts.model.passage import ListPassage
from handouts.pdf.stacking import Gap, Hanging
from handouts.pdf.structure import StructElem
from handouts.source import Scalar


@dataclass(frozen=True, slots=True)
class Options:
    """`passage`: the list of signs."""

    passage: Scalar


def read(fields: Fields) -> Options:
    """Options from a layout."""
    return Options(passage=fields.text("passage"))


def compose(options: Options, setting: Setting, parent: StructElem) -> list[Flowable]:
    """One box, with the name of the woman's midwife where there is one."""
    content = [paragraphs(sentences(options, setting), setting, parent, gap=0.5)]
    if "midwife" in setting.edition.places:
        content += [Gap(setting.space(0.5)), _midwife(setting, parent)]
    return [
        signed_box(
            content,
            setting,
            sign="stop",
            colour="flag",
            tint=None,
        )
    ]


def sentences(options: Options, setting: Setting) -> list[Words]:
    """When to stop, when to phone at once, and whom to phone."""
    passage = setting.passage(options.passage)
    if not isinstance(passage, ListPassage):
        hint = "name a passage of the kind list"
        raise LayoutError(Problem(f'"{options.passage}" is not a list of signs', options.passage.mark, hint))
    ward = setting.edition.ward
    signs = [setting.words(sign, passage.values).text for sign in passage.items.values()]
    stop = setting.phrase("stop.line", signs=setting.edition.speech.join(signs, either=True))
    urgent = setting.phrase(
        "stop.urgent",
        emergency=setting.dialled(setting.edition.pack.number),
        ward_phone=setting.dialled(ward.phone),
    )
    whom = setting.phrase(
        "stop.ward",
        ward=ward.name.text,
        label=phone_label(setting).text,
        ward_phone=setting.dialled(ward.phone),
    )
    return [stop, urgent, whom]


def _midwife(setting: Setting, parent: StructElem) -> Flowable:
    """A line for the name of the woman's midwife, who is asked for on that number."""
    label = setting.text(setting.phrase("back.midwife"), "strong", parent.add("P"))
    place = setting.place("midwife", parent.add("P"))
    return Hanging(label, place, label.natural_width + setting.space(1.5), mirrored=setting.mirrored)


BLOCK = Block(read=read, compose=compose, short="passage")
