"""Order pages on the two sides of sheets, so that the printed sheets read in order once folded or cut.

A side holds two pages side by side. Pages count from 1; a half without a page is blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

FOLDED_PAGES = 4
"""Pages on one folded sheet."""


class Binding(Enum):
    """The edge, seen from the front cover, at which a booklet is held together."""

    LEFT = "left"
    RIGHT = "right"


class Flip(Enum):
    """The edge of a landscape sheet round which a printer turns it over for its back side."""

    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: its pages, None where a half is blank.

    `depth` counts the sheets that lie round this one when the booklet is folded; 0 is the outermost.
    """

    left: int | None
    right: int | None
    back: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Signature:
    """All sheets of one file, in the order in which they are printed: front, back, front, back."""

    sides: tuple[Side, ...]

    @property
    def two_sided(self) -> bool:
        """Whether any sheet has a back side."""
        return any(side.back for side in self.sides)

    @property
    def sheets(self) -> int:
        """How many sheets of paper there are."""
        return sum(not side.back for side in self.sides)


def saddle_stitched(pages: int, binding: Binding = Binding.LEFT) -> Signature:
    """Sheets that are laid on one another, the first one outside, folded once and stapled in the fold.

    The number of pages is filled up to a multiple of four with blanks, which come at the end. A language that
    runs from right to left is bound at the right. Raises ValueError without a page.
    """
    if pages < 1:
        raise ValueError("a booklet needs a page")
    sheets = -(-pages // FOLDED_PAGES)
    last = sheets * FOLDED_PAGES
    sides: list[Side] = []
    for depth in range(sheets):
        first = 2 * depth + 1  # the front of this sheet holds this page and the one as far from the end
        for back, (verso, recto) in enumerate(((last + 1 - first, first), (first + 1, last - first))):
            # bound at the left, pages with odd numbers stand on the right
            halves = (verso, recto) if binding is Binding.LEFT else (recto, verso)
            left, right = (page if page <= pages else None for page in halves)
            sides.append(Side(left, right, bool(back), depth))
    return Signature(tuple(sides))


def two_up(pages: int) -> Signature:
    """Each page twice, side by side: sheets that are cut in the middle into two equal copies.

    A document of one page is printed on one side; longer ones run on at the back, and the last back is blank
    where their number is odd. Raises ValueError without a page.
    """
    if pages < 1:
        raise ValueError("a document needs a page")
    sides = [Side(page, page, back=page % 2 == 0) for page in range(1, pages + 1)]
    if pages > 1 and pages % 2:
        sides.append(Side(None, None, back=True))
    return Signature(tuple(sides))
