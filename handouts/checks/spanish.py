"""Count the syllables of Spanish words and numbers as they are spoken.

Spelling decides it (Real Academia Española, Ortografía de la lengua española, 2010): a, e and o each make a
syllable; i and u join a vowel beside them, unless an accent parts them from a, e or o; an i and a u together
make one. An h between vowels is taken as parting them, which is right more often than not.
"""

from __future__ import annotations

import re
from functools import lru_cache

import icu

_VOWELS = re.compile("(?:[aeiouáéíóúü]|y(?![aeiouáéíóú]))+")
_STRONG = frozenset("aeoáéó")
_PARTED = frozenset("íú")
_DIGITS = re.compile("[0-9]+")
_SPELLED_OUT = re.compile(r"[A-ZÑ]{2,}\Z")
_LONGEST_NUMBER = 6
"""Digits of the longest number said as one; longer ones, and those that begin with 0, digit by digit."""

_MOST_LETTERS = 4
"""Capitals of the longest abbreviation that is spelled out; longer ones are words in capitals."""


@lru_cache(4096)
def spanish_syllables(word: str) -> int:
    """How many syllables a word has, at least one: short capitals are spelled out, numbers are said."""
    numbers = _DIGITS.findall(word.replace(".", "").replace(",", " "))
    if numbers:
        return sum(_number(number) for number in numbers)
    if _SPELLED_OUT.match(word) and len(word) <= _MOST_LETTERS:
        return sum(_letter(letter) for letter in word)
    return max(1, sum(_nuclei(run) for run in _VOWELS.findall(word.lower())))


def _nuclei(run: str) -> int:
    """The syllables of a run of vowels."""
    strong = sum(vowel in _STRONG for vowel in run)
    return max(1, strong + sum(vowel in _PARTED for vowel in run)) if strong else 1


def _letter(letter: str) -> int:
    """The syllables of a letter's name: be, efe, uve doble."""
    if letter in "FHJLMNÑRSYZ":
        return 2
    return {"W": 4, "X": 2, "V": 2, "Q": 1}.get(letter, 1)


def _number(digits: str) -> int:
    """The syllables of a number, from its words in CLDR."""
    if len(digits) > _LONGEST_NUMBER or (digits[0] == "0" and len(digits) > 1):
        return sum(_number(digit) for digit in digits)
    speller = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale("es"))
    return sum(spanish_syllables(word) for word in speller.format(int(digits)).split())
