"""Check that frames and their marks find room in a box."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.figures.arrange import Arrangement, Direction, arrange, arrange_to_width
from handouts.figures.display_list import Frame, load_figure

SIZES = st.floats(1.0, 9.0)
FRAMES = st.lists(
    st.builds(
        lambda width, height, low, label: Frame((-1.0, low, width - 1, height + low), (), label),
        SIZES,
        SIZES,
        st.sampled_from([-0.15, 0.0]),
        st.sampled_from([0, 1, 2]),
    ),
    min_size=1,
    max_size=3,
)
BOXES = st.tuples(st.floats(120, 500), st.floats(90, 400))
RADII = st.sampled_from([0.0, 5.5, 7.5])


@given(FRAMES, BOXES, RADII, st.sampled_from(["auto", "row", "column"]), st.booleans())
def test_everything_is_in_the_box_and_nothing_overlaps(
    frames: list[Frame], box: tuple[float, float], radius: float, direction: Direction, mirror: bool
) -> None:
    found = arrange(frames, *box, mark_radius=radius, direction=direction, mirror=mirror)
    assert found.points_per_head > 0
    rectangles = [
        (place.x, place.y, place.x + place.width, place.y + place.height) for place in found.placements
    ]
    rectangles += [
        (place.mark[0] - radius, place.mark[1] - radius, place.mark[0] + radius, place.mark[1] + radius)
        for place in found.placements
        if place.mark
    ]
    for x0, y0, x1, y1 in rectangles:
        assert x0 >= -0.01
        assert x1 <= box[0] + 0.01
        if x1 - x0 > 2.1 * radius or found.direction == "row":
            assert y0 >= -0.01 or y1 - y0 <= 2.1 * radius
            assert y1 <= box[1] + 0.01 or y1 - y0 <= 2.1 * radius
    for (a0, b0, a1, b1), (c0, d0, c1, d1) in combinations(rectangles[: len(frames)], 2):
        assert a1 <= c0 + 0.01 or c1 <= a0 + 0.01 or b1 <= d0 + 0.01 or d1 <= b0 + 0.01


def test_a_row_stands_on_one_ground_line() -> None:
    frames = load_figure("sit_to_stand").frames
    found = arrange(frames, 300, 150, direction="row", mark_radius=6)
    grounds = [place.y - frames[place.index].bounds[1] * found.points_per_head for place in found.placements]
    assert grounds[0] == pytest.approx(grounds[1])


def test_rows_run_from_right_to_left_when_mirrored() -> None:
    frames = load_figure("sit_to_stand").frames
    plain = arrange(frames, 300, 150, direction="row", mark_radius=6)
    mirrored = arrange(frames, 300, 150, direction="row", mark_radius=6, mirror=True)
    assert all(a.x < b.x for a, b in pairwise(plain.placements))
    assert all(a.x > b.x for a, b in pairwise(mirrored.placements))
    for place, other in zip(plain.placements, mirrored.placements, strict=True):
        assert place.mark is not None
        assert other.mark is not None
        assert place.mark[0] < place.x
        assert other.mark[0] > other.x + other.width - 0.01
        assert place.mark[0] + other.mark[0] == pytest.approx(300)


def test_direction_is_what_makes_the_figure_larger() -> None:
    lying, standing = load_figure("bridge").frames, load_figure("sit_to_stand").frames
    assert arrange(lying, 130, 110).direction == "column"
    assert arrange(standing, 130, 110).direction == "row"
    assert arrange(lying, 500, 80).direction == "row"


def test_scale_is_capped() -> None:
    frames = load_figure("walking").frames
    assert arrange(frames, 2000, 2000).points_per_head == 34
    assert arrange(frames, 2000, 2000, largest=60).points_per_head == 60


def test_frames_without_labels_get_no_marks() -> None:
    found: Arrangement = arrange(load_figure("walking").frames, 200, 200, mark_radius=6)
    assert [place.mark for place in found.placements] == [None]


@given(FRAMES, st.floats(60, 500), RADII)
def test_a_width_alone_gives_the_height(frames: list[Frame], width: float, radius: float) -> None:
    """As large as in a square box, with no room left above or below."""
    found, height = arrange_to_width(frames, width, mark_radius=radius)
    square = arrange(frames, width, width, mark_radius=radius)
    assert found.direction == square.direction
    assert found.points_per_head == pytest.approx(square.points_per_head)
    assert found.height == pytest.approx(height)
    assert height <= width + 0.01
