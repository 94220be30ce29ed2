"""Stand in for words: bars of known height that remember where they were drawn and can be cut like lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from handouts.pdf.panel import Panel
from handouts.pdf.stacking import Columns, Gap, Hanging, Padded, Stack

LINE = 10.0
Place = tuple[str, float, float]
"""The name of a bar and where its lower left corner was drawn."""


class Bar(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A bar as wide as it may be, whole unless it has several lines; `drawn` collects places."""

    def __init__(
        self,
        name: str,
        height: float = LINE,
        *,
        lines: int = 0,
        keep: bool = False,
        drawn: list[Place] | None = None,
        width: float | None = None,
    ) -> None:
        super().__init__()
        self.name, self.lines, self._own = name, lines, width
        self.height = lines * LINE if lines else height
        self.keepWithNext = keep
        self._drawn = drawn

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The width there is, or its own."""
        self.width = aw if self._own is None else self._own
        return self.width, self.height

    def split(self, aw: float, ah: float) -> list[Flowable]:
        """At most so many lines, at least one in each piece; a bar without lines stays whole."""
        fit = min(int((ah + 0.01) // LINE), self.lines - 1)
        if self.lines < 2 or fit < 1:
            return []
        names = self.name.split()
        first, rest = " ".join(names[:fit]), " ".join(names[fit:])
        return [
            Bar(first, lines=fit, drawn=self._drawn),
            Bar(rest, lines=self.lines - fit, drawn=self._drawn),
        ]

    def draw(self) -> None:
        """Note where this is on the page."""
        if self._drawn is not None:
            x, y = self.canv.absolutePosition(0, 0)
            self._drawn.append((self.name, round(x, 3), round(y, 3)))


@dataclass
class Sheet:
    """A page that notes where bars are drawn."""

    drawn: list[Place] = field(default_factory=list)

    def bar(self, name: str, height: float = LINE, **options: Any) -> Bar:
        """A bar whose place is noted."""
        return Bar(name, height, drawn=self.drawn, **options)

    def draw(self, flowable: Flowable, width: float, x: float = 0.0, y: float = 0.0) -> list[Place]:
        """Wrap a flowable, draw it with its lower left corner here, and say where its bars are."""
        canvas = Canvas(BytesIO())
        flowable.wrapOn(canvas, width, 1000)
        flowable.drawOn(canvas, x, y)
        return self.drawn


def names(flowable: Flowable) -> list[str]:
    """The names of all lines of bars inside a flowable, in reading order."""
    if isinstance(flowable, Bar):
        return flowable.name.split()
    if isinstance(flowable, Stack):
        return [name for child in flowable.children for name in names(child)]
    if isinstance(flowable, Panel):
        return names(flowable.body)
    if isinstance(flowable, Hanging):
        return names(flowable.body)
    if isinstance(flowable, Columns):
        return [name for cell in flowable.cells for name in names(cell)]
    if isinstance(flowable, Padded):
        return names(flowable.child)
    assert isinstance(flowable, Gap)
    return []
