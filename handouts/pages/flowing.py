"""Set a handout or a checklist that goes on over several pages, each with its band and footer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from reportlab.platypus.doctemplate import PageBreak, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from handouts.blocks.edition import Edition, Setting
from handouts.errors import FitError, Problem
from handouts.model.fields import brief
from handouts.pages.compose import Composed, compose
from handouts.pages.furniture import Furniture
from handouts.pages.information import document_info
from handouts.pages.layout import Layout
from handouts.pages.single import BAND_GAP, FOOTER_GAP, spread
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.document import Built, build
from handouts.pdf.stacking import Gap, Stack, measure
from handouts.pdf.structure import StructElem
from handouts.units import millimetres

BLOCK_GAP = 3.0
"""Between blocks, in spaces of the theme."""

Page = list[Flowable]


@dataclass(frozen=True, slots=True)
class _Trial:
    """A document composed at one step of the fit ladder, and shared out among pages."""

    setting: Setting
    furniture: Furniture
    root: StructElem
    pages: list[Page]


def set_flowing(layout: Layout, edition: Edition, *, keep: bool = False) -> Built:
    """The document at the roomiest step of the ladder that takes no more sheets than the tightest one.

    `keep` is that of `handouts.pdf.document.build`. Raises FitError for a block taller than a page, and, with
    how many millimetres are too many, for more sides than the edition allows.
    """
    ladder, sides = edition.theme.ladder, edition.theme.sides
    trials = {len(ladder) - 1: _try(layout, edition, len(ladder) - 1)}
    tightest = trials[len(ladder) - 1]
    if sides and len(tightest.pages) > sides:
        raise FitError(_overflow(tightest, layout))
    sheet = edition.theme.sheet
    most = ceil(len(tightest.pages) / sheet) * sheet

    def fits(index: int) -> bool:
        if index not in trials:
            trials[index] = _try(layout, edition, index)
        return len(trials[index].pages) <= most

    return _print(trials[bisect_left(range(len(ladder)), True, key=fits)], keep)


def try_flowing(layout: Layout, edition: Edition) -> None:
    """Raises like `set_flowing`, in less time: the tightest step decides, and nothing is drawn."""
    trial = _try(layout, edition, len(edition.theme.ladder) - 1)
    if edition.theme.sides and len(trial.pages) > edition.theme.sides:
        raise FitError(_overflow(trial, layout))


def _try(layout: Layout, edition: Edition, index: int) -> _Trial:
    language = edition.language
    theme = edition.theme.at(edition.theme.ladder[index])
    theme = theme.for_script(language.size_factor, language.line_height, language.least_line_height)
    grid = theme.pages[edition.paper.name]
    setting = Setting(edition, theme, edition.paper.width - grid.start - grid.end, grid)
    root = StructElem("Document")
    band, body, facts = root.add("Sect"), root.add("Sect"), root.add("Sect")
    furniture = Furniture(setting, band, facts)
    bottom, top = _frame(setting, furniture)
    setting = replace(setting, height=top - bottom)
    children = _between(compose(layout, setting, body), setting)
    return _Trial(setting, furniture, root, paginate(children, setting, layout))


def _frame(setting: Setting, furniture: Furniture) -> tuple[float, float]:
    """Lower and upper edge of the blocks, in points from the foot of the page."""
    theme, paper = setting.edition.theme, setting.edition.paper
    band = furniture.band_height()
    top = paper.height - setting.grid.top - band - (theme.space(BAND_GAP) if band else 0.0)
    return setting.grid.bottom + furniture.footer_height() + theme.space(FOOTER_GAP), top


def _between(composed: Sequence[Composed], setting: Setting) -> Page:
    """The flowables of all blocks, with a gap between blocks."""
    children: Page = []
    for block in composed:
        if children and block.flowables and not isinstance(block.flowables[0], Gap):
            children.append(Gap(setting.space(BLOCK_GAP)))
        children.extend(block.flowables)
    return children


def paginate(children: Page, setting: Setting, layout: Layout) -> list[Page]:
    """The flowables of each page; what may not be divided, and heads with what follows, go to the next.

    Raises FitError for something that is taller than a page and cannot be divided.
    """
    pages: list[Page] = []
    rest: Flowable = Stack(children)
    while measure(rest, setting.measure) > setting.height:
        pieces = rest.split(setting.measure, setting.height)
        if len(pieces) < 2:
            raise FitError(_too_tall(rest, setting, layout))
        first, *others = pieces
        pages.append(_children(first))
        rest = Stack([child for piece in others for child in _children(piece)])
    return [*pages, _children(rest)]


def _children(piece: Flowable) -> Page:
    """What stands in a stack, without the gap that it would begin with."""
    children = list(piece.children) if isinstance(piece, Stack) else [piece]
    while children and isinstance(children[0], Gap):
        del children[0]
    return children


def _print(trial: _Trial, keep: bool) -> Built:
    setting, furniture = trial.setting, trial.furniture
    grid, paper = setting.grid, setting.edition.paper
    x = grid.end if setting.mirrored else grid.start
    story: list[Flowable] = []
    for number, children in enumerate(trial.pages):
        spread(children, setting.height - measure(Stack(children), setting.measure))
        story += [*([PageBreak()] if number else []), Stack(children)]

    def decorate(canvas: TaggedCanvas, document: object) -> None:
        first = canvas.getPageNumber() == 1
        furniture.draw_band(canvas, x, paper.height - grid.top, first=first)
        furniture.draw_footer(canvas, x, grid.bottom, read_out=first)

    bottom, _ = _frame(setting, furniture)
    frame = Frame(x, bottom, setting.measure, setting.height + 0.1, 0, 0, 0, 0)
    template = PageTemplate("page", [frame], onPage=decorate, pagesize=paper.size)
    built = build(story, [template], document_info(setting.edition), trial.root, keep=keep)
    if built.page_count != len(trial.pages):
        title, count = setting.edition.title, len(trial.pages)
        raise FitError(f"{title} came out on {built.page_count} pages instead of {count}")
    return built


# -- not fitting -----------------------------------------------------------------------------------------


def _overflow(trial: _Trial, layout: Layout) -> Problem:
    """How much stands beyond the last side that the edition allows."""
    setting = trial.setting
    sides = setting.edition.theme.sides
    beyond = sum(measure(Stack(page), setting.measure) for page in trial.pages[sides:])
    what = f"{ceil(millimetres(beyond))} mm too tall for {sides} sides"
    return Problem(f"{_named(setting, what)}", layout.mark, "shorten it, or move a block to the booklet")


def _too_tall(rest: Flowable, setting: Setting, layout: Layout) -> Problem:
    """How much the first thing on a page is too tall, which cannot be divided."""
    first = rest.children[0] if isinstance(rest, Stack) else rest
    beyond = max(1, ceil(millimetres(measure(first, setting.measure) - setting.height)))
    return Problem(_named(setting, f"{beyond} mm too tall for a page"), layout.mark, "shorten it")


def _named(setting: Setting, what: str) -> str:
    edition = setting.edition
    language, theme, paper = edition.language.code, edition.theme.name, edition.paper.name
    return f"{brief(edition.title.text)} is {what} in {', '.join(dict.fromkeys((language, theme, paper)))}"
