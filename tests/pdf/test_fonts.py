"""Check embedded fonts as a reader of the file finds them: texts, widths, glyphs, always the same bytes."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from handouts.pdf.fonts import EmbeddedFont, embedded_font
from handouts.pdf.text import TextWriter
from handouts.text.faces import faces
from handouts.text.line import GlyphRun
from handouts.text.markup import parse, plain
from handouts.text.paragraph import prepare
from handouts.text.shape import Cluster, Glyph, ShapedWord
from tests.text.samples import SAMPLES, Sample

MEASURE = 300.0


def runs(sample: Sample) -> Iterator[GlyphRun]:
    """Every run of a sample."""
    for line in prepare(parse(sample.markup), sample.style()).lines(MEASURE):
        yield from line.runs


def document(*codes: str) -> bytes:
    """A one-page file with these samples."""
    canvas = Canvas(io.BytesIO(), invariant=1, pageCompression=0)
    writer = TextWriter(canvas)
    y = 800.0
    for code in codes:
        for line in prepare(parse(SAMPLES[code].markup), SAMPLES[code].style()).lines(MEASURE):
            for run in line.runs:
                writer.run(run, 40, y)
            y -= SAMPLES[code].style().leading
    writer.flush()
    canvas.showPage()
    data: bytes = canvas.getpdfdata()
    return data


def read(cmap: str) -> dict[int, str]:
    """CID to text, as a ToUnicode map says it."""
    rows = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", cmap.split("endcodespacerange")[1], re.MULTILINE)
    return {int(cid, 16): bytes.fromhex(text).decode("utf-16-be") for cid, text in rows}


def fonts_of(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """Type0 fonts of the first page by resource name."""
    return {name: font for name, font in pdf.pages[0].Resources.Font.items() if font.Subtype == "/Type0"}


def elements(body: str) -> list[tuple[str, float]]:
    """What a TJ body does, one by one: a CID in hexadecimal, or a move of the pen."""
    found: list[tuple[str, float]] = []
    for string, move in re.findall(r"<([0-9A-F]*)>|(-?\d+)", body):
        found += [(string[i : i + 4], 0.0) for i in range(0, len(string), 4)]
        if move:
            found.append(("", float(move)))
    return found


@pytest.mark.parametrize("code", SAMPLES)
def test_every_cid_maps_to_its_text(code: str) -> None:
    canvas = Canvas(io.BytesIO(), invariant=1)
    for run in runs(SAMPLES[code]):
        font = embedded_font(canvas, run.face)
        for token in run.tokens:
            cids = [int(cid, 16) for cid, _ in elements(font.body(token)) if cid]
            assert [font.texts[cid] for cid in cids] == [cluster.text for cluster in token.clusters]


@pytest.mark.parametrize("code", SAMPLES)
def test_unicode_widths_and_glyphs_agree_in_the_file(code: str) -> None:
    with pikepdf.open(io.BytesIO(document(code))) as pdf:
        for font in fonts_of(pdf).values():
            cid_font = font.DescendantFonts[0]
            texts = read(font.ToUnicode.read_bytes().decode("ascii"))
            first, widths = cid_font.W
            assert (first, len(widths), sorted(texts)) == (1, len(texts), list(range(1, len(texts) + 1)))
            program = TTFont(io.BytesIO(cid_font.FontDescriptor.FontFile2.read_bytes()), checkChecksums=2)
            gid_map = cid_font.CIDToGIDMap.read_bytes()
            assert len(gid_map) == 2 * len(texts) + 2
            order = program.getGlyphOrder()
            for cid, width in enumerate(widths, 1):
                gid = int.from_bytes(gid_map[2 * cid : 2 * cid + 2], "big")
                advance = program["hmtx"][order[gid]][0] * 1000 / program["head"].unitsPerEm
                assert abs(advance - float(width)) < 0.001
                assert gid or not texts[cid].strip()
            assert all(text and "\ufeff" not in text and "\0" not in text for text in texts.values())


def test_pairs_of_glyph_and_text_have_one_cid_each() -> None:
    canvas = Canvas(io.BytesIO(), invariant=1)
    for code in SAMPLES:
        for run in runs(SAMPLES[code]):
            embedded_font(canvas, run.face).show(run.tokens)
    for face in {run.face for code in SAMPLES for run in runs(SAMPLES[code])}:
        font = embedded_font(canvas, face)
        _, gids = font.subset()
        pairs = list(zip(gids, font.texts.values(), strict=True))
        assert len(pairs) == len(set(pairs))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SAMPLES)), st.booleans(), st.data())
def test_the_pen_ends_at_the_advance_of_the_word(code: str, bold: bool, data: st.DataObject) -> None:
    sample = SAMPLES[code]
    words = parse(sample.markup).text.split()
    word = data.draw(st.sampled_from(words))
    for line in prepare(plain(word), sample.style(bold=bold)).lines(1000):
        for run in line.runs:
            font = EmbeddedFont(run.face, "T1")
            for token in run.tokens:
                body = font.body(token)
                widths = font.widths
                pen = sum(float(widths[int(cid, 16) - 1]) for cid, _ in elements(body) if cid)
                pen -= sum(move for _, move in elements(body))
                assert abs(pen - token.advance) <= 0.5


def test_only_tables_that_a_cid_font_needs() -> None:
    with pikepdf.open(io.BytesIO(document("en", "ur"))) as pdf:
        for font in fonts_of(pdf).values():
            data = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
            program = TTFont(io.BytesIO(data))
            assert set(program.keys()) - {"GlyphOrder"} == {"glyf", "loca", "head", "hhea", "hmtx", "maxp"}
            glyf = program["glyf"]
            programs = [getattr(glyf[name], "program", None) for name in program.getGlyphOrder()]
            assert not any(hints and hints.getBytecode() for hints in programs)
            assert len(data) < 60_000


def test_names_carry_a_subset_tag_and_agree() -> None:
    with pikepdf.open(io.BytesIO(document("en"))) as pdf:
        names = set()
        for font in fonts_of(pdf).values():
            cid_font = font.DescendantFonts[0]
            assert font.BaseFont == cid_font.BaseFont == cid_font.FontDescriptor.FontName
            assert re.fullmatch(r"/[A-Z]{6}\+NotoSans-(Regular|Bold)", str(font.BaseFont))
            assert font.Encoding == "/Identity-H"
            names.add(str(font.BaseFont))
        assert len(names) == len(fonts_of(pdf)) == 2


def test_one_font_for_each_face_and_document() -> None:
    canvas = Canvas(io.BytesIO(), invariant=1)
    face = faces("Noto Sans").regular
    assert embedded_font(canvas, face) is embedded_font(canvas, face)
    assert embedded_font(canvas, faces("Noto Sans").bold).name == "T2"
    assert embedded_font(Canvas(io.BytesIO(), invariant=1), face) is not embedded_font(canvas, face)


def test_bodies_are_remembered() -> None:
    (run,) = prepare(parse("rest"), SAMPLES["en"].style()).lines(100)[0].runs
    font = EmbeddedFont(run.face, "T1")
    assert font.body(run.tokens[0]) is font.body(run.tokens[0])


def test_moves_of_the_pen_at_the_edges_of_words_stay_two_numbers() -> None:
    face = faces("Noto Sans").regular
    gid = face.hb_font.get_nominal_glyph(ord("a"))
    narrow = Cluster(0, 1, "a", (Glyph(gid, 531.0, 0.0, 0.0),), 531.0)
    shifted = Cluster(0, 1, "a", (Glyph(gid, 561.0, 12.0, 0.0),), 561.0)
    words = [ShapedWord(face, "a", False, (cluster,)) for cluster in (narrow, shifted, shifted)]
    shown = EmbeddedFont(face, "T1").show(words)
    assert shown == "[<0001>30 -12<0001>12 -12<0001>12 ] TJ"


def test_words_without_glyphs_show_nothing() -> None:
    font = EmbeddedFont(faces("Noto Sans").regular, "T1")
    assert font.show(()) == ""
    assert font.show((ShapedWord(font.face, "", False, ()),)) == ""
    assert font.texts == {}


def test_bytes_do_not_depend_on_what_was_built_before() -> None:
    alone = document("ur", "en", "hi")
    document("en")
    document("ar", "zh", "ur")
    assert document("ur", "en", "hi") == alone
    prepare.cache_clear()
    assert document("ur", "en", "hi") == alone


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    script = (
        "import sys, hashlib; from tests.pdf.test_fonts import document; "
        "print(hashlib.sha256(document('ar', 'bn', 'th')).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(found) == 1
