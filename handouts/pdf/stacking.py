"""Place flowables below, beside and inside one another; every box is mirrored for right-to-left pages."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus.flowables import Flowable

UNBOUNDED = 1.0e6
"""A height no page has: wrapping to it measures a flowable."""


def measure(flowable: Flowable, width: float) -> float:
    """The height in points that a flowable takes at a width."""
    return float(flowable.wrap(width, UNBOUNDED)[1])


class Gap(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Space between blocks: nothing at the top of a frame, and the first to grow on a page with room."""

    def __init__(self, size: float) -> None:
        super().__init__()
        self.size = size
        self.width = self.height = 0.0

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """No size of its own: the space is the space before it."""
        return 0.0, 0.0

    def getSpaceBefore(self) -> float:  # noqa: N802  # ReportLab's name
        """The space in points."""
        return self.size

    def draw(self) -> None:
        """Draw nothing."""


class Floor(Gap):
    """A gap that takes all room left, so that what follows stands on the foot of the page."""


class Stack(Flowable):  # type: ignore[misc]
    """Children one below the other with the same gap between them; may split between or inside children.

    A child with `keepWithNext` stays on the page of what follows it. A `whole` stack never splits, and no
    piece of a split one has fewer than `least` children.
    """

    def __init__(
        self, children: Sequence[Flowable], gap: float = 0.0, *, whole: bool = False, least: int = 1
    ) -> None:
        super().__init__()
        self.children = list(children)
        self.gap, self.whole, self.least = gap, whole, least
        self.lead = 0.0
        self.width = self.height = 0.0

    def _before(self, index: int) -> float:
        """Space above a child: a Gap carries its own, two neighbours get the common one."""
        child = self.children[index]
        if isinstance(child, Gap):
            return child.size if index else 0.0
        return self.gap if index and not isinstance(self.children[index - 1], Gap) else 0.0

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The full width and the sum of heights and gaps."""
        self.width = aw
        self._heights = [measure(child, aw) for child in self.children]
        self.height = sum(self._heights) + sum(self._before(index) for index in range(len(self.children)))
        return aw, self.height

    def split(self, aw: float, ah: float) -> list[Flowable]:
        """Two stacks, the first at most `ah` high; empty when not even one child fits."""
        if self.whole:
            return []
        self.wrap(aw, ah)
        used = 0.0
        for index, child in enumerate(self.children):
            used += self._before(index)
            if used + self._heights[index] > ah + 0.01:
                pieces = child.split(aw, ah - used) if ah > used else []
                if len(pieces) > 1:
                    return [
                        Stack([*self.children[:index], pieces[0]], self.gap),
                        Stack([*pieces[1:], *self.children[index + 1 :]], self.gap),
                    ]
                return self._split_before(index)
            used += self._heights[index]
        return [self]

    def _split_before(self, index: int) -> list[Flowable]:
        """Two stacks, the second beginning with a child and with every head that belongs to it."""
        index = min(index, len(self.children) - self.least)
        while index > 0 and (
            isinstance(self.children[index - 1], Gap) or self.children[index - 1].getKeepWithNext()
        ):
            index -= 1
        if index < self.least:
            return []
        rest = Stack(self.children[index:], self.gap, least=self.least)
        rest.lead = self._before(index)
        return [Stack(self.children[:index], self.gap), rest]

    def getSpaceBefore(self) -> float:  # noqa: N802  # ReportLab's name
        """The gap that stood above the first child before a split: the piece may go on in the same frame."""
        if self.lead or not self.children:
            return self.lead
        first = self.children[0]
        return float(first.getSpaceBefore()) if isinstance(first, (Gap, Stack)) else 0.0

    def draw(self) -> None:
        """Draw the children from the top down."""
        y = self.height
        for index, child in enumerate(self.children):
            y -= self._before(index) + self._heights[index]
            child.drawOn(self.canv, 0, y)


class Columns(Flowable):  # type: ignore[misc]
    """Cells side by side, first at the start side; all of one height, each aligned top, middle or bottom."""

    def __init__(
        self,
        cells: Sequence[Flowable],
        widths: Sequence[float],
        gutter: float = 0.0,
        *,
        mirrored: bool = False,
        align: str = "top",
        divider: tuple[str, float] | None = None,
    ) -> None:
        super().__init__()
        self.cells, self.widths = list(cells), list(widths)
        self.gutter, self.mirrored, self.align, self.divider = gutter, mirrored, align, divider
        self.width = sum(widths) + gutter * (len(self.widths) - 1)
        self.height = 0.0

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The sum of the widths and the height of the tallest cell."""
        self._heights = [measure(cell, width) for cell, width in zip(self.cells, self.widths, strict=True)]
        self.height = max(self._heights, default=0.0)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the cells in reading order from the start side, and a line of (colour, width) between them."""
        if self.divider:
            self._rule(*self.divider)
        x = 0.0
        for cell, width, height in zip(self.cells, self.widths, self._heights, strict=True):
            left = self.width - x - width if self.mirrored else x
            slack = {"top": 1.0, "middle": 0.5, "bottom": 0.0}[self.align]
            cell.drawOn(self.canv, left, (self.height - height) * slack)
            x += width + self.gutter

    def _rule(self, colour: str, weight: float) -> None:
        with self.canv.artifact():
            self.canv.saveState()
            self.canv.setStrokeColor(HexColor(colour))
            self.canv.setLineWidth(weight)
            x = -self.gutter / 2
            for width in self.widths[:-1]:
                x += width + self.gutter
                at = self.width - x if self.mirrored else x
                self.canv.line(at, 0, at, self.height)
            self.canv.restoreState()


class Padded(Flowable):  # type: ignore[misc]
    """A child with empty room around it; start and end change places on a mirrored page."""

    def __init__(
        self,
        child: Flowable,
        *,
        start: float = 0.0,
        end: float = 0.0,
        top: float = 0.0,
        bottom: float = 0.0,
        mirrored: bool = False,
    ) -> None:
        super().__init__()
        self.child = child
        self.left, self.right = (end, start) if mirrored else (start, end)
        self.top, self.bottom = top, bottom
        self.width = self.height = 0.0

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The full width; the child's height and the room above and below it."""
        self.width = aw
        self.height = self.top + measure(self.child, aw - self.left - self.right) + self.bottom
        return aw, self.height

    def draw(self) -> None:
        """Draw the child inside the room."""
        self.child.drawOn(self.canv, self.left, self.bottom)


class Aligned(Flowable):  # type: ignore[misc]
    """A child of its own width at the start or the end of the measure, or in its middle."""

    def __init__(self, child: Flowable, side: str, *, mirrored: bool = False) -> None:
        super().__init__()
        self.child = child
        share = {"start": 0.0, "center": 0.5, "end": 1.0}[side]
        self._share = 1.0 - share if mirrored else share
        self.width = self.height = 0.0

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The full width and the child's height."""
        self.width = aw
        self._child_width, self.height = self.child.wrap(aw, ah)
        return aw, self.height

    def draw(self) -> None:
        """Draw the child at its side."""
        self.child.drawOn(self.canv, (self.width - self._child_width) * self._share, 0)


class Hanging(Flowable):  # type: ignore[misc]
    """A mark at the start side and a body indented beside it: bullets, step numbers, icons, tick boxes."""

    def __init__(
        self,
        mark: Flowable | None,
        body: Flowable,
        indent: float,
        *,
        mirrored: bool = False,
        first_line: float = 0.0,
        middle: bool = False,
    ) -> None:
        super().__init__()
        self.mark, self.body, self.indent = mark, body, indent
        self.mirrored, self.first_line, self.middle = mirrored, first_line, middle
        self.width = self.height = 0.0

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The full width; as high as the taller of mark and body."""
        self.width = aw
        self._body_height = measure(self.body, aw - self.indent)
        if self.mark is None:
            self._mark_width, self._mark_height = 0.0, 0.0
        else:
            self._mark_width, self._mark_height = self.mark.wrap(self.indent, UNBOUNDED)
        self.height = max(self._body_height, self._mark_height if not self.first_line else self.first_line)
        return aw, self.height

    def split(self, aw: float, ah: float) -> list[Flowable]:
        """The body split, the mark staying with its first piece; a body centred on its mark stays whole."""
        if self.middle:
            return []
        pieces = self.body.split(aw - self.indent, ah)
        if len(pieces) < 2:
            return []
        first = Hanging(
            self.mark,
            pieces[0],
            self.indent,
            mirrored=self.mirrored,
            first_line=self.first_line,
            middle=self.middle,
        )
        return [first, *(Hanging(None, piece, self.indent, mirrored=self.mirrored) for piece in pieces[1:])]

    def draw(self) -> None:
        """Draw the mark first, as it is read first; it is centred on the first line, or on the whole body."""
        body_y = (self.height - self._body_height) / 2 if self.middle else self.height - self._body_height
        if self.mark is not None:
            reach = self.first_line if self.first_line and not self.middle else self.height
            y = self.height - (reach + self._mark_height) / 2
            self.mark.drawOn(self.canv, self.width - self._mark_width if self.mirrored else 0, y)
        self.body.drawOn(self.canv, 0 if self.mirrored else self.indent, body_y)
