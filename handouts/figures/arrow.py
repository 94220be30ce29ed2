"""Outline arrows whose thickness is set on paper."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

SAMPLES = 20
"""Points along a curved shaft."""

_TAIL = 0.35
"""Width of the tail as a share of the shaft; a single arrow swells from there to its head."""


def outline(points: Sequence[complex], double: bool, shaft: float, head: float) -> list[complex]:
    """The closed outline of an arrow through `points`, in the unit of the points.

    `shaft` and `head` are widths in that unit. A double arrow has a head at both ends.
    """
    line = _Line(_through(points))
    head_length = min(head * 0.95, line.length * (0.4 if double else 0.5))
    front = _head(line.at(line.length - head_length), line.at(line.length), head)
    start, stop = (head_length * 0.9 if double else 0.0), line.length - head_length * 0.9
    left: list[complex] = []
    right: list[complex] = []
    for step in range(SAMPLES + 1):
        share = step / SAMPLES
        place = start + (stop - start) * share
        swell = 1.0 if double else _TAIL + (1 - _TAIL) * min(1.0, share * 1.3)
        side = line.direction(place) * 1j * shaft / 2 * swell
        left.append(line.at(place) + side)
        right.append(line.at(place) - side)
    back = _head(line.at(head_length), line.at(0), head) if double else []
    return [*left, *front, *reversed(right), *back]


def _head(base: complex, tip: complex, width: float) -> list[complex]:
    """Left barb, tip, right barb, seen along the arrow; barbs sweep back a little."""
    along = (tip - base) / abs(tip - base)
    barb = base - along * abs(tip - base) * 0.12
    return [barb + along * 1j * width * 0.52, tip, barb - along * 1j * width * 0.52]


class _Line:
    """A polyline that can be asked for the point at a length."""

    def __init__(self, points: list[complex]) -> None:
        self._points = points
        self._lengths = [0.0, *accumulate(abs(b - a) for a, b in pairwise(points))]
        self.length = self._lengths[-1]

    def _segment(self, place: float) -> int:
        return min(max(bisect_right(self._lengths, place) - 1, 0), len(self._points) - 2)

    def at(self, place: float) -> complex:
        i = self._segment(place)
        a, b = self._points[i], self._points[i + 1]
        return a + (b - a) * (place - self._lengths[i]) / (self._lengths[i + 1] - self._lengths[i])

    def direction(self, place: float) -> complex:
        """Of unit length; taken over a short stretch so that bends stay smooth."""
        reach = self.length / SAMPLES
        step = self.at(min(place + reach, self.length)) - self.at(max(place - reach, 0.0))
        return step / abs(step)


def _through(points: Sequence[complex]) -> list[complex]:
    """Points of a smooth line through `points` (Catmull-Rom)."""
    if len(points) < 3:
        return list(points)
    ends = [2 * points[0] - points[1], *points, 2 * points[-1] - points[-2]]
    curve: list[complex] = []
    for p0, p1, p2, p3 in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(SAMPLES):
            t = step / SAMPLES
            curve.append(
                0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2)
                + 0.5 * (3 * p1 - p0 - 3 * p2 + p3) * t**3
            )
    return [*curve, points[-1]]
