"""Hold the counter of Spanish syllables against words that a grammar divides, and against numbers said aloud."""

from __future__ import annotations

import pytest

from handouts.checks.spanish import spanish_syllables

WORDS = {
    1: "y hay muy rey buey dos pies seis bien piel luz tos",
    2: "baño oír país leer guía bebé ahí agua suelo dolor mayo días quince queso huevo maíz viuda raíz caer día",
    3: "espalda caderas reúne construido cuídate médico ahora alcohol ciudades pingüino rodillas paciencia",
    4: "cesárea teléfono todavía averigüe aéreo desayuno sentadilla respiración",
    5: "recuperación embarazada fisioterapia",
    6: "comadronería",
}
"""As dictionaries divide them: hia-to, dip-ton-go, and i or u with an accent beside a, e, o apart."""


@pytest.mark.parametrize(
    ("count", "word"), [(count, word) for count, words in WORDS.items() for word in words.split()]
)
def test_words(count: int, word: str) -> None:
    assert spanish_syllables(word) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [("15", 2), ("7", 2), ("112", 4), ("2.500", 5), ("1,5", 4), ("020", 5), ("NHS", 6), ("OK", 2), ("", 1)],
)
def test_numbers_and_letters(text: str, count: int) -> None:
    assert spanish_syllables(text) == count
