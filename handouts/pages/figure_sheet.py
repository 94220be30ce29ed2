"""Set figures on their own: one on a page cut to its size, or many on sheets with their names and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from reportlab.platypus.doctemplate import PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from handouts.blocks.edition import Setting
from handouts.blocks.lists import MARK_RADIUS
from handouts.blocks.pictures import Picture
from handouts.errors import UsageError
from handouts.figures.arrange import Arrangement, arrange_to_width
from handouts.figures.display_list import DisplayList
from handouts.figures.svg import EDGE, SHEET_SHAPE, MarkLook
from handouts.figures.variant import AVERAGE, Variant
from handouts.model.pictures import Pictures
from handouts.pages.layout import Kind
from handouts.pages.selection import Request, select
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.document import Built, build
from handouts.pdf.metadata import DocumentInfo
from handouts.pdf.stacking import UNBOUNDED, Columns, Gap, Stack
from handouts.pdf.structure import StructElem
from handouts.theme.theme import PageToken, Theme
from handouts.units import A4, MM, millimetres

LARGEST = 60.0
"""Points per head of a figure on its own, which may be larger than beside text."""

MARGIN = 12 * MM
GUTTER = 6 * MM
FOOT = 8 * MM
"""Room for the page number above the lower margin."""

WIDEST = A4.width - 2 * MARGIN
"""The widest picture of a sheet, in points."""


@dataclass(frozen=True, slots=True)
class FigureLook:
    """How figures are drawn on their own; `width` is that of one picture in points."""

    theme: str = "colour"
    variant: Variant = AVERAGE
    width: float = 90 * MM
    mirror: bool = False


def mark_look(look: FigureLook) -> MarkLook:
    """The marks of the handouts, for SVG."""
    setting = _setting(look)
    accent, paper, ink = (setting.colour(name) for name in ("accent", "paper", "ink"))
    return MarkLook(setting.body * MARK_RADIUS, accent, paper, ink, setting.theme.filled)


def sheet_columns(width: float) -> int:
    """How many pictures of a width stand side by side on a sheet; UsageError when not even one does."""
    if width > WIDEST:
        raise UsageError(
            f"a picture {millimetres(width):.0f} mm wide does not fit on A4",
            hint=f"at most {millimetres(WIDEST):.0f}, or name the figures",
        )
    return int((WIDEST + GUTTER) // (width + GUTTER))


def arranged(figure: DisplayList, look: FigureLook) -> tuple[Arrangement, float]:
    """How the frames of a figure stand inside its edge, and the height that they take in points."""
    radius = _setting(look).body * MARK_RADIUS
    width = look.width - 2 * EDGE
    return arrange_to_width(figure.frames, width, mark_radius=radius, largest=LARGEST, mirror=look.mirror)


def single_figure(figure: DisplayList, look: FigureLook) -> Built:
    """A page as wide as the look says and as high as the figure needs."""
    setting = _setting(look)
    found, height = arranged(figure, look)
    root = StructElem("Document")
    picture = Picture(
        figure,
        look.width - 2 * EDGE,
        height,
        setting,
        root,
        stage=False,
        largest=LARGEST,
        direction=found.direction,
        mirror=look.mirror,
    )
    frame = Frame(EDGE, EDGE, look.width - 2 * EDGE, height + 0.1, 0, 0, 0, 0)
    template = PageTemplate("figure", [frame], pagesize=(look.width, height + 2 * EDGE))
    return build([picture], [template], _info(setting, f"Figure {figure.name}"), root)


def contact_sheet(figures: Sequence[DisplayList], look: FigureLook, *, words: bool = True) -> Built:
    """A4 pages with every figure, its name and, with `words`, its text alternative below it."""
    count = sheet_columns(look.width)
    setting = _setting(look)
    root = StructElem("Document")
    kind = f"{look.theme}, {look.variant.name}{', mirrored' if look.mirror else ''}"
    title = f"Figures ({kind})"
    story: list[Flowable] = [
        setting.text(setting.literal(title), "h2", root.add("H1")),
        Gap(setting.space(2)),
    ]
    for first in range(0, len(figures), count):
        row = [_cell(figure, look, setting, root, words=words) for figure in figures[first : first + count]]
        story += [Columns(row, [look.width] * len(row), GUTTER), Gap(setting.space(2))]
    height = A4.height - 2 * MARGIN - FOOT
    frame = Frame(MARGIN, MARGIN + FOOT, WIDEST, height, 0, 0, 0, 0)
    template = PageTemplate("sheet", [frame], onPage=_numbering(setting), pagesize=A4.size)
    return build(story[:-1], [template], _info(setting, title), root)


def _cell(figure: DisplayList, look: FigureLook, setting: Setting, root: StructElem, *, words: bool) -> Stack:
    section = root.add("Sect")
    height = look.width * SHEET_SHAPE
    picture = Picture(figure, look.width, height, setting, section, stage=False, mirror=look.mirror)
    below: list[Flowable] = [setting.text(setting.literal(figure.name), "h3", section.add("H2"))]
    if words:
        below.append(setting.text(setting.literal(figure.alt), "body", section.add("P")))
    cell = setting.narrowed(look.width)
    return Stack([picture, Gap(cell.space(0.5)), *below], whole=True)


def _numbering(setting: Setting) -> Callable[[TaggedCanvas, object], None]:
    """Page numbers, once it is known how many pages there are."""

    def decorate(canvas: TaggedCanvas, document: object) -> None:
        page = canvas.getPageNumber()

        def paint(later: TaggedCanvas) -> None:
            words = setting.phrase("footer.page", page=page, pages=later.page_count or 0)
            number = setting.text(words, "footer", align="end")
            number.wrap(WIDEST, UNBOUNDED)
            number.drawOn(later, MARGIN, MARGIN)

        with canvas.artifact("Pagination", "Footer"):
            canvas.later(paint)

    return decorate


def _info(setting: Setting, title: str) -> DocumentInfo:
    edition = setting.edition
    return DocumentInfo(title=title, language=edition.language.tag, issued=edition.trust.issued)


@cache
def _setting(look: FigureLook) -> Setting:
    """The handouts' own type and marks, in the language that the guide is written in."""
    edition = select(Request(kinds=[Kind.CHECKLIST], draft=True))[0].edition
    variant = look.variant
    ward = replace(edition.ward, pictures=Pictures(variant.hair, variant.build, variant.skin))
    page = PageToken(MARGIN, MARGIN, MARGIN, MARGIN, 1, GUTTER)
    return Setting(replace(edition, ward=ward), printed_in(edition.theme, look.theme), WIDEST, page)


def printed_in(theme: Theme, figure_theme: str) -> Theme:
    """An edition's theme for figures of a theme: all grey, or lines alone, where the figures are."""
    if figure_theme == "colour":
        return replace(theme, figure_theme=figure_theme)
    if figure_theme == "line":
        plain = {name: "#ffffff" if name == "paper" else "#000000" for name in theme.colours}
        return replace(theme, figure_theme=figure_theme, filled=False, colours=plain)
    greys = {name: _grey(colour) for name, colour in theme.colours.items()}
    return replace(theme, figure_theme=figure_theme, colours=greys)


def _grey(colour: str) -> str:
    """The grey as light as a colour (Rec. 601, as office printers do it)."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    level = round(0.299 * red + 0.587 * green + 0.114 * blue)
    return f"#{level:02x}{level:02x}{level:02x}"
