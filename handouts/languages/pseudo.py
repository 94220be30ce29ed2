"""Make up two languages that prove layouts before a translator arrives: a longer one, and one right to left.

`en-XA` and `ar-XB` are the tags that CLDR has for such languages. Their words are made from the English ones,
so that a reader of the proofs can tell what they say; markup, places, numbers and addresses stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from itertools import cycle

import polib

from handouts.errors import Mark
from handouts.languages import syntax
from handouts.languages.catalogue import METHOD, NOBODY, REVIEWED_BY, Method, PoCatalogue
from handouts.languages.language import Language
from handouts.languages.plurals import keywords
from handouts.languages.syntax import Choice, Pattern
from handouts.model.message import Message

GROWTH = 1.4
"""How many times as long as the English the longer language is: what German, Tamil or Somali may need."""

LONGER = Language(
    code="en-XA",
    name="Pseudo-English",
    own_name="[Ëñğľïšĥ]",
    tag="en-XA",
    script="Latn",
    direction="ltr",
    faces=("Noto Sans",),
    line_height=1.40,
    size_factor=1.0,
    least_line_height=1.26,
    readability="not measured",
    mark=Mark("en-XA"),
)
RIGHT_TO_LEFT = Language(
    code="ar-XB",
    name="Pseudo-Arabic",
    own_name="ينغلس",
    tag="ar-XB",
    script="Arab",
    direction="rtl",
    faces=("Noto Sans Arabic",),
    line_height=1.65,
    size_factor=1.05,
    least_line_height=1.485,
    readability="not measured",
    mark=Mark("ar-XB"),
)

_ACCENTS = str.maketrans("ACDEGHIJKLNORSTUYZacdeghijklnorstuyz", "ÁÇĎÉĞĤÍĴĶĽÑÓŘŠŤÚÝŽáçďéğĥíĵķľñóřšťúýž")
_ARABIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ,;?",
    "ابكديفغهيجكلمنوبقرستوفوخيز" * 2 + "،؛؟",
)
_INNER_VOWEL = re.compile("(?<=[A-Za-z])[aeiou](?=[A-Za-z])")
_KEPT = re.compile(r"\]\([^()\s]*\)|https?://\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b|\{[^{}]*\}|\*\*|[\[\]()]")
"""What is not words: link targets, addresses, places, marks of bold and brackets."""

_VOWEL = re.compile("[aeiouAEIOU]")
_LETTER = re.compile("[A-Za-z]")


def longer(text: str, growth: float = GROWTH) -> str:
    """Words with accents, `growth` times as long, in brackets that show where something is cut off."""
    if not _LETTER.search(_KEPT.sub("", text)):
        return text
    return f"[{_changed(text, partial(_stretched, growth=growth))}]"


def right_to_left(text: str) -> str:
    """Words in Arabic letters, letter by letter, without the vowels inside words, as in Arabic."""
    return _changed(text, lambda words: _INNER_VOWEL.sub("", words).translate(_ARABIC))


def _changed(text: str, change: Callable[[str], str]) -> str:
    """A text whose words are changed and whose markup is not."""
    found: list[str] = []
    done = 0
    for kept in _KEPT.finditer(text):
        found += (change(text[done : kept.start()]), kept.group())
        done = kept.end()
    return "".join((*found, change(text[done:])))


def _stretched(words: str, growth: float) -> str:
    """Words grown by doubled vowels, then by doubled letters, with accents."""
    missing = round(len(words) * (growth - 1))
    places = [found.start() for found in _VOWEL.finditer(words)]
    places += [found.start() for found in _LETTER.finditer(words) if found.start() not in places]
    times = [1] * len(words)
    for place, _ in zip(cycle(places), range(missing), strict=False):
        times[place] += 1
    grown = "".join(letter + letter.lower() * (count - 1) for letter, count in zip(words, times, strict=True))
    return grown.translate(_ACCENTS)


def catalogue(language: Language, messages: Iterable[Message], growth: float = GROWTH) -> PoCatalogue:
    """The catalogue of a made-up language, as a translator would have filled it.

    `messages` are all that it may have to say; `growth` is that of the words that run from left to right.
    """
    change = right_to_left if language.direction == "rtl" else partial(longer, growth=growth)
    made = polib.POFile()
    made.metadata = {METHOD: Method.MACHINE.value, REVIEWED_BY: NOBODY}
    for message in messages:
        text = _translated(message.text, change, language)
        made.append(polib.POEntry(msgctxt=message.id, msgid=message.text, msgstr=text))
    return PoCatalogue(made, language, language.code)


def _translated(text: str, change: Callable[[str], str], language: Language) -> str:
    """One message; the branches of a pattern one by one."""
    pattern = syntax.parse(text)
    if syntax.has_choices(pattern):
        return syntax.written(_with_forms(pattern, keywords(language.tag)), change)
    return change(text)


def _with_forms(pattern: Pattern, forms: frozenset[str]) -> Pattern:
    """A pattern with every plural form of a language, the ones that English lacks like “other”."""
    return tuple(_choice(part, forms) if isinstance(part, Choice) else part for part in pattern)


def _choice(choice: Choice, forms: frozenset[str]) -> Choice:
    branches = {selector: _with_forms(branch, forms) for selector, branch in choice.branches}
    if choice.kind == "plural":
        for form in sorted(forms - branches.keys()):
            branches[form] = branches["other"]
    return Choice(choice.name, choice.kind, tuple(branches.items()))
