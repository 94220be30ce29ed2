"""Test that the ink of a line never touches that of the next, where a language's lines are closest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pytest

from handouts.languages.catalogue import catalogue_path
from handouts.languages.po import read_po
from handouts.languages.registry import language_codes, load_language
from handouts.text.line import Line
from handouts.text.markup import parse
from handouts.text.paragraph import prepare
from handouts.text.style import TextStyle

SIZE = 12.0
MEASURES = (150.0, 226.0, 480.0)
"""Points: a narrow cell, half a page, a whole one."""

CORNER = 0.14
"""Em by which boxes may meet: letters are round, and the corners of their boxes are empty."""


class Ink(NamedTuple):
    """The box of a glyph's ink: from left to right, and above and below the baseline, in points."""

    left: float
    right: float
    top: float
    bottom: float
    text: str


def ink(line: Line) -> Iterator[Ink]:
    """The ink of every glyph of a line."""
    for run in line.runs:
        pen, scale, units = run.origin, run.size / 1000, run.face.scale
        for token in run.tokens:
            for cluster in reversed(token.clusters) if token.rtl else token.clusters:
                for glyph in cluster.glyphs:
                    box = run.face.hb_font.get_glyph_extents(glyph.gid)
                    left = pen + (glyph.dx + box.x_bearing * units) * scale
                    top = (glyph.dy + box.y_bearing * units) * scale
                    right, bottom = left + box.width * units * scale, top + box.height * units * scale
                    yield Ink(left, right, top, bottom, cluster.text)
                    pen += glyph.advance * scale


def touching(upper: Line, lower: Line, leading: float) -> Iterator[str]:
    """Pairs of glyphs of two lines, one above the other, whose ink meets."""
    below = [one for one in ink(lower) if one.top > leading / 2]
    for one in ink(upper):
        for other in below:
            across = min(one.right, other.right) - max(one.left, other.left)
            if across > 0 and other.top - one.bottom > leading:
                yield f"{one.text} over {other.text}: {other.top - one.bottom - leading:.2f} pt"


@pytest.mark.parametrize("code", [code for code in language_codes() if code != "en"])
@pytest.mark.parametrize("bold", [False, True])
def test_lines_do_not_touch_where_they_are_closest(code: str, bold: bool) -> None:
    language = load_language(code)
    size = SIZE * language.size_factor
    style = TextStyle(
        language.faces,
        bold,
        size,
        size * language.least_line_height,
        language.tag,
        language.script,
        language.direction,
    )
    found = set()
    for entry in read_po(catalogue_path(code)):
        if entry.obsolete or entry.msgctxt.startswith("numbers."):
            continue
        words = parse(re.sub(r"\{\w+\}", "38", entry.msgstr.replace("{address}", "https://example.org")))
        for measure in MEASURES:
            for upper, lower in pairwise(prepare(words, style).lines(measure)):
                found |= {
                    f"{pair} ({entry.msgctxt})"
                    for pair in touching(upper, lower, style.leading + CORNER * size)
                }
    assert sorted(found) == []
