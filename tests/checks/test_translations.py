"""See which translations are whole, which were not begun, and which are neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.checks.translations import summary, translation_problems
from handouts.errors import Mark, Problem
from handouts.languages.catalogue import Method, Translation
from handouts.languages.registry import load_language
from handouts.languages.status import Status

LOST = Problem("care.lead: {ward_phone} is lost", Mark("data/translations/ar.po", 41), "put it in again")


def status(data: Path, left: int, unsound: tuple[Problem, ...] = ()) -> Status:
    """The status of a catalogue of twelve messages, of which some have no current words."""
    return Status(
        language=load_language("ar", data),
        translation=Translation(Method.MACHINE, None),
        total=12,
        translated=12 - left - len(unsound),
        fuzzy=0,
        wrong=tuple(problem.message for problem in unsound),
        left=tuple(Problem(f"no Arabic words {number}") for number in range(left)),
        unsound=unsound,
    )


@pytest.mark.parametrize(
    ("left", "words", "problems"),
    [
        (0, "ar: machine translation, not reviewed", []),
        (12, "ar: 0 %, not printed yet", []),
        (3, "ar: 75 %, not printed yet", ["3 of 12 messages have no current Arabic words"]),
    ],
)
def test_what_is_left(data: Path, left: int, words: str, problems: list[str]) -> None:
    found = status(data, left)
    assert summary(found) == words
    assert [problem.message for problem in translation_problems(found)] == problems


def test_what_is_left_is_told_at_the_catalogue_with_the_way_on(data: Path) -> None:
    (problem,) = translation_problems(status(data, 3))
    assert problem.mark == Mark("data/translations/ar.po")
    assert problem.hint == "handouts translate status ar -v names them"


def test_what_is_lost_is_told_at_its_own_place(data: Path) -> None:
    assert next(translation_problems(status(data, 11, (LOST,)))) == LOST
    assert list(translation_problems(status(data, 0, (LOST,)))) == [LOST]
