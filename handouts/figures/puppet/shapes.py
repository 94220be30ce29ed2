"""Make and join the areas and lines that a figure is painted with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from shapely import affinity
from shapely.geometry import LineString, MultiLineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, unary_union

from handouts.figures.puppet.body import Profile
from handouts.figures.puppet.vectors import Curve, direction, left_of, pchip, smooth, unit

SMALLEST_AREA = 1e-4
"""Square heads under which a piece of an area is a left-over of reckoning."""

_ROUND = 12
"""Segments in a quarter circle."""


def pair(point: complex) -> tuple[float, float]:
    """A point as shapely wants it."""
    return point.real, point.imag


def area(points: Iterable[complex]) -> Polygon:
    """The area inside a closed line of straight pieces."""
    return largest(Polygon([pair(point) for point in points]).buffer(0))


def smooth_area(points: Sequence[complex]) -> Polygon:
    """The area inside a smooth closed line."""
    return area(smooth(points))


def smooth_line(points: Sequence[complex]) -> LineString:
    """A smooth open line."""
    return LineString([pair(point) for point in smooth(points, closed=False)])


def disk(centre: complex, radius: float) -> Polygon:
    """A circle with its inside."""
    return Point(pair(centre)).buffer(radius, 24)


def union(*shapes: BaseGeometry) -> BaseGeometry:
    """All that is in any of the shapes."""
    return unary_union(list(shapes))


def closing(shape: BaseGeometry, radius: float) -> BaseGeometry:
    """Fill the notches that a disk of this radius cannot enter."""
    return shape.buffer(radius, _ROUND).buffer(-radius, _ROUND)


def opening(shape: BaseGeometry, radius: float) -> BaseGeometry:
    """Cut the spikes that a disk of this radius cannot enter."""
    return shape.buffer(-radius, _ROUND).buffer(radius, _ROUND)


def polygons(shape: BaseGeometry) -> list[Polygon]:
    """The areas of a shape, without left-overs."""
    if isinstance(shape, Polygon):
        return [] if shape.is_empty else [shape]
    parts = [part for part in getattr(shape, "geoms", []) if isinstance(part, Polygon)]
    return [part for part in parts if part.area > SMALLEST_AREA]


def largest(shape: BaseGeometry) -> Polygon:
    """The largest area of a shape."""
    return max(polygons(shape), key=lambda part: part.area, default=Polygon())


def lines(shape: BaseGeometry) -> list[LineString]:
    """The lines of a shape, joined end to end where they meet."""
    if isinstance(shape, LineString):
        return [] if shape.is_empty else [shape]
    parts = [
        part for part in getattr(shape, "geoms", []) if isinstance(part, LineString) and not part.is_empty
    ]
    if len(parts) < 2:
        return parts
    merged = linemerge(MultiLineString(parts))
    return [merged] if isinstance(merged, LineString) else list(merged.geoms)


def ribbon(
    at: Curve,
    tangent: Callable[[float], complex],
    profile: Profile,
    start: float = 0.0,
    stop: float = 1.0,
    *,
    pieces: int = 28,
    grow: float = 0.0,
) -> BaseGeometry:
    """The area along a curve with the half widths of `profile`, both larger by `grow`."""
    places, left, right = zip(*profile, strict=True)
    edges: list[tuple[complex, complex]] = []
    for piece in range(pieces):
        t = start + (stop - start) * piece / (pieces - 1)
        normal = left_of(tangent(t))
        edges.append(
            (
                at(t) + normal * (pchip(places, left, t) + grow),
                at(t) - normal * (pchip(places, right, t) + grow),
            )
        )
    outline = Polygon([pair(a) for a, _ in edges] + [pair(b) for _, b in reversed(edges)])
    if outline.is_valid:
        return outline
    quads = [
        Polygon([pair(a), pair(c), pair(d), pair(b)]).convex_hull.buffer(0.002)
        for (a, b), (c, d) in pairwise(edges)
    ]
    return unary_union(quads)


def bone(
    a: complex, b: complex, profile: Profile, start: float = 0.0, stop: float = 1.0, *, grow: float = 0.0
) -> BaseGeometry:
    """The area around a straight bone from `a` to `b`."""
    along = unit(b - a)
    return ribbon(lambda t: a + (b - a) * t, lambda _: along, profile, start, stop, grow=grow)


def placed(
    points: Sequence[complex],
    origin: complex,
    at: complex,
    angle: float,
    *,
    flip: bool = False,
    scale: float = 1.0,
) -> list[complex]:
    """Points of a drawn part with its `origin` at `at`, turned by `angle`, upside down with `flip`."""
    turn = direction(angle) * scale
    moved = (point - origin for point in points)
    return [at + (point.conjugate() if flip else point) * turn for point in moved]


def ellipse(centre: complex, wide: float, high: float, angle: float = 0.0) -> Polygon:
    """An ellipse with half axes `wide` and `high`, turned by `angle`."""
    upright = affinity.scale(Point(pair(centre)).buffer(1, 24), wide, high)
    return largest(affinity.rotate(upright, angle, origin=pair(centre)))


def rounded_box(x0: float, y0: float, x1: float, y1: float, radius: float) -> Polygon:
    """A rectangle with round corners."""
    corners = [complex(x0, y0), complex(x1, y0), complex(x1, y1), complex(x0, y1)]
    return largest(area(corners).buffer(-radius).buffer(radius, _ROUND))
