"""Set real words of every listed language: all letters are there, none is clipped, and no two lines touch."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pytest

from handouts.text.line import Line
from handouts.text.markup import plain
from handouts.text.paragraph import PreparedText
from handouts.text.style import TextStyle
from tests.fonts.tongues import TAGS, described, names, plain_text, sample, style
from tests.pdf.test_text import extracted, page
from tests.pdf.test_text import plain as spaced

DOTTED_CIRCLE = 0x25CC
"""What a shaper prints under a mark that follows no letter it belongs to (U+25CC)."""

SLOPING = "Noto Nastaliq Urdu"
"""Its words climb, and lines interlock: what holds for it is in a test of its own."""

OVERSHOOT = 0.1
"""Em by which the deepest letters may leave their line: less than the padding of the tightest box (3 points)."""

UPRIGHT = [tag for tag in TAGS if described(tag).faces[0] != SLOPING]
WITHOUT_SPACES = {"Thai", "Laoo", "Khmr", "Mymr", "Hans", "Hant", "Jpan"}
MEASURE = 300.0


class Ink(NamedTuple):
    """The box of one letter, in points: up is positive, and 0 is the baseline of the first line."""

    left: float
    right: float
    top: float
    bottom: float


def ink(line: Line) -> Iterator[Ink]:
    """The boxes of all glyphs of a line, from its own baseline."""
    for run in line.runs:
        point, font = run.size / 1000.0, run.face.hb_font
        unit, pen = point * run.face.scale, run.origin
        glyphs = (glyph for token in run.tokens for cluster in token.clusters for glyph in cluster.glyphs)
        for glyph in glyphs:
            box = font.get_glyph_extents(glyph.gid)
            if box is not None and box.width and box.height:
                left, top = (
                    pen + glyph.dx * point + box.x_bearing * unit,
                    glyph.dy * point + box.y_bearing * unit,
                )
                yield Ink(left, left + box.width * unit, top, top + box.height * unit)
            pen += glyph.advance * point


def touching(lines: tuple[Line, ...], leading: float) -> int:
    """How many lines have a letter whose box reaches into the box of a letter of the line above."""
    count = 0
    for above, below in pairwise(lines):
        upper, lower = list(ink(above)), list(ink(below))
        count += any(
            one.bottom < two.top - leading and one.left < two.right and two.left < one.right
            for one in upper
            for two in lower
        )
    return count


def reach(words: tuple[str, ...], setting: TextStyle, share: float) -> tuple[float, float]:
    """How far above and below the baseline the ink of this share of words stays, in em."""
    boxes = [[*ink(line)] for word in words for line in PreparedText(plain(word), setting).lines(1e6)]
    tops = sorted(max(each.top for each in box) for box in boxes if box)
    bottoms = sorted((min(each.bottom for each in box) for box in boxes if box), reverse=True)
    last = int(share * (len(tops) - 1))
    return tops[last] / setting.size, bottoms[last] / setting.size


@pytest.mark.parametrize("tag", TAGS)
def test_real_words_have_every_glyph_and_no_dotted_circle(tag: str) -> None:
    """A character without a glyph raises MissingGlyph."""
    for bold in (False, True):
        prepared = PreparedText(plain(plain_text(tag)), style(tag, bold=bold))
        lines = prepared.lines(MEASURE)
        assert "".join(line.text for line in lines) == prepared.text
        for run in (run for line in lines for run in line.runs):
            circle = run.face.hb_font.get_nominal_glyph(DOTTED_CIRCLE) or None
            clusters = (cluster for token in run.tokens for cluster in token.clusters)
            broken = [each.text for each in clusters if any(glyph.gid == circle for glyph in each.glyphs)]
            assert not broken


@pytest.mark.parametrize("tag", TAGS)
def test_letters_are_those_of_the_language_s_own_face(tag: str) -> None:
    """Fallbacks print signs and Latin names, never half of a word."""
    language = described(tag)
    for word in plain_text(tag).split():
        faces = {
            run.face.name for line in PreparedText(plain(word), style(tag)).lines(1e6) for run in line.runs
        }
        assert faces <= {language.faces[0], "Noto Sans"}
        if not any(char.isascii() for char in word):
            assert faces == {language.faces[0]}, word


@pytest.mark.parametrize("tag", UPRIGHT)
def test_lines_of_real_words_do_not_touch(tag: str) -> None:
    language = described(tag)
    for leading in (language.line_height, language.least_line_height):
        setting = style(tag, leading=leading)
        lines = PreparedText(plain(plain_text(tag)), setting).lines(MEASURE)
        assert len(lines) > 5
        assert touching(lines, setting.leading) == 0


@pytest.mark.parametrize("tag", UPRIGHT)
def test_ink_stays_in_its_line(tag: str) -> None:
    setting = style(tag)
    prepared = PreparedText(plain(plain_text(tag)), setting)
    boxes = [box for line in prepared.lines(MEASURE) for box in ink(line)]
    room = OVERSHOOT * setting.size
    assert max(box.top for box in boxes) <= prepared.baseline + room
    assert min(box.bottom for box in boxes) >= prepared.baseline - setting.leading - room


@pytest.mark.parametrize("tag", UPRIGHT)
def test_ninety_nine_of_a_hundred_names_stay_apart_on_full_pages(tag: str) -> None:
    top, bottom = reach(names(tag), style(tag), 0.99)
    assert top - bottom <= described(tag).least_line_height


def test_lines_of_nastaliq_interlock_and_do_not_touch() -> None:
    setting = style("ur")
    lines = PreparedText(plain(f"{plain_text('ur')} {' '.join(names('ur'))}"), setting).lines(MEASURE)
    assert len(lines) > 30
    assert touching(lines, setting.leading) == 0
    assert touching(lines, setting.leading * 0.8) > 0, "else the line height could be less"


@pytest.mark.parametrize("tag", TAGS)
def test_real_words_are_read_back_from_a_page(tag: str) -> None:
    """Exactly from left to right; from right to left each reader sorts the words by rules of its own."""
    text = plain_text(tag)[:200].rpartition(" ")[0]
    found, expected = extracted(page(sample(tag, text))), spaced(text)
    if described(tag).script in WITHOUT_SPACES:
        found, expected = found.replace(" ", ""), expected.replace(" ", "")
    if described(tag).direction == "ltr":
        assert found == expected
    else:
        assert difflib.SequenceMatcher(None, found, expected, autojunk=False).ratio() >= 0.95
