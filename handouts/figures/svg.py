"""Write frames of a figure as SVG, for web pages and for looking at while drawing."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from handouts.figures.display_list import GRID, Arrow, Fill, Frame, Shape, Stroke
from handouts.figures.paint import arrow_path
from handouts.figures.weights import THINNEST, arrow_halo, hidden_weights, line_weights


def svg(
    frame: Frame, points_per_head: float, palette: Mapping[str, str], alt: str = "", *, mirror: bool = False
) -> str:
    """A complete SVG document of `frame`; `alt` becomes its title. Sizes are in points."""
    width, height = frame.width * points_per_head, frame.height * points_per_head
    named = f'role="img" aria-label="{escape(alt, quote=True)}"' if alt else 'aria-hidden="true"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {named}'
    size = f'width="{width:.2f}pt" height="{height:.2f}pt" viewBox="0 0 {width:.2f} {height:.2f}"'
    body = group(frame, points_per_head, palette, mirror=mirror)
    return f"{head} {size}>\n{body}\n</svg>\n"


def group(
    frame: Frame,
    points_per_head: float,
    palette: Mapping[str, str],
    *,
    x: float = 0.0,
    y: float = 0.0,
    mirror: bool = False,
) -> str:
    """A `<g>` element that paints `frame` with its top left corner at `x`, `y`."""
    left, _, right, top = frame.bounds
    step = points_per_head / GRID
    across = -step if mirror else step
    origin = x + (right if mirror else -left) * points_per_head
    matrix = f"matrix({across:.5f} 0 0 {-step:.5f} {origin:.2f} {y + top * points_per_head:.2f})"
    elements: list[str] = []
    for operation in frame.operations:
        elements += _elements(operation, points_per_head, palette)
    body = "\n".join(elements)
    return f'<g transform="{matrix}" stroke-linecap="round" stroke-linejoin="round">\n{body}\n</g>'


def _elements(
    operation: Fill | Stroke | Shape | Arrow, points_per_head: float, palette: Mapping[str, str]
) -> list[str]:
    grid_steps = GRID / points_per_head
    if isinstance(operation, Fill):
        return [f'<path fill="{palette[operation.role]}" d="{_data(operation.path)}"/>']
    if isinstance(operation, Arrow):
        data = _data(arrow_path(operation, points_per_head))
        halo = f'stroke="{palette["halo"]}" stroke-width="{arrow_halo(points_per_head) * 2 * grid_steps:.1f}"'
        return [f'<path fill="none" {halo} d="{data}"/>', f'<path fill="{palette["arrow"]}" d="{data}"/>']
    if operation.weight in hidden_weights(points_per_head):
        return []
    share = operation.share if isinstance(operation, Stroke) else 1.0
    width = max(line_weights(points_per_head)[operation.weight] * share, THINNEST) * grid_steps
    fill = palette[operation.fill] if isinstance(operation, Shape) else "none"
    line = f'stroke="{palette[operation.role]}" stroke-width="{width:.1f}"'
    return [f'<path fill="{fill}" {line} d="{_data(operation.path)}"/>']


def _data(path: str) -> str:
    """PDF path operators as SVG path data: the letter moves in front of its numbers."""
    pieces: list[str] = []
    numbers: list[str] = []
    for token in path.split():
        if token in {"m", "l", "c", "h"}:
            pieces.append(("Z" if token == "h" else token.upper()) + " ".join(numbers))
            numbers = []
        else:
            numbers.append(token)
    return "".join(pieces)
