"""Prepare a paragraph once, shaped and ready to break, and set it to any measure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from handouts.text.breaks import line_breaks
from handouts.text.characters import MissingGlyph, is_mark, refuse_unprintable
from handouts.text.faces import chain
from handouts.text.isolate import bind_phones, isolate, source_offset
from handouts.text.line import Extent, Line, build_line
from handouts.text.markup import MarkedText
from handouts.text.style import TextStyle
from handouts.text.words import ShapedText
from handouts.units import NBSP

_TOLERANCE = 0.01
"""Points that a line may exceed the measure by, for the sums of its advances; no eye or press shows it."""

_KEPT_PARAGRAPHS = 1024
_KEPT_MEASURES = 8


class _Break(NamedTuple):
    """A place where a line may end: `inked` and `inked_pen` are those before the spaces that hang there."""

    offset: int
    inked: int
    pen: float
    inked_pen: float


class PreparedText:
    """A paragraph that is analysed and shaped but has no measure yet; lengths in points.

    `text` is what is set: the given text with phone numbers bound by no-break spaces, and in
    right-to-left paragraphs with isolates put in. Offsets of lines count in it.
    """

    def __init__(self, marked: MarkedText, style: TextStyle) -> None:
        refuse_unprintable(marked.text)
        placed = isolate(marked) if style.direction == "rtl" else bind_phones(marked)
        self.text, self.style = placed.text, style
        try:
            self._shaped = ShapedText(placed, style)
        except MissingGlyph as missing:
            offset = source_offset(marked.text, placed.text, missing.offset)
            raise MissingGlyph(missing.char, missing.families, offset) from None
        self._breaks = list(_breaks(self._shaped, style.language))
        self._fitting = [place.inked_pen for place in self._breaks]
        self._forced = [i for i, place in enumerate(self._breaks) if self.text[place.offset - 1] == "\n"]
        self._set: dict[float, tuple[Line, ...]] = {}

    def __repr__(self) -> str:
        return f"<PreparedText {self.text[:40]!r}>"

    @property
    def natural_width(self) -> float:
        """The width without wrapping: that of the longest line between forced breaks."""
        return self._widest(self._forced)

    @property
    def widest_word(self) -> float:
        """The least measure that needs no break inside a word."""
        return self._widest(range(len(self._breaks)))

    @property
    def baseline(self) -> float:
        """How far the baseline lies below the top of a line of `style.leading`.

        The rest of the leading is shared out above and below the ascent and descent of the first face
        (CSS 2.2, 10.8.1).
        """
        face = chain(self.style.faces, self.style.bold)[0]
        return (self.style.leading + (face.ascent + face.descent) * self.style.size / 1000.0) / 2

    def lines(self, measure: float) -> tuple[Line, ...]:
        """Break to a measure, each line as full as it can be (TYPE: ragged, no hyphenation).

        A word wider than the measure breaks after a no-break space in it, or else between clusters.
        """
        found = self._set.get(measure)
        if found is None:
            if len(self._set) >= _KEPT_MEASURES:
                self._set.clear()
            found = self._set[measure] = tuple(self._lines(measure))
        return found

    def _widest(self, ends: Iterable[int]) -> float:
        widest = start = 0.0
        for i in [*ends, len(self._breaks) - 1] if self._breaks else []:
            widest = max(widest, self._breaks[i].inked_pen - start)
            start = self._breaks[i].pen
        return widest

    def _lines(self, measure: float) -> Iterator[Line]:
        breaks, start, pen, i = self._breaks, 0, 0.0, 0
        for stop in [*self._forced, len(breaks) - 1]:
            while i <= stop:
                room = pen + measure + _TOLERANCE
                fits = bisect_right(self._fitting, room, i, stop + 1)
                if fits > i:
                    i = fits
                    end, inked, pen, _ = breaks[i - 1]
                else:
                    end = self._emergency(start, breaks[i].offset, room)
                    inked = self._before_bound_spaces(end)
                    pen = self._shaped.pen(end)
                    i += end == breaks[i].offset
                yield build_line(self._shaped, Extent(start, inked, end), self.style, measure)
                start = end

    def _emergency(self, start: int, limit: int, room: float) -> int:
        """The last place in `(start, limit]` that fits: after a no-break space, else between clusters.

        One cluster goes on the line even where it is wider than the measure.
        """
        fitting = spaced = 0
        for offset in self._cluster_starts(start, limit):
            if self._shaped.pen(self._before_bound_spaces(offset)) > room and fitting:
                break
            fitting = offset
            if self.text[offset - 1] == NBSP:
                spaced = offset
        return spaced or fitting or limit

    def _before_bound_spaces(self, offset: int) -> int:
        while offset and self.text[offset - 1] == NBSP:
            offset -= 1
        return offset

    def _cluster_starts(self, start: int, limit: int) -> Iterator[int]:
        shaped = self._shaped
        for i in range(shaped.first_at(start), len(shaped.words)):
            for cluster in shaped.words[i].starts:
                offset = shaped.starts[i] + cluster
                if offset >= limit:
                    return
                if offset > start and not is_mark(self.text[offset]):
                    yield offset


def _breaks(shaped: ShapedText, language: str) -> Iterator[_Break]:
    """Where lines may end, without places inside a cluster."""
    starts, ends, words, pens = shaped.starts, shaped.ends, shaped.words, shaped.pens
    i, count, scale = 0, len(words), shaped.size / 1000.0
    for offset in line_breaks(shaped.text, language):
        while i < count and starts[i] < offset:
            i += 1
        if i and ends[i - 1] > offset and not words[i - 1].blank:
            inside = offset - starts[i - 1]
            if inside in words[i - 1].starts:
                pen = pens[i - 1] + words[i - 1].advance_before(inside) * scale
                yield _Break(offset, offset, pen, pen)
            continue
        inked = i
        while inked and words[inked - 1].blank:
            inked -= 1
        yield _Break(offset, ends[inked - 1] if inked else 0, shaped.pen(offset), pens[inked])


@lru_cache(_KEPT_PARAGRAPHS)
def prepare(marked: MarkedText, style: TextStyle) -> PreparedText:
    """Analyse and shape a paragraph; the same text in the same style is prepared once.

    Raises MissingGlyph for a character that no face has and RefusedCharacter for one that never prints,
    both with the offset in `marked.text`.
    """
    return PreparedText(marked, style)
