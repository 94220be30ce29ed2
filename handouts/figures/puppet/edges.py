"""Let the edge of an area take over the curves of the lines that are drawn along it.

The same numbers in the same order cost next to nothing in a compressed page, and an edge under the middle of
its line cannot show beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import shapely
from shapely.geometry import LinearRing, LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from handouts.figures.puppet.shapes import lines, pair
from handouts.figures.puppet.trace import Cubic, at, curves

SIMPLER = 0.0015
"""Heads that a polyline may be simplified by before curves are fitted."""

_SAMPLES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Places along a curve that must all lie on the edge."""

_CHORDS = 12
"""Straight pieces in place of a curve where areas are compared."""

_LEAST_GAP = 0.012
"""Heads under which the end of one curve is the beginning of the next."""

_MARGIN = 0.02
"""Heads inside what covers it that an edge may take a short cut."""

_WORTH_A_CUT = 0.2
"""Heads from which a covered piece of an edge is drawn apart from the rest."""


@dataclass(slots=True)
class Traced:
    """The curves of a drawn line; the first area that takes them over decides which way they run."""

    cubics: list[Cubic]
    closed: bool
    settled: bool = False

    def turn(self) -> None:
        """Run the other way."""
        self.cubics = [(d, c, b, a) for a, b, c, d in reversed(self.cubics)]


@dataclass(frozen=True, slots=True)
class _Shared:
    """A curve along a ring: where it begins, and how far it runs on (back, if negative), in heads."""

    start: float
    run: float
    cubic: Cubic


def points_of(line: LineString) -> list[complex]:
    """The corners of a line without those that add nothing."""
    return [complex(x, y) for x, y in line.simplify(SIMPLER).coords]


def edge(
    ring: LinearRing, drawn: Sequence[Traced], tolerance: float, hidden: BaseGeometry, *, turns: bool
) -> list[Cubic]:
    """Cubics around `ring`, which may stray by `tolerance` heads; those of `drawn` where they run along it.

    Well inside `hidden`, which later paint covers, the edge strays further. With `turns` the way round is the
    one in which more of the curves run that other areas took over before. Lines that none took over are
    turned to run the same way. Where what comes out is not the ring's area, the ring is traced by itself.
    """
    runs = [sum(each.run for each in _along(ring, line, tolerance)) for line in drawn]
    if turns and sum(run for run, line in zip(runs, drawn, strict=True) if line.settled) < 0:
        ring, runs = ring.reverse(), [-run for run in runs]
    shared: list[_Shared] = []
    for run, line in zip(runs, drawn, strict=True):
        if run < 0 and not line.settled:
            line.turn()
        line.settled = line.settled or run != 0
        shared += [each for each in _along(ring, line, tolerance) if each.run > 0]
    if shared:
        found = _around(ring, shared, tolerance, hidden.buffer(-_MARGIN))
        if _keeps(found, ring, tolerance, hidden):
            return found
    return curves(points_of(ring), True, tolerance)


def _keeps(cubics: Sequence[Cubic], ring: LinearRing, tolerance: float, hidden: BaseGeometry) -> bool:
    """Whether the cubics enclose the ring's area, but for a seam of two tolerances and what is hidden."""
    drawn = Polygon([pair(at(cubic, step / _CHORDS)) for cubic in cubics for step in range(_CHORDS)])
    if not drawn.is_valid:
        return False
    other = drawn.symmetric_difference(Polygon(ring)).difference(hidden)
    return bool(other.buffer(-tolerance).is_empty)


def _along(ring: LinearRing, line: Traced, tolerance: float) -> list[_Shared]:
    """The curves of a line that keep to a ring from end to end."""
    places = [pair(at(cubic, t)) for cubic in line.cubics for t in _SAMPLES]
    strays = shapely.distance(shapely.points(places), ring)
    found: list[_Shared] = []
    for first, cubic in zip(range(0, len(places), len(_SAMPLES)), line.cubics, strict=True):
        if max(strays[first : first + len(_SAMPLES)]) > tolerance:
            continue
        length = LineString(places[first : first + len(_SAMPLES)]).length
        stops = [ring.project(Point(place)) for place in places[first : first + len(_SAMPLES)]]
        run = sum(_shortest(stop - start, ring.length) for start, stop in pairwise(stops))
        if length and abs(abs(run) - length) < 0.1 * length + tolerance:
            found.append(_Shared(stops[0], run, cubic))
    return found


def _shortest(way: float, ring: float) -> float:
    """The same way around a ring, or the way back where that is shorter."""
    return (way + ring / 2) % ring - ring / 2


def _around(ring: LinearRing, shared: list[_Shared], tolerance: float, hidden: BaseGeometry) -> list[Cubic]:
    """The shared curves in their order along a ring, with curves of their own fitted between them."""
    origin, total = shared[0].start, ring.length
    unrolled = LineString([*substring(ring, origin, total).coords, *substring(ring, 0, origin).coords[1:]])

    def between(start: float, stop: float, begin: complex, end: complex) -> list[Cubic]:
        """Curves from one shared curve to the next, whose ends they join."""
        if stop - start < _LEAST_GAP:
            return [(begin, begin, end, end)] if abs(end - begin) > _LEAST_GAP else []
        return _free(_part(unrolled, start, stop), begin, end, tolerance, hidden)

    places = (((each.start - origin) % total, each.run, each.cubic) for each in shared[1:])
    ordered = sorted(places, key=lambda place: place[:2])
    cubics, reached = [shared[0].cubic], shared[0].run
    for start, run, cubic in ordered:
        if start >= reached - _LEAST_GAP and start + run <= total + _LEAST_GAP:
            cubics += [*between(reached, start, cubics[-1][3], cubic[0]), cubic]
            reached = start + run
    return cubics + between(reached, total, cubics[-1][3], cubics[0][0])


def _free(
    line: LineString, begin: complex, end: complex, tolerance: float, hidden: BaseGeometry
) -> list[Cubic]:
    """Curves along a line from `begin` to `end`: near to it where they show, roughly where they do not."""
    covered = [piece for piece in lines(line.intersection(hidden)) if piece.length > _WORTH_A_CUT]
    cuts = sorted(line.project(Point(place)) for piece in covered for place in piece.boundary.geoms)
    stops = [0.0, *cuts, line.length]
    found: list[Cubic] = []
    for number, (start, stop) in enumerate(pairwise(stops)):
        if stop - start > _LEAST_GAP or stop == line.length:
            points = points_of(_part(line, start, stop))
            last = end if stop == line.length else points[-1]
            if number % 2:
                route = _short_cut([begin, *points[1:-1], last], hidden)
                found += [(a, a, b, b) for a, b in pairwise(route)]
            else:
                inner = [p for p in points[1:-1] if min(abs(p - begin), abs(p - last)) > _LEAST_GAP]
                found += curves([begin, *inner, last], False, tolerance)
            begin = last
    return found


def _part(line: LineString, start: float, stop: float) -> LineString:
    """A line from one place on it to another, in heads; a point becomes a line of no length."""
    part = substring(line, start, stop)
    return part if isinstance(part, LineString) else LineString([part, part])


def _short_cut(points: list[complex], hidden: BaseGeometry) -> list[complex]:
    """The ends of the fewest straight lines that leave the line only where that is covered."""
    if len(points) < 3 or hidden.contains(Polygon([pair(point) for point in points]).buffer(0)):
        return [points[0], points[-1]]
    middle = len(points) // 2
    return [*_short_cut(points[: middle + 1], hidden), *_short_cut(points[middle:], hidden)[1:]]
