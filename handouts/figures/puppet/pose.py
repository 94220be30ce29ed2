"""Describe poses: what a frame of a figure says about the body, things around it and movement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.errors import Mark
from handouts.figures.puppet.body import HIP_HALF, SHOULDER_HALF

NOWHERE = Mark("")
"""The place of what was not read from a file."""

HandShape = Literal["open", "flat", "grip", "cupped"]
FootView = Literal["front", "side", "side_left"]


@dataclass(frozen=True, slots=True)
class Limb:
    """An arm or a leg, by angles or by where its end is.

    Either `angles` (world degrees of upper bone, lower bone and, optionally, hand or foot), or one
    target for wrist or ankle: `to` a point; `touch` a joint, `by` an offset from it; `sole` the point of
    the ground below the ankle. `bend` chooses the side of the elbow or knee (1 or -1). `scale` shortens
    the two bones for a limb that points at the viewer. `end` is the angle of hand or foot, `flip` turns
    a hand over, `toe` bends the toes up.
    """

    angles: tuple[float, ...] = ()
    to: complex | None = None
    touch: str = ""
    by: complex = 0j
    sole: complex | None = None
    end: float | None = None
    bend: int = 0
    scale: tuple[float, ...] = (1.0, 1.0)
    hand: HandShape = "open"
    flip: bool = False
    toe: float = 0.0
    foot: FootView = "front"
    mark: Mark = NOWHERE


@dataclass(frozen=True, slots=True)
class SidePose:
    """The body from its right side, facing right; angles in degrees (90 is upright), points in heads.

    One of `hip` and `shoulder` fixes the trunk. `rest` names parts that are lowered or raised together
    until the lowest of them is at height `rest_at`. The far limbs copy the near ones, moved by
    `far_offset`, unless given. `head_rests_at` finds the neck angle at which the head lies at a height.
    `belly` heads are added to the tummy, as a breath does.
    """

    hip: complex | None = None
    shoulder: complex | None = None
    pelvis: float = 90.0
    chest: float | None = None
    neck: float | None = None
    head: float | None = None
    head_rests_at: float | None = None
    bun: complex | None = None
    shoulder_forward: float = 0.02
    far_offset: complex = 0.08 + 0.04j
    rest: tuple[str, ...] = ()
    rest_at: float = 0.0
    near_leg: Limb | None = None
    far_leg: Limb | None = None
    near_arm: Limb | None = None
    far_arm: Limb | None = None
    order: tuple[str, ...] = ()
    belly: float = 0.0
    mark: Mark = NOWHERE


@dataclass(frozen=True, slots=True)
class FrontPose:
    """The body from the front, or from behind with `back`; left and right are those of the picture.

    `width`, `hip_half` and `shoulder_half` narrow a trunk that is turned; `face` is where she looks,
    and her eyes are lowered unless they are to be seen `open`.
    A body that lies on its side or back is a front pose whose trunk angle is not 90.
    """

    hip: complex = 3.95j
    pelvis: float = 90.0
    chest: float | None = None
    neck: float | None = None
    head: float | None = None
    width: float = 1.0
    hip_half: float = HIP_HALF
    shoulder_half: float = SHOULDER_HALF
    face: Literal["front", "right", "left", "half_right", "half_left", "away"] = "front"
    eyes: Literal["lowered", "open"] = "lowered"
    bun: complex | None = None
    left_leg: Limb | None = None
    right_leg: Limb | None = None
    left_arm: Limb | None = None
    right_arm: Limb | None = None
    order: tuple[str, ...] = ()
    mark: Mark = NOWHERE


Pose = SidePose | FrontPose


@dataclass(frozen=True, slots=True)
class Movement:
    """An arrow `through` two or more points; `double` for to and fro."""

    through: tuple[complex, ...]
    double: bool = False


SIDE_PARTS = ("far_arm", "far_leg", "near_leg", "trunk", "head", "near_arm")
"""Painting order of the side view."""

FRONT_PARTS = ("left_leg", "right_leg", "trunk", "head", "left_arm", "right_arm")
"""Painting order of the front view."""
