"""Place a drawing in the text as a figure with words that replace it."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.platypus.flowables import Flowable

from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.structure import StructElem


class Figure(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A drawing of fixed size that a reader announces by its `alt` words; without an element, an artifact."""

    def __init__(
        self,
        width: float,
        height: float,
        paint: Callable[[TaggedCanvas], None],
        elem: StructElem | None = None,
        *,
        space_before: float = 0.0,
        space_after: float = 0.0,
    ) -> None:
        """`paint` draws with the origin at the lower left corner. ValueError for a figure without `alt`."""
        super().__init__()
        if elem is not None and (elem.role != "Figure" or not (elem.alt or "").strip()):
            raise ValueError(f"{elem!r} must be a Figure with alt words")
        self.width, self.height = width, height
        self.spaceBefore, self.spaceAfter = space_before, space_after
        self._paint = paint
        self._elem = elem

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The fixed size."""
        return self.width, self.height

    def draw(self) -> None:
        """Paint inside the element's content and note where on the page it stands."""
        canvas: TaggedCanvas = self.canv
        elem = canvas.elem_for(self, self._elem)
        if elem is not None:
            canvas.tree.boxes[elem] = canvas.absolute((0, 0, self.width, self.height))
        with canvas.content(elem) if elem else canvas.artifact():
            canvas.saveState()
            self._paint(canvas)
            canvas.restoreState()
