"""Keep a place on a page for words that every copy of the document has its own of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.platypus.flowables import Flowable

from handouts.pdf.colour import Colour
from handouts.pdf.structure import StructElem
from handouts.text.faces import chain
from handouts.text.style import TextStyle


@dataclass(frozen=True, slots=True)
class Place:
    """One line of a page: `operator` opens its marked content, whose id the structure tree has already.

    `page` counts from 1; `x` and `y` are the left edge and the baseline in points on it, `measure` is the
    room. `spoken` stands in the structure tree until the words are known that a reader is to say there.
    """

    name: str
    operator: str
    x: float
    y: float
    measure: float
    style: TextStyle
    colour: Colour
    spoken: str
    page: int


class PlaceLine(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A line across the measure that stays empty here; a structure element waits for its words."""

    def __init__(self, name: str, style: TextStyle, colour: Colour, elem: StructElem) -> None:
        super().__init__()
        self.name, self.style, self.colour, self.elem = name, style, colour, elem
        self.width, self.height = 0.0, style.leading

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The full width and one line."""
        self.width = aw
        return aw, self.height

    def draw(self) -> None:
        """Draw nothing, and tell the canvas of the place; as a paragraph has its baseline, so has this."""
        canvas: Any = self.canv
        style = self.style
        face = chain(style.faces, style.bold)[0]
        baseline = (style.leading - (face.ascent + face.descent) * style.size / 1000.0) / 2
        x, y = canvas.absolutePosition(0, baseline)
        operator = canvas.content_operator(self.elem)
        # a name may run from right to left on any page, and readers reorder such text each in their own way
        spoken = f"\ue000{self.name}"
        canvas.tree.speak(self.elem, 0, spoken)
        canvas.places.append(
            Place(self.name, operator, x, y, self.width, style, self.colour, spoken, canvas.getPageNumber())
        )
