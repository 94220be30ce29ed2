"""Count the syllables of English words and numbers as they are spoken.

A counter of our own, because the libraries for it bring megabytes or a licence that does not suit this one.
It counts groups of vowels, takes silent letters away and adds the vowels that are spoken apart; words that
follow no rule stand in `_IRREGULAR`. The tests hold it against words from a pronouncing dictionary.
"""

from __future__ import annotations

import re
from functools import lru_cache

_VOWELS = re.compile("[aeiouy]+")
_SPELLED_OUT = re.compile(r"(?:[A-Z]\.?){2,}s?\Z")
_PARTS = re.compile("[-–/]")
_DIGITS = re.compile("[0-9]+")
_NOT = re.compile(r"(do|wo|ca|are|were)n[’']t\Z")

_SILENT = (
    re.compile(r"[^aeiouy]e\Z(?<![^aeiouylr]le)"),  # these, but not able
    re.compile(r"[^aeiouysxzcg]es\Z(?<![cs]hes)(?<![^aeiouylr]les)"),  # times, but not doses, itches, muscles
    re.compile(r"[^aeiouytd]ed\Z(?<![^aeiouylr]led)"),  # tired, but not rested
    re.compile(
        r"[aeiouy][^aeiouy]+(?<!tt)(?<!dd)(?<![^aeiouy]l)e(?:ly|less|ful|fully|ments?|ness|thing|times?)\Z"
    ),
)
"""Where an e is silent, each once: at the end of a word or before a suffix."""

_APART = (
    re.compile("(?<![stcgx])i[ao]|(?<=[^aeiou])iou(?=s)(?<![stcgx]iou)"),  # hiatus, but not motion
    re.compile("(?<![gq])u[ao](?!i)|(?<![gqb])ue(?=[nl])"),  # usual, fluent
    re.compile(r"eo(?!us|ns?\Z|p)"),  # video, but not people
    re.compile("[aeiouy]ing"),  # being
    re.compile("(?<=[bdlmnprv])ie[rt]|iu[ms]"),  # quieter, calcium
    re.compile(r"[aeo]y[aeo](?![ds]\Z)|creat"),  # player, create
    re.compile(r"[^aeiou]sms?\Z"),  # spasm
    re.compile("^(?:re(?=a[^cdlprs]|i)|co(?=o[pr])|pre(?=e))"),  # reapply
)
"""Vowels that stand together and are spoken apart."""

_IRREGULAR = {
    "anyone": 3, "area": 3, "areas": 3, "aspirin": 2, "australia": 3, "automatically": 5, "centimetre": 4,
    "centimetres": 4, "cushion": 2, "cushions": 2, "earlier": 3, "earliest": 3, "easier": 3, "easiest": 3,
    "element": 3, "elements": 3, "elsewhere": 2, "embolism": 4, "european": 4, "everyday": 3,
    "everything": 3, "everywhere": 3, "eye": 1, "eyes": 1, "eyesight": 2, "guideline": 2, "guidelines": 2,
    "healthier": 3, "heavier": 3, "heaviest": 3, "idea": 3, "ideas": 3, "kilometre": 4, "kilometres": 4,
    "litre": 2, "litres": 2, "metre": 2, "metres": 2, "millilitre": 4, "millilitres": 4, "millimetre": 4,
    "millimetres": 4, "opinion": 3, "opinions": 3, "osteoporosis": 6, "physio": 3, "physios": 3,
    "physiotherapist": 6, "physiotherapists": 6, "physiotherapy": 6, "rhythm": 2, "safety": 2,
    "sideways": 2, "someone": 2, "therefore": 2, "tire": 2, "trial": 2, "trials": 2, "union": 2,
}  # fmt: skip
"""Words that the rules get wrong."""

_UNITS = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
"""Syllables of zero to nineteen."""

_TENS = (0, 1, 2, 2, 2, 2, 2, 3, 2, 2)
_HUNDRED = _THOUSAND = 2
_AND = 1
_LONGEST_NUMBER = 6
"""Digits of the longest number said as one; longer ones, and those that begin with 0, digit by digit."""


@lru_cache(4096)
def syllables(word: str) -> int:
    """How many syllables a word has, at least one: capitals are spelled out, numbers are said."""
    if _SPELLED_OUT.match(word):
        return sum(3 if letter == "W" else 1 for letter in word if letter.isupper())
    numbers = _DIGITS.findall(word.replace(",", ""))
    if numbers:
        return sum(_number(number) for number in numbers)
    return max(1, sum(_spoken(part) for part in _PARTS.split(word.lower()) if part))


def _spoken(word: str) -> int:
    """The syllables of one word in small letters."""
    if _NOT.match(word):
        return 1
    word = word.removesuffix("’s").removesuffix("'s")
    if word.endswith(("n’t", "n't")):
        return _spoken(word[:-3]) + 1
    word = re.sub("[^a-z]", "", word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    count = len(_VOWELS.findall(word))
    count -= sum(1 for rule in _SILENT if rule.search(word))
    count += sum(len(rule.findall(word)) for rule in _APART)
    return max(1, count)


def _number(digits: str) -> int:
    """The syllables of a number."""
    if len(digits) > _LONGEST_NUMBER or (digits[0] == "0" and len(digits) > 1):
        return sum(_UNITS[int(digit)] for digit in digits)
    thousands, rest = divmod(int(digits), 1000)
    if not thousands:
        return _below_thousand(rest) if rest else _UNITS[0]
    return _below_thousand(thousands) + _THOUSAND + (_below_thousand(rest) if rest else 0)


def _below_thousand(value: int) -> int:
    hundreds, rest = divmod(value, 100)
    count = _UNITS[hundreds] + _HUNDRED if hundreds else 0
    if hundreds and rest:
        count += _AND
    if rest < len(_UNITS):
        return count + (_UNITS[rest] if rest else 0)
    tens, unit = divmod(rest, 10)
    return count + _TENS[tens] + (_UNITS[unit] if unit else 0)
