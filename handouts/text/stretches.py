"""Divide a paragraph into stretches of one level, one script and one markup."""

from __future__ import annotations

import unicodedata
from itertools import groupby, pairwise
from typing import NamedTuple

from handouts.text import bidi
from handouts.text.breaks import letter_around
from handouts.text.characters import JOINERS, is_mark
from handouts.text.itemise import items
from handouts.text.markup import MarkedText, Span
from handouts.text.style import TextStyle

_FIRST_MARK = "\u0300"
_AM = "\u0e33\u0eb3"
"""Vowel signs of Thai and Lao that are letters by category but part of the letter before them."""

_VIRAMA = 9
"""Canonical combining class of the signs that join two consonants into a conjunct."""


class Stretch(NamedTuple):
    """Text of one embedding level, script and markup."""

    start: int
    end: int
    level: int
    script: str
    bold: bool = False
    href: str | None = None


def stretches(marked: MarkedText, style: TextStyle) -> list[Stretch]:
    """The stretches that cover the text, in reading order."""
    text = marked.text
    if not text:
        return []
    spans = _whole_letters(text, marked.spans)
    level_runs = _level_runs(text, style.level)
    script_runs = items(text, style.script)
    if not spans and len(level_runs) == len(script_runs) == 1:
        return [Stretch(0, len(text), level_runs[0][1], script_runs[0][2])]
    cuts = {len(text)}
    cuts.update(start for start, _ in level_runs)
    cuts.update(start for start, _, _ in script_runs)
    for span in spans:
        cuts.update((span.start, span.end))
    return _between(sorted(cuts), level_runs, script_runs, spans)


def _between(
    cuts: list[int],
    level_runs: list[tuple[int, int]],
    script_runs: list[tuple[int, int, str]],
    spans: list[Span],
) -> list[Stretch]:
    """One stretch between each two cuts, with what holds there; all lists are in order of their starts."""
    found = []
    level = script = span = 0
    for start, end in pairwise(cuts):
        while level + 1 < len(level_runs) and level_runs[level + 1][0] <= start:
            level += 1
        while script + 1 < len(script_runs) and script_runs[script + 1][0] <= start:
            script += 1
        while span < len(spans) and spans[span].end <= start:
            span += 1
        marked = span < len(spans) and spans[span].start <= start
        bold, href = (spans[span].bold, spans[span].href) if marked else (False, None)
        found.append(Stretch(start, end, level_runs[level][1], script_runs[script][2], bold, href))
    return found


def _level_runs(text: str, base: int) -> list[tuple[int, int]]:
    """`(start, level)` of each run of one level."""
    if not bidi.needs_levels(text, base):
        return [(0, 0)]
    runs, start = [], 0
    for level, members in groupby(bidi.levels(text, base)):
        runs.append((start, level))
        start += sum(1 for _ in members)
    return runs


def _whole_letters(text: str, spans: tuple[Span, ...]) -> list[Span]:
    """The spans widened to whole letters with their marks and conjuncts: half a letter cannot be bold."""
    widened: list[Span] = []
    for span in spans:
        start, end = _letter(text, span.start)[0], _letter(text, span.end)[1]
        if widened:
            start = max(start, widened[-1].end)
        if start < end:
            widened.append(Span(start, end, span.bold, span.href))
    return widened


def _letter(text: str, edge: int) -> tuple[int, int]:
    if not 0 < edge < len(text) or text[edge] < _FIRST_MARK:
        return edge, edge
    before = text[edge - 1]
    if (
        is_mark(text[edge])
        or text[edge] in _AM
        or before in JOINERS
        or unicodedata.combining(before) == _VIRAMA
    ):
        return letter_around(text, edge)
    return edge, edge
