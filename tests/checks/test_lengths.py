"""Cut and double translations, and count what is noted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.checks.lengths import letters, measured, outliers
from handouts.checks.pairs import Pair
from handouts.errors import Mark
from tests.checks.catalogues import ALL

NOTED_OF_GOOD = 0.02
"""The share of a catalogue that a person is sent to look at, at most."""

each_catalogue = pytest.mark.parametrize("code", ALL)


def noted(pairs: tuple[Pair, ...]) -> set[str]:
    """The ids of what is noted."""
    return {problem.message.partition(":")[0] for problem in outliers(measured(pairs))}


@each_catalogue
def test_few_good_translations_are_noted(code: str) -> None:
    assert len(noted(ALL[code])) <= NOTED_OF_GOOD * len(measured(ALL[code]))


@each_catalogue
@pytest.mark.parametrize(("times", "share"), [(1 / 4, 0.75), (4, 0.75)])
def test_words_that_were_lost_or_came_in_are_noted(code: str, times: float, share: float) -> None:
    """One text in twenty is cut or repeated: the others still show what is usual."""
    pairs = list(ALL[code])
    ids = {pair.id for pair, _ in measured(ALL[code])[::20]}
    for number, pair in enumerate(pairs):
        if pair.id in ids:
            text = (
                pair.translated * int(times)
                if times > 1
                else pair.translated[: int(len(pair.translated) * times)]
            )
            pairs[number] = replace(pair, translated=text)
    found = noted(tuple(pairs))
    assert len(found & ids) >= share * len(ids)
    assert len(found - ids) <= NOTED_OF_GOOD * len(pairs)


def test_letters_are_counted_without_what_is_no_word() -> None:
    assert letters("**Rest** for {minutes}, [here](https://example.org): 15 °C") == len("Restforhere") + 1


def test_a_note_says_where_and_how_much() -> None:
    pairs = [
        Pair(f"a.{number}", "word " * (8 + number % 3), "palabra " * (8 + number % 2), Mark("es.po", number))
        for number in range(40)
    ]
    pairs[7] = replace(pairs[7], translated="palabra")
    (problem,) = outliers(measured(pairs))
    assert problem.mark == Mark("es.po", 7)
    assert problem.message.startswith('a.7: "palabra" is 0.1 times as long as usual')
    assert problem.hint == "see whether words were lost"


def test_patterns_and_short_texts_have_no_usual_length() -> None:
    pattern = Pair("numbers.unit.week", "a week or two of any number at all", "x", Mark("es.po", 1))
    assert measured([pattern, Pair("a.b", "Rest", "Descansa", Mark("es.po", 2))]) == []
