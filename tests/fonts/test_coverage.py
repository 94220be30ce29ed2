"""Check that each family has the letters of its languages and the signs of plain text."""

from __future__ import annotations

from typing import Any

import icu
import pytest

from tests.fonts.vendored import FAMILIES, STYLES, characters, family

STANDARD, PUNCTUATION = 0, 3
"""ICU's ULocaleDataExemplarSetType: main letters, and punctuation."""

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
    assert served >= {"en", "vi", "ru", "uk", "ar", "fa", "ur", "hi", "mr", "ne", "bn", "th", "zh-Hans"}


@pytest.mark.parametrize("weight", STYLES)
def test_noto_sans_has_what_plain_text_needs(weight: str) -> None:
    assert not set(PLAIN_TEXT) - characters("Noto Sans", weight)


@pytest.mark.parametrize("weight", STYLES)
def test_the_last_fallback_has_the_signs_that_noto_sans_lacks(weight: str) -> None:
    assert not set(FALLBACK_SIGNS) - characters("Source Sans 3", weight)
    assert not set(FALLBACK_SIGNS) & characters("Noto Sans", weight), "else the fallback could go"


def test_the_chinese_subset_has_all_of_gb2312() -> None:
    """GB 2312-80 rows 16 to 87 are Han: 3,755 common and 3,008 less common characters."""
    codes = (bytes((0xA0 + row, 0xA0 + cell)) for row in range(16, 88) for cell in range(1, 95))
    han = set("".join(code.decode("gb2312", errors="ignore") for code in codes))
    han = {sign for sign in han if icu.Script.getScript(sign).getShortName() == "Hani"}
    assert len(han) == 3755 + 3008
    for weight in STYLES:
        assert not han - characters("Noto Sans SC", weight)
        assert not set(family("Noto Sans SC")["subset"]["characters"]) - characters("Noto Sans SC", weight)
