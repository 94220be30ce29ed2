"""Test where pages and marks stand on a sheet: at their size, against the fold, moved by the paper's thickness."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.imposition.sheet import UNPRINTED, Marks, Sheet
from handouts.imposition.signature import Binding, Flip, saddle_stitched
from handouts.imposition.stock import STOCKS, Stock, stock_for
from handouts.units import A4, A5, MM
from tests.imposition.folding import Printed, leaves, printed


@given(
    pages=st.integers(1, 120),
    binding=st.sampled_from(Binding),
    flip=st.sampled_from(Flip),
    thickness=st.floats(0, 0.3).map(lambda value: value * MM),
    stock=st.sampled_from(STOCKS),
    marks=st.sampled_from(Marks),
)
def test_pages_of_one_leaf_lie_on_one_another(
    pages: int, binding: Binding, flip: Flip, thickness: float, stock: Stock, marks: Marks
) -> None:
    """Front and back of a leaf cover the same paper, and no half is printed over the fold."""
    paper = stock.untrimmed if marks is Marks.CROP else stock.sheet
    sheet = Sheet(*paper.size, *stock.page.size, thickness, flip, marks)
    for right, half in enumerate(leaves(printed(saddle_stitched(pages, binding), sheet), sheet)):
        for depth, leaf in enumerate(half):
            faces = [face for face in leaf if face]
            for face in faces:
                assert (face.left, face.foot) == pytest.approx((faces[0].left, faces[0].foot))
                fold = face.left if right else face.right
                inside = sheet.width / 2 - fold if right else fold - sheet.width / 2
                assert inside == pytest.approx(depth * thickness)
                check_halves(face, sheet, right=bool(right))


def check_halves(face: Printed, sheet: Sheet, *, right: bool) -> None:
    """A page is shown in its half only, and up to its outer edge."""
    low, high = face.shown
    if right:
        assert (low, high) == pytest.approx((sheet.width / 2, face.right))
    else:
        assert (low, high) == pytest.approx((face.left, sheet.width / 2))
    assert low > -1e-6
    assert high < sheet.width + 1e-6


def test_creep_brings_the_outer_edges_of_the_nested_pages_together() -> None:
    """Each sheet lies one thickness further out than the one round it; its pages, one further in."""
    thickness = 0.1 * MM
    sheet = Sheet(A4.height, A4.width, A5.width, A5.height, thickness)
    _, right = leaves(printed(saddle_stitched(52), sheet), sheet)
    edges = [face.right + depth * thickness for depth, (face, _) in enumerate(right) if face]
    assert len(edges) == 13
    assert all(one == pytest.approx(other) for one, other in pairwise(edges))


@pytest.mark.parametrize("stock", STOCKS, ids=lambda stock: stock.page.name)
def test_two_pages_go_on_their_paper_unscaled_and_marks_around(stock: Stock) -> None:
    assert stock_for(*stock.page.size) is stock
    for paper, more in ((stock.sheet, 0.0), (stock.untrimmed, 7 * MM)):
        assert paper.width >= 2 * stock.page.width + 2 * more - 0.01
        assert paper.height >= stock.page.height + more - 0.01


def test_paper_is_as_the_standards_have_it() -> None:
    """ISO 216 and ISO 217 in millimetres; North American sizes in inches."""
    found = {paper.name: paper.size for stock in STOCKS for paper in (stock.sheet, stock.untrimmed)}
    metric = {"A4": (297, 210), "SRA4": (320, 225), "A3": (420, 297), "SRA3": (450, 320)}
    inches = {"Letter": (11, 8.5), "9 × 12 in": (12, 9), "11 × 17 in": (17, 11), "12 × 18 in": (18, 12)}
    assert found == {
        **{name: (width * MM, height * MM) for name, (width, height) in metric.items()},
        **{name: (width * 72, height * 72) for name, (width, height) in inches.items()},
    }


@pytest.mark.parametrize("size", [(100 * MM, 178 * MM), (A5.height, A5.width), (A4.width, A4.width)])
def test_other_pages_have_no_paper(size: tuple[float, float]) -> None:
    assert stock_for(*size) is None


def test_without_marks_there_are_none() -> None:
    side = saddle_stitched(4).sides[0]
    assert Sheet(A4.height, A4.width, A5.width, A5.height).lines(side) == []


def test_marks_at_the_fold_can_be_printed_and_stay_at_the_ends() -> None:
    sheet = Sheet(A4.height, A4.width, A5.width, A5.height, marks=Marks.FOLD)
    lines = sheet.lines(saddle_stitched(4).sides[0])
    assert [(line[0], line[2]) for line in lines] == [(A4.height / 2, A4.height / 2)] * 2
    ends = sorted(value for line in lines for value in (line[1], line[3]))
    assert ends[0] >= UNPRINTED - 0.01
    assert ends[-1] <= A4.width - UNPRINTED + 0.01
    assert ends[1] < 9 * MM < A4.width - 9 * MM < ends[2], "within the pages' upper and lower margins"


@pytest.mark.parametrize("stock", STOCKS, ids=lambda stock: stock.page.name)
def test_crop_marks_stand_outside_the_pages_on_the_paper(stock: Stock) -> None:
    sheet = Sheet(*stock.untrimmed.size, *stock.page.size, 0.1 * MM, marks=Marks.CROP)
    left, bottom, right, top = sheet.trim
    for side in saddle_stitched(52).sides:
        lines = sheet.lines(side)
        assert len(lines) == 10
        for x1, y1, x2, y2 in lines:
            assert 0 <= min(x1, x2) <= max(x1, x2) <= sheet.width
            assert 0 <= min(y1, y2) <= max(y1, y2) <= sheet.height
            assert max(y1, y2) < bottom or min(y1, y2) > top or max(x1, x2) < left or min(x1, x2) > right
        ends = [
            sheet.width / 2,
            *(x for place in sheet.placements(side) for x in (place.clip[0], place.clip[2])),
        ]
        upright = {round(x1, 3) for x1, _, x2, _ in lines if x1 == x2}
        assert upright == {round(x, 3) for x in ends}, "they point at the fold and the outer edges"
