"""Show that the readers of finished files see what is there, and what is wrong."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.conftest import Golden
from tests.validators import content, extraction, quick, readback, samples, structure


def test_the_trace_tells_tag_language_font_place_and_words(tmp_path: Path, golden: Golden) -> None:
    golden("tagged.txt", readback.trace(samples.tagged(tmp_path / "tagged.pdf")))


def test_structure_text_follows_the_tree(tmp_path: Path) -> None:
    text = readback.structure_text(samples.tagged(tmp_path / "tagged.pdf"))
    assert text == "Hi\nOne two link\n\u0644\u064e\u0627"


def test_actual_text_speaks_for_its_element(tmp_path: Path) -> None:
    path = samples.tagged(tmp_path / "tagged.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.StructTreeRoot.K[0].K[0].ActualText = pikepdf.String("Good day")
        pdf.save()
    assert readback.structure_text(path).startswith("Good day\nOne two")


def test_extraction_gives_the_words_a_reader_program_gets(tmp_path: Path) -> None:
    (page,) = extraction.page_texts(samples.tagged(tmp_path / "tagged.pdf"))
    assert readback.missing_words(["Hi", "One", "two link", "p. 1"], page) == []


def test_a_word_out_of_order_is_missing() -> None:
    assert readback.missing_words(["one", "two"], "two one") == ["two"]


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ("stray", "page 1: content that is neither tagged nor an artifact"),
        ("orphan", "page 1: sequence 3 has no element"),
    ],
)
def test_a_fault_in_the_structure_is_found(tmp_path: Path, fault: str, problem: str) -> None:
    with pikepdf.open(samples.tagged(tmp_path / "faulty.pdf", **{fault: True})) as pdf:
        assert problem in structure.problems(pdf)


def test_a_sound_structure_has_no_problem(tmp_path: Path) -> None:
    with pikepdf.open(samples.tagged(tmp_path / "sound.pdf")) as pdf:
        assert structure.problems(pdf) == []


def test_a_code_without_unicode_is_seen() -> None:
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Subtype=pikepdf.Name.Type0, BaseFont=pikepdf.Name("/ABCDEF+Sample"))
    font.ToUnicode = pdf.make_stream(b"1 beginbfrange <0001> <0002> [<0041> <00420043>] endbfrange")
    assert content.FontDecoder(font).decode(b"\0\1\0\2\0\3") == "ABC\ufffd"


def test_quick_checks_find_a_plain_file_wanting(tmp_path: Path) -> None:
    found = quick.problems(samples.plain(tmp_path / "plain.pdf"))
    assert "font Helvetica is not embedded" in found
    assert any(problem.startswith("pdfua: ") for problem in found)


@pytest.mark.parametrize(
    ("action", "problem"),
    [
        (pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"), "action /JavaScript"),
        (pikepdf.Dictionary(S=pikepdf.Name.URI, URI="http://example.org/"), "link to http://example.org/"),
        (pikepdf.Dictionary(S=pikepdf.Name.Launch, F="notes.txt"), "action /Launch"),
    ],
)
def test_what_acts_is_found(tmp_path: Path, action: pikepdf.Dictionary, problem: str) -> None:
    path = samples.tagged(tmp_path / "acting.pdf")
    assert quick.safety_problems(path) == []
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.Annots[0].A = action
        pdf.save()
    assert problem in quick.safety_problems(path)


def test_a_torn_file_is_found(tmp_path: Path) -> None:
    path = samples.plain(tmp_path / "torn.pdf")
    path.write_bytes(path.read_bytes()[:-200])
    assert quick.syntax_problems(path)


def test_words_outside_pages_are_all_found(tmp_path: Path) -> None:
    path = samples.tagged(tmp_path / "named.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Title"] = "For Example Person"
        pdf.save()
    assert "For Example Person" in quick.words_outside_pages(path)
    assert "Hi" not in quick.words_outside_pages(path)
