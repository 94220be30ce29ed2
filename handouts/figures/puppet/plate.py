"""Engrave a painted sheet as a frame of the display list."""

from __future__ import annotations

from collections.abc import Iterator

from shapely.geometry import LineString, Polygon
from shapely.ops import substring

from handouts.figures.display_list import Arrow, Fill, Frame, Operation, Shape, Stroke
from handouts.figures.puppet.sheet import Drawn, Filled, Sheet
from handouts.figures.puppet.trace import COARSE, FINE, path

SIMPLER = 0.0015
"""Heads that a polyline may be simplified by before curves are fitted."""

TAPER = 0.28
"""Heads over which a line end grows thin."""

_DARK = frozenset({"hair"})
"""Roles as dark as lines: their edges show beside a thin outline."""

_STEPS = (0.45, 0.65, 0.85)
"""Shares of the weight from a tapered end inwards; the jumps are under 0.2 pt and do not show."""


def engrave(sheet: Sheet, label: int | None) -> Frame:
    """The display list frame of everything that shows on `sheet`, arrows on top."""
    operations: list[Operation] = []
    lines: list[Drawn] = []
    for mark in sheet.visible():
        if isinstance(mark, Drawn):
            lines.append(mark)
            continue
        operations += _strokes(lines)
        lines = []
        if isinstance(mark, Filled):
            operations.append(Fill(mark.role, _area_path(mark.area, FINE if mark.role in _DARK else COARSE)))
        else:
            operations.append(Shape(mark.fill, mark.role, mark.weight, _area_path(mark.area, FINE)))
    operations += _strokes(lines)
    operations += [Arrow(movement.through, movement.double) for movement in sheet.arrows]
    x0, y0, x1, y1 = (round(value, 3) for value in sheet.bounds())
    return Frame((x0, y0, x1, y1), tuple(operations), label)


def _area_path(area: Polygon, tolerance: float) -> str:
    rings = [area.exterior, *area.interiors]
    oriented = [ring if ring.is_ccw == (ring is rings[0]) else ring.reverse() for ring in rings]
    return " ".join(path(_points(ring), closed=True, tolerance=tolerance) for ring in oriented)


def _points(line: LineString) -> list[complex]:
    return [complex(x, y) for x, y in line.simplify(SIMPLER).coords]


def _strokes(lines: list[Drawn]) -> Iterator[Stroke]:
    """Strokes of lines that nothing parts in painting order; those alike share one path."""
    alike: dict[tuple[str, str, float], list[str]] = {}
    for line in lines:
        for share, piece in _pieces(line):
            closed = piece.is_ring
            alike.setdefault((line.role, line.weight, share), []).append(path(_points(piece), closed))
    for (role, weight, share), paths in alike.items():
        yield Stroke(role, weight, share, " ".join(paths))


def _pieces(drawn: Drawn) -> Iterator[tuple[float, LineString]]:
    """The line at full weight, then its tapered ends in steps."""
    line, length = drawn.line, drawn.line.length
    taper = min(TAPER, length * 0.45)
    step = taper / len(_STEPS)
    start = taper if drawn.taper_start else 0.0
    stop = length - taper if drawn.taper_end else length
    if stop - start > 1e-6:
        yield 1.0, _part(line, start, stop)
    for number, share in enumerate(_STEPS):
        if drawn.taper_start:
            yield share, _part(line, step * number, step * (number + 1))
        if drawn.taper_end:
            yield share, _part(line, length - step * (number + 1), length - step * number)


def _part(line: LineString, start: float, stop: float) -> LineString:
    part = substring(line, start, stop)
    assert isinstance(part, LineString)
    return part
