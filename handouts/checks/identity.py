"""Recognise words that are not in the language that they should be in.

Three kinds of evidence, the surest first. Letters: words in another script, unless they are names that the
English has too. Vocabulary: words that the English of the guide has and no other translation has. Statistics:
CLD2 (github.com/CLD2Owners/cld2), asked with a hint of the right language, which it then leaves only for good
reason. Short texts give it too little: of each text it may only say that it is English or another language of
the product, the mistakes that happen; of a whole section, without a hint, that it is in any other language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from handouts.checks.pairs import Pair
from handouts.errors import DataError
from handouts.languages import syntax
from handouts.languages.language import Language
from handouts.languages.voices import SOURCE_LANGUAGE
from handouts.text.itemise import script_of

_WORD = re.compile(r"[^\s\d.,;:!?…()“”‘«»\"/–—=+<>≤≥°%−×•。、，；：？！（）「」『』《》؟؛،।॥።፣፤၊။៖]+")
"""What is no space, digit or mark of punctuation: letters with their marks and joiners."""

_EDGES = "-’'"
_ADDRESS = re.compile(r"\]\([^()]*\)|\b[\w.-]+\.(?:org|com|ca|net|uk|eu|int)\b")
_MARKS = re.compile(r"[*\[\]]")
_COMMON = frozenset({"Zyyy", "Zinh", "Zzzz"})

_WRITTEN = {
    "Hans": frozenset({"Hani", "Bopo"}),
    "Hant": frozenset({"Hani", "Bopo"}),
    "Jpan": frozenset({"Hani", "Hira", "Kana"}),
    "Kore": frozenset({"Hang", "Hani"}),
}
"""The scripts (UAX #24) of the letters of writing systems that are no script themselves."""

CLD2_CODES = {"he": "iw", "nb": "no", "fil": "tl"}
"""Languages that CLD2 calls otherwise than BCP 47."""

NEAR = (frozenset({"bs", "hr", "sr"}), frozenset({"id", "ms"}), frozenset({"no", "nn", "da"}))
"""Languages (codes of CLD2) so close that none of them is said to be another."""

ALIKE = (*NEAR, frozenset({"hi", "mr", "ne", "bh"}), frozenset({"zh", "zh-Hant"}))
"""The same, in a few words: whole sections tell these apart."""

LEAST_OF_SECTION = 100
"""UTF-8 bytes from which the words of a section together are enough to say that they are in any language."""

_ALL, _MOST = 1.0, 0.5


def _no_names(words: Sequence[str]) -> Iterator[str]:
    """The words of an English text that begin with a small letter, and the first if its others are small."""
    for number, word in enumerate(words):
        if word[0].islower() or (number == 0 and len(word) > 1 and word[1:] == word[1:].lower()):
            yield word


@dataclass(frozen=True, slots=True)
class Verdict:
    """What CLD2 makes of a text: the name and code of the language it is sure of, and its size in bytes."""

    name: str
    code: str
    size: int


def cld2_code(language: Language) -> str | None:
    """The code by which CLD2 knows a language in its script, whatever the region; None when it does not."""
    import icu
    import pycld2

    names = dict(pycld2.LANGUAGES)
    known = {names[name] for name in pycld2.DETECTED_LANGUAGES if name in names}
    short = language.tag.partition("-")[0]
    usual = icu.Locale.forLanguageTag(short)
    usual.addLikelySubtags()
    code = short if usual.getScript() == language.script else f"{short}-{language.script}"
    code = CLD2_CODES.get(code, code)
    return code if code in known else None


def recognise(text: str, hint: str | None = None) -> Verdict | None:
    """The language of a text, if CLD2 is sure of one; a hinted one it leaves only for good reason."""
    import pycld2

    try:
        sure, size, found = pycld2.detect(text, isPlainText=True, hintLanguage=hint)
    except pycld2.error:  # characters that are no text
        return None
    name, code = found[0][:2]
    return Verdict(name.capitalize(), code, size) if sure and code != "un" else None


def _group(code: str | None, groups: Iterable[frozenset[str]]) -> frozenset[str | None]:
    """A language and those of its group."""
    return next((each for each in groups if code in each), frozenset[str]()) | {code, None}


def words_of(text: str) -> list[str]:
    """The words of a message, of all plural forms, without places, markup, addresses and numbers."""
    try:
        pieces = " ".join(syntax.words_of(syntax.parse(text)))
    except DataError:  # which another check tells
        pieces = text
    found = _WORD.findall(_MARKS.sub(" ", _ADDRESS.sub(" ", pieces)))
    return [word for word in (each.strip(_EDGES) for each in found) if word]


class Recogniser:
    """Looks at the translations of one language, each in the light of all others."""

    def __init__(self, language: Language, pairs: Sequence[Pair], others: Iterable[Language] = ()) -> None:
        """`others` are the other languages of the product, whose words could stand here by mistake."""
        self.pairs = pairs
        self.own_scripts = _WRITTEN.get(language.script, frozenset({language.script}))
        self.code = cld2_code(language)
        self.alike = _group(self.code, ALIKE)
        self.suspects = frozenset({SOURCE_LANGUAGE, *(cld2_code(each) for each in others)}) - self.alike
        self._english = [words_of(pair.english) for pair in pairs]
        self._words = [words_of(pair.translated) for pair in pairs]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every English word of the guide that is no name, in small letters."""
        texts = zip(self.pairs, self._english, strict=True)
        words = (word for pair, said in texts if not pair.is_name for word in _no_names(said))
        return frozenset(word.lower() for word in words)

    @cached_property
    def own(self) -> frozenset[str]:
        """Every word of translations that are mostly not English."""
        shares = (self._share(words) for words in self._words)
        mine = (words for words, share in zip(self._words, shares, strict=True) if share < _MOST)
        return frozenset(word.lower() for words in mine for word in words)

    def _share(self, words: Sequence[str]) -> float:
        return sum(word.lower() in self.vocabulary for word in words) / len(words) if words else 0.0

    def _without_names(self, number: int) -> list[str]:
        """The words of a translation but for names that the English has too."""
        pair, english = self.pairs[number], self._english[number]
        kept = pair.is_service or (pair.is_name and "Latn" in self.own_scripts)
        names = set(english) - (set() if kept else set(_no_names(english)))
        return [word for word in self._words[number] if word not in names]

    def found(self) -> Iterator[tuple[Pair, str]]:
        """Each translation that seems to be in another language, and what speaks for it; one a string."""
        for number, pair in enumerate(self.pairs):
            said = self.why(number)
            if said is not None:
                yield pair, said

    def why(self, number: int) -> str | None:
        """What speaks for another language in the translation of this number; None when nothing does."""
        words = self._without_names(number)
        return self._by_letters(words) or self._by_vocabulary(words) or self._by_statistics(words)

    def _by_letters(self, words: Sequence[str]) -> str | None:
        scripts = Counter(script_of(char) for word in words for char in word)
        foreign = {name: count for name, count in scripts.items() if name not in self.own_scripts | _COMMON}
        if sum(foreign.values()) <= sum(scripts[name] for name in self.own_scripts):
            return None
        return f"has letters of another script ({', '.join(sorted(foreign))})"

    def _by_vocabulary(self, words: Sequence[str]) -> str | None:
        """English that was left, where its letters do not tell it."""
        if not words or self._share(words) < _ALL:
            return None
        unknown = sum(word.lower() not in self.own for word in words)
        return "has only words of the English" if unknown > _MOST * len(words) else None

    def _by_statistics(self, words: Sequence[str]) -> str | None:
        """English is believed only where a word of it is there that no other translation has."""
        verdict = recognise(" ".join(words), self.code) if self.code else None
        if verdict is None or verdict.code not in self.suspects:
            return None
        if verdict.code == SOURCE_LANGUAGE and not any(
            word.lower() in self.vocabulary and word.lower() not in self.own for word in words
        ):
            return None
        return f"reads like {verdict.name}"

    def sections(self) -> Mapping[str, list[int]]:
        """The numbers of the pairs of each section, in their order."""
        found: dict[str, list[int]] = {}
        for number, pair in enumerate(self.pairs):
            found.setdefault(pair.section, []).append(number)
        return found

    def strange_sections(self) -> Iterator[tuple[str, Pair, Verdict]]:
        """Each section whose words together are in any other language, with its first translation."""
        if self.code is None:
            return
        near = _group(self.code, NEAR)
        for name, numbers in self.sections().items():
            text = ". ".join(" ".join(self._without_names(number)) for number in numbers)
            verdict = recognise(text)
            if verdict and verdict.size >= LEAST_OF_SECTION and verdict.code not in near:
                yield name, self.pairs[numbers[0]], verdict

    def sure(self) -> int:
        """How many translations CLD2 by itself is sure are in the right language."""
        if self.code is None:
            return 0
        verdicts = (recognise(" ".join(words), self.code) for words in self._words)
        return sum(verdict is not None and verdict.code in self.alike for verdict in verdicts)
