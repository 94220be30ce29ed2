"""Check that each family has the letters of its languages and the signs of plain text."""

from __future__ import annotations

from typing import Any

import icu
import pytest

from tests.fonts.vendored import FAMILIES, STYLES, characters

STANDARD, AUXILIARY, PUNCTUATION = 0, 1, 3
"""ICU's ULocaleDataExemplarSetType: main letters, those of names and loan words, and punctuation."""

NOT_SET = {"zh-Hant": "别残静", "zh-Hant-HK": "别残静"}
"""Auxiliary characters that no font here has: simplified and Japanese forms, which Noto Sans TC leaves out."""

IN_HANGUL_ALONE = "ko"
"""Its auxiliary characters are Han characters, which texts of today do without."""

TABLE = (
    *(
        "en",
        "vi",
        "pl",
        "tr",
        "ro",
        "ru",
        "uk",
        "ar",
        "fa",
        "ps",
        "ur",
        "hi",
        "mr",
        "ne",
        "bn",
        "pa",
        "gu",
        "ta",
        "si",
    ),
    *(
        "th",
        "my",
        "km",
        "lo",
        "am",
        "ti",
        "he",
        "zh-Hans",
        "zh-Hant",
        "ja",
        "ko",
        "es",
        "fr",
        "de",
        "pt",
        "so",
        "sq",
    ),
)
"""The languages that the product is made for: none of them needs another font."""

FALLBACKS = ("Noto Sans", "Source Sans 3")
"""The families that follow every other one in a chain."""

PLAIN_TEXT = "−×÷±·…’‘“”«»–—°½¼¾⅓⅔£€§©®™•µ‰′″†‑" + "\u00a0\u2009\u202f"
FALLBACK_SIGNS = "≤≥≈≠✓✔✗→←↑↓□☐☑■●○▶◀"


PAIRS = [
    pytest.param(entry["name"], tag, id=f"{entry['name']} {tag}")
    for entry in FAMILIES
    for tag in entry["languages"]
]
"""Every family with each language it is meant for."""


def locale(tag: str) -> icu.Locale:
    """ICU's locale; fails for one that ICU does not know, for which it would give another's letters."""
    found = icu.Locale.forLanguageTag(tag)
    assert found.getName() in icu.Locale.getAvailableLocales()
    return found


def exemplars(tag: str, kind: int) -> set[str]:
    """CLDR's characters of a language, small and capital."""
    found = locale(tag)
    words = list(icu.LocaleData(found.getName()).getExemplarSet(0, kind))
    return {sign for word in words for sign in word + str(icu.UnicodeString(word).toUpper(found))}


@pytest.mark.parametrize("weight", STYLES)
@pytest.mark.parametrize(("name", "tag"), PAIRS)
def test_a_family_has_every_letter_of_its_languages(name: str, tag: str, weight: str) -> None:
    letters = exemplars(tag, STANDARD)
    assert letters
    assert not letters - characters(name, weight)


@pytest.mark.parametrize(("name", "tag"), PAIRS)
def test_the_chain_has_the_letters_of_names_and_loan_words(name: str, tag: str) -> None:
    chain = frozenset[str]().union(*(characters(each) for each in (name, *FALLBACKS)))
    try:
        lacking = exemplars(tag, AUXILIARY) - chain
    except icu.ICUError:  # CLDR lists none
        return
    if tag == IN_HANGUL_ALONE:
        lacking = {sign for sign in lacking if icu.Script.getScript(sign).getShortName() != "Hani"}
    assert lacking == set(NOT_SET.get(tag, ""))


@pytest.mark.parametrize(("name", "tag"), PAIRS)
def test_a_family_has_the_digits_of_its_languages(name: str, tag: str) -> None:
    native = icu.NumberingSystem.createInstance(icu.Locale(f"{locale(tag).getName()}@numbers=native"))
    assert not set("0123456789" + native.getDescription()) - characters(name)


@pytest.mark.parametrize("weight", STYLES)
@pytest.mark.parametrize(("name", "tag"), PAIRS)
def test_the_chain_has_the_punctuation_of_each_language(name: str, tag: str, weight: str) -> None:
    chain = frozenset[str]().union(*(characters(each, weight) for each in (name, *FALLBACKS)))
    assert not exemplars(tag, PUNCTUATION) - chain


@pytest.mark.parametrize("entry", FAMILIES, ids=lambda entry: entry["name"])
def test_each_script_is_that_of_a_listed_language(entry: dict[str, Any]) -> None:
    scripts = set()
    for tag in entry["languages"]:
        likely = locale(tag)
        likely.addLikelySubtags()
        scripts.add(likely.getScript())
    assert scripts == set(entry["scripts"])


def test_the_languages_of_the_product_have_a_family() -> None:
    served = {tag for entry in FAMILIES for tag in entry["languages"]}
    assert served >= set(TABLE)


@pytest.mark.parametrize("weight", STYLES)
def test_noto_sans_has_what_plain_text_needs(weight: str) -> None:
    assert not set(PLAIN_TEXT) - characters("Noto Sans", weight)


@pytest.mark.parametrize("weight", STYLES)
def test_the_last_fallback_has_the_signs_that_noto_sans_lacks(weight: str) -> None:
    assert not set(FALLBACK_SIGNS) - characters("Source Sans 3", weight)
    assert not set(FALLBACK_SIGNS) & characters("Noto Sans", weight), "else the fallback could go"


def charset(name: str, rows: range, script: str) -> set[str]:
    """The letters of one script in rows of a charset, whose characters have two bytes."""
    codes = [bytes((row, cell)) for row in rows for cell in range(0x40, 0xFF)]
    found = set("".join(code.decode(name, errors="ignore") for code in codes))
    return {sign for sign in found if icu.Script.getScript(sign).getShortName() == script}


@pytest.mark.parametrize(
    ("family", "name", "rows", "script", "count"),
    [
        pytest.param("Noto Sans SC", "gb2312", range(0xB0, 0xF8), "Hani", 3755 + 3008, id="GB 2312-80"),
        pytest.param("Noto Sans TC", "big5", range(0xA4, 0xC7), "Hani", 5401 + len("々"), id="Big5 level 1"),
        pytest.param("Noto Sans JP", "euc_jp", range(0xB0, 0xF5), "Hani", 2965 + 3390, id="JIS X 0208"),
        pytest.param("Noto Sans KR", "euc_kr", range(0xB0, 0xC9), "Hang", 2350, id="KS X 1001"),
    ],
)
def test_a_subset_has_all_letters_of_its_national_standard(
    family: str, name: str, rows: range, script: str, count: int
) -> None:
    letters = charset(name, rows, script)
    assert len(letters) == count
    for weight in STYLES:
        assert not letters - characters(family, weight)


@pytest.mark.parametrize("weight", STYLES)
def test_every_syllable_of_modern_hangul_is_there(weight: str) -> None:
    """Unicode 16, 3.12: 19 leading consonants, 21 vowels and 27 trailing consonants or none."""
    syllables = {chr(0xAC00 + number) for number in range(19 * 21 * 28)}
    assert not syllables - characters("Noto Sans KR", weight)
