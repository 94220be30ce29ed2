"""Plant words of other languages in the catalogues, and count what is told and what is told wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from handouts.checks.identity import NEAR, Recogniser, cld2_code, recognise, words_of
from handouts.checks.pairs import Pair
from handouts.errors import Mark
from tests.checks.catalogues import ALL, LANGUAGES, with_words
from tests.fonts.tongues import described

ENGLISH_FOUND = 0.97
OTHERS_FOUND = 0.99
"""The least share of planted texts that must be told."""

BATCHES = 10
"""In so many rounds all texts are planted, a part in each."""

HERE = Mark("xx.po", 1)
each_catalogue = pytest.mark.parametrize("code", ALL)


def recogniser(code: str, pairs: tuple[Pair, ...]) -> Recogniser:
    """Of a language, beside all others of which there are catalogues."""
    return Recogniser(described(code), pairs, [LANGUAGES[other] for other in ALL if other != code])


def planted(code: str, words: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """Each text that is put in the place of its translation, and whether it is told; nine of ten stay."""
    pairs = ALL[code]
    worded = with_words(pairs)
    for first in range(BATCHES):
        changed = list(pairs)
        numbers = [number for number in worded[first::BATCHES] if words_of(words.get(pairs[number].id, ""))]
        numbers = [number for number in numbers if words[pairs[number].id] != pairs[number].translated]
        for number in numbers:
            changed[number] = replace(pairs[number], translated=words[pairs[number].id])
        looked_at = recogniser(code, tuple(changed))
        yield from ((changed[number].translated, looked_at.why(number) is not None) for number in numbers)


@each_catalogue
def test_no_good_translation_is_told_to_be_another_language(code: str) -> None:
    looked_at = recogniser(code, ALL[code])
    assert [(pair.id, pair.translated, why) for pair, why in looked_at.found()] == []
    assert [(name, verdict) for name, _, verdict in looked_at.strange_sections()] == []


@each_catalogue
def test_english_that_was_left_is_told(code: str) -> None:
    outcomes = dict(planted(code, {pair.id: pair.english for pair in ALL[code]}))
    assert sum(outcomes.values()) / len(outcomes) >= ENGLISH_FOUND, [
        text for text in outcomes if not outcomes[text]
    ]


@pytest.mark.parametrize(("code", "other"), [(code, other) for code in ALL for other in ALL if code != other])
def test_words_of_another_catalogue_are_told(code: str, other: str) -> None:
    outcomes = dict(planted(code, {pair.id: pair.translated for pair in ALL[other]}))
    assert sum(outcomes.values()) / len(outcomes) >= OTHERS_FOUND, [
        text for text in outcomes if not outcomes[text]
    ]


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("pt", "es"),
        ("it", "es"),
        ("fr", "es"),
        ("ro", "es"),
        ("fa", "ar"),
        ("ur", "ar"),
        ("mr", "hi"),
        ("ja", "zh-Hans"),
    ],
)
def test_a_section_in_a_language_of_the_same_letters_is_told(code: str, right: str) -> None:
    """The whole catalogue of one language under the name of another."""
    if right not in ALL:
        pytest.skip(f"there is no catalogue {right}")
    looked_at = Recogniser(described(code), ALL[right])
    strange = {name for name, _, _ in looked_at.strange_sections()}
    assert len(strange) >= 0.8 * len(looked_at.sections())


def test_a_catalogue_that_is_all_english() -> None:
    pairs = tuple(replace(pair, translated=pair.english) for pair in ALL["hi"])
    looked_at = Recogniser(described("es"), pairs)
    told = {pair.id for pair, _ in looked_at.found()}
    worded = [pairs[number].id for number in with_words(pairs) if not pairs[number].is_name]
    assert len(told.intersection(worded)) / len(worded) > ENGLISH_FOUND


@pytest.mark.parametrize(
    ("code", "english", "translated", "why"),
    [
        ("hi", "Bridge", "Bridge", "has letters of another script (Latn)"),
        ("hi", "Bridge", "桥式", "has letters of another script (Hani)"),
        ("zh-Hans", "Bridge", "ブリッジ", "has letters of another script (Kana)"),
        ("ja", "Bridge", "ブリッジ", None),
        ("ko", "Bridge", "다리", None),
        ("hi", "Phone NHS 111 now", "अभी NHS 111 पर फ़ोन करें", None),
        ("hi", "{ward_phone}", "{ward_phone}", None),
        ("hi", "[read](https://example.org/care)", "[पढ़ें](https://example.org/care)", None),
        ("es", "Stand close, feet apart.", "Stand close, feet apart.", "has only words of the English"),
    ],
)
def test_one_text_by_itself(code: str, english: str, translated: str, why: str | None) -> None:
    assert Recogniser(described(code), [Pair("a.b", english, translated, HERE)]).why(0) == why


def test_names_of_services_and_countries_may_stay() -> None:
    service = Pair("emergency.gb.advice.name", "Healthline", "Healthline", HERE)
    country = Pair("emergency.au.name", "Australia", "Australia", HERE)
    spanish = Recogniser(described("es"), [service, country])
    assert [spanish.why(0), spanish.why(1)] == [None, None]
    hindi = Recogniser(described("hi"), [service, country])
    assert hindi.why(0) is None
    assert hindi.why(1) == "has letters of another script (Latn)"


@pytest.mark.parametrize(
    ("tag", "code"),
    [("es-MX", "es"), ("he", "iw"), ("nb", "no"), ("fil", "tl"), ("zh-Hans", "zh"), ("zh-Hant", "zh-Hant"),
     ("zh-TW", "zh-Hant"), ("pa", "pa"), ("pa-Arab", None), ("ckb", None)],
)  # fmt: skip
def test_what_cld2_calls_a_language(tag: str, code: str | None) -> None:
    assert cld2_code(described(tag)) == code


def test_a_language_that_cld2_does_not_know_is_looked_at_by_its_letters() -> None:
    kurdish = Recogniser(described("ckb"), [Pair("a.b", "Rest now.", "Rest now.", HERE)])
    assert kurdish.why(0) == "has letters of another script (Latn)"
    assert kurdish.sure() == 0
    assert list(kurdish.strange_sections()) == []


def test_languages_that_cannot_be_told_apart_are_not() -> None:
    for group in NEAR:
        for tag in group & {"bs", "hr", "sr", "id", "ms", "da", "nn"}:
            looked_at = Recogniser(described(tag), [], [described(other) for other in group - {tag, "no"}])
            assert looked_at.suspects == {"en"}


def test_what_is_no_text_is_no_language() -> None:
    assert recognise("\ufffe\x00") is None
    assert recognise("") is None
    assert words_of("{broken") == ["{broken"]
