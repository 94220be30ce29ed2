"""Build one line: cut its words to the line, order its runs and give each a place on the measure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from handouts.text.bidi import visual_order
from handouts.text.faces import FontFace
from handouts.text.shape import ShapedWord
from handouts.text.style import TextStyle
from handouts.text.words import Run, ShapedText

_LAST = attrgetter("last")


class GlyphRun(NamedTuple):
    """Words of one face, level and link that stand beside each other; lengths in points.

    `x` is the left edge from the left edge of the measure, whatever the direction; `width` leaves out
    spaces at the end of the line. Those are drawn all the same, so that copied words stay apart: they
    reach `overhang` beyond the box, on the left at odd levels and on the right at even ones. `tokens`
    stand in drawing order, left to right; `text` in reading order.
    """

    face: FontFace
    size: float
    x: float
    width: float
    level: int
    tokens: tuple[ShapedWord, ...]
    text: str
    href: str | None
    bold: bool
    overhang: float = 0.0

    @property
    def origin(self) -> float:
        """Where drawing starts: `x`, or left of it by the overhang at odd levels."""
        return self.x - self.overhang if self.level & 1 else self.x


class Line(NamedTuple):
    """The runs of one line in reading order, and the part `[start, end)` of the paragraph's text it holds.

    `width` leaves out the spaces at the end.
    """

    runs: tuple[GlyphRun, ...]
    width: float
    start: int
    end: int
    text: str


class Extent(NamedTuple):
    """What a line holds: `[start, end)` of the text, of which only spaces hang after `inked`."""

    start: int
    inked: int
    end: int


class _Part(NamedTuple):
    """The words `[first, last)` of a run that stand on the line, and their room; lengths in points."""

    run: Run
    first: int
    last: int
    level: int
    width: float
    overhang: float


def build_line(shaped: ShapedText, extent: Extent, style: TextStyle, measure: float) -> Line:
    """Set a part of a paragraph on a measure."""
    first = shaped.first_at(extent.start)
    last = bisect_left(shaped.starts, extent.end)
    words = _cut(shaped, first, last, extent)
    parts = list(_parts(shaped, first, last, extent, style.level))
    width = sum([part.width for part in parts])
    pen = _line_start(style, measure, width)
    places = [0.0] * len(parts)
    for i in visual_order([part.level for part in parts]):
        places[i] = pen
        pen += parts[i].width
    runs = [
        _glyph_run(shaped, part, words[part.first - first : part.last - first], extent, x)
        for part, x in zip(parts, places, strict=True)
    ]
    return Line(tuple(runs), width, extent.start, extent.end, shaped.text[extent.start : extent.end])


def _cut(shaped: ShapedText, first: int, last: int, extent: Extent) -> list[ShapedWord]:
    """The words `[first, last)`, the outer ones cut to the line."""
    words = shaped.words[first:last]
    for i in {first, last - 1} if words else ():
        start, end = shaped.starts[i], shaped.ends[i]
        if start < extent.start or end > extent.end:
            words[i - first] = words[i - first].cut(
                max(extent.start - start, 0), min(extent.end, end) - start
            )
    return words


def _parts(shaped: ShapedText, first: int, last: int, extent: Extent, base: int) -> Iterator[_Part]:
    """The runs of a line; hanging spaces go back to the base level (UAX #9, L1)."""
    left, right, full = (shaped.pen(offset) for offset in extent)
    hanging = bisect_left(shaped.starts, extent.inked)
    pens, runs = shaped.pens, shaped.runs
    for i in range(bisect_right(runs, first, key=_LAST), len(runs)):
        run = runs[i]
        if run.first >= last:
            return
        start, end = max(run.first, first), min(run.last, last)
        hang = min(max(hanging, start), end)
        width = min(pens[hang], right) - max(pens[start], left) if hang > start else 0.0
        overhang = min(pens[end], full) - max(pens[hang], right) if end > hang else 0.0
        if hang == end or (hang > start and run.level == base):
            yield _Part(run, start, end, run.level, width, overhang)
            continue
        if hang > start:
            yield _Part(run, start, hang, run.level, width, 0.0)
        yield _Part(run, hang, end, base, 0.0, overhang)


def _line_start(style: TextStyle, measure: float, width: float) -> float:
    """The left edge of a line of this width, from the left edge of the measure."""
    if style.align == "center":
        return (measure - width) / 2
    left = (style.align == "start") == (style.direction == "ltr")
    return 0.0 if left else measure - width


def _glyph_run(
    shaped: ShapedText, part: _Part, words: list[ShapedWord], extent: Extent, x: float
) -> GlyphRun:
    if part.level & 1:
        words.reverse()
    start = max(shaped.starts[part.first], extent.start)
    text = shaped.text[start : min(shaped.ends[part.last - 1], extent.end)]
    _, _, face, _, bold, href = part.run
    return GlyphRun(
        face, shaped.size, x, part.width, part.level, tuple(words), text, href, bold, part.overhang
    )
