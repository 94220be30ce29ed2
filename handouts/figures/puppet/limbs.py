"""Draw arms and legs around their bones, in the side view and in the front view."""

from __future__ import annotations

from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from handouts.figures.puppet import body, outlines
from handouts.figures.puppet.layers import Layer, Look, seam
from handouts.figures.puppet.shapes import (
    bone,
    closing,
    disk,
    largest,
    lines,
    opening,
    placed,
    smooth_area,
    smooth_line,
    union,
)
from handouts.figures.puppet.skeleton import SolvedLimb
from handouts.figures.puppet.vectors import left_of, unit

_HANDS = {
    "flat": (outlines.HAND_FLAT, outlines.FLAT_FINGERS),
    "open": (outlines.HAND_OPEN, outlines.OPEN_FINGERS),
    "grip": (outlines.HAND_GRIP, outlines.GRIP_FINGERS),
    "cupped": (outlines.HAND_CUPPED, outlines.CUPPED_FINGERS),
}
_WIDE: body.Profile = ((0, 0.6, 0.6), (1, 0.6, 0.6))
_SLEEVE: body.Profile = ((0, 0.245, 0.245), (0.3, 0.25, 0.25), (1, 0.235, 0.235))
HEM = 0.86
"""Place along the shin where leggings end."""


def arm(name: str, solved: SolvedLimb, look: Look, *, far: bool = False) -> Layer:
    """An arm with its sleeve; the same in both views."""
    factor = look.figure.limbs
    root, elbow, wrist = solved.root, solved.middle, solved.tip
    hand_points, finger_lines = _HANDS[solved.limb.hand]
    hand = smooth_area(_at_wrist(hand_points, solved))
    thumb = smooth_area(_at_wrist(outlines.THUMB, solved)) if solved.limb.hand == "open" else None
    forearm = bone(elbow, wrist, body.widened(body.FOREARM_PROFILE, 1 + (factor - 1) / 2))
    skin = union(
        bone(root, elbow, body.widened(body.UPPER_ARM_PROFILE, factor)),
        disk(elbow, 0.148 * factor),
        closing(union(forearm, hand), 0.12),
        *([thumb] if thumb else []),
    )
    skin = closing(skin, 0.04)
    sleeve = _sleeve(root, elbow, wrist, look)
    outline = union(skin, sleeve)
    layer = Layer(name, [(skin, "skin"), (sleeve, "top")], outline, far, [seam(sleeve, outline)])
    layer.joint = disk(root, 0.40 * max(1.0, factor))
    if thumb:
        edge = thumb.boundary.intersection(hand.buffer(-0.025)).intersection(skin.buffer(-0.02))
        layer.details += [(line, "detail") for line in lines(edge)]
    layer.details += [(smooth_line(_at_wrist(line, solved)), "fine") for line in finger_lines]
    return layer


def _at_wrist(points: outlines.Points, solved: SolvedLimb) -> list[complex]:
    return placed(points, 0j, solved.tip, solved.end_angle, flip=solved.limb.flip)


def _sleeve(root: complex, elbow: complex, wrist: complex, look: Look) -> BaseGeometry:
    factor = look.figure.limbs
    short = union(disk(root, 0.245 * factor), bone(root, elbow, body.widened(_SLEEVE, factor), stop=0.5))
    short = closing(short, 0.1)
    if not look.covered:
        return short
    upper = bone(root, elbow, body.widened(body.UPPER_ARM_PROFILE, factor), grow=0.03)
    lower = bone(elbow, wrist, body.widened(body.SLEEVE_LOWER, factor), stop=0.9)
    return closing(union(short, upper, disk(elbow, 0.178 * factor), lower), 0.08)


def side_leg(name: str, solved: SolvedLimb, look: Look, *, far: bool = False) -> Layer:
    """A leg in leggings with a bare foot, from the side."""
    factor = look.figure.limbs
    hip, knee, ankle = solved.root, solved.middle, solved.tip
    thigh = bone(hip, knee, body.widened(body.SIDE_THIGH, factor), start=-0.1)
    shin_profile = body.widened(body.SIDE_SHIN, 1 + (factor - 1) / 2)
    whole = union(
        thigh, bone(knee, ankle, shin_profile), disk(knee, 0.212 * factor), disk(hip, 0.40 * factor)
    )
    whole = opening(closing(whole, 0.10), 0.05)
    toes = outlines.with_toes(outlines.FOOT, solved.limb.toe)
    foot = smooth_area(placed(toes, 0j, ankle, solved.end_angle, flip=solved.limb.flip))
    lower = closing(union(bone(knee, ankle, shin_profile, start=0.6), disk(ankle, 0.12), foot), 0.12)
    layer = _leg(name, whole, lower, solved, thigh)
    layer.far, layer.joint = far, disk(hip, 0.62 * factor)
    layer.inner += _knee_crease(solved, layer.outline)
    toe_line = placed(outlines.TOE_LINE, 0j, ankle, solved.end_angle, flip=solved.limb.flip)
    if not solved.limb.toe:
        layer.details.append((smooth_line(toe_line), "fine"))
    return layer


def front_leg(name: str, solved: SolvedLimb, look: Look) -> Layer:
    """A leg from the front, its foot seen from the front or from one side."""
    factor = look.figure.limbs
    hip, knee, ankle = solved.root, solved.middle, solved.tip
    profile = body.FRONT_THIGH if name.startswith("left") else body.swapped(body.FRONT_THIGH)
    thigh = bone(hip, knee, body.widened(body.swapped(profile), factor), start=-0.05)
    shin_profile = body.widened(body.FRONT_SHIN, 1 + (factor - 1) / 2)
    whole = union(
        thigh, bone(knee, ankle, shin_profile), disk(knee, 0.205 * factor), disk(hip, 0.36 * factor)
    )
    whole = opening(closing(whole, 0.1), 0.05)
    if solved.limb.foot == "front":
        foot = smooth_area(placed(outlines.FRONT_FOOT, 0j, ankle, solved.end_angle))
    else:
        flip = solved.limb.foot == "side_left"
        foot = smooth_area(placed(outlines.FOOT, 0j, ankle, solved.end_angle, flip=flip))
    lower = closing(union(bone(knee, ankle, shin_profile, start=0.6), disk(ankle, 0.115), foot), 0.12)
    layer = _leg(name, whole, lower, solved, thigh)
    layer.joint = disk(hip, 0.55 * factor)
    return layer


def _leg(
    name: str, whole: BaseGeometry, lower: BaseGeometry, solved: SolvedLimb, thigh: BaseGeometry
) -> Layer:
    """The legging above the hem, and skin below it."""
    below = bone(solved.middle, solved.tip, _WIDE, start=HEM, stop=1.15)
    legging = largest(whole.difference(below.difference(thigh.buffer(0.02))))
    outline = union(lower, legging).buffer(0.003)
    return Layer(name, [(lower, "skin"), (legging, "bottom")], outline, inner=[seam(legging, outline, 0.02)])


def _knee_crease(solved: SolvedLimb, outline: BaseGeometry) -> list[BaseGeometry]:
    """The line between thigh and calf of a folded leg."""
    if solved.opening >= 75:
        return []
    knee = solved.middle
    inwards = unit(unit(solved.root - knee) + unit(solved.tip - knee))
    length = 0.95 if solved.opening < 40 else 0.62
    points = [
        knee + inwards * 0.3,
        knee + inwards * (0.3 + length * 0.4) + left_of(inwards) * 0.03,
        knee + inwards * (0.3 + length),
    ]
    crease: LineString = smooth_line(points)
    return [crease.intersection(outline.buffer(-0.01))]
