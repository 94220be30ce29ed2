"""Set the head of a one-page document: title, ward logo at the end side, and a lead across the page."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block
from handouts.blocks.edition import Setting
from handouts.blocks.logo import LOGO_HEIGHT, ward_logo
from handouts.model.fields import Fields
from handouts.pdf.outline import Anchor
from handouts.pdf.stacking import Columns, Gap, Stack
from handouts.pdf.structure import StructElem
from handouts.text.style import Align

LOGO_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Options:
    """`compact`: a smaller title, and a logo no taller than it, for a page that needs its room for safety."""

    compact: bool = False


def read(fields: Fields) -> Options:
    """Options from a layout."""
    return Options(compact=fields.flag("compact"))


def compose(options: Options, setting: Setting, parent: StructElem) -> list[Flowable]:
    """Title and logo in one row, the document's lead below."""
    blocks: list[Flowable] = [title_row(setting, parent, compact=options.compact)]
    lead = setting.edition.lead
    if lead is not None:
        blocks += [Gap(setting.space(2)), setting.text(setting.words(lead), "lead", parent.add("P"))]
    return blocks


def title_row(setting: Setting, parent: StructElem, *, compact: bool = False) -> Flowable:
    """The title beside the logo, or below it on a narrow page."""
    title = setting.edition.title
    rank = "h1" if compact else "title"
    words = setting.text(title, rank, parent.add("H1"), anchor=Anchor("top", title.text))
    height = setting.theme.type[rank].leading if compact else LOGO_HEIGHT
    align: Align = "end" if setting.readable(setting.span(setting.grid.columns - LOGO_COLUMNS)) else "start"
    logo = ward_logo(setting, setting.span(LOGO_COLUMNS), parent, align=align, height=height)
    widths = [setting.span(setting.grid.columns - LOGO_COLUMNS), setting.span(LOGO_COLUMNS)]
    if not setting.readable(widths[0]):
        return Stack([logo, Gap(setting.space(1.5)), words])
    return Columns([words, logo], widths, setting.grid.gutter, mirrored=setting.mirrored)


BLOCK = Block(read=read, compose=compose)
