"""Set a document that is exactly one page, growing its type into free room or saying what does not fit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from reportlab.platypus.doctemplate import PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from handouts.blocks import BLOCKS
from handouts.blocks.edition import Edition, Setting
from handouts.errors import FitError, Problem
from handouts.model.fields import brief
from handouts.pages.compose import Composed, compose
from handouts.pages.furniture import Furniture
from handouts.pages.information import document_info
from handouts.pages.layout import Layout
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.document import Built, build
from handouts.pdf.stacking import Floor, Gap, Stack, measure
from handouts.pdf.structure import StructElem
from handouts.units import millimetres

MOST_GROWTH = 0.9
"""By how much of itself a gap may grow on a page with room to spare."""

BAND_GAP = 3.0
FOOTER_GAP = 2.5
"""In spaces of the theme."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """A page composed at one step of the fit ladder."""

    setting: Setting
    furniture: Furniture
    root: StructElem
    composed: list[Composed]
    room: float

    @property
    def children(self) -> list[Flowable]:
        """The flowables of all blocks, with a gap between blocks."""
        children: list[Flowable] = []
        for block in self.composed:
            first = block.flowables[0] if block.flowables else None
            if children and first is not None and not isinstance(first, Gap):
                children.append(Gap(self.setting.space(3)))
            children.extend(block.flowables)
        return children

    @property
    def need(self) -> float:
        """The height in points that the blocks take."""
        return measure(Stack(self.children), self.setting.measure)


def set_single(layout: Layout, edition: Edition, *, keep: bool = False) -> Built:
    """The page at the roomiest step of the ladder that fits; `keep` is that of `handouts.pdf.document.build`.

    Raises FitError at the block that could move, with how many millimetres are missing, when even the last
    step is too tall.
    """
    ladder = edition.theme.ladder
    trials: dict[int, _Trial] = {}

    def fits(index: int) -> bool:
        trials[index] = _try(layout, edition, index)
        return trials[index].need <= trials[index].room

    chosen = bisect_left(range(len(ladder)), True, key=fits)
    if chosen == len(ladder):
        raise FitError(_overflow(trials[len(ladder) - 1], layout, edition))
    return _print(trials.get(chosen) or _try(layout, edition, chosen), edition, keep)


def try_single(layout: Layout, edition: Edition, *, drawn: bool) -> None:
    """Raises what `set_single` raises. One composition tells, at the last step of the ladder.

    Unless the page is to be `drawn`, what goes wrong only then is not found, such as two fields of one name.
    """
    trial = _try(layout, edition, len(edition.theme.ladder) - 1)
    if trial.need > trial.room:
        set_single(layout, edition)
    elif drawn:
        _print(trial, edition, keep=False)


def _try(layout: Layout, edition: Edition, index: int) -> _Trial:
    theme = edition.theme.at(edition.theme.ladder[index])
    language = edition.language
    theme = theme.for_script(language.size_factor, language.line_height, language.least_line_height)
    grid = theme.pages[edition.paper.name]
    setting = Setting(edition, theme, edition.paper.width - grid.start - grid.end, grid)
    root = StructElem("Document")
    band, body, facts = root.add("Sect"), root.add("Sect"), root.add("Sect")
    furniture = Furniture(setting, band, facts)
    composed = compose(layout, setting, body)
    return _Trial(setting, furniture, root, composed, _room(setting, furniture))


def _top(setting: Setting, furniture: Furniture) -> float:
    """The upper edge of the blocks, in points from the foot of the paper."""
    band = furniture.band_height()
    gap = _outer_gap(setting, BAND_GAP) if band else 0.0
    return setting.edition.paper.height - setting.grid.top - band - gap


def _bottom(setting: Setting, furniture: Furniture) -> float:
    return setting.grid.bottom + furniture.footer_height() + _outer_gap(setting, FOOTER_GAP)


def _outer_gap(setting: Setting, spaces: float) -> float:
    """The gap beside band or footer: it closes up on a full page, and does not grow on a roomy one."""
    return min(setting.edition.theme.space(spaces), setting.space(spaces))


def _room(setting: Setting, furniture: Furniture) -> float:
    return _top(setting, furniture) - _bottom(setting, furniture)


def _print(trial: _Trial, edition: Edition, keep: bool) -> Built:
    setting, furniture = trial.setting, trial.furniture
    children = trial.children
    spread(children, trial.room - measure(Stack(children), setting.measure))
    grid, paper = setting.grid, edition.paper
    x = grid.end if setting.mirrored else grid.start

    def decorate(canvas: TaggedCanvas, document: object) -> None:
        furniture.draw_band(canvas, x, paper.height - grid.top, first=True)
        furniture.draw_footer(canvas, x, grid.bottom, read_out=True)

    frame = Frame(x, _bottom(setting, furniture), setting.measure, trial.room + 0.1, 0, 0, 0, 0)
    template = PageTemplate("page", [frame], onPage=decorate, pagesize=paper.size)
    built = build([Stack(children)], [template], document_info(edition), trial.root, keep=keep)
    if built.page_count != 1:
        raise FitError(f"{edition.title} came out on {built.page_count} pages")
    return built


def spread(children: Sequence[Flowable], spare: float) -> None:
    """Give spare room to the gaps, each up to MOST_GROWTH of itself, and what is left to the floor gap."""
    gaps = [child for child in children if isinstance(child, Gap)]
    total = sum(gap.size for gap in gaps)
    if spare <= 0 or not total:
        return
    growth = min(MOST_GROWTH, spare / total)
    for gap in gaps:
        gap.size *= 1 + growth
    left = spare - total * growth
    floors = [gap for gap in gaps if isinstance(gap, Floor)]
    if floors and left > 0:
        floors[-1].size += left


def _overflow(trial: _Trial, layout: Layout, edition: Edition) -> Problem:
    """How much is missing, at the smallest block that would make room if it moved."""
    missing = trial.need - trial.room
    width = trial.setting.measure
    heights = {
        index: measure(Stack(block.flowables), width)
        for index, block in enumerate(trial.composed)
        if BLOCKS[block.spec.kind].lesser
    }
    enough = [index for index, height in heights.items() if height >= missing]
    mark, what = layout.mark, "a block"
    if heights:
        # where no block alone makes room, moving the tallest brings the page nearest to it
        index = min(enough, key=heights.__getitem__) if enough else max(heights, key=heights.__getitem__)
        block = trial.composed[index]
        mark = block.spec.mark
        what = f'"{getattr(block.spec.options, block.spec.kind, block.spec.kind)}"'
    language, theme = edition.language.code, edition.theme.name
    title, missing_mm = brief(edition.title.text), ceil(millimetres(missing))
    return Problem(
        f"{title} is {missing_mm} mm too tall for one page in {language}, {theme}, {edition.paper.name}",
        mark,
        f"shorten it, or move {what} to the booklet",
    )
