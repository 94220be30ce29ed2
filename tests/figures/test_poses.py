"""Check every pose file: words for blind readers, contact with the ground, frames that differ."""

from __future__ import annotations

import re

import pytest

from handouts.assets import DATA
from handouts.figures.alt import LONGEST, POSES, alt_texts
from handouts.figures.puppet.furniture import Floor, Mat
from handouts.figures.puppet.layers import silhouette
from handouts.figures.puppet.pose import SidePose
from handouts.figures.puppet.script import FrameScript
from handouts.source import Mapping, Scalar, read
from tests.figures.scripts import NAMES, all_frames, drawn, script

EXERCISES = {
    "breathing", "pelvic_floor", "pelvic_tilt", "knee_rolls", "heel_slides", "bridge", "cat_cow",
    "childs_pose", "bird_dog", "clam", "sit_to_stand", "thoracic_rotation", "chest_opener",
    "hip_flexor_stretch", "leg_stretch", "walking",
}  # fmt: skip
POSTURES = {
    "feeding", "side_lying_feeding", "lifting", "log_roll", "nappy_change", "pram", "car_seat", "sling",
    "side_lying_rest",
}  # fmt: skip
WITH_BABY = {
    "feeding", "side_lying_feeding", "lifting", "nappy_change", "pram", "car_seat", "sling",
}  # fmt: skip
KNEELING = {"cat_cow", "bird_dog", "bird_dog_lift", "childs_pose"}
FRAMES = [pytest.param(name, frame, id=name) for name, frame in all_frames()]
KNEE_RADIUS = 0.22


def ground(frame: FrameScript) -> bool:
    """Whether the frame has a ground at height 0."""
    return any(isinstance(placing.prop, Floor | Mat) for placing in frame.props)


def test_every_exercise_and_posture_has_a_figure() -> None:
    assert not (EXERCISES | POSTURES) - set(NAMES)


def test_every_figure_has_words_of_its_own() -> None:
    texts = alt_texts()
    assert [text.id for text in texts] == [f"figures.{name}.alt" for name in NAMES]
    assert len({text.text for text in texts}) == len(texts)
    for text in texts:
        assert 60 <= len(text.text) <= LONGEST, text.mark
        assert text.text.startswith("Woman "), text.mark
        assert text.text.endswith("."), text.mark
        assert "arrow" not in text.text.lower(), f"{text.mark}: say the movement, not the sign for it"
        assert text.mark.file == f"data/figures/poses/{text.id.split('.')[1]}.yaml"


def test_babies_are_marked() -> None:
    assert {name for name in NAMES if script(name).about_baby} == WITH_BABY


@pytest.mark.parametrize("name", NAMES)
def test_labels_rise_and_start_comes_first(name: str) -> None:
    labels = [frame.label for frame in script(name).frames]
    if len(labels) == 1:
        assert labels == [None]
        return
    assert None not in labels
    assert labels == sorted(set(labels)), "steps in order, none twice"


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_labels_are_steps_of_the_exercise(name: str) -> None:
    steps = read(DATA / "exercises" / f"{name}.yaml")[Scalar("steps")]
    assert isinstance(steps, Mapping)
    for frame in script(name).frames:
        assert frame.label is None or frame.label <= len(steps)


@pytest.mark.parametrize("name", NAMES)
def test_no_two_frames_are_alike(name: str) -> None:
    poses = [re.sub(r"mark=Mark\([^)]*\)", "", repr(frame.poses)) for frame in script(name).frames]
    assert len(set(poses)) == len(poses)


@pytest.mark.parametrize(("name", "frame"), FRAMES)
def test_bodies_stand_on_the_ground(name: str, frame: FrameScript) -> None:
    if not ground(frame):
        pytest.skip("seen from above, or on a bed")
    layers = [layer for pose in frame.poses for layer in drawn(pose)[1]]
    assert -0.06 <= silhouette(layers).bounds[1] <= 0.03


@pytest.mark.parametrize(("name", "frame"), FRAMES)
def test_kneeling_knees_touch_the_mat(name: str, frame: FrameScript) -> None:
    for pose in frame.poses:
        if name.partition("-")[0] not in KNEELING or not isinstance(pose, SidePose):
            return
        knees = [drawn(pose)[0].limbs[leg].middle.imag for leg in ("near_leg", "far_leg")]
        assert -0.06 <= min(knees) - KNEE_RADIUS <= 0.08


@pytest.mark.parametrize(("name", "frame"), FRAMES)
def test_planted_feet_are_flat_on_the_ground(name: str, frame: FrameScript) -> None:
    for pose in frame.poses:
        for leg, solved in drawn(pose)[0].limbs.items():
            sole = solved.limb.sole
            if sole is None or solved.end_angle:
                continue
            copied = isinstance(pose, SidePose) and leg == "far_leg" and pose.far_leg is None
            # A far limb that copies the near one stands a little higher in the picture, as if farther away.
            offset = pose.far_offset.imag if copied and isinstance(pose, SidePose) else 0.0
            assert solved.tip.imag - sole.imag - offset == pytest.approx(0.27, abs=0.03)


def test_pose_files_are_where_they_should_be() -> None:
    assert {path.suffix for path in POSES.iterdir()} == {".yaml"}
