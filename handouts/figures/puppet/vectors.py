"""Reckon with points and directions in the plane, held as complex numbers (x + iy, y upwards)."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Sequence
from itertools import pairwise

Curve = Callable[[float], complex]
"""A point for each parameter."""

SAMPLES = 10
"""Points that a smooth line gets between two of its given points."""


def direction(degrees: float) -> complex:
    """The unit vector at an angle; 0 points right, 90 up."""
    return cmath.rect(1.0, math.radians(degrees))


def degrees(vector: complex) -> float:
    """The angle of a vector, -180 to 180."""
    return math.degrees(cmath.phase(vector))


def unit(vector: complex) -> complex:
    """The vector at length 1; a vector of no length stays."""
    return vector / abs(vector) if vector else vector


def left_of(vector: complex) -> complex:
    """The vector turned 90 degrees anticlockwise."""
    return vector * 1j


def angle_between(a: complex, b: complex) -> float:
    """The angle between two vectors, 0 to 180 degrees."""
    return abs(degrees(a / b)) if a and b else 0.0


def smooth(points: Sequence[complex], closed: bool = True, samples: int = SAMPLES) -> list[complex]:
    """A line through `points` without overshoot: a centripetal Catmull-Rom spline."""
    count = len(points)
    line: list[complex] = []
    for i in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(i + step) % count] for step in (-1, 0, 1, 2))
        else:
            p1, p2 = points[i], points[i + 1]
            p0 = points[i - 1] if i else 2 * p1 - p2
            p3 = points[i + 2] if i + 2 < count else 2 * p2 - p1
        line += _span(p0, p1, p2, p3, samples)
    return line if closed else [*line, points[-1]]


def _span(p0: complex, p1: complex, p2: complex, p3: complex, samples: int) -> list[complex]:
    """Points from p1 up to, not including, p2 (Barry and Goldman's pyramid)."""
    t1 = max(abs(p1 - p0), 1e-6) ** 0.5
    t2 = t1 + max(abs(p2 - p1), 1e-6) ** 0.5
    t3 = t2 + max(abs(p3 - p2), 1e-6) ** 0.5
    line: list[complex] = []
    for step in range(samples):
        t = t1 + (t2 - t1) * step / samples
        a1 = (t1 - t) / t1 * p0 + t / t1 * p1
        a2 = (t2 - t) / (t2 - t1) * p1 + (t - t1) / (t2 - t1) * p2
        a3 = (t3 - t) / (t3 - t2) * p2 + (t - t2) / (t3 - t2) * p3
        b1 = (t2 - t) / t2 * a1 + t / t2 * a2
        b2 = (t3 - t) / (t3 - t1) * a2 + (t - t1) / (t3 - t1) * a3
        line.append((t2 - t) / (t2 - t1) * b1 + (t - t1) / (t2 - t1) * b2)
    return line


def pchip(xs: Sequence[float], ys: Sequence[float], x: float) -> float:
    """A value between given values without new peaks (Fritsch and Carlson); flat beyond the ends."""
    x = min(max(x, xs[0]), xs[-1])
    i = next((i for i in range(len(xs) - 2) if x <= xs[i + 1]), len(xs) - 2)
    steps = [b - a for a, b in pairwise(xs)]
    slopes = [(b - a) / h for (a, b), h in zip(pairwise(ys), steps, strict=True)]
    width, s = steps[i], (x - xs[i]) / steps[i]
    m0, m1 = _slope(steps, slopes, i), _slope(steps, slopes, i + 1)
    start = (1 + 2 * s) * (1 - s) ** 2 * ys[i] + s * (1 - s) ** 2 * width * m0
    return start + s * s * (3 - 2 * s) * ys[i + 1] + s * s * (s - 1) * width * m1


def _slope(steps: Sequence[float], slopes: Sequence[float], i: int) -> float:
    if i in (0, len(slopes)):
        return slopes[min(i, len(slopes) - 1)]
    before, after = slopes[i - 1], slopes[i]
    if before * after <= 0:
        return 0.0
    w1, w2 = 2 * steps[i] + steps[i - 1], steps[i] + 2 * steps[i - 1]
    return (w1 + w2) / (w1 / before + w2 / after)
