"""Set the booklet: chapters that flow over folded pages, a multiple of four of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportlab.platypus.doctemplate import PageBreak, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from handouts.blocks.edition import Edition, Setting
from handouts.blocks.notes import WritingLines
from handouts.errors import FitError, HandoutError
from handouts.languages.speech import Words
from handouts.pages.compose import compose_block, flowing, printed
from handouts.pages.furniture import Furniture
from handouts.pages.information import document_info
from handouts.pages.layout import BlockSpec, Layout
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.document import Built, build
from handouts.pdf.stacking import UNBOUNDED
from handouts.pdf.structure import StructElem
from handouts.units import FOLDED, Paper

LEAST_NOTES = 1
BAND_GAP = 3.4
FOOTER_GAP = 2.0


class FillSignature(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Notes pages before the back cover: at least one, and as many as make the pages a multiple of four."""

    def __init__(self, notes: list[list[Flowable]], sheet: int) -> None:
        super().__init__()
        self._notes, self._sheet = notes, sheet

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """Too tall for any page, so that it is asked to split where it stands."""
        return aw, UNBOUNDED

    def split(self, aw: float, ah: float) -> list[Flowable]:
        """The notes pages that are needed; what follows stands on the last page."""
        page = self.canv.getPageNumber()
        count = LEAST_NOTES
        while (page + count + 1) % self._sheet:
            count += 1
        return [flowable for page_of_notes in self._notes[:count] for flowable in page_of_notes]


def set_booklet(layout: Layout, edition: Edition) -> Built:
    """The booklet on pages of half the paper, or on whole ones where the edition does not fold it."""
    sheet, folded = edition.theme.sheet, edition.theme.folded
    paper = FOLDED[edition.paper.name] if folded else edition.paper
    language = edition.language
    theme = edition.theme.for_script(language.size_factor, language.line_height, language.least_line_height)
    grid = theme.pages[paper.name]
    measure = paper.width - grid.start - grid.end
    setting = Setting(edition, theme, measure, grid, folded=folded, chapters=_chapters(layout, edition))
    root = StructElem("Document")
    band, body, facts = root.add("Sect"), root.add("Sect"), root.add("Sect")
    furniture = Furniture(setting, band, facts)
    bottom, top = _frame(setting, furniture, paper)
    story = _story(layout, replace(setting, height=top - bottom), body)
    try:
        built = build(story, [FoldedPage(setting, furniture, paper)], document_info(edition), root)
    except HandoutError:
        deque(story, maxlen=0)  # what is wrong in blocks that were not reached comes first
        raise
    if folded and built.page_count % sheet:
        raise FitError(f"the booklet has {built.page_count} pages, which do not fold")
    return built


def _chapters(layout: Layout, edition: Edition) -> tuple[tuple[Words, str], ...]:
    """Title and anchor of each chapter, for the contents page."""
    chapters: list[tuple[Words, str]] = []
    for spec in _unwritten(layout.blocks) if edition.theme.page is not None else layout.blocks:
        if spec.kind == "section":
            section = edition.guide.sections.get(str(spec.options.section))
            if section is not None:
                chapters.append((edition.speech.words(section.title), section.id))
        else:
            found = _FIXED_CHAPTERS.get(spec.kind)
            if found is not None:
                anchor, phrase = found
                chapters.append((edition.speech.phrase(f"furniture.{phrase}"), anchor))
    return tuple(chapters)


_FIXED_CHAPTERS = {
    "exercise_pages": ("exercises", "exercise.chapter"),
    "plan": ("plan", "plan.title"),
    "notes": ("notes", "notes.title"),
    "sources": ("sources", "sources.title"),
    "back_cover": ("contacts", "back.title"),
}
"""Chapters that are not sections of the guide: anchor and heading by block kind."""


def _story(layout: Layout, setting: Setting, parent: StructElem) -> Iterator[Flowable]:
    """All blocks as the pages fill; how many pages the notes take is known when they are reached."""
    specs = printed(layout, setting)
    if setting.on_screen:  # which has no pen
        yield from flowing(_unwritten(specs), lambda spec: _on_screen(spec, setting, parent))
        return
    notes = next((spec for spec in specs if spec.kind == "notes"), None)

    def flowables_of(spec: BlockSpec) -> Iterable[Flowable]:
        flowables = compose_block(spec, setting, parent)
        return _notes(list(flowables), setting) if spec is notes else flowables

    yield from flowing(specs, flowables_of)
    if notes is None:
        yield from _notes([], setting)


def _notes(titled: list[Flowable], setting: Setting) -> list[Flowable]:
    """Pages for notes, the first with a title if there is one, and the end of the last."""
    sheet = setting.theme.sheet
    plain = [[PageBreak(), WritingLines(0, setting)] for _ in range(sheet)]
    return [FillSignature([titled, *plain] if titled else plain, sheet), PageBreak()]


def _on_screen(spec: BlockSpec, setting: Setting, parent: StructElem) -> Iterator[Flowable]:
    """A block of a booklet that has no notes before its back cover."""
    if spec.kind == "back_cover":
        yield PageBreak()
    yield from compose_block(spec, setting, parent)


def _unwritten(specs: Sequence[BlockSpec]) -> list[BlockSpec]:
    """The blocks without pages to write on."""
    return [spec for spec in specs if spec.kind != "notes"]


def _frame(setting: Setting, furniture: Furniture, paper: Paper) -> tuple[float, float]:
    """Lower and upper edge of the blocks, in points from the foot of the page."""
    band = furniture.band_height()
    top = paper.height - setting.grid.top - band - (setting.space(BAND_GAP) if band else 0.0)
    return setting.grid.bottom + furniture.footer_height() + setting.space(FOOTER_GAP), top


class FoldedPage(PageTemplate):  # type: ignore[misc]  # ReportLab has no types
    """A page of the booklet: its frame stands at the inner margin, which changes sides from page to page.

    Right-to-left booklets are bound at the right. (ReportLab's own cycle of templates, 5.1, repeats one of
    them after a page that ends by itself.)
    """

    def __init__(self, setting: Setting, furniture: Furniture, paper: Paper) -> None:
        self._setting, self._furniture, self._paper = setting, furniture, paper
        bottom, top = _frame(setting, furniture, paper)
        frame = Frame(self._margin(1), bottom, setting.measure, top - bottom, 0, 0, 0, 0)
        super().__init__("folded", [frame], pagesize=paper.size)

    def _margin(self, page: int) -> float:
        """The left margin of a page: the inner one on right-hand pages of a book bound at the left."""
        grid = self._setting.grid
        return grid.start if (page % 2 == 1) is not self._setting.mirrored else grid.end

    def beforeDrawPage(self, canvas: TaggedCanvas, document: object) -> None:  # noqa: N802  # ReportLab's name
        """Move the frame, then draw band and footer beside it."""
        page = canvas.getPageNumber()
        x = self._margin(page)
        self.frames[0].x1 = x
        self._furniture.draw_band(canvas, x, self._paper.height - self._setting.grid.top, first=page == 1)
        self._furniture.draw_footer(canvas, x, self._setting.grid.bottom, read_out=page == 1)
