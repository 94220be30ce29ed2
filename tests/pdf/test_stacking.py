"""Test that what is stacked, set side by side or indented is placed where it should be, and loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus.flowables import Flowable

from handouts.pdf.stacking import UNBOUNDED, Aligned, Columns, Floor, Gap, Hanging, Padded, Stack, measure
from tests.pdf.bars import LINE, Bar, Sheet, names

WIDTH = 200.0
TOLERANCE = 0.02


@st.composite
def stacks(draw: st.DrawFn) -> Stack:
    """Stacks of whole bars, bars of several lines, headings, gaps, indented bars and stacks in stacks.

    No gap is the last: it would be space before nothing.
    """
    number = iter(range(1000))
    kinds = [*draw(st.lists(st.sampled_from("bbllkgih"), max_size=11)), draw(st.sampled_from("blkih"))]
    children: list[Flowable] = []
    for kind in kinds:
        if kind == "g":
            children.append(Gap(draw(st.floats(0, 20))))
        elif kind == "l":
            lines = draw(st.integers(2, 6))
            children.append(Bar(" ".join(str(next(number)) for _ in range(lines)), lines=lines))
        elif kind == "i":
            children.append(Hanging(None, Bar(f"{next(number)} {next(number)}", lines=2), 10))
        elif kind == "h":
            inner = [
                Bar(str(next(number)), keep=True),
                Gap(4),
                Bar(str(next(number)), draw(st.floats(5, 40))),
            ]
            children.append(Stack(inner))
        else:
            children.append(Bar(str(next(number)), draw(st.floats(1, 60)), keep=kind == "k"))
    return Stack(children, draw(st.floats(0, 12)), least=draw(st.integers(1, 3)))


def ends_badly(piece: Flowable) -> bool:
    """Whether a piece ends with a heading or with space, which belong to what follows."""
    last = piece.children[-1] if isinstance(piece, Stack) and piece.children else None
    if last is None:
        return False
    return isinstance(last, Gap) or bool(last.getKeepWithNext()) or ends_badly(last)


# -- stacks ----------------------------------------------------------------------------------------------


@given(stacks(), st.floats(1, 400))
def test_a_split_keeps_every_child_once_in_order(stack: Stack, room: float) -> None:
    pieces = stack.split(WIDTH, room)
    if pieces:
        assert [name for piece in pieces for name in names(piece)] == names(stack)


@given(stacks(), st.floats(1, 400))
def test_the_first_piece_fits_into_the_room(stack: Stack, room: float) -> None:
    pieces = stack.split(WIDTH, room)
    if pieces:
        assert measure(pieces[0], WIDTH) <= room + TOLERANCE


@given(stacks(), st.floats(1, 400))
def test_no_piece_that_goes_on_ends_with_a_heading_or_a_gap(stack: Stack, room: float) -> None:
    pieces = stack.split(WIDTH, room)
    if len(pieces) > 1:
        assert not ends_badly(pieces[0])


@given(stacks(), st.floats(1, 400))
def test_every_piece_says_something(stack: Stack, room: float) -> None:
    pieces = stack.split(WIDTH, room)
    if len(pieces) > 1:
        assert all(names(piece) for piece in pieces)


@given(st.integers(1, 4), st.integers(1, 12), st.floats(1, 150))
def test_no_piece_has_fewer_than_the_least(least: int, count: int, room: float) -> None:
    stack = Stack([Bar(str(number)) for number in range(count)], 5, least=least)
    pieces = stack.split(WIDTH, room)
    if len(pieces) > 1:
        assert min(len(names(piece)) for piece in pieces) >= least


@given(stacks(), st.lists(st.floats(30, 300), min_size=1, max_size=30))
def test_splitting_again_and_again_ends_with_everything_said(stack: Stack, rooms: list[float]) -> None:
    """As a document does it, page after page: what does not fit goes on, and in the end all is there."""
    said: list[str] = []
    rest: Flowable = stack
    for room in [*rooms, UNBOUNDED]:
        if measure(rest, WIDTH) <= room:
            break
        pieces = rest.split(WIDTH, room)
        if len(pieces) > 1:
            said += names(pieces[0])
            assert len(pieces) == 2
            rest = pieces[1]
    assert said + names(rest) == names(stack)


@given(stacks())
def test_a_stack_with_room_stays_as_it_is(stack: Stack) -> None:
    assert stack.split(WIDTH, measure(stack, WIDTH)) == [stack]


def test_a_whole_stack_is_never_split() -> None:
    assert Stack([Bar("a"), Bar("b")], whole=True).split(WIDTH, 15) == []


def test_children_stand_below_one_another_with_the_gap_between_them() -> None:
    sheet = Sheet()
    stack = Stack([sheet.bar("a"), sheet.bar("b", 20), sheet.bar("c")], 5)
    assert measure(stack, WIDTH) == 50
    assert sheet.draw(stack, WIDTH, 7, 100) == [("a", 7, 140), ("b", 7, 115), ("c", 7, 100)]


def test_a_gap_stands_instead_of_the_common_one_and_never_at_the_top() -> None:
    sheet = Sheet()
    stack = Stack([Gap(50), sheet.bar("a"), Gap(20), sheet.bar("b")], 5)
    assert measure(stack, WIDTH) == 40
    assert sheet.draw(stack, WIDTH) == [("a", 0, 30), ("b", 0, 0)]


def test_space_lost_at_a_split_is_kept_for_a_piece_in_the_same_column() -> None:
    first, rest = Stack([Bar("a"), Gap(20), Bar("b")]).split(WIDTH, 15)
    assert measure(first, WIDTH) + measure(rest, WIDTH) == 2 * LINE
    assert rest.getSpaceBefore() == 20


def test_a_heading_moves_with_what_it_heads() -> None:
    stack = Stack([Bar("a"), Gap(5), Bar("head", keep=True), Gap(2), Bar("b", 30)])
    first, rest = stack.split(WIDTH, 40)
    assert (names(first), names(rest)) == (["a"], ["head", "b"])


def test_a_heading_over_something_too_tall_is_left_to_the_next_page() -> None:
    assert Stack([Bar("head", keep=True), Bar("b", 50)]).split(WIDTH, 40) == []


def test_a_child_of_lines_is_divided_rather_than_moved() -> None:
    first, rest = Stack([Bar("a"), Bar("1 2 3 4", lines=4)]).split(WIDTH, 35)
    assert (names(first), names(rest)) == (["a", "1", "2"], ["3", "4"])


# -- side by side ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mirrored", "expected"), [(False, [0, 110]), (True, [70, 0])])
def test_columns_begin_at_the_start_side(mirrored: bool, expected: list[float]) -> None:
    sheet = Sheet()
    columns = Columns([sheet.bar("a"), sheet.bar("b")], [100, 60], 10, mirrored=mirrored)
    places = sheet.draw(columns, WIDTH)
    assert columns.width == 170
    assert [(name, x) for name, x, _ in places] == [("a", expected[0]), ("b", expected[1])]


@pytest.mark.parametrize(("align", "height"), [("top", 40), ("middle", 20), ("bottom", 0)])
def test_a_low_column_is_aligned_to_the_tallest(align: str, height: float) -> None:
    sheet = Sheet()
    columns = Columns([sheet.bar("a"), sheet.bar("b", 50)], [50, 50], align=align)
    assert measure(columns, WIDTH) == 50
    assert sheet.draw(columns, WIDTH) == [("a", 0, height), ("b", 50, 0)]


def test_columns_need_a_width_each() -> None:
    with pytest.raises(ValueError, match="zip"):
        measure(Columns([Bar("a"), Bar("b")], [50]), WIDTH)


# -- one inside the other --------------------------------------------------------------------------------


@pytest.mark.parametrize(("mirrored", "left"), [(False, 30), (True, 10)])
def test_padding_changes_sides_on_a_mirrored_page(mirrored: bool, left: float) -> None:
    sheet = Sheet()
    padded = Padded(sheet.bar("a"), start=30, end=10, top=5, bottom=3, mirrored=mirrored)
    assert measure(padded, WIDTH) == 18
    assert sheet.draw(padded, WIDTH) == [("a", left, 3)]


@pytest.mark.parametrize(
    ("side", "mirrored", "left"),
    [
        ("start", False, 0),
        ("center", False, 75),
        ("end", False, 150),
        ("start", True, 150),
        ("end", True, 0),
        ("center", True, 75),
    ],
)
def test_a_narrow_child_stands_at_its_side(side: str, mirrored: bool, left: float) -> None:
    sheet = Sheet()
    assert sheet.draw(Aligned(sheet.bar("a", width=50), side, mirrored=mirrored), WIDTH) == [("a", left, 0)]


@pytest.mark.parametrize(("mirrored", "mark", "body"), [(False, 0, 20), (True, 192, 0)])
def test_a_mark_hangs_at_the_start_side(mirrored: bool, mark: float, body: float) -> None:
    sheet = Sheet()
    hanging = Hanging(sheet.bar("mark", 8, width=8), sheet.bar("body"), 20, mirrored=mirrored)
    places = sheet.draw(hanging, WIDTH)
    assert [(name, x) for name, x, _ in places] == [("mark", mark), ("body", body)]


def test_a_mark_is_centred_on_the_first_line() -> None:
    sheet = Sheet()
    mark, body = sheet.bar("mark", 4, width=4), sheet.bar("1 2 3", lines=3)
    places = sheet.draw(Hanging(mark, body, 20, first_line=LINE), WIDTH)
    assert places == [("mark", 0, 2 * LINE + 3), ("1 2 3", 20, 0)]


def test_a_body_may_be_centred_on_its_mark() -> None:
    sheet = Sheet()
    hanging = Hanging(sheet.bar("mark", 40, width=40), sheet.bar("body"), 50, middle=True)
    assert measure(hanging, WIDTH) == 40
    assert sheet.draw(hanging, WIDTH) == [("mark", 0, 0), ("body", 50, 15)]


@given(st.integers(2, 8), st.floats(1, 100))
def test_an_indented_body_goes_on_without_its_mark(lines: int, room: float) -> None:
    body = Bar(" ".join(map(str, range(lines))), lines=lines)
    hanging = Hanging(Bar("mark", 5, width=5), body, 20, first_line=LINE)
    pieces = hanging.split(WIDTH, room)
    if pieces:
        assert [name for piece in pieces for name in names(piece)] == names(hanging)
        assert measure(pieces[0], WIDTH) <= room + TOLERANCE
        assert [piece.mark is not None for piece in pieces] == [True, *[False] * (len(pieces) - 1)]
        assert {piece.indent for piece in pieces} == {20}


def test_what_is_centred_on_its_mark_stays_whole() -> None:
    hanging = Hanging(Bar("mark", 5, width=5), Bar("1 2 3", lines=3), 20, middle=True)
    assert hanging.split(WIDTH, 15) == []


def test_a_gap_takes_room_only_before_what_follows() -> None:
    for gap in (Gap(12), Floor(12)):
        assert gap.wrap(WIDTH, 100) == (0, 0)
        assert gap.getSpaceBefore() == 12
