"""Check that skeletons keep their bones and that every pose is one a person can take."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.errors import DataError, Mark
from handouts.figures.puppet import body
from handouts.figures.puppet.pose import FrontPose, Limb, SidePose
from handouts.figures.puppet.skeleton import Skeleton, solve
from handouts.figures.puppet.vectors import degrees
from tests.figures.scripts import all_frames, drawn

SIDE = [
    pytest.param(pose, id=f"{name}-{number}")
    for name, frame in all_frames()
    for number, pose in enumerate(frame.poses)
    if isinstance(pose, SidePose)
]
FRONT = [
    pytest.param(pose, id=f"{name}-{number}")
    for name, frame in all_frames()
    for number, pose in enumerate(frame.poses)
    if isinstance(pose, FrontPose)
]

# Ranges in degrees a supple adult reaches; bending forward is positive. Limbs whose bones are shortened
# point at the viewer, and the angles of their pictures say little: only their shoulders and hips count.
KNEE = (-165, 6)
ELBOW = (-8, 155)
HIP = (-40, 150)
SHOULDER = (-70, 190)
ANKLE = (0, 125)
NECK = (-70, 75)
SPINE = (-60, 90)


def relative(vector: complex, to: complex) -> float:
    """The angle of a vector seen from another, between -90 and 270 so that raised arms do not wrap."""
    angle = degrees(vector / to)
    return angle + 360 if angle < -90 else angle


def test_spine_keeps_its_length() -> None:
    @given(st.floats(0, 360), st.floats(-90, 90))
    def check(pelvis: float, bend: float) -> None:
        spine = solve(SidePose(pelvis=pelvis, chest=pelvis + bend)).spine
        points = [spine.at(step / 200) for step in range(201)]
        assert sum(abs(b - a) for a, b in pairwise(points)) == pytest.approx(body.SPINE, rel=0.01)

    check()


def test_a_target_out_of_reach_names_its_place() -> None:
    mark = Mark("data/figures/poses/stretch.yaml", 12, 17)
    with pytest.raises(DataError) as caught:
        solve(SidePose(near_arm=Limb(to=9 + 9j, mark=mark)))
    assert str(caught.value).startswith("data/figures/poses/stretch.yaml:12:17: error: the arm is ")
    assert "too short" in str(caught.value)


def test_an_unknown_joint_and_a_limb_without_target_are_refused() -> None:
    for limb in (Limb(touch="near_nose"), Limb()):
        with pytest.raises(DataError):
            solve(SidePose(near_arm=limb))


def test_both_limbs_keep_their_lengths() -> None:
    @given(st.floats(-2, 2), st.floats(0.3, 1.5))
    def check(x: float, y: float) -> None:
        skeleton = solve(SidePose(hip=3j, near_leg=Limb(to=complex(x, y))))
        leg = skeleton.limbs["near_leg"]
        assert abs(leg.middle - leg.root) == pytest.approx(body.THIGH)
        assert abs(leg.tip - leg.middle) == pytest.approx(body.SHIN, abs=1e-6)

    check()


@pytest.mark.parametrize("pose", SIDE)
def test_joints_of_side_poses_are_within_human_range(pose: SidePose) -> None:
    skeleton = drawn(pose)[0]
    down, across = -skeleton.spine.tangent(0), -skeleton.spine.tangent(body.SHOULDER)
    for side in ("near", "far"):
        leg, arm = skeleton.limbs[f"{side}_leg"], skeleton.limbs[f"{side}_arm"]
        if set(leg.limb.scale) == {1.0}:
            between(KNEE, leg.flexion, f"{side} knee")
        if set(arm.limb.scale) == {1.0}:
            between(ELBOW, arm.flexion, f"{side} elbow")
        between(HIP, relative(leg.middle - leg.root, down), f"{side} hip")
        between(SHOULDER, relative(arm.middle - arm.root, across), f"{side} shoulder")
        foot = leg.end_angle - degrees(leg.tip - leg.middle)
        between(ANKLE, (foot + 180) % 360 - 180, f"{side} ankle")
    _trunk(skeleton)


@pytest.mark.parametrize("pose", FRONT)
def test_joints_of_front_poses_are_within_human_range(pose: FrontPose) -> None:
    skeleton = drawn(pose)[0]
    for name, limb in skeleton.limbs.items():
        assert limb.opening > 18, f"{name} folds flat"
        assert all(0.1 <= scale <= 1 for scale in limb.limb.scale), f"{name} is longer than its bones"
    _trunk(skeleton)


def _trunk(skeleton: Skeleton) -> None:
    first, last = skeleton.spine.tangent(0), skeleton.spine.tangent(1)
    between(SPINE, -degrees(last / first), "spine")
    between(NECK, -(((skeleton.head_angle - degrees(last)) + 180) % 360 - 180), "neck")


def between(bounds: tuple[float, float], angle: float, what: str) -> None:
    assert bounds[0] <= angle <= bounds[1], f"{what} at {angle:.0f} degrees, not {bounds}"
