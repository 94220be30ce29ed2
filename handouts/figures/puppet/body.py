"""Keep the measures of the puppet: bone lengths and the profiles of limbs and trunk, in heads.

A profile is a table of (place along the bone, half width on the left, half width on the right), seen
from the start of the bone to its end. In the side view left is the front of a limb and the back of the
trunk. The whole figure is 7.5 heads tall.
"""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.pictures import Build

SPINE = 2.42
"""Hip joint to the seventh neck vertebra."""
NECK = 0.36
UPPER_ARM = 1.30
FOREARM = 1.07
THIGH = 1.88
SHIN = 1.72
ANKLE = 0.27
"""Ankle joint above the sole."""
SHOULDER = 0.86
"""Place of the shoulder joint along the spine."""
SHOULDER_HALF = 0.60
"""Front view: from the spine to a shoulder joint."""
HIP_HALF = 0.37
"""Front view: from the spine to a hip joint."""

Profile = tuple[tuple[float, float, float], ...]

SIDE_THIGH: Profile = (
    (-0.12, 0.25, 0.36), (0, 0.36, 0.44), (0.15, 0.40, 0.44), (0.35, 0.39, 0.38), (0.6, 0.32, 0.295),
    (0.85, 0.245, 0.225), (1, 0.225, 0.205),
)  # fmt: skip
SIDE_SHIN: Profile = (
    (0, 0.225, 0.205), (0.08, 0.215, 0.215), (0.27, 0.175, 0.30), (0.5, 0.15, 0.255), (0.75, 0.125, 0.155),
    (0.92, 0.115, 0.115), (1, 0.12, 0.12),
)  # fmt: skip
UPPER_ARM_PROFILE: Profile = (
    (0, 0.20, 0.22), (0.2, 0.205, 0.22), (0.5, 0.185, 0.19), (0.85, 0.15, 0.155), (1, 0.145, 0.15),
)  # fmt: skip
FOREARM_PROFILE: Profile = (
    (0, 0.145, 0.15), (0.22, 0.16, 0.165), (0.6, 0.125, 0.13), (0.9, 0.092, 0.096), (1, 0.088, 0.092),
)  # fmt: skip
SLEEVE_LOWER: Profile = (
    (0, 0.172, 0.178), (0.22, 0.185, 0.19), (0.6, 0.155, 0.16), (0.9, 0.125, 0.13), (1, 0.12, 0.12),
)  # fmt: skip
SIDE_TRUNK: Profile = (
    (-0.14, 0.30, 0.20), (-0.06, 0.48, 0.33), (0.03, 0.54, 0.385), (0.14, 0.485, 0.42), (0.26, 0.36, 0.43),
    (0.38, 0.30, 0.415), (0.52, 0.345, 0.415), (0.64, 0.40, 0.48), (0.72, 0.425, 0.51), (0.80, 0.43, 0.46),
    (0.88, 0.40, 0.33), (0.95, 0.30, 0.20), (1, 0.20, 0.13),
)  # fmt: skip
FRONT_TRUNK: Profile = (
    (-0.13, 0.40, 0.40), (-0.05, 0.66, 0.66), (0.03, 0.74, 0.74), (0.14, 0.70, 0.70), (0.28, 0.58, 0.58),
    (0.40, 0.52, 0.52), (0.55, 0.565, 0.565), (0.70, 0.64, 0.64), (0.80, 0.72, 0.72), (0.87, 0.76, 0.76),
    (0.92, 0.68, 0.68), (0.96, 0.42, 0.42), (1, 0.23, 0.23),
)  # fmt: skip
FRONT_THIGH: Profile = (
    (-0.1, 0.26, 0.34), (0, 0.36, 0.40), (0.2, 0.36, 0.36), (0.5, 0.30, 0.30), (0.85, 0.225, 0.225),
    (1, 0.205, 0.205),
)  # fmt: skip
"""Left is the outer side of the picture-right leg."""
FRONT_SHIN: Profile = (
    (0, 0.205, 0.205), (0.25, 0.225, 0.225), (0.5, 0.19, 0.19), (0.8, 0.125, 0.125), (1, 0.115, 0.115),
)  # fmt: skip

NECK_SIDE: Profile = ((0, 0.22, 0.10), (0.4, 0.205, 0.19), (1, 0.20, 0.195))
NECK_FRONT: Profile = ((0, 0.30, 0.30), (0.4, 0.2, 0.2), (1, 0.19, 0.19))


@dataclass(frozen=True, slots=True)
class Figure:
    """How the measures change with a build: factors on widths, and a soft belly in heads.

    A belly is part of the average build because a woman is drawn some weeks after birth.
    """

    trunk: float
    limbs: float
    belly: float


BUILDS = {
    Build.SLIM: Figure(0.94, 0.93, 0.0),
    Build.AVERAGE: Figure(1.0, 1.0, 0.03),
    Build.FULL: Figure(1.22, 1.19, 0.13),
}


def widened(profile: Profile, factor: float) -> Profile:
    """The profile with its widths times `factor`."""
    return tuple((place, left * factor, right * factor) for place, left, right in profile)


def swapped(profile: Profile) -> Profile:
    """The profile with left and right exchanged."""
    return tuple((place, right, left) for place, left, right in profile)
