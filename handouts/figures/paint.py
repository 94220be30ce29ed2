"""Turn frames of a figure into PDF content-stream operators."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from handouts.figures import arrow
from handouts.figures.display_list import GRID, Arrow, Fill, Frame, Shape, Stroke
from handouts.figures.weights import (
    THINNEST,
    arrow_halo,
    arrow_head,
    arrow_shaft,
    hidden_weights,
    line_weights,
)


def paint(
    frame: Frame,
    points_per_head: float,
    palette: Mapping[str, str],
    *,
    x: float = 0.0,
    y: float = 0.0,
    mirror: bool = False,
) -> str:
    """Content-stream operators that paint `frame` with its lower left corner at `x`, `y` (points).

    The frame takes `frame.width * points_per_head` by `frame.height * points_per_head` points.
    `palette` comes from `theme.palette`. `mirror` flips left and right for right-to-left pages. The
    graphics state is saved and restored; the operators are ASCII.
    """
    left, bottom, right, _ = frame.bounds
    step = points_per_head / GRID
    across = -step if mirror else step
    origin = x + (right if mirror else -left) * points_per_head
    pen = _Pen(points_per_head, palette)
    for operation in frame.operations:
        if isinstance(operation, Fill):
            pen.fill(operation.role, operation.path)
        elif isinstance(operation, Stroke):
            pen.stroke(operation)
        elif isinstance(operation, Shape):
            pen.shape(operation)
        else:
            pen.arrow(operation)
    matrix = (
        f"{_number(across)} 0 0 {_number(step)} {_number(origin)} {_number(y - bottom * points_per_head)}"
    )
    return f"q {matrix} cm 1 J 1 j\n" + "\n".join(pen.operators) + "\nQ\n"


class _Pen:
    """Collects operators and leaves out colours and widths that are set already."""

    def __init__(self, points_per_head: float, palette: Mapping[str, str]) -> None:
        self.operators: list[str] = []
        self._scale = points_per_head
        self._palette = palette
        self._grid_steps = GRID / points_per_head
        self._weights = line_weights(points_per_head)
        self._hidden = hidden_weights(points_per_head)
        self._state = ["", "", ""]

    def _set(self, slot: int, operator: str) -> None:
        if self._state[slot] != operator:
            self._state[slot] = operator
            self.operators.append(operator)

    def _ink(self, role: str) -> None:
        self._set(0, fill_colour(self._palette[role]))

    def _line(self, role: str, points: float) -> None:
        self._set(1, stroke_colour(self._palette[role]))
        self._set(2, f"{round(max(points, THINNEST) * self._grid_steps, 1):g} w")

    def fill(self, role: str, path: str) -> None:
        self._ink(role)
        self.operators.append(f"{path} f")

    def stroke(self, operation: Stroke) -> None:
        if operation.weight not in self._hidden:
            self._line(operation.role, self._weights[operation.weight] * operation.share)
            self.operators.append(f"{operation.path} S")

    def shape(self, operation: Shape) -> None:
        self._ink(operation.fill)
        self._line(operation.role, self._weights[operation.weight])
        self.operators.append(f"{operation.path} B")

    def arrow(self, operation: Arrow) -> None:
        path = arrow_path(operation, self._scale)
        self._line("halo", arrow_halo(self._scale) * 2)
        self.operators.append(f"{path} S")
        self.fill("arrow", path)


@lru_cache(maxsize=512)
def arrow_path(operation: Arrow, points_per_head: float) -> str:
    """Path operators on the figure grid for the outline of an arrow at this scale."""
    shaft, head = (
        arrow_shaft(points_per_head) / points_per_head,
        arrow_head(points_per_head) / points_per_head,
    )
    corners = arrow.outline(operation.points, operation.double, shaft, head)
    pairs = [f"{round(corner.real * GRID)} {round(corner.imag * GRID)}" for corner in corners]
    return f"{pairs[0]} m {' l '.join(pairs[1:])} l h"


@lru_cache(maxsize=256)
def fill_colour(colour: str) -> str:
    """The operator that sets the colour #rrggbb for filling: grey stays grey for one-ink printing."""
    red, green, blue = _channels(colour)
    return f"{red} g" if red == green == blue else f"{red} {green} {blue} rg"


@lru_cache(maxsize=256)
def stroke_colour(colour: str) -> str:
    """The operator that sets the colour #rrggbb for lines."""
    red, green, blue = _channels(colour)
    return f"{red} G" if red == green == blue else f"{red} {green} {blue} RG"


def _channels(colour: str) -> tuple[str, str, str]:
    red, green, blue = (_number(int(colour[i : i + 2], 16) / 255, 3) for i in (1, 3, 5))
    return red, green, blue


def _number(value: float, places: int = 4) -> str:
    """A PDF number: no exponent, no useless zeros."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return (
        "0"
        if text in {"-0", ""}
        else text.replace("0.", ".", 1)
        if text.lstrip("-").startswith("0.")
        else text
    )
