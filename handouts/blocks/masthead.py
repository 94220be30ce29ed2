"""Set the head of a one-page document: title, ward logo at the end side, and a lead across the page."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block, no_options
from handouts.blocks.edition import Setting
from handouts.blocks.logo import ward_logo
from handouts.languages.speech import Words
from handouts.pdf.outline import Anchor
from handouts.pdf.stacking import Columns, Gap, Stack
from handouts.pdf.structure import StructElem

LOGO_COLUMNS = 2


def compose(options: None, setting: Setting, parent: StructElem) -> list[Flowable]:
    """Title and logo in one row, the document's lead below."""
    blocks: list[Flowable] = [title_row(setting, parent)]
    lead = setting.edition.lead
    if lead is not None:
        blocks += [Gap(setting.space(2)), setting.text(setting.words(lead), "lead", parent.add("P"))]
    return blocks


def title_row(setting: Setting, parent: StructElem, below: Words | None = None) -> Flowable:
    """The title, with a second line below it if there is one, beside the logo."""
    title = setting.edition.title
    lines = [setting.text(title, "title", parent.add("H1"), anchor=Anchor("top", title.text))]
    if below is not None:
        lines.append(setting.text(below, "h2", parent.add("P"), colour="ink"))
    logo = ward_logo(setting, setting.span(LOGO_COLUMNS), parent)
    widths = [setting.span(setting.grid.columns - LOGO_COLUMNS), setting.span(LOGO_COLUMNS)]
    return Columns([Stack(lines), logo], widths, setting.grid.gutter, mirrored=setting.mirrored)


BLOCK = Block(read=no_options, compose=compose)
