"""Write the lines of a paragraph as a text that a person can review."""

from __future__ import annotations

from handouts.text.line import GlyphRun, Line
from handouts.text.markup import parse
from handouts.text.paragraph import prepare
from handouts.text.shape import Cluster
from tests.text.samples import Sample

_SHOWN = {
    "\u00a0": "⍽",
    "\u200b": "‹ZWSP›",
    "\u200c": "‹ZWNJ›",
    "\u200d": "‹ZWJ›",
    "\u2066": "‹LRI›",
    "\u2069": "‹PDI›",
    "\n": "↵",
}


def trace(sample: Sample, measure: float) -> str:
    """Every line with its runs in reading order, and the clusters of each run from left to right.

    A cluster of several glyphs has their number behind it, one with a raised or shifted glyph a caret.
    """
    style = sample.style()
    lines = prepare(parse(sample.markup), style).lines(measure)
    head = f"{sample.language}  {sample.face}  {style.size:g} pt  {style.direction}  measure {measure:g}"
    return "\n".join([head, *(part for number, line in enumerate(lines, 1) for part in _line(number, line))])


def shown(text: str) -> str:
    """Text with its invisible characters made visible."""
    return "".join(_SHOWN.get(char, char) for char in text)


def _line(number: int, line: Line) -> list[str]:
    parts = ["", f"line {number}  {line.start}-{line.end}  width {line.width:.1f}  “{shown(line.text)}”"]
    for run in line.runs:
        parts += _run(run)
    return parts


def _run(run: GlyphRun) -> list[str]:
    place = f"x {run.x:.1f}  w {run.width:.1f}  level {run.level}  {run.face}"
    marks = f"  overhang {run.overhang:.1f}" if run.overhang else ""
    link = f"  -> {run.href}" if run.href else ""
    clusters = "|".join(_cluster(cluster) for token in run.tokens for cluster in token.clusters)
    return [f"  run  {place}{marks}{link}  “{shown(run.text)}”", f"       {clusters}"]


def _cluster(cluster: Cluster) -> str:
    count = len(cluster.glyphs)
    moved = any(glyph.dx or glyph.dy for glyph in cluster.glyphs)
    return shown(cluster.text) + (str(count) if count != 1 else "") + ("^" if moved else "")
