"""Check composite glyphs with an independent reader of TrueType."""

from __future__ import annotations

import io
import struct

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from handouts.pdf.composites import Component, Composite, append_composites, read_tables, write_tables
from handouts.pdf.fonts import subset
from handouts.text.faces import faces

LETTERS = "eiaÅ\u0301 "


def program(family: str = "Noto Sans") -> tuple[bytes, dict[str, int]]:
    """A subset with a few letters, an accented one, a mark and a space, and the glyph of each in it."""
    face = faces(family).regular
    gids = {letter: face.hb_font.get_nominal_glyph(ord(letter)) for letter in LETTERS}
    font, renumbered = subset(face, gids.values())
    return font, {letter: renumbered[gid] for letter, gid in gids.items()}


def outline(font: TTFont, gid: int, dx: int = 0, dy: int = 0) -> list[tuple[str, tuple[object, ...]]]:
    """What the glyph draws, moved."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getGlyphName(gid)].draw(pen)
    return [(operator, tuple(p and (p[0] + dx, p[1] + dy) for p in points)) for operator, points in pen.value]


@pytest.fixture(scope="module")
def grown() -> tuple[TTFont, int, dict[str, int]]:
    """A font with three composites behind its own glyphs, the number of the first, and the letters."""
    font, gids = program()
    e, mark, accented, space = (gids[letter] for letter in ("e", "\u0301", "Å", " "))
    composites = [
        Composite(564, (Component(e, 0, 0), Component(mark, 300, -20))),
        Composite(1200, (Component(accented, -10, 7), Component(e, 640, 0), Component(mark, 900, 400))),
        Composite(260, (Component(space, 0, 0),)),
    ]
    first = TTFont(io.BytesIO(font))["maxp"].numGlyphs
    return TTFont(io.BytesIO(append_composites(font, composites)), checkChecksums=2), first, gids


def test_composites_draw_their_parts(grown: tuple[TTFont, int, dict[str, int]]) -> None:
    font, first, gids = grown
    e, mark, accented = (gids[letter] for letter in ("e", "\u0301", "Å"))
    assert outline(font, first) == outline(font, e) + outline(font, mark, 300, -20)
    parts = outline(font, accented, -10, 7) + outline(font, e, 640) + outline(font, mark, 900, 400)
    assert outline(font, first + 1) == parts
    assert outline(font, first + 2) == []


def test_metrics_and_boxes(grown: tuple[TTFont, int, dict[str, int]]) -> None:
    font, first, _ = grown
    glyf, hmtx = font["glyf"], font["hmtx"]
    for place, advance in enumerate((564, 1200, 260), first):
        name = font.getGlyphName(place)
        glyph = glyf[name]
        stored = tuple(getattr(glyph, edge, 0) for edge in ("xMin", "yMin", "xMax", "yMax"))
        glyph.recalcBounds(glyf)
        assert stored == tuple(getattr(glyph, edge, 0) for edge in ("xMin", "yMin", "xMax", "yMax"))
        assert hmtx[name] == (advance, getattr(glyph, "xMin", 0))
    head = font["head"]
    boxes = [glyf[name] for name in font.getGlyphOrder() if glyf[name].numberOfContours]
    assert head.xMin <= min(box.xMin for box in boxes)
    assert head.yMin <= min(box.yMin for box in boxes)
    assert head.xMax >= max(box.xMax for box in boxes)
    assert head.yMax >= max(box.yMax for box in boxes)


def test_limits_in_maxp_hold(grown: tuple[TTFont, int, dict[str, int]]) -> None:
    font, first, _ = grown
    glyf, maxp = font["glyf"], font["maxp"]
    assert maxp.numGlyphs == len(font.getGlyphOrder()) == first + 3
    composites = [glyf[name] for name in font.getGlyphOrder() if glyf[name].isComposite()]
    values = [composite.getCompositeMaxpValues(glyf) for composite in composites]
    assert maxp.maxCompositePoints >= max(value.nPoints for value in values)
    assert maxp.maxCompositeContours >= max(value.nContours for value in values)
    assert maxp.maxComponentDepth >= max(value.maxComponentDepth for value in values)
    assert maxp.maxComponentElements >= 3
    assert font["hhea"].advanceWidthMax >= 1200


def test_glyphs_before_are_unchanged(grown: tuple[TTFont, int, dict[str, int]]) -> None:
    font, first, _ = grown
    before = TTFont(io.BytesIO(program()[0]))
    for gid in range(first):
        assert outline(font, gid) == outline(before, gid)
        assert font["hmtx"][font.getGlyphName(gid)] == before["hmtx"][before.getGlyphName(gid)]


def test_metrics_left_out_of_hmtx_are_filled_in() -> None:
    """`hmtx` may end with glyphs that share the last advance; a composite behind them needs its own."""
    tables = read_tables(program()[0])
    count = struct.unpack_from(">H", tables["maxp"], 4)[0]
    metrics = [struct.unpack_from(">Hh", tables["hmtx"], 4 * i) for i in range(count)]
    short = b"".join(struct.pack(">Hh", 500, lsb) for _, lsb in metrics[:2])
    short += b"".join(struct.pack(">h", lsb) for _, lsb in metrics[2:])
    tables["hmtx"] = short
    hhea = bytearray(tables["hhea"])
    struct.pack_into(">H", hhea, 34, 2)
    tables["hhea"] = bytes(hhea)
    font = TTFont(io.BytesIO(append_composites(write_tables(tables), [Composite(77, (Component(1, 0, 0),))])))
    assert [font["hmtx"][name][0] for name in font.getGlyphOrder()] == [500] * count + [77]
    assert [font["hmtx"][name][1] for name in font.getGlyphOrder()][:count] == [lsb for _, lsb in metrics]


def test_tables_survive_a_round_trip() -> None:
    tables = read_tables(program()[0])
    again = read_tables(write_tables(tables))
    assert set(again) == set(tables)
    assert {tag: table for tag, table in again.items() if tag != "head"} == {
        tag: table for tag, table in tables.items() if tag != "head"
    }


def test_renumbered() -> None:
    composite = Composite(5, (Component(10, 1, 2), Component(11, 3, 4)))
    expected = Composite(5, (Component(0, 1, 2), Component(1, 3, 4)))
    assert composite.renumbered({10: 0, 11: 1}) == expected
