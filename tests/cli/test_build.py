"""Test what `handouts build` makes, what it prints, and that one failure leaves the old files whole."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

import handouts
from handouts.assets import LAYOUTS
from handouts.cli.build import INVENTED_WARD
from handouts.model.loader import load_guide
from handouts.pages.layout import Kind
from handouts.pages.selection import Request
from tests.cli.commands import HELP, QUICK, run, spawn

pytestmark = pytest.mark.usefixtures("in_force")
Capture = pytest.CaptureFixture[str]
HANDOUTS = sorted(path.stem for path in LAYOUTS.glob("handout-*.yaml"))


def names(folder: Path) -> list[str]:
    """The names of everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def test_without_arguments_it_makes_the_sample_set(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run(capsys, "build")
    expected = ["booklet-en-a4", *(f"{name}-en-a4" for name in HANDOUTS), "checklist-w01-vaginal-en-a4"]
    assert len(HANDOUTS) == 7
    assert outcome.code == 0
    assert outcome.out.splitlines() == [str(Path("out", f"{name}.pdf")) for name in expected]
    assert outcome.err == f"{INVENTED_WARD}\n"
    assert names(tmp_path / "out") == sorted(f"{name}.pdf" for name in expected)


def test_nobody_takes_the_example_for_their_own_ward(tmp_path: Path, capsys: Capture) -> None:
    """Without --ward a line says so, and the name on the page does; with a ward of one's own neither does."""
    own = tmp_path / "ward.yaml"
    own.write_text("name: Ward 7\nphone: 01632 960199\ncountry: GB\n", encoding="utf-8")
    for ward, said in (([], f"{INVENTED_WARD}\n"), (["--ward", own], "")):
        outcome = run(capsys, "build", "checklist", *ward, "-o", tmp_path / "out")
        assert (outcome.code, outcome.err) == (0, said)
        with pypdfium2.PdfDocument(tmp_path / "out" / "checklist-w01-vaginal-en-a4.pdf") as pdf:
            assert ("Example" in pdf[0].get_textpage().get_text_range()) is (not ward)


def test_files_are_for_everybody_to_read(tmp_path: Path, capsys: Capture) -> None:
    run(capsys, *HELP, "-o", tmp_path)
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("arguments", "made"),
    [
        ("--handout help --handout lifting --handout help", ["handout-help-en-a4", "handout-lifting-en-a4"]),
        ("--handout lifting", ["handout-lifting-en-a4"]),
        ("handout --handout help --paper letter", ["handout-help-en-letter"]),
        ("handout --handout help -l en -l en", ["handout-help-en-a4"]),
        ("--handout help -f pdf -f pdf", ["handout-help-en-a4"]),
        ("checklist checklist --week 12 --birth caesarean", ["checklist-w12-caesarean-en-a4"]),
    ],
)  # fmt: skip
def test_it_makes_what_is_asked_for_once(
    arguments: str, made: list[str], tmp_path: Path, capsys: Capture
) -> None:
    outcome = run(capsys, "build", *arguments.split(), "-o", tmp_path)
    assert outcome.code == 0
    found = [name for name in names(tmp_path) if "-en-" in name]
    assert found == [f"{name}.pdf" for name in made]


def test_a_ward_has_its_paper_and_its_name(tmp_path: Path, capsys: Capture) -> None:
    ward = tmp_path / "ward.yaml"
    ward.write_text(
        "name: Sample Birth Centre\nphone: 555 010 0199\ncountry: US\npaper: letter\n", encoding="utf-8"
    )
    run(capsys, "build", "handout", "--handout", "lifting", "--ward", ward, "-o", tmp_path)
    (path,) = tmp_path.glob("*.pdf")
    assert path.name == "handout-lifting-en-letter.pdf"
    with pikepdf.open(path) as document:
        assert document.pages[0].mediabox[2] == 612


def test_paper_on_the_command_line_goes_before_the_wards(tmp_path: Path, capsys: Capture) -> None:
    ward = tmp_path / "ward.yaml"
    ward.write_text("name: Sample\nphone: 555 010 0199\ncountry: US\npaper: letter\n", encoding="utf-8")
    run(capsys, *HELP, "--ward", ward, "--paper", "a4", "-o", tmp_path)
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["handout-help-en-a4.pdf"]


def test_json_describes_every_document(tmp_path: Path, capsys: Capture) -> None:
    outcome = run(capsys, *QUICK, "--json", "-o", tmp_path)
    documents = json.loads(outcome.out)["documents"]
    assert outcome.err == ""
    assert [document["name"] for document in documents] == ["help", "lifting"]
    for document in documents:
        path = Path(document["path"])
        assert path.parent == tmp_path
        assert document["bytes"] == path.stat().st_size
        assert document["format"] == "pdf"
        assert (document["kind"], document["language"], document["paper"]) == ("handout", "en", "a4")
        assert (document["version"], document["review"], document["approved"]) == ("1.0", "2028-11-22", False)


def test_verbose_tells_size_and_time_on_stderr(tmp_path: Path, capsys: Capture) -> None:
    outcome = run(capsys, *HELP, "-v", "-o", tmp_path)
    assert outcome.out == f"{tmp_path / 'handout-help-en-a4.pdf'}\n"
    assert "handout-help-en-a4: " in outcome.err
    assert " kB in " in outcome.err


@pytest.mark.parametrize("where", ["before", "after"])
def test_quiet_says_less_and_still_prints_paths(where: str, tmp_path: Path, capsys: Capture) -> None:
    quiet = ["-q", "-v"]
    words = [*quiet, *HELP] if where == "before" else [*HELP, *quiet]
    outcome = run(capsys, *words, "-o", tmp_path)
    assert (outcome.out, outcome.err) == (f"{tmp_path / 'handout-help-en-a4.pdf'}\n", "")


def test_all_languages_are_all_that_there_are(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.cli.build.language_codes", lambda: ("en",))
    run(capsys, *HELP, "-l", "all", "-o", tmp_path)
    assert names(tmp_path) == ["handout-help-en-a4.pdf"]


# -- formats ---------------------------------------------------------------------------------------------


def test_formats_of_each_document_come_together_and_those_of_all_last(
    tmp_path: Path, capsys: Capture
) -> None:
    formats = ["-f", "contact-sheet", "-f", "imposed", "-f", "png", "-f", "pdf", "--resolution", "30"]
    outcome = run(capsys, *QUICK, *formats, "-o", tmp_path)
    assert (outcome.code, outcome.err) == (0, f"{INVENTED_WARD}\n")
    made = [Path(line).name for line in outcome.out.splitlines()]
    assert made == [
        *(f"handout-help-en-a4{ending}" for ending in ("-imposed.pdf", "-p01.png", ".pdf")),
        *(f"handout-lifting-en-a4{ending}" for ending in ("-imposed.pdf", "-p01.png", ".pdf")),
        "contact-sheet.png",
    ]
    assert names(tmp_path) == sorted(made)


def test_json_describes_files_of_one_document_and_of_all(tmp_path: Path, capsys: Capture) -> None:
    outcome = run(capsys, *QUICK, "-f", "imposed", "-f", "contact-sheet", "--json", "-o", tmp_path)
    described = json.loads(outcome.out)
    assert [document["format"] for document in described["documents"]] == ["imposed", "imposed"]
    (sheet,) = described["sets"]
    path = tmp_path / "contact-sheet.png"
    size = path.stat().st_size
    assert sheet == {"path": str(path), "format": "contact-sheet", "documents": 2, "bytes": size}


def test_options_of_imposed_sheets_change_them(tmp_path: Path, capsys: Capture) -> None:
    found = set()
    for number, options in enumerate(
        ("", "--flip long", "--marks fold", "--paper-thickness 0", "--no-cover-sheet")
    ):
        folder = tmp_path / str(number)
        outcome = run(capsys, "build", "booklet", "-f", "imposed", *options.split(), "-o", folder)
        assert outcome.code == 0
        found.add((folder / "booklet-en-a4-imposed.pdf").read_bytes())
    assert len(found) == 5


# -- approval and review ---------------------------------------------------------------------------------


def test_required_approval_without_one_is_refused(tmp_path: Path, capsys: Capture) -> None:
    outcome = run(capsys, *HELP, "--require-approved", "-o", tmp_path)
    assert outcome.code == 1
    assert "guide.yaml:" in outcome.err
    assert "error: these words are not approved in en" in outcome.err
    assert "hint: have a clinician sign them off" in outcome.err
    assert names(tmp_path) == []


def test_past_the_review_date_only_drafts_are_made(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = load_guide().review + timedelta(days=2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str((late - late.replace(1970, 1, 1)).days * 86400))
    outcome = run(capsys, *HELP, "-o", tmp_path)
    assert outcome.code == 1
    assert "the guide was to be reviewed by 2028-11-22" in outcome.err
    assert "--draft" in outcome.err
    assert names(tmp_path) == []
    assert run(capsys, *HELP, "--draft", "-o", tmp_path).code == 0


# -- all or nothing --------------------------------------------------------------------------------------


def test_one_document_that_cannot_be_set_leaves_all_old_files(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second document fails: the first one's old file must not be replaced by itself."""
    old = tmp_path / "handout-help-en-a4.pdf"
    old.write_bytes(b"the old file")
    ward = tmp_path / "ward.yaml"
    ward.write_text(f"name: {'Samplewardname' * 12}\nphone: 01632 960123\ncountry: GB\n", encoding="utf-8")
    outcome = run(capsys, *QUICK, "--ward", ward, "-o", tmp_path)
    assert outcome.code == 1
    assert "error: " in outcome.err
    assert outcome.out == ""
    assert old.read_bytes() == b"the old file"
    assert names(tmp_path) == ["handout-help-en-a4.pdf", "ward.yaml"]


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("file/below", "cannot write"),
        ("n" * 300, "file name too long"),
        ("/proc/nothing/here", "cannot write"),
    ],
)
def test_a_folder_that_cannot_be_is_an_error_in_one_line(
    place: str, reason: str, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    outcome = run(capsys, *HELP, "-o", tmp_path / place)
    assert (outcome.code, outcome.out) == (1, "")
    first, second = outcome.err.splitlines()
    assert first.startswith("error: cannot write ")
    assert reason in first
    assert second == "  hint: choose another folder with --out"
    assert names(tmp_path) == ["file"]


def test_python_builds_the_same_files(tmp_path: Path, capsys: Capture) -> None:
    """`handouts.build` is what a program calls."""
    run(capsys, *HELP, "-o", tmp_path / "command")
    (path,) = handouts.build(tmp_path / "python", Request(kinds=[Kind.HANDOUT], handouts=["help"]))
    assert path.read_bytes() == (tmp_path / "command" / path.name).read_bytes()


# -- standard output -------------------------------------------------------------------------------------


def test_a_dash_sends_the_document_itself_to_stdout(tmp_path: Path) -> None:
    done = spawn(*HELP, "--out", "-", cwd=tmp_path)
    assert (done.returncode, done.stderr.decode()) == (0, f"{INVENTED_WARD}{os.linesep}")
    assert names(tmp_path) == []
    assert spawn(*HELP, "--out", "there", cwd=tmp_path).returncode == 0
    assert done.stdout == (tmp_path / "there" / "handout-help-en-a4.pdf").read_bytes()


def test_several_documents_do_not_go_to_stdout(tmp_path: Path) -> None:
    done = spawn(*QUICK, "--out", "-", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"2 documents do not go into one stream" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([*HELP, "-f", "pdf", "-f", "imposed"], b"2 formats do not go into one stream"),
        (["build", "booklet", "-f", "png", "--resolution", "30"], b"52 files do not go into one stream"),
    ],
)
def test_several_files_of_one_document_do_not_go_to_stdout(
    arguments: list[str], words: bytes, tmp_path: Path
) -> None:
    done = spawn(*arguments, "--out", "-", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert words in done.stderr
    assert names(tmp_path) == []


def test_one_picture_of_several_documents_goes_to_stdout(tmp_path: Path) -> None:
    done = spawn(*QUICK, "-f", "contact-sheet", "--out", "-", cwd=tmp_path)
    assert (done.returncode, done.stderr.decode()) == (0, f"{INVENTED_WARD}{os.linesep}")
    assert done.stdout.startswith(b"\x89PNG")
