"""Find the joints of a pose: a spine of constant length, and limbs by angle or by inverse kinematics."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise

from handouts.errors import DataError, Problem
from handouts.figures.puppet import body
from handouts.figures.puppet.outlines import FACE, HAIR, HEAD_JOINT
from handouts.figures.puppet.pose import FrontPose, Limb, Pose, SidePose
from handouts.figures.puppet.vectors import angle_between, degrees, direction, left_of, smooth, unit

TOLERANCE = 0.03
"""Heads that a target may be out of reach."""


@dataclass(frozen=True, slots=True)
class Spine:
    """A cubic from the hip joints to the neck that leaves and arrives at the pelvis and chest angles."""

    start: complex
    chord: complex
    first: complex
    last: complex

    def at(self, t: float) -> complex:
        """The point at `t`: 0 hip, 1 neck; straight on beyond both ends."""
        if t < 0:
            return self.start + unit(self.first) * t * body.SPINE
        if t > 1:
            return self.start + self.chord + unit(self.last) * (t - 1) * body.SPINE
        return self.start + _hermite(self.first, self.chord, self.last, t)

    def tangent(self, t: float) -> complex:
        """The unit vector from hip to neck at `t`."""
        if t <= 0:
            return unit(self.first)
        if t >= 1:
            return unit(self.last)
        return unit(self.at(min(t + 1e-3, 1)) - self.at(max(t - 1e-3, 0)))

    def beside(self, t: float, out: float) -> complex:
        """The point `out` heads from the spine at `t`: in front of it in the side view."""
        return self.at(t) - left_of(self.tangent(t)) * out


@dataclass(frozen=True, slots=True)
class SolvedLimb:
    """The three joints of an arm (shoulder, elbow, wrist) or leg (hip, knee, ankle)."""

    root: complex
    middle: complex
    tip: complex
    end_angle: float
    limb: Limb

    @property
    def flexion(self) -> float:
        """How far the middle joint is bent: 0 straight, signed, positive anticlockwise."""
        return degrees((self.tip - self.middle) / (self.middle - self.root))

    @property
    def opening(self) -> float:
        """The angle between the two bones: 180 straight, near 0 folded."""
        return angle_between(self.root - self.middle, self.tip - self.middle)


@dataclass(slots=True)
class Skeleton:
    """All joints of one pose, in heads."""

    spine: Spine
    head: complex = 0j
    head_angle: float = 90.0
    shoulder: complex = 0j
    limbs: dict[str, SolvedLimb] = field(default_factory=dict)

    @property
    def hip(self) -> complex:
        """The hip joints of the side view, between them in the front view."""
        return self.spine.at(0)

    @property
    def neck(self) -> complex:
        """The root of the neck."""
        return self.spine.at(1)

    def joint(self, name: str) -> complex | None:
        """The place of a joint or landmark that a limb may `touch`, e.g. `near_knee`, `belly`."""
        landmarks = {"hip": 0.0, "neck": 0.0, "head": 0.0, "shoulder": 0.0, "belly": 0.30, "breast": 0.68}
        if name in landmarks:
            out = {"belly": 0.44, "breast": 0.50}.get(name)
            own = {"hip": self.hip, "neck": self.neck, "head": self.head, "shoulder": self.shoulder}
            return own[name] if out is None else self.spine.beside(landmarks[name], out)
        side, _, joint = name.partition("_")
        kind, place = {"knee": ("leg", 1), "ankle": ("leg", 2), "elbow": ("arm", 1), "wrist": ("arm", 2)}.get(
            joint, ("", 0)
        )
        limb = self.limbs.get(f"{side}_{kind}")
        return (limb.middle if place == 1 else limb.tip) if limb else None


def solve(pose: Pose) -> Skeleton:
    """The joints of a pose.

    Raises DataError, at the limb's place in its file, when a target is out of reach or unknown.
    """
    return _side(pose) if isinstance(pose, SidePose) else _front(pose)


def _hermite(first: complex, chord: complex, last: complex, t: float) -> complex:
    return t * (1 - t) ** 2 * first + t * t * (3 - 2 * t) * chord + t * t * (t - 1) * last


def _spine(pelvis: float, chest: float) -> Spine:
    """A spine from the origin whose length does not change with its bend."""
    first, last = direction(pelvis) * body.SPINE, direction(chest) * body.SPINE
    middle = unit(first + last)

    def length(chord: float) -> float:
        points = [_hermite(first, middle * chord, last, step / 40) for step in range(41)]
        return sum(abs(b - a) for a, b in pairwise(points))

    short, long = body.SPINE * 0.3, body.SPINE * 1.05
    for _ in range(30):
        half = (short + long) / 2
        short, long = (short, half) if length(half) > body.SPINE else (half, long)
    return Spine(0j, middle * short, first, last)


def _moved(spine: Spine, by: complex) -> Spine:
    return Spine(spine.start + by, spine.chord, spine.first, spine.last)


def _side(pose: SidePose) -> Skeleton:
    chest = pose.pelvis if pose.chest is None else pose.chest
    spine = _spine(pose.pelvis, chest)
    shoulder = spine.beside(body.SHOULDER, pose.shoulder_forward)
    if pose.shoulder is not None:
        spine = _moved(spine, pose.shoulder - shoulder)
    else:
        spine = _moved(spine, 3.95j if pose.hip is None else pose.hip)
    skeleton = Skeleton(spine, shoulder=spine.beside(body.SHOULDER, pose.shoulder_forward))
    neck = chest - 12 if pose.neck is None else pose.neck
    skeleton.head_angle = neck + 8 if pose.head is None else pose.head
    if pose.head_rests_at is not None:
        neck = _resting_neck(skeleton, chest, pose.head_rests_at)
    skeleton.head = skeleton.neck + direction(neck) * body.NECK
    near, far = pose.near_leg or Limb(angles=(270, 270, 0)), pose.far_leg
    _add_pair(skeleton, "leg", skeleton.hip, near, far, pose.far_offset)
    near, far = pose.near_arm or Limb(angles=(268, 275)), pose.far_arm
    _add_pair(skeleton, "arm", skeleton.shoulder, near, far, pose.far_offset)
    return skeleton


def _add_pair(
    skeleton: Skeleton, kind: str, root: complex, near: Limb, far: Limb | None, offset: complex
) -> None:
    skeleton.limbs[f"near_{kind}"] = _limb(skeleton, kind, root, near)
    copied = 0j if far else (0j if near.touch else offset)
    skeleton.limbs[f"far_{kind}"] = _limb(
        skeleton, kind, root + offset, far or near, copied, strict=bool(far)
    )


def _resting_neck(skeleton: Skeleton, chest: float, height: float) -> float:
    """The neck angle at which the lowest point of the head is at `height`."""
    turn = direction(skeleton.head_angle - 90)
    lowest = min(((p - HEAD_JOINT) * turn).imag for p in [*smooth(FACE), *smooth(HAIR)])

    def miss(bend: int) -> float:
        joint = skeleton.neck + direction(chest + bend) * body.NECK
        return abs(joint.imag + lowest - height) + abs(bend) * 0.0005

    return chest + min(range(-70, 71), key=miss)


def _front(pose: FrontPose) -> Skeleton:
    chest = pose.pelvis if pose.chest is None else pose.chest
    spine = _moved(_spine(pose.pelvis, chest), pose.hip)
    skeleton = Skeleton(spine, shoulder=spine.at(0.865))
    neck = chest if pose.neck is None else pose.neck
    skeleton.head_angle = neck if pose.head is None else pose.head
    skeleton.head = skeleton.neck + direction(neck) * body.NECK
    across = left_of(spine.tangent(0)) * pose.hip_half * pose.width
    legs = (("left_leg", pose.left_leg, across, 268.0), ("right_leg", pose.right_leg, -across, 272.0))
    for name, limb, side, hang in legs:
        shin = 269.0 if hang < 270 else 271.0
        skeleton.limbs[name] = _limb(
            skeleton, "leg", skeleton.hip + side, limb or Limb(angles=(hang, shin, 0))
        )
    across = left_of(spine.tangent(0.9)) * pose.shoulder_half * pose.width
    arms = (("left_arm", pose.left_arm, across, 262.0), ("right_arm", pose.right_arm, -across, 278.0))
    for name, limb, side, hang in arms:
        fore = 264.0 if hang < 270 else 276.0
        skeleton.limbs[name] = _limb(
            skeleton, "arm", skeleton.shoulder + side, limb or Limb(angles=(hang, fore))
        )
    return skeleton


def _limb(
    skeleton: Skeleton, kind: str, root: complex, limb: Limb, moved: complex = 0j, *, strict: bool = True
) -> SolvedLimb:
    upper = (body.THIGH if kind == "leg" else body.UPPER_ARM) * limb.scale[0]
    lower = (body.SHIN if kind == "leg" else body.FOREARM) * limb.scale[-1]
    if limb.angles:
        middle = root + direction(limb.angles[0]) * upper
        tip = middle + direction(limb.angles[1]) * lower
        end = limb.angles[2] if len(limb.angles) > 2 else limb.angles[1]
        return SolvedLimb(root, middle, tip, end, limb)
    target = _target(skeleton, limb) + moved
    bend = limb.bend or (1 if kind == "leg" else -1)
    miss = abs(target - root) - (upper + lower)
    if strict and miss > TOLERANCE:
        raise DataError(Problem(f"the {kind} is {miss:.2f} heads too short to reach its target", limb.mark))
    middle, tip = two_bones(root, target, upper, lower, bend)
    end = limb.end if limb.end is not None else degrees(tip - middle) if kind == "arm" else 0.0
    return SolvedLimb(root, middle, tip, end, limb)


def _target(skeleton: Skeleton, limb: Limb) -> complex:
    if limb.sole is not None:
        return limb.sole + left_of(direction(limb.end or 0.0)) * body.ANKLE
    if limb.to is not None:
        return limb.to
    if not limb.touch:
        raise DataError(Problem("a limb wants “angles”, “to”, “touch” or “sole”", limb.mark))
    joint = skeleton.joint(limb.touch)
    if joint is None:
        known = "hip, neck, head, shoulder, belly, breast, and near_knee, far_wrist and the like"
        raise DataError(Problem(f"“touch” names no joint: “{limb.touch}”", limb.mark, f"joints: {known}"))
    return joint + limb.by


def two_bones(
    root: complex, target: complex, upper: float, lower: float, bend: int
) -> tuple[complex, complex]:
    """Middle joint and tip of two bones from `root` that reach for `target` (law of cosines).

    A target out of reach is approached as far as the bones go; `bend` picks the side.
    """
    reach = target - root
    longest, shortest = (upper + lower) * 0.999, abs(upper - lower) * 1.02
    distance = min(max(abs(reach), shortest, 1e-6), longest)
    along = unit(reach) if reach else 1 + 0j
    cosine = (upper * upper + distance * distance - lower * lower) / (2 * upper * distance)
    turn = math.degrees(math.acos(min(max(cosine, -1.0), 1.0)))
    return root + along * direction(bend * turn) * upper, root + along * distance
