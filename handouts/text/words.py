"""Hold a paragraph as shaped words and spaces in reading order, with the pen position of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from handouts.text.characters import SPACES, STEERING, MissingGlyph
from handouts.text.faces import FontFace, chain
from handouts.text.markup import MarkedText
from handouts.text.shape import KEPT_PASSING, KEPT_WORDS, Piece, ShapedWord, Shaper
from handouts.text.stretches import Stretch, stretches
from handouts.text.style import TextStyle

_WORD = re.compile(f"[{SPACES}]+|[^{SPACES}{STEERING}]+")
_BEFORE = re.compile(f"[^{SPACES}{STEERING}]*\\Z")
_AFTER = re.compile(f"[^{SPACES}{STEERING}]*")
_FIRST_CURSIVE = "\u0600"
"""From here on letters may join their neighbours; before it a word that markup cuts needs no context."""


class Run(NamedTuple):
    """Words `[first, last)` of one face, level and markup."""

    first: int
    last: int
    face: FontFace
    level: int
    bold: bool
    href: str | None


class ShapedText:
    """The words and spaces of a paragraph; steering characters have none and leave gaps.

    `starts` and `ends` are offsets in the text, `pens` the advance in points before each word and, at
    the end, of the whole; the lists run in reading order. `runs` covers all words.

    Raises MissingGlyph with the offset in `marked.text`.
    """

    def __init__(self, marked: MarkedText, style: TextStyle) -> None:
        self.text, self.size = marked.text, style.size
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[ShapedWord] = []
        self.pens: list[float] = [0.0]
        self.runs: list[Run] = []
        for stretch in stretches(marked, style):
            stretch = stretch._replace(bold=True) if style.bold else stretch
            rtl = bool(stretch.level & 1)
            shaper = _shaper(style.faces, stretch.bold, style.language, stretch.script, rtl, style.passing)
            self._add(stretch, shaper)

    def _add(self, stretch: Stretch, shaper: Shaper) -> None:
        starts, ends, words, pens = self.starts, self.ends, self.words, self.pens
        text, scale, pen, first = self.text, self.size / 1000.0, self.pens[-1], len(self.words)
        face: FontFace | None = None
        for found in _WORD.finditer(text, stretch.start, stretch.end):
            at = found.start()
            for start, end, shaped in _shape(shaper, text, at, found.end(), stretch):
                if shaped.face is not face:
                    self._close(first, face, stretch)
                    first, face = len(words), shaped.face
                starts.append(at + start)
                ends.append(at + end)
                words.append(shaped)
                pen += shaped.advance * scale
                pens.append(pen)
        self._close(first, face, stretch)

    def _close(self, first: int, face: FontFace | None, stretch: Stretch) -> None:
        """End a run before the next word, or lengthen the last run if this one is like it."""
        last = len(self.words)
        if face is None or first == last:
            return
        run = Run(first, last, face, stretch.level, stretch.bold, stretch.href)
        if self.runs and self.runs[-1][2:] == run[2:]:
            self.runs[-1] = self.runs[-1]._replace(last=last)
        else:
            self.runs.append(run)

    def pen(self, offset: int) -> float:
        """Advance in points from the start of the paragraph to `offset`, in reading order."""
        i = bisect_right(self.starts, offset) - 1
        if i < 0:
            return 0.0
        inside = offset - self.starts[i]
        if offset >= self.ends[i]:
            return self.pens[i + 1]
        advance = self.words[i].advance_before(inside) if inside else 0.0
        return self.pens[i] + advance * self.size / 1000.0

    def first_at(self, offset: int) -> int:
        """The index of the first word that ends after `offset`."""
        return bisect_right(self.ends, offset)


@cache
def _shaper(
    faces: tuple[str, ...], bold: bool, language: str, script: str, rtl: bool, passing: bool
) -> Shaper:
    kept = KEPT_PASSING if passing else KEPT_WORDS
    return Shaper(chain(faces, bold, script), language, script, rtl, kept)


def _shape(shaper: Shaper, text: str, start: int, end: int, stretch: Stretch) -> tuple[Piece, ...]:
    """Shape one word; where the stretch cuts it, the rest of it is context, so that letters stay joined."""
    first, last = start, end
    if start == stretch.start and start and text[start - 1] >= _FIRST_CURSIVE:
        found = _BEFORE.search(text, 0, start)
        first = found.start() if found else start
    if end == stretch.end and end < len(text) and text[end] >= _FIRST_CURSIVE:
        found = _AFTER.match(text, end)
        last = found.end() if found else end
    try:
        if first == start and last == end:
            return shaper.word(text[start:end])
        return shaper.part(text[first:last], start - first, end - first)
    except MissingGlyph as missing:
        raise MissingGlyph(missing.char, missing.families, start + missing.offset) from None
