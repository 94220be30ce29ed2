"""Check how problems are shown, counted and turned into exit codes."""

from __future__ import annotations

import inspect

import pytest

from handouts import errors
from handouts.errors import SHOWN_IN_FULL, DataError, HandoutError, LayoutError, Mark, Problem, UsageError


@pytest.mark.parametrize(
    ("mark", "shown"),
    [(Mark("a.yaml"), "a.yaml"), (Mark("a.yaml", 3), "a.yaml:3"), (Mark("a.yaml", 3, 7), "a.yaml:3:7")],
)
def test_place(mark: Mark, shown: str) -> None:
    assert str(mark) == shown


def test_places_are_in_the_order_of_the_file() -> None:
    assert sorted([Mark("b", 1, 1), Mark("a", 10, 1), Mark("a", 9, 2), Mark("a", 9, 1)]) == [
        Mark("a", 9, 1), Mark("a", 9, 2), Mark("a", 10, 1), Mark("b", 1, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("problem", "shown"),
    [
        (Problem("is wrong"), "error: is wrong"),
        (Problem("is wrong", Mark("a.yaml", 3, 7)), "a.yaml:3:7: error: is wrong"),
        (Problem("is wrong", hint="mend it"), "error: is wrong\n  hint: mend it"),
        (Problem("is wrong", Mark("a.yaml", 3), "mend it"), "a.yaml:3: error: is wrong\n  hint: mend it"),
    ],
)
def test_problem(problem: Problem, shown: str) -> None:
    assert str(problem) == shown


def test_error_from_words_a_problem_or_several() -> None:
    one = DataError("is wrong", hint="mend it")
    assert one.problems == (Problem("is wrong", hint="mend it"),)
    assert str(one) == "error: is wrong\n  hint: mend it"
    assert DataError(Problem("is wrong")).problems == (Problem("is wrong"),)
    several = DataError(iter([Problem("one"), Problem("two")]))
    assert str(several) == "error: one\nerror: two"


@pytest.mark.parametrize(
    ("count", "last"),
    [
        (SHOWN_IN_FULL, f"error: {SHOWN_IN_FULL}"),
        (SHOWN_IN_FULL + 1, "... and 1 more"),
        (SHOWN_IN_FULL + 300, "... and 300 more"),
    ],
)
def test_many_problems_are_counted(count: int, last: str) -> None:
    error = DataError(Problem(str(number)) for number in range(1, count + 1))
    lines = str(error).splitlines()
    assert len(lines) == min(count, SHOWN_IN_FULL + 1)
    assert lines[-1] == last
    assert len(error.problems) == count


def test_every_class_owns_its_exit_code() -> None:
    classes = [
        value for value in vars(errors).values() if inspect.isclass(value) and issubclass(value, HandoutError)
    ]
    codes = {kind: kind.exit_code for kind in classes}
    assert codes.pop(UsageError) == 2
    assert set(codes.values()) == {1}
    assert issubclass(LayoutError, DataError)
