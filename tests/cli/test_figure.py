"""Test what `handouts figure` draws, what it prints, and how it refuses."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from handouts.assets import DATA
from handouts.figures.display_list import figure_names, load_figure
from handouts.figures.theme import THEMES
from tests.cli.commands import ROOT, run, spawn

Capture = pytest.CaptureFixture[str]
POSE = DATA / "figures" / "poses" / "bridge.yaml"


def names(folder: Path) -> list[str]:
    """The names of everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def test_without_names_it_makes_the_contact_sheet(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run(capsys, "figure")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == f"{Path('out', 'figures-colour.pdf')}\n"
    assert names(tmp_path / "out") == ["figures-colour.pdf"]


def test_all_makes_a_file_of_each(tmp_path: Path, capsys: Capture) -> None:
    outcome = run(capsys, "figure", "--all", "-f", "svg", "-o", tmp_path)
    assert outcome.code == 0
    assert names(tmp_path) == [f"figure-{name}-colour.svg" for name in figure_names()]


@pytest.mark.parametrize(
    ("arguments", "made"),
    [
        ("bridge clam bridge", ["figure-bridge-colour.pdf", "figure-clam-colour.pdf"]),
        ("bridge -f svg -f png -f svg", ["figure-bridge-colour.svg", "figure-bridge-colour.png"]),
        ("clam --theme grey --theme line", ["figure-clam-grey.pdf", "figure-clam-line.pdf"]),
        ("clam --hair scarf", ["figure-clam-colour-scarf-average-paper.pdf"]),
        ("clam --build full --skin deep --mirror", ["figure-clam-colour-bun-full-deep-mirrored.pdf"]),
        ("--theme line --width 42 --no-words -f svg", ["figures-line.svg"]),
    ],
)
def test_it_draws_what_is_asked_for_once(
    arguments: str, made: list[str], tmp_path: Path, capsys: Capture
) -> None:
    outcome = run(capsys, "figure", *arguments.split(), "-o", tmp_path)
    assert (outcome.code, outcome.err) == (0, "")
    assert [Path(line).name for line in outcome.out.splitlines()] == made
    assert names(tmp_path) == sorted(made)


def test_every_look_is_another_picture(tmp_path: Path, capsys: Capture) -> None:
    themes = [word for theme in THEMES for word in ("--theme", theme)]
    for more in ([], ["--hair", "scarf"], ["--build", "full"], ["--skin", "medium"], ["--mirror"]):
        run(capsys, "figure", "walking", *themes, *more, "-f", "svg", "-o", tmp_path)
    texts = [path.read_bytes() for path in tmp_path.iterdir()]
    assert len(texts) == 3 * 5
    assert len(set(texts)) == len(texts) - 1, "only lines alone show no skin"


def test_json_describes_every_file(tmp_path: Path, capsys: Capture) -> None:
    outcome = run(
        capsys, "figure", "bridge", "--hair", "scarf", "-f", "svg", "-f", "pdf", "--json", "-o", tmp_path
    )
    made = json.loads(outcome.out)["figures"]
    assert outcome.err == ""
    assert [each["format"] for each in made] == ["svg", "pdf"]
    for each in made:
        path = Path(each.pop("path"))
        assert each.pop("bytes") == path.stat().st_size
        assert each.pop("format") == path.suffix.lstrip(".")
        assert each == {
            "names": ["bridge"], "theme": "colour", "hair": "scarf", "build": "average", "skin": "paper",
            "mirrored": False,
        }  # fmt: skip


# -- pose files ------------------------------------------------------------------------------------------


def test_a_pose_file_is_drawn_as_it_stands(tmp_path: Path, capsys: Capture) -> None:
    """What is drawn from an unchanged pose file is what was baked from it; a changed angle shows at once."""
    ours, changed = tmp_path / "ours", tmp_path / "bridge.yaml"
    run(capsys, "figure", "bridge", "-f", "svg", "-o", ours)
    baked = (ours / "figure-bridge-colour.svg").read_text(encoding="utf-8")
    run(capsys, "figure", POSE, "-f", "svg", "-o", ours)
    assert (ours / "figure-bridge-colour.svg").read_text(encoding="utf-8") == baked
    text = POSE.read_text(encoding="utf-8")
    assert text.count("chest: 206") == 1
    changed.write_text(text.replace("chest: 206", "chest: 200"), encoding="utf-8")
    assert run(capsys, "figure", changed, "-f", "svg", "-o", ours).code == 0
    assert (ours / "figure-bridge-colour.svg").read_text(encoding="utf-8") != baked


def test_mistakes_in_a_pose_file_are_told_at_their_place(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "bridge.yaml"
    path.write_text(POSE.read_text(encoding="utf-8").replace("pelvis: 196", "pelvs: 196"), encoding="utf-8")
    outcome = run(capsys, "figure", path, "-o", tmp_path / "out")
    assert (outcome.code, outcome.out) == (1, "")
    assert "bridge.yaml:13:" in outcome.err
    assert "did you mean “pelvis”?" in outcome.err
    assert not (tmp_path / "out").exists()


def test_without_the_drawing_packages_it_says_what_to_install(tmp_path: Path) -> None:
    missing = tmp_path / "without" / "shapely.py"
    missing.parent.mkdir()
    missing.write_text("raise ModuleNotFoundError(name='shapely')\n", encoding="utf-8")
    path = os.pathsep.join((str(missing.parent), str(ROOT)))
    done = spawn("figure", POSE, "-o", "out", cwd=tmp_path, variables={"PYTHONPATH": path})
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"drawing from a pose file needs shapely" in done.stderr
    assert b"pip install -e '.[dev]'" in done.stderr
    baked = spawn("figure", "bridge", "-o", "out", cwd=tmp_path, variables={"PYTHONPATH": path})
    assert (baked.returncode, baked.stderr) == (0, b"")


# -- refusals --------------------------------------------------------------------------------------------


def test_all_unknown_names_are_told_with_suggestions(tmp_path: Path, capsys: Capture) -> None:
    outcome = run(capsys, "figure", "brigde", "bridge", "walkin", "-o", tmp_path)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines() == [
        "error: there is no figure “brigde”",
        "  hint: did you mean bridge?",
        "error: there is no figure “walkin”",
        "  hint: did you mean walking?",
    ]
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("--all bridge", "--all and the names of figures do not go together"),
        ("bridge --theme gray", 'did you mean "grey"?'),
        ("bridge -f pfd", 'did you mean "pdf"?'),
        ("bridge --hair scraf", 'did you mean "scarf"?'),
        ("bridge --width 7", "not in the range 20<=x<=180"),
        ("bridge --resolution 5000", "not in the range 30<=x<=600"),
    ],
)
def test_what_does_not_go_is_refused(arguments: str, words: str, tmp_path: Path, capsys: Capture) -> None:
    outcome = run(capsys, "figure", *arguments.split(), "-o", tmp_path)
    assert outcome.code == 2
    assert words in outcome.err
    assert names(tmp_path) == []


def test_two_figures_of_one_name_are_refused(tmp_path: Path, capsys: Capture) -> None:
    outcome = run(capsys, "figure", "bridge", POSE, "-o", tmp_path)
    assert outcome.code == 2
    assert "two figures are named “bridge”" in outcome.err
    assert names(tmp_path) == []


# -- standard output -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["pdf", "png", "svg"])
def test_a_dash_sends_the_file_itself_to_stdout(kind: str, tmp_path: Path) -> None:
    done = spawn("figure", "bridge", "-f", kind, "--out", "-", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert names(tmp_path) == []
    assert spawn("figure", "bridge", "-f", kind, "--out", "there", cwd=tmp_path).returncode == 0
    assert done.stdout == (tmp_path / "there" / f"figure-bridge-colour.{kind}").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("bridge clam", "2 files do not go into one stream"),
        ("bridge -f pdf -f png", "2 files do not go into one stream"),
        ("bridge --json", "the figure and JSON do not go into one stream"),
    ],
)
def test_only_one_file_goes_to_stdout(
    arguments: str, words: str, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run(capsys, "figure", *arguments.split(), "-o", "-")
    assert outcome.code == 2
    assert words in outcome.out + outcome.err
    assert names(tmp_path) == []


def test_words_of_svg_are_those_of_the_figure(tmp_path: Path, capsys: Capture) -> None:
    run(capsys, "figure", "feeding", "-f", "svg", "-o", tmp_path)
    text = (tmp_path / "figure-feeding-colour.svg").read_text(encoding="utf-8")
    assert f'<desc id="feeding-words">{load_figure("feeding").alt}</desc>' in text
