"""Check each font file: its fingerprint, tables, names, weight and licence."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from handouts.assets import FONTS
from tests.fonts.vendored import ALL, FAMILIES, STYLES, Vendored, characters

each_font = pytest.mark.parametrize("font", ALL, ids=str)
each_family = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family["name"])

_CHINESE = {"ccmp", "liga", "locl", "halt", "kern", "mark", "palt"}
FEATURES_OF_SUBSETS = {
    "Noto Sans SC": _CHINESE,
    "Noto Sans TC": _CHINESE,
    "Noto Sans JP": _CHINESE - {"mark"},
    "Noto Sans KR": (_CHINESE - {"mark"}) | {"calt", "ljmo", "vjmo", "tjmo"},
}
"""What the package's font has, for the characters that are kept, of the features that its recipe keeps."""


def features(file: TTFont) -> set[str]:
    """The tags of all layout features of a font."""
    tables = [file[tag].table for tag in ("GSUB", "GPOS") if tag in file]
    return {record.FeatureTag for table in tables for record in table.FeatureList.FeatureRecord}


def test_each_family_and_file_is_listed_once() -> None:
    assert len({family["name"] for family in FAMILIES}) == len(FAMILIES)
    assert len({family["folder"] for family in FAMILIES}) == len(FAMILIES)
    assert len({font.path for font in ALL}) == len(ALL)


@each_family
def test_a_family_has_regular_and_bold(family: dict[str, Any]) -> None:
    assert list(family["weights"]) == ["regular", "bold"]


@each_font
def test_bytes_are_the_listed_ones(font: Vendored) -> None:
    data = font.path.read_bytes()
    assert len(data) == font.size
    assert hashlib.sha256(data).hexdigest() == font.sha256


@each_font
def test_a_font_is_static_truetype_that_may_be_embedded(font: Vendored) -> None:
    with TTFont(font.path, lazy=True) as file:
        tags = set(file.keys())
        assert {"glyf", "loca", "cmap", "hmtx", "GSUB", "GPOS"} <= tags
        assert not tags & {"CFF ", "CFF2", "fvar", "gvar", "COLR", "SVG ", "CBDT"}
        assert file["OS/2"].fsType == 0, "0 is installable embedding: no restriction"


@each_font
def test_names_are_the_family_and_the_weight(font: Vendored) -> None:
    with TTFont(font.path, lazy=True) as file:
        names = file["name"]
        assert names.getBestFamilyName() == font.family
        assert names.getBestSubFamilyName() == STYLES[font.weight]
        postscript = f"{font.family.replace(' ', '')}-{STYLES[font.weight]}"
        assert names.getDebugName(6) == postscript == font.path.stem


@each_font
def test_a_font_says_how_heavy_it_is(font: Vendored) -> None:
    bold = font.weight == "bold"
    with TTFont(font.path, lazy=True) as file:
        assert file["OS/2"].usWeightClass == (700 if bold else 400)
        assert bool(file["OS/2"].fsSelection & 1 << 5) is bold
        assert bool(file["head"].macStyle & 1) is bold


@each_family
def test_the_release_is_the_one_in_the_font(family: dict[str, Any]) -> None:
    for entry in family["weights"].values():
        with TTFont(FONTS / family["folder"] / entry["file"], lazy=True) as file:
            release = re.match(r"Version (\d+\.\d+)", file["name"].getDebugName(5))
            assert release is not None
            assert release[1] == family["release"]


@each_family
def test_bold_sets_the_same_text_on_the_same_lines(family: dict[str, Any]) -> None:
    assert characters(family["name"], "bold") == characters(family["name"], "regular")
    metrics = set()
    for entry in family["weights"].values():
        with TTFont(FONTS / family["folder"] / entry["file"], lazy=True) as file:
            metrics.add((file["head"].unitsPerEm, file["hhea"].ascent, file["hhea"].descent))
    assert len(metrics) == 1


@each_family
def test_the_licence_stands_beside_the_fonts(family: dict[str, Any]) -> None:
    licence = FONTS / family["folder"] / family["licence"]["file"]
    text = licence.read_text(encoding="utf-8")
    assert family["licence"]["id"] == "OFL-1.1"
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert text.startswith("Copyright ")
    assert b"\r" not in licence.read_bytes(), "a checkout may change line ends, and so the fingerprint"
    for entry in family["weights"].values():
        with TTFont(licence.with_name(entry["file"]), lazy=True) as file:
            assert "SIL Open Font License, Version 1.1" in file["name"].getDebugName(13)
            assert file["name"].getDebugName(0), "the copyright stays in the font"


@each_family
def test_a_changed_font_bears_no_reserved_name(family: dict[str, Any]) -> None:
    """SIL OFL 1.1, condition 3: a modified version may not use a Reserved Font Name."""
    licence = FONTS / family["folder"] / family["licence"]["file"]
    reserved = re.findall(r"Reserved Font Name ['‘\"](\w+)", licence.read_text(encoding="utf-8"))
    assert "subset" not in family or not any(name in family["name"] for name in reserved)


@pytest.mark.parametrize("font", [font for font in ALL if font.family in FEATURES_OF_SUBSETS], ids=str)
def test_a_subset_keeps_its_layout_features(font: Vendored) -> None:
    with TTFont(font.path, lazy=True) as file:
        assert features(file) == FEATURES_OF_SUBSETS[font.family]


@pytest.mark.parametrize("font", [font for font in ALL if font.family in FEATURES_OF_SUBSETS], ids=str)
def test_proportional_punctuation_still_works_in_the_subset(font: Vendored) -> None:
    face = hb.Font(hb.Face(font.path.read_bytes()))

    def width(text: str, enabled: dict[str, bool]) -> int:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(face, buffer, enabled)
        return sum(position.x_advance for position in buffer.glyph_positions)

    assert width("，", {}) == 1000
    assert width("，", {"halt": True}) == 500
    assert width("，", {"palt": True}) < 1000
    assert width("AV", {}) < width("AV", {"kern": False})
