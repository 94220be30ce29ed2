"""Set notes that must not be missed: the stop box and the callout, each with its own sign."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from handouts.blocks.edition import Setting
from handouts.blocks.icons import icon
from handouts.languages.speech import Words
from handouts.model.passage import Icon, Tone
from handouts.pdf.panel import Panel, PanelLook
from handouts.pdf.stacking import Hanging, Stack, measure
from handouts.pdf.structure import StructElem

SIGNS = {Tone.INFO: "tick", Tone.CAUTION: "clock", Tone.URGENT: "stop"}


def signed_box(
    content: Sequence[Flowable],
    setting: Setting,
    *,
    sign: str,
    colour: str,
    tint: str | None,
    weight: str = "strong",
) -> Panel:
    """A frame with a large sign at the start and content centred beside it."""
    theme = setting.theme
    size = setting.body * 2.0
    pad = setting.space(3)
    look = PanelLook(
        stroke=setting.colour(colour),
        weight=theme.lines[weight],
        fill=setting.colour(tint) if tint and theme.filled else None,
        radius=theme.radii["box"],
        pad_sides=pad,
        pad_top=setting.space(1.5),
        pad_bottom=setting.space(1.5),
    )
    mark = icon(sign, size, setting.colour(colour), filled=theme.filled)
    indent = size + setting.space(2)
    row = Hanging(mark, Stack(content), indent, mirrored=setting.mirrored, middle=True)
    box = Panel([row], look)
    if setting.on_screen and measure(box, setting.measure) > setting.height:  # it goes on over the page
        row = Hanging(mark, Stack(content), indent, mirrored=setting.mirrored, first_line=size)
        box = Panel([row], look)
    return box


def callout(
    words: Words, tone: Tone, setting: Setting, parent: StructElem, sign: Icon | None = None
) -> Panel:
    """A sentence of advice in bold; urgent ones wear the danger frame, all have a sign of their own."""
    text = setting.text(words, "strong" if tone is not Tone.INFO else "body", parent.add("P"))
    urgent = tone is Tone.URGENT
    return signed_box(
        [text],
        setting,
        sign=sign.value if sign else SIGNS[tone],
        colour="flag" if urgent else "accent",
        tint=None if urgent else "accent_tint",
        weight="rule" if tone is Tone.INFO else "strong",
    )
