"""Measure how hard words are to read.

Counted is prose: sentences, items, steps and cells, not headings or labels. A message without a full stop is
one sentence. Formulas belong to languages; a language whose formula is not here is "not measured", because
the score of one language says nothing about another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from handouts.checks.syllables import syllables
from handouts.errors import Mark
from handouts.languages.speech import Words
from handouts.text.markup import parse

GRADE = 6.0
"""Highest school grade: US grade 6 is read at 11, the upper end of the reading age 9 to 11 (NHS, PIF)."""

MEAN = 15.0
"""Most words of an average sentence."""

LONGEST = 25
"""Most words of any sentence."""

LONG_WORD = 3
"""Syllables from which a word counts as long (Gunning, SMOG)."""

_WORD = re.compile(r"[^\W_]+(?:[’'.,\-/][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”’)]*\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence and where it was written."""

    words: tuple[str, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Figures:
    """How hard one text is; `grade` is that of its language's formula."""

    words: int
    sentences: int
    mean: float
    longest: int
    long_words: float
    grade: float


def sentences(prose: Iterable[Words]) -> list[Sentence]:
    """The sentences of several messages, without markup; empty ones are left out."""
    found: list[Sentence] = []
    for each in prose:
        text = parse(each.text).text.replace("\u2068", "").replace("\u2069", "")
        for sentence in _SENTENCE_END.split(text):
            words = tuple(_WORD.findall(sentence))
            if words:
                found.append(Sentence(words, each.mark))
    return found


def flesch_kincaid(words: int, sentence_count: int, syllable_count: int) -> float:
    """The grade level of English (Kincaid, Fishburne, Rogers and Chissom 1975)."""
    return 0.39 * words / sentence_count + 11.8 * syllable_count / words - 15.59


FORMULAS: Mapping[str, Callable[[int, int, int], float]] = {"flesch_kincaid": flesch_kincaid}
"""Grade from counts of words, sentences and syllables, by the name in a language's file (`readability`)."""


def measure(found: list[Sentence], formula: str) -> Figures | None:
    """The figures of a text; None when its language is not measured, or there are no words."""
    grade = FORMULAS.get(formula)
    words = [word for sentence in found for word in sentence.words]
    if grade is None or not words:
        return None
    counts = [syllables(word) for word in words]
    return Figures(
        words=len(words),
        sentences=len(found),
        mean=len(words) / len(found),
        longest=max(len(sentence.words) for sentence in found),
        long_words=sum(count >= LONG_WORD for count in counts) / len(words),
        grade=grade(len(words), len(found), sum(counts)),
    )


def longest_words(found: list[Sentence], count: int = 3) -> list[str]:
    """The words with most syllables, for a hint; each once."""
    words = dict.fromkeys(word.lower() for sentence in found for word in sentence.words if word.isalpha())
    long = (word for word in words if syllables(word) >= LONG_WORD)
    return sorted(long, key=syllables, reverse=True)[:count]
