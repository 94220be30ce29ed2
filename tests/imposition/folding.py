"""Do with planned sheets what a printer and a pair of hands do: print, turn over, fold, nest, and read.

It knows nothing of how pages were ordered. A sheet is one set of coordinates, seen from its front; what is
printed on the back is carried there through the paper, by the edge on which the sheet was turned over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handouts.imposition.sheet import Sheet
from handouts.imposition.signature import Binding, Flip, Signature


@dataclass(frozen=True, slots=True)
class Printed:
    """A page as it came to lie on the paper, in the coordinates of the front of its sheet."""

    page: int
    left: float
    right: float
    foot: float
    upright: bool
    shown: tuple[float, float]
    """What of it is printed, across."""


Leaf = tuple[Printed | None, Printed | None]
"""Half a sheet: what is on its front and what is on its back."""


def printed(signature: Signature, sheet: Sheet) -> list[list[list[Printed]]]:
    """What is on the front and on the back of each sheet of paper, as it comes out of the printer."""
    sheets: list[list[list[Printed]]] = []
    for side in signature.sides:
        if not side.back:
            sheets.append([[], []])
        faces = sheets[-1][side.back]
        for placement in sheet.placements(side):
            a, b, c, d, x, y = placement.matrix
            assert (b, c) == (0, 0)
            assert abs(a) == abs(d) == 1, "pages keep their size"
            left, bottom, right, top = placement.clip
            assert left < right
            assert bottom < top
            corners = [
                _through(sheet, side.back, point)
                for point in ((x, y), (x + a * sheet.page_width, y + d * sheet.page_height))
            ]
            (x1, y1), (x2, y2) = corners
            edges = [_through(sheet, side.back, (edge, 0.0))[0] for edge in (left, right)]
            # on the back, right and left are changed for whoever sees through the paper from the front
            unmirrored = (x2 > x1) is not side.back
            assert unmirrored is (y2 > y1), "a page was printed as in a mirror"
            shown = min(edges), max(edges)
            faces.append(Printed(placement.page, min(x1, x2), max(x1, x2), min(y1, y2), y2 > y1, shown))
    return sheets


def _through(sheet: Sheet, back: bool, point: tuple[float, float]) -> tuple[float, float]:
    """A point of a side in the coordinates of the front."""
    x, y = point
    if not back:
        return x, y
    # round a short edge of a landscape sheet right becomes left; round a long one the top becomes the foot
    return (sheet.width - x, y) if sheet.flip is Flip.SHORT else (x, sheet.height - y)


def leaves(sheets: list[list[list[Printed]]], sheet: Sheet) -> tuple[list[Leaf], list[Leaf]]:
    """The left and the right half of each sheet."""
    halves: tuple[list[Leaf], list[Leaf]] = ([], [])
    for front, back in sheets:
        for half, right in zip(halves, (False, True), strict=True):
            faces = [
                next((each for each in face if (each.left + each.right > sheet.width) is right), None)
                for face in (front, back)
            ]
            half.append((faces[0], faces[1]))
    return halves


def read(signature: Signature, sheet: Sheet, binding: Binding) -> Iterator[Printed | None]:
    """The pages of the folded booklet from its front cover on; None for a blank one.

    The sheets lie on one another with the first front below. They are folded up together, so that this front
    is outside, and held with the fold at the binding.
    """
    left, right = leaves(printed(signature, sheet), sheet)
    begins, ends = (right, left) if binding is Binding.LEFT else (left, right)
    for front, back in begins:
        yield from (front, back)
    for front, back in reversed(ends):
        yield from (back, front)
