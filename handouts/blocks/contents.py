"""Set the contents page: every chapter with a link to it and its page number."""

from __future__ import annotations

from reportlab.platypus.doctemplate import PageBreak
from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block, no_options
from handouts.blocks.edition import Setting
from handouts.blocks.section import chapter_heading
from handouts.languages.speech import Words
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.stacking import Gap, Stack
from handouts.pdf.structure import StructElem


class ContentsRow(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A chapter's title as a link, and the number of its page at the end of the line."""

    def __init__(self, title: Words, key: str, setting: Setting, parent: StructElem, *, rank: str) -> None:
        super().__init__()
        entry = parent.add("TOCI")
        self._key, self._setting, self._rank = key, setting, rank
        self._title = setting.text(title, rank, entry.add("Reference"), link_to=key)
        self._label = entry.add("Lbl")
        self._number_width = setting.text(setting.phrase("contents.page", page=999), rank).natural_width
        self.width = self.height = 0.0

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The full width; the title leaves room for the number."""
        self.width = aw
        self.height = self._title.wrap(aw - self._number_width - self._setting.space(2), ah)[1]
        return aw, self.height

    def draw(self) -> None:
        """Title now, number when all pages are known."""
        canvas: TaggedCanvas = self.canv
        room = self._number_width + self._setting.space(2)
        self._title.drawOn(canvas, room if self._setting.mirrored else 0, 0)
        with canvas.content(self._label):
            canvas.later(self._paint_number)

    def _paint_number(self, canvas: TaggedCanvas) -> None:
        words = self._setting.phrase("contents.page", page=canvas.page_of(self._key))
        number = self._setting.text(words, self._rank, align="end")
        height = number.wrap(self._number_width, self.height)[1]
        x = 0 if self._setting.mirrored else self.width - self._number_width
        number.drawOn(canvas, x, self.height - height)


def compose(options: None, setting: Setting, parent: StructElem) -> list[Flowable]:
    """The heading and one row a chapter; exercises are listed under theirs by the outline alone."""
    section = parent.add("Sect")
    heading = chapter_heading(setting.phrase("contents.title"), "contents", setting, section)
    listing = section.add("TOC")
    rows: list[Flowable] = []
    for title, key in setting.chapters:
        rows.append(Gap(setting.space(1)))
        rows.append(ContentsRow(title, key, setting, listing, rank="body"))
    return [PageBreak(), Stack([*heading, *rows])]


BLOCK = Block(read=no_options, compose=compose)
