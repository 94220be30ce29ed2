"""Turn dense polylines into few cubic curves (Schneider's fitting, Graphics Gems I) on the figure grid."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise

from handouts.figures.display_list import GRID
from handouts.figures.puppet.vectors import angle_between, unit

CORNER = 38.0
"""Degrees of turn from which a vertex stays a corner."""

FINE = 0.006
"""Heads that a drawn line may stray from the polyline: 0.15 pt at 25 points per head."""

COARSE = 0.014
"""Heads that an area may stray whose edge lies under a drawn line."""

SPACING = 0.05
"""Heads between points that are fitted; long straight pieces are filled up to it."""

WINDOW = 0.05
"""Heads on both sides of a point from which its direction is taken: less would follow noise."""

HOPELESS = 5.0
"""Times the tolerance beyond which moving the places along a curve never helps: it is split at once."""

Cubic = tuple[complex, complex, complex, complex]


def curves(points: Sequence[complex], closed: bool, tolerance: float = FINE) -> list[Cubic]:
    """Cubics, each from the end of the one before, for a smooth line through `points`."""
    points = _without_repeats(points, closed)
    if len(points) < 3:
        return [(a, a, b, b) for a, b in pairwise(points)]
    return [curve for run in _runs(points, closed) for curve in _fit(*run, tolerance)]


def path(pieces: Sequence[Cubic], closed: bool) -> str:
    """PDF path operators for cubics that follow each other, in whole grid steps."""
    operators = [f"{_pair(pieces[0][0])} m"]
    for start, c1, c2, end in pieces:
        if _straight(start, c1, c2, end):
            operators.append(f"{_pair(end)} l")
        else:
            operators.append(f"{_pair(c1)} {_pair(c2)} {_pair(end)} c")
    return " ".join([*operators, "h"] if closed else operators)


def at(cubic: Cubic, t: float) -> complex:
    """The point of a cubic at the place `t` from 0 to 1."""
    p0, p1, p2, p3 = cubic
    return (1 - t) ** 3 * p0 + 3 * t * (1 - t) ** 2 * p1 + 3 * t * t * (1 - t) * p2 + t**3 * p3


def _pair(point: complex) -> str:
    return f"{round(point.real * GRID)} {round(point.imag * GRID)}"


def _without_repeats(points: Sequence[complex], closed: bool) -> list[complex]:
    kept = [points[0]]
    for point in points[1:]:
        if abs(point - kept[-1]) > 1e-4:
            kept.append(point)
    if closed and len(kept) > 1 and abs(kept[-1] - kept[0]) <= 1e-4:
        kept.pop()
    return kept


def _runs(points: list[complex], closed: bool) -> list[tuple[list[complex], complex, complex]]:
    """Stretches between corners, each with the directions it leaves and arrives in."""
    count = len(points)
    inner = range(count) if closed else range(1, count - 1)
    corners = [
        i
        for i in inner
        if angle_between(points[i] - points[i - 1], points[(i + 1) % count] - points[i]) > CORNER
    ]
    if not closed:
        cuts = [0, *corners, count - 1]
        return [_run(points[a : b + 1]) for a, b in pairwise(cuts)]
    if not corners:
        ring = [*points, points[0]]
        through = unit(points[1] - points[-1])
        return [(_dense(ring), through, -through)]
    turned = points[corners[0] :] + points[: corners[0]]
    cuts = [corner - corners[0] for corner in corners] + [count]
    ring = [*turned, turned[0]]
    return [_run(ring[a : b + 1]) for a, b in pairwise(cuts)]


def _run(points: list[complex]) -> tuple[list[complex], complex, complex]:
    return _dense(points), unit(points[1] - points[0]), unit(points[-2] - points[-1])


def _dense(points: list[complex]) -> list[complex]:
    dense = [points[0]]
    for a, b in pairwise(points):
        steps = max(1, math.ceil(abs(b - a) / SPACING))
        dense += [a + (b - a) * step / steps for step in range(1, steps + 1)]
    return dense


def _fit(points: list[complex], leave: complex, arrive: complex, tolerance: float) -> list[Cubic]:
    """Cubics through the first and last point, split at the worst point until all are near enough."""
    start, end = points[0], points[-1]
    if _flat(points, tolerance * 0.6):
        return [(start, start, end, end)]
    if len(points) == 2:
        third = abs(end - start) / 3
        return [(start, start + leave * third, end + arrive * third, end)]
    places = _chord_lengths(points)
    for _ in range(5):
        cubic = _least_squares(points, places, leave, arrive)
        worst, error = _worst(points, places, cubic)
        if error < tolerance:
            return [cubic]
        if error > tolerance * HOPELESS:
            break
        places = [_nearer(cubic, point, t) for point, t in zip(points, places, strict=True)]
    middle = min(max(worst, 1), len(points) - 2)
    through = _back_through(points, middle)
    before = _fit(points[: middle + 1], leave, through, tolerance)
    return before + _fit(points[middle:], -through, arrive, tolerance)


def _back_through(points: list[complex], middle: int) -> complex:
    """The direction in which the line passes a point, backwards, taken over `WINDOW` on both sides."""
    before = next((p for p in reversed(points[:middle]) if abs(p - points[middle]) > WINDOW), points[0])
    after = next((p for p in points[middle + 1 :] if abs(p - points[middle]) > WINDOW), points[-1])
    u, v = points[middle] - before, after - points[middle]
    return -unit(unit(u) * abs(v) + unit(v) * abs(u))


def _flat(points: list[complex], tolerance: float) -> bool:
    """Whether all points lie on the chord."""
    along = unit(points[-1] - points[0])
    if not along:
        return False
    return all(abs(((p - points[0]) / along).imag) < tolerance for p in points)


def _straight(start: complex, c1: complex, c2: complex, end: complex) -> bool:
    along = unit(end - start)
    return bool(along) and all(abs(((c - start) / along).imag) * GRID < 0.4 for c in (c1, c2))


def _chord_lengths(points: list[complex]) -> list[float]:
    lengths = [0.0, *accumulate(abs(b - a) for a, b in pairwise(points))]
    return [length / lengths[-1] for length in lengths]


def _dot(a: complex, b: complex) -> float:
    return a.real * b.real + a.imag * b.imag


def _least_squares(points: list[complex], places: list[float], leave: complex, arrive: complex) -> Cubic:
    """The cubic with given end directions that is nearest to the points at their places."""
    start, end = points[0], points[-1]
    c00 = c01 = c11 = x0 = x1 = 0.0
    for point, t in zip(points, places, strict=True):
        b0, b1, b2, b3 = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        a0, a1 = leave * b1, arrive * b2
        rest = point - (start * (b0 + b1) + end * (b2 + b3))
        c00 += _dot(a0, a0)
        c01 += _dot(a0, a1)
        c11 += _dot(a1, a1)
        x0 += _dot(a0, rest)
        x1 += _dot(a1, rest)
    bottom = c00 * c11 - c01 * c01
    chord = abs(end - start)
    reach0 = (x0 * c11 - x1 * c01) / bottom if abs(bottom) > 1e-12 else 0.0
    reach1 = (c00 * x1 - c01 * x0) / bottom if abs(bottom) > 1e-12 else 0.0
    if min(reach0, reach1) < 1e-6 or max(reach0, reach1) > 3 * sum(abs(b - a) for a, b in pairwise(points)):
        reach0 = reach1 = chord / 3
    return start, start + leave * reach0, end + arrive * reach1, end


def _worst(points: list[complex], places: list[float], cubic: Cubic) -> tuple[int, float]:
    errors = [abs(at(cubic, t) - point) for point, t in zip(points, places, strict=True)]
    worst = max(range(len(errors)), key=errors.__getitem__)
    return worst, errors[worst]


def _nearer(cubic: Cubic, point: complex, t: float) -> float:
    """One Newton step towards the place on the cubic nearest to the point."""
    p0, p1, p2, p3 = cubic
    first = 3 * ((1 - t) ** 2 * (p1 - p0) + 2 * t * (1 - t) * (p2 - p1) + t * t * (p3 - p2))
    second = 6 * ((1 - t) * (p2 - 2 * p1 + p0) + t * (p3 - 2 * p2 + p1))
    miss = at(cubic, t) - point
    slope = _dot(first, first) + _dot(miss, second)
    return min(max(t - _dot(miss, first) / slope, 0.0), 1.0) if abs(slope) > 1e-12 else t
