"""Hold the counter of syllables against a pronouncing dictionary, and against numbers said aloud."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.checks.syllables import syllables

NEARLY_ALL = 0.97
"""The share of unseen words that must be right: a grade moves by 0.03 when it is."""


def listed(section: str) -> dict[str, int]:
    """The words of one section of the list, with their syllables."""
    text = (Path(__file__).parent / "syllables.txt").read_text(encoding="utf-8")
    lines = text.partition(f"== {section}\n")[2].partition("==")[0].splitlines()
    pairs = (line.split(": ") for line in lines)
    return {word: int(count) for count, words in pairs for word in words.split()}


def test_every_word_of_the_guide_is_right() -> None:
    words = listed("guide")
    assert len(words) > 800
    assert {word: syllables(word) for word in words} == words


def test_nearly_every_other_word_is_right() -> None:
    words = listed("others")
    assert len(words) > 1000
    right = sum(syllables(word) == count for word, count in words.items())
    assert right / len(words) >= NEARLY_ALL


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0", 2),  # zero
        ("7", 2),
        ("12", 1),
        ("21", 3),
        ("68", 3),
        ("100", 3),  # one hundred
        ("101", 5),  # one hundred and one
        ("999", 7),
        ("1000", 3),  # one thousand
        ("12,944", 10),  # twelve thousand nine hundred and forty-four
        ("01632", 6),  # oh one six three two, each digit
        ("1.5", 2),  # one, five; the point is not counted
    ],
)
def test_numbers_are_said(text: str, count: int) -> None:
    assert syllables(text) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("NHS", 3), ("GP", 2), ("GPs", 2), ("WHO", 5), ("DVT", 3), ("HELP-line", 2)],
)
def test_capitals_are_spelled_out(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("don’t", 1),
        ("isn’t", 2),
        ("couldn't", 2),
        ("baby’s", 2),
        ("side-lying", 3),
        ("and/or", 2),
        ("hmm", 1),
    ],
)
def test_words_that_are_put_together(word: str, count: int) -> None:
    assert syllables(word) == count
