"""Draw the body from the front or from behind."""

from __future__ import annotations

from handouts.figures.puppet import body
from handouts.figures.puppet.heads import front_head, half_head, profile_head
from handouts.figures.puppet.layers import Layer, Look, seam
from handouts.figures.puppet.limbs import arm, front_leg
from handouts.figures.puppet.pose import FRONT_PARTS, FrontPose
from handouts.figures.puppet.shapes import (
    bone,
    closing,
    disk,
    ellipse,
    largest,
    opening,
    ribbon,
    smooth_line,
    union,
)
from handouts.figures.puppet.skeleton import Skeleton, solve
from handouts.figures.puppet.vectors import degrees, unit

_SHOULDER_BLADE = ((0.82, 0.17), (0.73, 0.20), (0.65, 0.27), (0.62, 0.38))
"""Inner edge of a shoulder blade: places along the spine and heads beside it."""

_WIDE: body.Profile = ((0, 1.0, 1.0), (1, 1.0, 1.0))


def front_figure(pose: FrontPose, look: Look) -> tuple[Skeleton, list[Layer]]:
    """The joints and the painted layers, back to front, of a body in front or back view.

    Raises DataError when a limb cannot reach its target.
    """
    skeleton = solve(pose)
    return skeleton, [_part(name, skeleton, pose, look) for name in pose.order or FRONT_PARTS]


def _part(name: str, skeleton: Skeleton, pose: FrontPose, look: Look) -> Layer:
    if name.endswith("leg"):
        return front_leg(name, skeleton.limbs[name], look)
    if name.endswith("arm"):
        return arm(name, skeleton.limbs[name], look)
    if name == "trunk":
        return _trunk(skeleton, pose, look)
    if pose.face in ("right", "left"):
        return profile_head(skeleton, look, pose.bun, turned=pose.face == "left")
    if pose.face in ("half_right", "half_left"):
        return half_head(skeleton, look, pose.bun, turned=pose.face == "half_left")
    return front_head(skeleton, look, pose.bun, away=pose.face == "away", awake=pose.eyes == "open")


def _trunk(skeleton: Skeleton, pose: FrontPose, look: Look) -> Layer:
    spine = skeleton.spine
    profile = body.widened(body.FRONT_TRUNK, pose.width * (1 + (look.figure.trunk - 1) * 0.8))
    whole = opening(closing(ribbon(spine.at, spine.tangent, profile, -0.10, 1.0, pieces=60), 0.12), 0.08)
    along = unit(skeleton.head - skeleton.neck)
    neck = bone(skeleton.neck - along * 0.3, skeleton.head + along * 0.15, body.NECK_FRONT)
    loose = tuple((t, left + 0.02, right + 0.02) for t, left, right in profile)
    top = opening(closing(ribbon(spine.at, spine.tangent, loose, -0.01, 1.0, pieces=60), 0.12), 0.06)
    skin = closing(union(whole, neck), 0.2)
    top = union(top, skin.intersection(ribbon(spine.at, spine.tangent, _WIDE, 0.8, 1.02)))
    root = skeleton.neck + along * 0.10
    height = 0.16 if pose.face == "away" else 0.30
    top = largest(opening(top.difference(ellipse(root, height, 0.30, degrees(along))), 0.02))
    seat = whole.difference(ribbon(spine.at, spine.tangent, _WIDE, 0.10, 1.1))
    chest = union(ribbon(spine.at, spine.tangent, _WIDE, 0.8, 1.02), neck.buffer(0.2))
    outline = union(skin, top)
    layer = Layer("trunk", [(skin.intersection(chest), "skin"), (seat, "bottom"), (top, "top")], outline)
    layer.inner, layer.joint = [seam(top, outline)], disk(skeleton.hip, 1.0)
    if pose.face == "away":
        for side in (-1, 1):
            edge = [spine.beside(t, out * side * pose.width) for t, out in _SHOULDER_BLADE]
            layer.details.append((smooth_line(edge), "inner"))
    return layer
