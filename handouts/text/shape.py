"""Shape words with HarfBuzz into clusters of positioned glyphs, once for each word and process."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

import uharfbuzz as hb

from handouts.text.characters import HANGING, MissingGlyph
from handouts.text.faces import FontFace, choose

_NOT_DEFINED = 0
"""The glyph that stands for a missing one (.notdef)."""

KEPT_WORDS, KEPT_PASSING = 4096, 256
"""Words that one shaper holds (one or two kilobytes each), or words that come once; then it starts afresh."""

_SPACES = "".join(HANGING)
_LEVEL_LTR = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
_LEVEL_RTL = hb.BufferClusterLevel.MONOTONE_CHARACTERS
"""Right to left, marks and joiners keep clusters of their own: readers that turn a run round would also turn
round the characters of one cluster."""


class Glyph(NamedTuple):
    """One positioned glyph: its id in the face, advance and offset from the pen in 1/1000 em."""

    gid: int
    advance: float
    dx: float
    dy: float


class Cluster(NamedTuple):
    """The glyphs of `text`, which cannot be told apart: a letter with its marks, a ligature, a syllable."""

    start: int
    end: int
    text: str
    glyphs: tuple[Glyph, ...]
    advance: float


class ShapedWord:
    """A word, or part of one, shaped in one face; clusters stand in drawing order, left to right.

    Offsets count code points from the start of `text`; `advance` is in 1/1000 em; `blank` words are spaces.
    """

    def __init__(self, face: FontFace, text: str, rtl: bool, clusters: tuple[Cluster, ...]) -> None:
        self.face, self.text, self.rtl, self.clusters = face, text, rtl, clusters
        self.blank = not text.strip(_SPACES)
        self.advance = sum(cluster.advance for cluster in clusters)
        self._cuts: dict[tuple[int, int], ShapedWord] = {}

    def __repr__(self) -> str:
        return f"<ShapedWord {self.text!r} {self.face} {self.advance:g}>"

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where clusters start, in reading order."""
        return tuple(sorted(cluster.start for cluster in self.clusters))

    @cached_property
    def _pens(self) -> tuple[float, ...]:
        """The advance before each of `starts`, in reading order, and the whole advance."""
        pens, pen = [0.0], 0.0
        for cluster in reversed(self.clusters) if self.rtl else self.clusters:
            pen += cluster.advance
            pens.append(pen)
        return tuple(pens)

    def advance_before(self, offset: int) -> float:
        """The advance of the clusters that start before `offset`, in 1/1000 em."""
        if offset <= 0:
            return 0.0
        if offset >= len(self.text):
            return self.advance
        return self._pens[bisect_left(self.starts, offset)]

    def cut(self, start: int, end: int) -> ShapedWord:
        """The part `[start, end)`, which must lie between clusters; letters keep the forms they had."""
        found = self._cuts.get((start, end))
        if found is None:
            clusters = tuple(
                cluster._replace(start=cluster.start - start, end=cluster.end - start)
                for cluster in self.clusters
                if start <= cluster.start < end
            )
            found = ShapedWord(self.face, self.text[start:end], self.rtl, clusters)
            self._cuts[start, end] = found
        return found


class Piece(NamedTuple):
    """A stretch of a word in one face: `[start, end)` in the word."""

    start: int
    end: int
    shaped: ShapedWord


class Shaper:
    """Shape words in one setting (faces, language, script, direction) and remember each of them."""

    def __init__(
        self,
        candidates: tuple[FontFace, ...],
        language: str,
        script: str,
        rtl: bool,
        kept: int = KEPT_WORDS,
    ) -> None:
        self.candidates, self.language, self.script, self.rtl = candidates, language, script, rtl
        self.kept = kept
        self._words: dict[str | tuple[str, int, int], tuple[Piece, ...]] = {}

    def word(self, text: str) -> tuple[Piece, ...]:
        """Shape a word. Raises MissingGlyph with the offset in it."""
        pieces = self._words.get(text)
        if pieces is None:
            pieces = self._keep(text, tuple(self._pieces(text, 0, len(text))))
        return pieces

    def part(self, text: str, start: int, end: int) -> tuple[Piece, ...]:
        """Shape `text[start:end]` as it looks within the word, so that its letters stay joined.

        Offsets count from `start`, also that of MissingGlyph.
        """
        key = (text, start, end)
        pieces = self._words.get(key)
        if pieces is None:
            pieces = self._keep(key, tuple(self._pieces(text, start, end)))
        return pieces

    def _keep(self, key: str | tuple[str, int, int], pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        if len(self._words) >= self.kept:
            self._words.clear()
        self._words[key] = pieces
        return pieces

    def _pieces(self, text: str, start: int, end: int) -> Iterator[Piece]:
        for first, last, face in choose(text[start:end], self.candidates):
            shaped = self._within(face, text, start + first, start + last)
            for cluster in shaped.clusters:
                if any(glyph.gid == _NOT_DEFINED for glyph in cluster.glyphs):
                    raise MissingGlyph(cluster.text[0], [face.name], first + cluster.start)
            yield Piece(first, last, shaped)

    def _within(self, face: FontFace, text: str, start: int, end: int) -> ShapedWord:
        """Part of a word in one face, cut out of the whole word where no cluster lies across an edge.

        Nastaliq needs the whole word: each letter stands as high as the letters after it push it.
        """
        if start or end < len(text):
            whole = self._shape(face, text, 0, len(text))
            if all(
                cluster.end <= at or cluster.start >= at for cluster in whole.clusters for at in (start, end)
            ):
                return whole.cut(start, end)
        return self._shape(face, text, start, end)

    def _shape(self, face: FontFace, text: str, start: int, end: int) -> ShapedWord:
        buffer = hb.Buffer()
        buffer.cluster_level = _LEVEL_RTL if self.rtl else _LEVEL_LTR
        buffer.add_str(text, start, end - start)
        buffer.direction = "rtl" if self.rtl else "ltr"
        buffer.script = self.script
        buffer.language = self.language
        if not self.rtl:
            buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        hb.shape(face.hb_font, buffer)
        return ShapedWord(face, text[start:end], self.rtl, _clusters(buffer, face, text, start, end))


def _clusters(buffer: Any, face: FontFace, text: str, start: int, end: int) -> tuple[Cluster, ...]:
    """Group the glyphs of a shaped buffer into clusters with offsets from `start`."""
    scale = face.scale
    groups: dict[int, list[Glyph]] = {}
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True):
        glyph = Glyph(info.codepoint, place.x_advance * scale, place.x_offset * scale, place.y_offset * scale)
        groups.setdefault(info.cluster, []).append(glyph)
    if not groups:  # only joiners, which have no glyph
        return (Cluster(0, end - start, text[start:end], (), 0.0),)
    found = sorted(groups)
    ends = dict(zip(found, [*found[1:], end], strict=True))
    clusters = []
    for first, glyphs in groups.items():
        last, first = ends[first], start if first == found[0] else first
        advance = sum([glyph.advance for glyph in glyphs])
        clusters.append(Cluster(first - start, last - start, text[first:last], tuple(glyphs), advance))
    return tuple(clusters)
