"""Name places in a document, list them in its outline and print the pages they are on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.structure import StructElem


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that links go to; with a title it also stands in the outline, level 0 outermost."""

    key: str
    title: str | None = None
    level: int = 0

    def place(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Put it on the page that is being drawn, in the current coordinates."""
        canvas.anchor(self.key, x, y, self.title, self.level)


class AnchorPoint(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """An anchor for what follows, where that is not a paragraph; it takes no room and stays with the next."""

    def __init__(self, anchor: Anchor) -> None:
        super().__init__()
        self.anchor = anchor
        self.keepWithNext = True
        self.width = self.height = 0.0

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """No room."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Place the anchor."""
        self.anchor.place(self.canv, 0, 0)


class Pending(Flowable):  # type: ignore[misc]
    """A box of fixed size whose words are known when the document is complete: page numbers, page counts.

    `make` gets the canvas, which then knows `page_count` and `page_of(key)`, and returns a flowable without
    an element of its own; what it draws belongs to `elem`, or is an artifact.
    """

    def __init__(
        self,
        width: float,
        height: float,
        make: Callable[[TaggedCanvas], Flowable],
        elem: StructElem | None = None,
    ) -> None:
        super().__init__()
        self.width, self.height = width, height
        self._make, self._elem = make, elem

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The fixed size."""
        return self.width, self.height

    def draw(self) -> None:
        """Leave a place in the page and fill it in when everything is drawn."""
        canvas: TaggedCanvas = self.canv
        elem = canvas.elem_for(self, self._elem)
        with canvas.content(elem) if elem else canvas.artifact():
            canvas.later(self._paint)

    def _paint(self, canvas: TaggedCanvas) -> None:
        flowable = self._make(canvas)
        _, height = flowable.wrapOn(canvas, self.width, self.height)
        flowable.drawOn(canvas, 0, self.height - height)
