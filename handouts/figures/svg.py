"""Write figures as SVG, for web pages, for other documents and for looking at while drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from handouts.figures.arrange import Arrangement, arrange
from handouts.figures.display_list import GRID, Arrow, DisplayList, Fill, Frame, Shape, Stroke
from handouts.figures.paint import arrow_path
from handouts.figures.weights import THINNEST, arrow_halo, hidden_weights, line_weights

NAMESPACE = "http://www.w3.org/2000/svg"

SHEET_SHAPE = 0.62
"""Height over width of the box that every figure of a sheet gets."""

EDGE = 1.5
"""Points kept free around a figure on its own, for the outer half of its lines."""

_FONT = 'font-family="Noto Sans, Arial, sans-serif"'
_BASELINE = 0.36
"""Em from the middle of a digit down to its baseline."""

_NAME_LINE = 16.0
"""Points below a picture of a sheet for its name."""


@dataclass(frozen=True, slots=True)
class MarkLook:
    """How the ring and the numbered dots beside the frames look: radius in points, colours as #rrggbb.

    `filled` dots carry a pale number; others are rings with a dark one.
    """

    radius: float
    accent: str
    paper: str = "#ffffff"
    ink: str = "#000000"
    filled: bool = True


def svg(
    figure: DisplayList,
    arrangement: Arrangement,
    box: tuple[float, float],
    palette: Mapping[str, str],
    marks: MarkLook | None = None,
    *,
    mirror: bool = False,
) -> str:
    """A complete SVG document of a figure whose frames stand in `box` (points) as `arrangement` says.

    It is larger than the box by EDGE on every side.

    Its title is the figure's name and its description the text alternative, as a screen reader wants them
    (SVG Accessibility API Mappings 1.0, 8.1). Numbers are never mirrored.
    """
    body = _frames(figure, arrangement, box[1], palette, marks, mirror=mirror)
    return f"{_opening(*box, EDGE)} {_named(figure, body)}\n</svg>\n"


def sheet(
    figures: Sequence[DisplayList],
    width: float,
    columns: int,
    palette: Mapping[str, str],
    marks: MarkLook,
    *,
    gap: float = 17.0,
    mirror: bool = False,
) -> str:
    """An SVG document with all figures in rows, each `width` points wide with its name below it."""
    tall = width * SHEET_SHAPE
    rows = -(-len(figures) // columns)
    step_x, step_y = width + gap, tall + _NAME_LINE + gap
    parts: list[str] = []
    for number, figure in enumerate(figures):
        arrangement = arrange(figure.frames, width, tall, mark_radius=marks.radius, mirror=mirror)
        row, column = divmod(number, columns)
        place = f'x="{column * step_x:.1f}" y="{row * step_y:.1f}"'
        picture = _named(figure, _frames(figure, arrangement, tall, palette, marks, mirror=mirror))
        size = f'width="{width:.1f}" height="{tall:.1f}" viewBox="0 0 {width:.1f} {tall:.1f}"'
        parts.append(f'<svg overflow="visible" {place} {size} {picture}\n</svg>')
        middle, line = column * step_x + width / 2, row * step_y + tall + _NAME_LINE * 0.8
        parts.append(
            f'<text aria-hidden="true" x="{middle:.1f}" y="{line:.1f}" {_FONT} font-size="12"'
            f' text-anchor="middle" fill="{marks.ink}">{escape(figure.name)}</text>'
        )
    body = "\n".join(parts)
    return f"{_opening(columns * step_x - gap, rows * step_y - gap, EDGE)}>\n{body}\n</svg>\n"


def _opening(width: float, height: float, edge: float = 0.0) -> str:
    width, height = width + 2 * edge, height + 2 * edge
    size = f'width="{width:.2f}pt" height="{height:.2f}pt"'
    size += f' viewBox="{0 - edge:g} {0 - edge:g} {width:.2f} {height:.2f}"'
    return f'<svg xmlns="{NAMESPACE}" {size}'


def _named(figure: DisplayList, body: str) -> str:
    """The rest of an `svg` element from its role on: title, description and body."""
    title, words = f"{figure.name}-title", f"{figure.name}-words"
    return (
        f'role="img" aria-labelledby="{title} {words}">\n<title id="{title}">{escape(figure.name)}</title>\n'
        f'<desc id="{words}">{escape(figure.alt)}</desc>\n{body}'
    )


def _frames(
    figure: DisplayList,
    arrangement: Arrangement,
    height: float,
    palette: Mapping[str, str],
    marks: MarkLook | None,
    *,
    mirror: bool,
) -> str:
    parts: list[str] = []
    for place in arrangement.placements:
        frame, top = figure.frames[place.index], height - place.y - place.height
        parts.append(group(frame, arrangement.points_per_head, palette, x=place.x, y=top, mirror=mirror))
        if marks is not None and place.mark is not None and frame.label is not None:
            parts.append(_mark(place.mark[0], height - place.mark[1], frame.label, marks))
    return "\n".join(parts)


def _mark(x: float, y: float, label: int, look: MarkLook) -> str:
    """The ring of a starting position, or the dot of a step with its number."""
    solid = bool(label) and look.filled
    line = 0.0 if solid else 1.2 if label else 1.5
    fill = look.accent if solid else look.paper
    circle = (
        f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{look.radius - line / 2:.2f}" fill="{fill}"'
        f' stroke="{look.accent}" stroke-width="{line:g}"/>'
    )
    if not label:
        return circle
    size = look.radius * 1.6
    text = f'x="{x:.2f}" y="{y + size * _BASELINE:.2f}" font-size="{size:.2f}" text-anchor="middle"'
    colour = look.paper if look.filled else look.ink
    return f'{circle}<text {text} {_FONT} font-weight="bold" fill="{colour}">{label}</text>'


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
