"""See that text alternatives are there and not too long."""

from __future__ import annotations

from handouts.checks.alt_text import alt_problems
from handouts.errors import Mark
from handouts.figures.alt import LONGEST

HERE = Mark("bridge.yaml", 3, 6)


def test_a_sentence_is_right() -> None:
    assert list(alt_problems("Woman lying on her back.", "the figure bridge", HERE)) == []
    assert list(alt_problems("a" * LONGEST, "the figure bridge", HERE)) == []


def test_none_and_too_much_are_wrong() -> None:
    (empty,) = alt_problems(" ", "the figure bridge", HERE)
    assert empty.message == "the figure bridge has no text alternative"
    (long,) = alt_problems("a" * (LONGEST + 1), "the figure bridge", HERE)
    assert "251 characters, more than 250" in long.message
    assert long.mark == HERE
