"""Set lines to write on, and a page of them."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.platypus.doctemplate import PageBreak
from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block
from handouts.blocks.edition import Setting
from handouts.blocks.section import chapter_heading
from handouts.languages.speech import Words
from handouts.model.fields import Fields
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.places import PlaceLine
from handouts.pdf.stacking import UNBOUNDED, Gap
from handouts.pdf.structure import StructElem
from handouts.units import MM

LINE_SPACING = 9.5 * MM
"""Room for handwriting."""


@dataclass(frozen=True, slots=True)
class Options:
    """`lines`: how many; as many as the page takes when left out."""

    lines: int = 0


def read(fields: Fields) -> Options:
    """Options from a layout."""
    return Options(lines=fields.whole("lines", 0))


class WritingLines(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Black lines across the measure, the first after a label if there is one; 0 `lines` fill the frame.

    `place` stands on the first line, after the label.
    """

    def __init__(
        self,
        lines: int,
        setting: Setting,
        label: Words | None = None,
        elem: StructElem | None = None,
        place: PlaceLine | None = None,
    ) -> None:
        super().__init__()
        self._place = place
        self._lines, self._setting = lines, setting
        self._label = setting.text(label, "strong", elem) if label is not None else None
        self.width = self.height = 0.0

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The full width; all the height there is when the lines are not counted."""
        self.width = aw
        self._count = self._lines or max(1, int(min(ah, UNBOUNDED) // LINE_SPACING))
        self.height = self._count * LINE_SPACING
        return aw, self.height

    def draw(self) -> None:
        """The label on the first line, which begins after it."""
        canvas: TaggedCanvas = self.canv
        after = 0.0
        if self._label is not None:
            after = self._label.natural_width + self._setting.space(1.5)
            self._label.wrap(after, UNBOUNDED)
            y = self.height - LINE_SPACING
            self._label.drawOn(canvas, self.width - after if self._setting.mirrored else 0, y)
        if self._place is not None:
            self._place.wrap(self.width - after, UNBOUNDED)
            self._place.drawOn(canvas, 0 if self._setting.mirrored else after, self.height - LINE_SPACING)
        with canvas.artifact():
            canvas.saveState()
            canvas.setStrokeColor(HexColor(self._setting.colour("box")))
            canvas.setLineWidth(self._setting.theme.lines["thin"])
            for index in range(self._count):
                y = self.height - (index + 1) * LINE_SPACING
                start, end = (0.0 if index else after), self.width
                if self._setting.mirrored:
                    start, end = 0.0, self.width - (0.0 if index else after)
                canvas.line(start, y, end, y)
            canvas.restoreState()


def compose(options: Options, setting: Setting, parent: StructElem) -> list[Flowable]:
    """A page with a heading and lines."""
    section = parent.add("Sect")
    heading = chapter_heading(setting.phrase("notes.title"), "notes", setting, section)
    return [PageBreak(), *heading, Gap(setting.space(1)), WritingLines(options.lines, setting)]


BLOCK = Block(read=read, compose=compose)
