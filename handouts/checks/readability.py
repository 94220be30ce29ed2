"""Measure how hard words are to read.

Counted is prose: sentences, items, steps and cells, not headings or labels. A message without a full stop is
one sentence. Formulas belong to languages; a language whose formula is not here is "not measured", because
the score of one language says nothing about another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from handouts.checks.spanish import spanish_syllables
from handouts.checks.syllables import syllables
from handouts.errors import Mark
from handouts.languages.speech import Words
from handouts.text.markup import parse

NOT_MEASURED = "not measured"
"""What a language's file says in place of a formula."""

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
class Counts:
    """What formulas are made of."""

    words: int
    sentences: int
    syllables: int
    letters: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A published formula of one language.

    `score` gives its figure; where `higher_is_easier`, `limit` is the least that is wanted, else the most.
    `measure` is what the figure is called. `mean` and `longest` are the most words of an average and of any
    sentence, where the language has such a limit. `source` names who published it.
    """

    measure: str
    score: Callable[[Counts], float]
    limit: float
    higher_is_easier: bool
    syllables: Callable[[str], int]
    source: str
    mean: float | None = None
    longest: int | None = None

    def too_hard(self, score: float) -> bool:
        """Whether a figure is beyond the limit, to one decimal as it is shown."""
        shown = round(score, 1)
        return shown < self.limit if self.higher_is_easier else shown > self.limit


@dataclass(frozen=True, slots=True)
class Figures:
    """How hard one text is; `score` is that of its language's formula."""

    words: int
    sentences: int
    mean: float
    longest: int
    long_words: float
    score: float


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


def flesch_kincaid(counts: Counts) -> float:
    """The grade level of English (Kincaid, Fishburne, Rogers and Chissom 1975)."""
    return 0.39 * counts.words / counts.sentences + 11.8 * counts.syllables / counts.words - 15.59


def flesch_szigriszt(counts: Counts) -> float:
    """The ease of Spanish, 0 to 100 (Szigriszt Pazos 1993)."""
    return 206.835 - 62.3 * counts.syllables / counts.words - counts.words / counts.sentences


def gulpease(counts: Counts) -> float:
    """The ease of Italian, 0 to 100, from letters (Lucisano and Piemontese 1988)."""
    return 89.0 + (300.0 * counts.sentences - 10.0 * counts.letters) / counts.words


FORMULAS: Mapping[str, Formula] = {
    "flesch_kincaid": Formula(
        measure="grade",
        score=flesch_kincaid,
        limit=GRADE,
        higher_is_easier=False,
        syllables=syllables,
        source="Kincaid, Fishburne, Rogers and Chissom 1975",
        mean=MEAN,
        longest=LONGEST,
    ),
    "flesch_szigriszt": Formula(
        measure="ease",
        score=flesch_szigriszt,
        limit=55.0,  # where "normal" begins on the INFLESZ scale, which was validated on texts for patients
        higher_is_easier=True,
        syllables=spanish_syllables,
        source="Szigriszt Pazos 1993; INFLESZ scale: Barrio-Cantalejo and others 2008",
    ),
    "gulpease": Formula(
        measure="ease",
        score=gulpease,
        limit=60.0,  # below it a text is hard for those who left school after the eighth year
        higher_is_easier=True,
        syllables=lambda word: max(1, len(re.findall("[aeiouàèéìòù]+", word.lower()))),
        source="Lucisano and Piemontese 1988",
    ),
}
"""By the name in a language's file (`readability`)."""


def measure(found: list[Sentence], name: str) -> Figures | None:
    """The figures of a text; None when its language is not measured, or there are no words."""
    formula = FORMULAS.get(name)
    words = [word for sentence in found for word in sentence.words]
    if formula is None or not words:
        return None
    counts = [formula.syllables(word) for word in words]
    letters = sum(char.isalnum() for word in words for char in word)
    return Figures(
        words=len(words),
        sentences=len(found),
        mean=len(words) / len(found),
        longest=max(len(sentence.words) for sentence in found),
        long_words=sum(count >= LONG_WORD for count in counts) / len(words),
        score=formula.score(Counts(len(words), len(found), sum(counts), letters)),
    )


def longest_words(found: list[Sentence], name: str, count: int = 3) -> list[str]:
    """The words with most syllables by the counting of a formula, for a hint; each once."""
    spoken = FORMULAS[name].syllables
    words = dict.fromkeys(word.lower() for sentence in found for word in sentence.words if word.isalpha())
    long = (word for word in words if spoken(word) >= LONG_WORD)
    return sorted(long, key=spoken, reverse=True)[:count]
