"""Draw a horizontal line across the measure."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.platypus.flowables import Flowable


class Rule(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """An artifact line of a weight in points and a colour as hex; it takes no height of its own."""

    def __init__(self, weight: float, colour: str) -> None:
        super().__init__()
        self.weight, self.colour = weight, colour
        self.width = self.height = 0.0

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The full width and no height."""
        self.width = aw
        return aw, 0.0

    def draw(self) -> None:
        """Draw the line on its own centre."""
        with self.canv.artifact():
            self.canv.saveState()
            self.canv.setStrokeColor(HexColor(self.colour))
            self.canv.setLineWidth(self.weight)
            self.canv.line(0, 0, self.width, 0)
            self.canv.restoreState()
