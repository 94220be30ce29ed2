"""Test that what cannot be meant is refused with exit code 2, and that the way out is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import run

pytestmark = pytest.mark.usefixtures("in_force")

MISTAKES = [
    ("buidl", 'there is no command "buidl"', 'did you mean "build"?'),
    ("frobnicate", 'there is no command "frobnicate"', "Commands: build, "),
    ("build bookle", "'bookle' is not one of 'booklet', 'handout', 'checklist'", 'did you mean "booklet"?'),
    ("build --papr a4", "no such option '--papr'", "'--paper'"),
    ("build --paper leter", "'leter' is not one of 'a4', 'letter'", 'did you mean "letter"?'),
    ("build booklet -f imposed --flip lng", "'lng' is not one of 'short', 'long'", 'did you mean "long"?'),
    ("build -f imposed --marks trim", "'trim' is not one of 'none', 'fold', 'crop'", "--help"),
    ("build -f imposed --paper-thickness 0.6", "0.6 is not in the range 0<=x<=0.5", "--help"),
    ("build -f imposed --paper-thickness nan", "'nan' is not a length", "--help"),
    ("build -f imposed --paper-thickness thin", "'thin' is not a valid float", "--help"),
    ("build -f png --resolution 29", "29 is not in the range 30<=x<=600", "--help"),
    ("build booklet -f png --resolution 1200", "1200 is not in the range 30<=x<=600", "--help"),
    ("build -f pfd", "'pfd' is not", 'did you mean "pdf"?'),
    ("build --birth cesarean", "'cesarean' is not one of", 'did you mean "caesarean"?'),
    ("build --week 0", "0 is not in the range 1<=x<=12", "handouts build --help"),
    ("build --week 13", "13 is not in the range 1<=x<=12", "handouts build --help"),
    ("build --week three", "'three' is not a valid integer", "handouts build --help"),
    ("build --start 1.2.2027", "'1.2.2027' does not match the format", "handouts build --help"),
    ("build --start 2027-02-30", "'2027-02-30' does not match the format", "handouts build --help"),
    ("build --color sometimes", "'sometimes' is not one of 'auto', 'always', 'never'", "--help"),
    ("list everything", "got unexpected extra argument (everything)", "handouts list --help"),
]
"""What click refuses: the command line, what it says, and the way out."""

NAMES = [
    ("build --handout hlep", 'there is no handout "hlep"', 'did you mean "help"?'),
    ("build --handout qqq", 'there is no handout "qqq"', "known handouts: caesarean, feeding-resting, "),
    ("build -l xx", 'there is no language "xx"', "known languages: "),
    ("build --guide postpartum-backahe", "there is no guide", 'did you mean "postpartum-backache"?'),
    ("build booklet --handout help", "--handout names a handout, but only other", "add: handout"),
    ("build --flip short", "--flip belongs to the format imposed", "add: -f imposed"),
    ("build -f png --marks fold", "--marks belongs to the format imposed", "add: -f imposed"),
    ("build --no-cover-sheet", "--cover-sheet belongs to the format imposed", "add: -f imposed"),
    (
        "build --resolution 72",
        "belongs to the format png or contact-sheet",
        "add: -f png or -f contact-sheet",
    ),
    ("build -f png --out -", "documents do not go into one stream", "handout --handout help"),
    ("build --out -", "documents do not go into one stream", "ask for one, such as: handout --handout help"),
]
"""What the product refuses."""


@pytest.fixture(autouse=True)
def _nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command of this file is to be refused, and leaves the folder as it was."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("line", "message", "way_out"), [*MISTAKES, *NAMES])
def test_a_mistake_is_refused_with_the_way_out(
    line: str, message: str, way_out: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    outcome = run(capsys, *line.split())
    assert outcome.code == 2
    assert outcome.out == "", "nothing but results goes to stdout"
    assert message in outcome.err
    assert way_out in outcome.err
    assert "Traceback" not in outcome.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("line", "message", "way_out"), NAMES)
def test_errors_of_ours_are_one_line_and_a_hint(
    line: str, message: str, way_out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = run(capsys, *line.split()).err.splitlines()
    assert first.startswith("error: ")
    assert message in first
    assert second.startswith("  hint: ")
    assert way_out in second


def test_a_document_and_json_do_not_go_into_one_stream(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = run(capsys, *["build", "handout", "--handout", "help", "--out", "-", "--json"])
    assert outcome.code == 2
    (error,) = json.loads(outcome.out)["errors"]
    assert error["hint"] == "leave --json out, or name a folder"


@pytest.mark.parametrize("line", ["build --week 13", "build --handout hlep", "build --papr a4", "buidl"])
def test_mistakes_are_told_as_json_when_asked(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    outcome = run(capsys, "--json", *line.split())
    assert outcome.code == 2
    assert outcome.err == ""
    (error,) = json.loads(outcome.out)["errors"]
    assert error.keys() == {"file", "line", "column", "message", "hint"}
    assert error["message"]


def test_errors_are_json_wherever_the_option_stands(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = run(capsys, "build", "--week", "13", "--json")
    assert outcome.code == 2
    assert "13 is not in the range" in json.loads(outcome.out)["errors"][0]["message"]


def test_quiet_does_not_hide_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert 'no handout "hlep"' in run(capsys, "-q", "build", "--handout", "hlep").err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "there is no such file"),
        ("name: Sample\n", "this ward has no phone"),
        ("name: Sample\nphone: 01632 960123\ncountry: XX\n", 'no emergency numbers for "XX"'),
        ("name: Sample\nphone: 01632 960123\ncountry: GB\npaper: a3\n", '"a3" is not one of a4, letter'),
        (
            "name: Sample\nphone: 01632 960123\ncountry: GB\nweb: http://example.org\n",
            "not a safe web address",
        ),
        ("name: [1, 2\n", "ward.yaml:"),
    ],
)
def test_a_broken_ward_file_is_a_content_error_at_its_place(
    content: str | None, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ward = tmp_path / "ward.yaml"
    if content is not None:
        ward.write_text(content, encoding="utf-8")
    outcome = run(capsys, "build", "--ward", ward, "--out", tmp_path / "out")
    assert (outcome.code, outcome.out) == (1, "")
    assert message in outcome.err
    assert "ward.yaml" in outcome.err
    assert not (tmp_path / "out").exists()


def test_problems_of_content_are_json_with_their_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ward = tmp_path / "ward.yaml"
    ward.write_text("name: Sample\nphone: 01632 960123\ncountry: XX\n", encoding="utf-8")
    outcome = run(capsys, "build", "--ward", ward, "--json")
    (error,) = json.loads(outcome.out)["errors"]
    assert (error["line"], error["column"]) == (3, 10)
    assert str(error["file"]).endswith("ward.yaml")
    assert outcome.code == 1
