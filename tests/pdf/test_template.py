"""Test copies of a template: whole files that say their own words, and nothing of each other's."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.pdf.document import Built, build
from handouts.pdf.metadata import DocumentInfo
from handouts.pdf.paragraph import Paragraph
from handouts.pdf.places import PlaceLine
from handouts.pdf.structure import StructElem
from handouts.pdf.template import PlaceError, Template
from handouts.text.style import TextStyle
from tests.pdf.stress import ARABIC, ARABIC_INFO, ARABIC_WORDS, BODY, INFO, frame_template
from tests.validators import quick
from tests.validators.readback import structure_text

WORDS = {"first": "Ivy Żółć", "second": "李小米"}
WIDE = ("Noto Sans", "Noto Sans Arabic", "Noto Sans SC")


def built(
    *names: str, style: TextStyle = BODY, info: DocumentInfo = INFO, words: str = "Printed on all."
) -> Built:
    root = StructElem("Document")
    own = TextStyle((*style.faces, *WIDE), False, 12, 18, style.language, style.script, style.direction)
    story = [Paragraph(words, style, elem=root.add("P"))]
    story += [PlaceLine(name, own, "#000000", root.add("P")) for name in names]
    story.append(Paragraph(words, style, elem=root.add("P")))
    return build(story, [frame_template()], info, root, keep=True)


@cache
def template(*names: str) -> Template:
    made = built(*names)
    assert made.objects is not None
    return Template(made.objects, made.places)


def write(data: bytes, folder: Path) -> Path:
    path = folder / "copy.pdf"
    path.write_bytes(data)
    return path


def test_words_stand_where_they_are_read(tmp_path: Path) -> None:
    path = write(template("first", "second").copy(WORDS), tmp_path)
    lines = structure_text(path).splitlines()
    assert lines[:4] == ["Printed on all.", "Ivy Żółć", "李小米", "Printed on all."]
    assert quick.problems(path) == []


def test_copies_are_accessible_and_archivable(tmp_path: Path, valid) -> None:  # type: ignore[no-untyped-def]
    made = built("first", style=ARABIC, info=ARABIC_INFO, words=ARABIC_WORDS)
    assert made.objects is not None
    arabic = tmp_path / "arabic.pdf"
    arabic.write_bytes(Template(made.objects, made.places).copy({"first": "زهرة Ivy الليمون"}))
    assert "زهرة Ivy الليمون" in structure_text(arabic).splitlines()
    valid(arabic, write(template("first", "second").copy(WORDS), tmp_path))


def test_a_file_without_places_is_a_copy_with_an_identifier_of_its_own() -> None:
    one, other = (template().copy({}, seed) for seed in ("a", "b"))
    assert len(one) == len(other)
    assert one != other
    assert one == template().copy({}, "a")
    with pikepdf.open(BytesIO(one)) as pdf:
        assert pdf.check_pdf_syntax() == []


@given(st.text("Ivy Elm李小زهر", max_size=12), st.text("abc", max_size=3))
def test_any_words_give_a_sound_file_with_one_cross_reference_for_each_object(words: str, seed: str) -> None:
    data = template("first").copy({"first": words}, seed)
    assert data.count(b"startxref") == 1, "it is not an update of another file"
    with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.get_warnings() == []
        assert str(pdf.trailer.ID[0]) == str(pdf.trailer.ID[1])
        assert pdf.trailer.Size == len(pdf.objects) + 1


def test_words_decide_the_bytes_and_the_identifier() -> None:
    one, again, other = (template("first").copy({"first": words}) for words in ("Ivy", "Ivy", "Elm"))
    assert one == again
    with pikepdf.open(BytesIO(one)) as first, pikepdf.open(BytesIO(other)) as second:
        assert first.trailer.ID[0] != second.trailer.ID[0]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("Wisteria " * 20, r"\d+ mm too long for its line"),
        ("🤱", "no font has"),
        ("a\x00b", "control character"),
    ],
)
def test_words_that_cannot_stand_in_their_place_are_refused(words: str, message: str) -> None:
    with pytest.raises(PlaceError, match=message) as caught:
        template("first", "second").copy({**WORDS, "second": words})
    assert caught.value.place == "second"


def test_every_place_needs_words() -> None:
    with pytest.raises(KeyError):
        template("first", "second").copy({"first": "Ivy"})


def test_a_place_on_a_later_page(tmp_path: Path) -> None:
    made = built("first", words="Printed on all. " * 120)
    assert made.objects is not None
    assert made.page_count > 1
    path = write(Template(made.objects, made.places).copy({"first": "Ivy"}), tmp_path)
    assert "Ivy" in structure_text(path).splitlines()
    assert quick.problems(path) == []
