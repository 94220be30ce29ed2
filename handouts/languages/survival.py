"""Check that everything in a message that is not words has survived its translation.

What must survive: places for values, plural forms, numbers, bold words, links. What must not come in:
direction marks and control characters (the program puts in what is needed) and digits of other scripts (the
product's rule, because a dose or a phone number must be read alike by everybody).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from handouts.errors import DataError
from handouts.languages import syntax
from handouts.languages.language import Language
from handouts.languages.plurals import ENDS, form_problems, meaning_problems
from handouts.languages.syntax import Pattern
from handouts.model.message import Message

_BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_REFUSED = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffd-\uffff{_BIDI_CONTROLS}]")
_DIGITS = re.compile(r"[0-9]+")
_LINK = re.compile(r"\[[^\[\]]*\]\(([^()\s]*)\)")
_BOLD = "**"
_EMPTY_BOLD = re.compile(r"\*\*\s*\*\*")


def translation_problems(message: Message, text: str, language: Language) -> Iterator[str]:
    """What is wrong with a translation, in words; nothing when it may be printed."""
    yield from _character_problems(text)
    try:
        translated = syntax.parse(text)
    except DataError as error:
        yield from (f"cannot be filled: {problem.message}" for problem in error.problems)
        return
    english = syntax.parse(message.text)
    yield from _place_problems(english, translated)
    yield from _number_problems(english, translated)
    yield from _markup_problems(message.text, text)
    if syntax.has_choices(english) or syntax.has_choices(translated):
        problems = list(form_problems(english, translated, language))
        yield from problems or meaning_problems(english, translated, language)


def _character_problems(text: str) -> Iterator[str]:
    """Characters that do not belong in words."""
    refused = _REFUSED.search(text)
    if refused:
        name = f"U+{ord(refused.group()):04X}"
        if re.match(f"[{_BIDI_CONTROLS}]", refused.group()):
            yield f"has the invisible direction mark {name}; direction marks are put in automatically"
        else:
            yield f"has the control character {name}"
    if text != text.strip():
        yield "begins or ends with a space"
    quote = re.search("['\"]", text)
    if quote:
        yield f"has the straight quote {quote.group()}; write the quotes and the apostrophe of the language"
    digit = next((each for each in text if each.isdecimal() and not each.isascii()), None)
    if digit:
        yield f"has the digit {digit}; write {unicodedata.decimal(digit)}, digits are Western ones"


def _place_problems(english: Pattern, translated: Pattern) -> Iterator[str]:
    """Places that are lost or invented; a number brings its two ends to choose by, as `Speech` fills it."""
    placed = set(syntax.placed_in(translated))
    if syntax.NUMBER in placed:
        yield "has the sign #, which prints the upper number of a range alone; write {number}"
        placed.remove(syntax.NUMBER)
    chosen = {choice.name for choice in syntax.choices_in(translated)}
    known = {*syntax.placed_in(english), *(choice.name for choice in syntax.choices_in(english))}
    for name in sorted((placed - known) | (chosen - known - (ENDS if "number" in known else set()))):
        yield f"asks for {{{name}}}, which the English does not have"
    for name in dict.fromkeys(syntax.placed_in(english)):
        if name not in placed:
            yield f"has lost {{{name}}}"


def _number_problems(english: Pattern, translated: Pattern) -> Iterator[str]:
    """Numbers in words: each as often as in the English; in patterns with choices, the same ones."""
    before, after = (
        Counter(_DIGITS.findall(" ".join(syntax.words_of(each)))) for each in (english, translated)
    )
    if syntax.has_choices(english) or syntax.has_choices(translated):
        before, after = Counter(set(before)), Counter(set(after))
    for number in before - after:
        yield f"has lost the number {number}"
    for number in after - before:
        yield f"has the number {number}, which the English does not have"


def _markup_problems(english: str, translated: str) -> Iterator[str]:
    """Bold words and links."""
    before, after = english.count(_BOLD), translated.count(_BOLD)
    if _EMPTY_BOLD.search(translated):
        yield "has marks ** with no words between them"
    elif before != after:
        yield f"has {after} marks ** and the English has {before}: put them around the same words"
    links = Counter(_LINK.findall(english))
    if links != Counter(_LINK.findall(translated)):
        yield f"does not have the links of the English: {', '.join(links) or 'none'}"
