"""Engrave a painted sheet as a frame of the display list."""

from __future__ import annotations

from collections.abc import Iterator

from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from handouts.figures.display_list import Arrow, Fill, Frame, Operation, Shape, Stroke
from handouts.figures.puppet.edges import Traced, edge, points_of
from handouts.figures.puppet.shapes import union
from handouts.figures.puppet.sheet import Drawn, Filled, Outlined, Sheet
from handouts.figures.puppet.trace import COARSE, FINE, curves, path

TAPER = 0.28
"""Heads over which a line end grows thin."""

_DARK = frozenset({"hair"})
"""Roles as dark as lines: their edges show beside a thin outline."""

_STEPS = (0.45, 0.65, 0.85)
"""Shares of the weight from a tapered end inwards; the jumps are under 0.2 pt and do not show."""


_Line = tuple[Drawn, float, Traced]
"""What is drawn, the share of its weight, and one piece of it."""


def engrave(sheet: Sheet, label: int | None) -> Frame:
    """The display list frame of everything that shows on `sheet`, arrows on top."""
    marks = [
        [(mark, share, _traced(piece)) for share, piece in _pieces(mark)] if isinstance(mark, Drawn) else mark
        for mark in sheet.visible()
    ]
    traced = [piece for lines in marks if isinstance(lines, list) for _, _, piece in lines]
    areas = _areas([mark for mark in marks if not isinstance(mark, list)], traced)
    operations: list[Operation] = []
    lines: list[_Line] = []
    for mark in marks:
        if isinstance(mark, list):
            lines += mark
            continue
        operations += _strokes(lines)
        lines = []
        path_ = areas[id(mark)]
        if isinstance(mark, Filled):
            operations.append(Fill(mark.role, path_))
        else:
            operations.append(Shape(mark.fill, mark.role, mark.weight, path_))
    operations += _strokes(lines)
    operations += [Arrow(movement.through, movement.double) for movement in sheet.arrows]
    x0, y0, x1, y1 = (round(value, 3) for value in sheet.bounds())
    return Frame((x0, y0, x1, y1), tuple(operations), label)


def _traced(line: LineString) -> Traced:
    return Traced(curves(points_of(line), line.is_ring), line.is_ring)


def _areas(marks: list[Filled | Outlined], lines: list[Traced]) -> dict[int, str]:
    """The paths of areas that are painted one over the other, by their marks' identity."""
    covers: list[BaseGeometry] = [Polygon()]
    for mark in marks[:0:-1]:
        covers.append(union(covers[-1], mark.area))
    return {
        id(mark): _area_path(mark, lines, cover) for mark, cover in zip(marks, reversed(covers), strict=True)
    }


def _area_path(mark: Filled | Outlined, lines: list[Traced], cover: BaseGeometry) -> str:
    """The edges of an area: those of bare fills follow the lines that are drawn along them."""
    tolerance = COARSE if isinstance(mark, Filled) and mark.role not in _DARK else FINE
    along = lines if isinstance(mark, Filled) else []
    rings = [mark.area.exterior, *mark.area.interiors]
    oriented = [ring if ring.is_ccw == (ring is rings[0]) else ring.reverse() for ring in rings]
    turns = len(rings) == 1
    edges = [edge(ring, along, tolerance, cover, turns=turns) for ring in oriented]
    return " ".join(path(each, closed=True) for each in edges)


def _strokes(lines: list[_Line]) -> Iterator[Stroke]:
    """Strokes of lines that nothing parts in painting order; those alike share one path."""
    alike: dict[tuple[str, str, float], list[str]] = {}
    for drawn, share, piece in lines:
        alike.setdefault((drawn.role, drawn.weight, share), []).append(path(piece.cubics, piece.closed))
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
