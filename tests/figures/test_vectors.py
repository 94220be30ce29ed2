"""Check the geometry that bodies are built on."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handouts.figures.puppet.skeleton import two_bones
from handouts.figures.puppet.vectors import angle_between, degrees, direction, pchip, smooth

NUMBERS = st.floats(-10, 10, allow_nan=False)
POINTS = st.complex_numbers(max_magnitude=10, allow_nan=False, allow_infinity=False)
BONES = st.floats(0.5, 2.0)


@given(st.floats(-180, 180))
def test_direction_and_degrees_are_inverse(angle: float) -> None:
    assert angle_between(direction(angle), direction(degrees(direction(angle)))) < 1e-6


@given(POINTS, POINTS, BONES, BONES, st.sampled_from([1, -1]))
def test_two_bones_keep_their_lengths(
    root: complex, target: complex, upper: float, lower: float, bend: int
) -> None:
    middle, tip = two_bones(root, target, upper, lower, bend)
    assert abs(middle - root) == pytest.approx(upper)
    assert abs(tip - middle) == pytest.approx(lower, abs=1e-6)


@given(POINTS, st.floats(-180, 180), BONES, BONES, st.floats(0.05, 0.95), st.sampled_from([1, -1]))
def test_two_bones_reach_what_is_in_reach(
    root: complex, angle: float, upper: float, lower: float, share: float, bend: int
) -> None:
    shortest, longest = abs(upper - lower) * 1.03, (upper + lower) * 0.99
    assume(shortest < longest)
    target = root + direction(angle) * (shortest + (longest - shortest) * share)
    middle, tip = two_bones(root, target, upper, lower, bend)
    assert abs(tip - target) < 1e-6
    side = ((middle - root) / (target - root)).imag
    assert side * bend >= -1e-9, "the joint bends to the side asked for"


@given(st.lists(POINTS, min_size=3, max_size=8))
def test_a_smooth_line_goes_through_its_points(points: list[complex]) -> None:
    assume(all(abs(a - b) > 1e-3 for i, a in enumerate(points) for b in points[:i]))
    line = smooth(points, closed=False)
    assert all(min(abs(point - place) for place in line) < 1e-6 for point in points)
    assert abs(line[0] - points[0]) < 1e-9
    assert line[-1] == points[-1]


@given(st.lists(NUMBERS, min_size=3, max_size=8), st.floats(0, 1))
def test_profiles_do_not_overshoot(heights: list[float], share: float) -> None:
    places = list(range(len(heights)))
    height = pchip(places, heights, share * places[-1])
    before = min(math.floor(share * places[-1]), len(heights) - 2)
    low, high = sorted(heights[before : before + 2])
    assert low - 1e-9 <= height <= high + 1e-9
