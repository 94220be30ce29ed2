"""Note translations that are much shorter or longer than their English makes one expect.

Nothing fails: a good translation may be short. But words that were lost, or said twice, show in the length.
How much longer a language is than English is measured in its own catalogue: the median of all logarithms of
length ratios, and their median deviation from it, make a modified z-score (Iglewicz and Hoaglin 1993).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import median

from handouts.checks.identity import words_of
from handouts.checks.pairs import PATTERNS, Pair, read_pairs
from handouts.checks.result import Result, Row, counted
from handouts.checks.scope import Scope
from handouts.checks.subject import Subject
from handouts.errors import Mark, Problem
from handouts.model.fields import quoted

LIMIT = 3.5
"""The modified z-score from which Iglewicz and Hoaglin call a value an outlier."""

LEAST_LETTERS = 20
"""Letters of the English from which a length says something."""

LEAST_TEXTS = 30
"""Texts that a catalogue must have, so that there is something usual to differ from."""

_NORMAL = 0.6745
"""The median deviation of the normal distribution, in standard deviations."""


def check(subject: Subject, scope: Scope) -> Result | None:
    """The ratio of lengths in each catalogue, and a note for each text that is out of line."""
    notes: list[Problem] = []
    rows: list[Row] = []
    for code in subject.translations:
        ratios = measured(read_pairs(code))
        if len(ratios) < LEAST_TEXTS or not scope.covers(Mark(ratios[0][0].mark.file)):
            continue
        found = list(outliers(ratios))
        notes += found
        usual = math.exp(median(ratio for _, ratio in ratios))
        rows.append({"language": code, "texts": len(ratios), "ratio": round(usual, 2), "notes": len(found)})
    summary = "; ".join(f"{row['language']}: {row['ratio']} of the English" for row in rows)
    if notes:
        summary += f"; {counted(len(notes), 'text')} to look at (-v)"
    return Result(summary, (), tuple(rows), tuple(notes)) if rows else None


def letters(text: str) -> int:
    """Letters of a message, without places for values, markup and numbers."""
    return sum(char.isalpha() for word in words_of(text) for char in word)


def measured(pairs: Sequence[Pair]) -> list[tuple[Pair, float]]:
    """The logarithm of the ratio of lengths of each pair that is long enough."""
    counts = ((pair, letters(pair.english), letters(pair.translated)) for pair in pairs)
    return [
        (pair, math.log(translated / english))
        for pair, english, translated in counts
        if english >= LEAST_LETTERS and translated and not pair.id.startswith(PATTERNS)
    ]


def outliers(ratios: Sequence[tuple[Pair, float]]) -> Iterator[Problem]:
    """A note for each pair whose ratio is out of line with the others."""
    usual = median(ratio for _, ratio in ratios)
    deviation = median(abs(ratio - usual) for _, ratio in ratios)
    for pair, ratio in ratios:
        if _NORMAL * abs(ratio - usual) > LIMIT * deviation:
            share = math.exp(ratio - usual)
            what = f"{pair.id}: {quoted(pair.translated)} is {share:.1f} times as long as usual"
            hint = "see whether words were lost" if ratio < usual else "see whether words came in"
            yield Problem(what, pair.mark, hint)
