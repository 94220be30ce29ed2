"""Check that mistakes in pose files are told with file, line and column, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import DataError, Problem
from handouts.figures.puppet.fields import filled
from handouts.figures.puppet.pose import Limb, SidePose
from handouts.figures.puppet.script import read_figure
from handouts.source import Mapping, parse

POSTURES = """\
standing:
  view: side
  hip: [0, 3.86]
  near_leg: {sole: 0.08}
"""

GOOD = """\
name: stretch
alt: Woman standing tall, reaching up with one arm. Her back stays long.
scene:
  - {prop: floor, x: [-1, 1]}
frames:
  - pose: {like: standing, pelvis: 92, near_arm: {angles: [80, 85]}}
    arrows:
      - {through: [[1, 5], [1, 6]], double: yes}
"""


@pytest.fixture
def write(tmp_path: Path) -> Path:
    """A folder with postures."""
    (tmp_path / "postures.yaml").write_text(POSTURES, "utf-8")
    return tmp_path


def problems(folder: Path, text: str) -> list[Problem]:
    """What is wrong with a pose file."""
    path = folder / "stretch.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError) as caught:
        read_figure(path, folder / "postures.yaml")
    return list(caught.value.problems)


def test_a_pose_starts_from_its_posture(write: Path) -> None:
    path = write / "stretch.yaml"
    path.write_text(GOOD, "utf-8")
    script = read_figure(path, write / "postures.yaml")
    (pose,) = script.frames[0].poses
    assert isinstance(pose, SidePose)
    assert (pose.hip, pose.pelvis) == (3.86j, 92)
    assert pose.near_arm is not None
    assert pose.near_arm.angles == (80, 85)
    assert script.frames[0].arrows[0].double
    assert script.alt.id == "figures.stretch.alt"


@pytest.mark.parametrize(
    ("before", "after", "line", "column", "words"),
    [
        ("pelvis: 92", "pelvis: tall", 6, 36, "wants a number"),
        ("pelvis: 92", "pelvs: 92", 6, 28, "is not known"),
        ("like: standing", "like: standin", 6, 18, "names no posture"),
        ("prop: floor", "prop: flor", 4, 12, "names nothing known"),
        ("double: yes", "double: true", 8, 45, "not one of yes, no"),
        ("[[1, 5], [1, 6]]", "[[1, 5, 2], [1, 6]]", 8, 20, "wants [x, y]"),
        ("near_arm: {angles: [80, 85]}", "near_arm: {hand: fist}", 6, 57, "not one of open"),
        ("  - pose:", "  - label: one\n    pose:", 6, 12, "“label” is"),
        ("name: stretch", "name: reach", 1, 1, "must be “stretch”"),
        ("scene:\n  - {prop: floor", "scene:\n  - {prop: floor, under: arm", 4, 26, "no part of the body"),
    ],
)
def test_one_mistake(write: Path, before: str, after: str, line: int, column: int, words: str) -> None:
    assert before in GOOD
    (problem,) = problems(write, GOOD.replace(before, after))
    assert problem.mark is not None
    assert (problem.mark.line, problem.mark.column) == (line, column)
    assert words in problem.message


def test_all_mistakes_at_once(write: Path) -> None:
    wrong = (
        GOOD.replace("pelvis: 92", "pelvs: tall").replace("floor", "flor").replace("double: yes", "double: 1")
    )
    assert len(problems(write, wrong)) == 3


def test_did_you_mean(write: Path) -> None:
    (problem,) = problems(write, GOOD.replace("pelvis: 92", "pelvs: 92"))
    assert problem.hint == "did you mean “pelvis”?"


def test_too_long_words_and_missing_words(write: Path) -> None:
    (problem,) = problems(write, GOOD.replace("Her back", "Her back " * 40))
    assert "of 250" in problem.message
    missing = GOOD.replace("alt: Woman standing tall, reaching up with one arm. Her back stays long.\n", "")
    assert any("“alt” is missing" in problem.message for problem in problems(write, missing))


def test_a_number_for_a_point_is_its_x() -> None:
    limb = parse(b"limb: {sole: 1.5}", "pose.yaml")["limb"]  # type: ignore[index]  # a plain word finds a key
    assert isinstance(limb, Mapping)
    assert filled(Limb, limb).sole == 1.5 + 0j
