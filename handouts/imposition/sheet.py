"""Place two pages on each side of a landscape sheet, at their own size, with marks for folding and cutting.

Coordinates are points from the lower left corner of the side as it is printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from handouts.imposition.signature import Flip, Side
from handouts.units import MM

THICKNESS = 0.1 * MM
"""Of one sheet of office paper of 80 grams a square metre, in points."""

MARK = 4 * MM
MARK_GAP = 2 * MM
"""How long a mark is, and how far it stays from what is cut off."""

UNPRINTED = 4.5 * MM
"""Along the edges of the paper, where office printers cannot print."""

TICK = 4 * MM
"""How long a mark at the fold of ordinary paper is, where both pages have their inner margin."""

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

Line = tuple[float, float, float, float]
"""From x, y to x, y."""


class Marks(Enum):
    """What is printed to fold and cut by: nothing, the fold, or on larger paper the pages' edges too."""

    NONE = "none"
    FOLD = "fold"
    CROP = "crop"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a page goes: the matrix from its coordinates to the sheet's, and what is shown of it."""

    page: int
    matrix: Matrix
    clip: Box


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper, two pages side by side in its middle, and how it is turned over.

    All lengths are in points: the sheet and one page upright, and the thickness of the paper, 0 for sheets
    that are not put into one another.

    Folded sheets that lie inside others stick out of them by the thickness of each, which is called creep.
    So their pages are moved towards the fold by as much: then the print of all pages lies exactly on one
    another, and after the booklet is trimmed all outer margins are equal.
    """

    width: float
    height: float
    page_width: float
    page_height: float
    thickness: float = 0.0
    flip: Flip = Flip.SHORT
    marks: Marks = Marks.NONE

    def creep(self, side: Side) -> float:
        """How far the pages of a side are moved towards the fold."""
        return side.depth * self.thickness

    def placements(self, side: Side) -> Iterator[Placement]:
        """The pages of a side. What creep would push over the fold is cut off: keep it within the margin."""
        fold, foot, shift = self.width / 2, self._foot, self.creep(side)
        top = foot + self.page_height
        left, right = fold - self.page_width + shift, fold - shift
        if side.left is not None:
            yield self._placement(side, side.left, left, (left, foot, fold, top))
        if side.right is not None:
            yield self._placement(side, side.right, right, (fold, foot, right + self.page_width, top))

    def lines(self, side: Side) -> list[Line]:
        """The marks of a side: at both ends of the fold, and round the outer edges of the pages."""
        if self.marks is Marks.NONE:
            return []
        fold, foot, top = self.width / 2, self._foot, self._foot + self.page_height
        if self.marks is Marks.FOLD:
            ends = ((UNPRINTED, UNPRINTED + TICK), (self.height - UNPRINTED, self.height - UNPRINTED - TICK))
            return [(fold, outer, fold, inner) for outer, inner in ends]
        lines: list[Line] = []
        edge = self.page_width - self.creep(side)
        for y, away in ((foot, -1), (top, 1)):
            near, far = y + away * MARK_GAP, y + away * (MARK_GAP + MARK)
            lines += [(x, near, x, far) for x in (fold - edge, fold, fold + edge)]
            for x, out in ((fold - self.page_width, -1), (fold + self.page_width, 1)):
                lines.append((x + out * MARK_GAP, y, x + out * (MARK_GAP + MARK), y))
        return lines

    @property
    def trim(self) -> Box:
        """What the two pages of an outermost sheet cover."""
        half = self.width / 2
        return half - self.page_width, self._foot, half + self.page_width, self._foot + self.page_height

    @property
    def _foot(self) -> float:
        return (self.height - self.page_height) / 2

    def _placement(self, side: Side, page: int, x: float, clip: Box) -> Placement:
        if not self.turned(side):
            return Placement(page, (1, 0, 0, 1, x, self._foot), clip)
        matrix = (-1, 0, 0, -1, self.width - x, self.height - self._foot)
        left, bottom, right, top = clip
        turned = self.width - right, self.height - top, self.width - left, self.height - bottom
        return Placement(page, matrix, turned)

    def turned(self, side: Side) -> bool:
        """Whether a side is printed upside down, for a sheet that is turned over a long edge."""
        return side.back and self.flip is Flip.LONG
