"""Let edges take over the curves of lines, and hold what they enclose against the area."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LinearRing, LineString, Polygon, box
from shapely.ops import substring

from handouts.figures.puppet.edges import Traced, edge, points_of
from handouts.figures.puppet.shapes import pair
from handouts.figures.puppet.trace import Cubic, at, curves

TOLERANCE = 0.014


def blob(radii: list[float]) -> LinearRing:
    """A smooth ring around the origin through points at these distances."""
    count = len(radii) * 12
    places = [math.tau * index / count for index in range(count)]
    distances = []
    for index in range(count):
        first, part = divmod(index, 12)
        a, b = radii[first], radii[(first + 1) % len(radii)]
        distances.append(a + (b - a) * (1 - math.cos(math.pi * part / 12)) / 2)
    return LinearRing([(r * math.cos(t), r * math.sin(t)) for r, t in zip(distances, places, strict=True)])


def along(ring: LinearRing, start: float, stop: float) -> Traced:
    """A line that is drawn along part of a ring, from one share of its length to another."""
    line = substring(ring, start * ring.length, stop * ring.length)
    return Traced(curves(points_of(line), False), closed=False)


def enclosed(cubics: list[Cubic]) -> Polygon:
    return Polygon([pair(at(cubic, t / 12)) for cubic in cubics for t in range(12)])


RINGS = st.lists(st.floats(0.6, 1.2), min_size=4, max_size=7).map(blob)
SHARES = st.tuples(st.floats(0, 0.9), st.floats(0.02, 1)).map(lambda two: (two[0], min(1.0, two[0] + two[1])))


@given(ring=RINGS, shares=st.lists(SHARES, max_size=4), turned=st.booleans())
def test_an_edge_encloses_its_area_whatever_lines_run_along_it(
    ring: LinearRing, shares: list[tuple[float, float]], turned: bool
) -> None:
    lines = [along(ring, *share) for share in shares]
    if turned:
        for line in lines:
            line.turn()
    found = edge(ring, lines, TOLERANCE, Polygon(), turns=True)
    other = enclosed(found).buffer(0).symmetric_difference(Polygon(ring))
    assert other.buffer(-1.5 * TOLERANCE).is_empty
    assert abs(found[-1][3] - found[0][0]) < 2 * TOLERANCE


@pytest.mark.parametrize("closed", [False, True], ids=["a line over most of it", "a line all around"])
def test_the_numbers_of_the_line_come_again(closed: bool) -> None:
    ring = blob([1.0, 0.8, 1.1, 0.9])
    line = Traced(curves(points_of(ring), True), closed=True) if closed else along(ring, 0.1, 0.8)
    found = edge(ring, [line], TOLERANCE, Polygon(), turns=True)
    assert line.settled
    assert set(line.cubics) <= set(found)


def test_a_line_elsewhere_is_left_alone() -> None:
    ring = blob([1.0, 0.8, 1.1, 0.9])
    apart = along(blob([0.5, 0.4, 0.5, 0.4]), 0.1, 0.8)
    found = edge(ring, [apart], TOLERANCE, Polygon(), turns=True)
    assert not apart.settled
    assert found == curves(points_of(ring), True, TOLERANCE)


def test_an_edge_strays_only_where_it_is_hidden() -> None:
    ring = blob([1.0, 0.8, 1.1, 0.9, 1.0, 0.7])
    cover = box(-2, -2, 2, -0.1)
    found = edge(ring, [along(ring, 0.0, 0.3)], TOLERANCE, cover, turns=False)
    other = enclosed(found).buffer(0).symmetric_difference(Polygon(ring))
    assert other.difference(cover).buffer(-1.5 * TOLERANCE).is_empty
    assert not other.intersection(cover).buffer(-1.5 * TOLERANCE).is_empty


def test_points_that_add_nothing_are_left_out() -> None:
    assert points_of(LineString([(0, 0), (1, 0), (2, 0), (2, 1)])) == [0, 2, 2 + 1j]
