"""Draw the body from the side."""

from __future__ import annotations

import math
from dataclasses import replace

from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from handouts.figures.puppet import body
from handouts.figures.puppet.heads import profile_head
from handouts.figures.puppet.layers import Layer, Look, seam, silhouette
from handouts.figures.puppet.limbs import arm, side_leg
from handouts.figures.puppet.pose import SIDE_PARTS, SidePose
from handouts.figures.puppet.shapes import (
    bone,
    closing,
    disk,
    ellipse,
    largest,
    lines,
    opening,
    ribbon,
    smooth_line,
    union,
)
from handouts.figures.puppet.skeleton import Skeleton, solve
from handouts.figures.puppet.vectors import angle_between, degrees, left_of, unit

SHIRT_HEM = 0.05
"""Place along the spine where the shirt ends."""

CLOSED_HIP = 62.0
"""Degrees between thigh and trunk under which the near leg is painted over the trunk."""

_WIDE: body.Profile = ((0, 0.9, 0.9), (1, 0.9, 0.9))
_CLOSE: body.Profile = ((0, 0.8, 0.8), (0.84, 0.8, 0.8), (0.93, 0.55, 0.42), (1.02, 0.42, 0.22))


def side_figure(pose: SidePose, look: Look) -> tuple[Skeleton, list[Layer]]:
    """The joints and the painted layers, back to front, of a body in side view.

    Raises DataError when a limb cannot reach its target.
    """
    for _ in range(5):
        skeleton = solve(pose)
        if not pose.rest:
            break
        low = silhouette([_part(name, skeleton, pose, look) for name in pose.rest]).bounds[1]
        lift = pose.rest_at - low
        if abs(lift) < 0.004:
            break
        pose = _lifted(pose, lift)
    layers = [_part(name, skeleton, pose, look) for name in _order(pose, skeleton, look)]
    _open_groin(layers, skeleton, look)
    _free_collar(layers, skeleton)
    return skeleton, layers


def _lifted(pose: SidePose, lift: float) -> SidePose:
    if pose.shoulder is not None:
        return replace(pose, shoulder=pose.shoulder + lift * 1j)
    return replace(pose, hip=(3.95j if pose.hip is None else pose.hip) + lift * 1j)


def _order(pose: SidePose, skeleton: Skeleton, look: Look) -> tuple[str, ...]:
    """Painting order: as the pose says, else by how far the near hip is closed."""
    if pose.order:
        return pose.order
    order = list(SIDE_PARTS)
    near_leg = skeleton.limbs["near_leg"]
    if angle_between(near_leg.middle - near_leg.root, skeleton.spine.tangent(0.25)) < CLOSED_HIP:
        order.remove("near_leg")
        order.insert(order.index("trunk") + 1, "near_leg")
    raised = skeleton.limbs["near_arm"].middle.imag >= skeleton.shoulder.imag + 0.2
    if look.covered and not raised:
        order.remove("head")
        order.append("head")
    return tuple(order)


def _part(name: str, skeleton: Skeleton, pose: SidePose, look: Look) -> Layer:
    look = replace(look, figure=replace(look.figure, belly=look.figure.belly + pose.belly))
    far = name.startswith("far")
    if name.endswith("leg"):
        return side_leg(name, skeleton.limbs[name], look, far=far)
    if name.endswith("arm"):
        return arm(name, skeleton.limbs[name], look, far=far)
    return _trunk(skeleton, look) if name == "trunk" else profile_head(skeleton, look, pose.bun)


def _open_groin(layers: list[Layer], skeleton: Skeleton, look: Look) -> None:
    """A near leg over the trunk joins it along the whole seat, not only at the joint."""
    names = [layer.name for layer in layers]
    if "trunk" in names and "near_leg" in names and names.index("near_leg") > names.index("trunk"):
        layers[names.index("near_leg")].joint = _seat(skeleton, look).buffer(0.03)


def _free_collar(layers: list[Layer], skeleton: Skeleton) -> None:
    """The round end of a hanging sleeve does not cover the neckline."""
    for layer in layers:
        limb = skeleton.limbs.get(layer.name)
        if layer.name != "near_arm" or limb is None:
            continue
        raised = ((limb.middle - limb.root) / skeleton.spine.tangent(body.SHOULDER)).real > 0.5
        if not raised:
            hole = _neck_hole(skeleton).buffer(0.01)
            layer.fills = [(area.difference(hole), role) for area, role in layer.fills]


def _profile(look: Look) -> body.Profile:
    """The trunk with the build's width and belly."""
    width, belly = look.figure.trunk, look.figure.belly
    return tuple(
        (t, back * width, front * width + belly * math.exp(-(((t - 0.30) / 0.17) ** 2)))
        for t, back, front in body.SIDE_TRUNK
    )


def _whole(skeleton: Skeleton, look: Look) -> BaseGeometry:
    spine = skeleton.spine
    shape = ribbon(spine.at, spine.tangent, _profile(look), -0.14, 1.0, pieces=60)
    return opening(closing(shape, 0.12), 0.08)


def _seat(skeleton: Skeleton, look: Look) -> BaseGeometry:
    spine = skeleton.spine
    return _whole(skeleton, look).difference(ribbon(spine.at, spine.tangent, _WIDE, 0.14, 1.1))


def _trunk(skeleton: Skeleton, look: Look) -> Layer:
    spine = skeleton.spine
    whole = _whole(skeleton, look)
    along = unit(skeleton.head - skeleton.neck)
    neck = bone(skeleton.neck - along * 0.30, skeleton.head + along * 0.15, body.NECK_SIDE)
    skin = closing(union(whole, neck), 0.16)
    top = _shirt(skeleton, look, skin)
    chest = union(ribbon(spine.at, spine.tangent, _WIDE, 0.72, 1.02), neck.buffer(0.2))
    fills = [(skin.intersection(chest), "skin"), (_seat(skeleton, look), "bottom"), (top, "top")]
    outline = union(skin, top)
    layer = Layer("trunk", list(fills), outline, inner=[seam(top, outline)], joint=disk(skeleton.hip, 1.1))
    for points in (((0.40, 0.40), (0.37, 0.24), (0.36, 0.08)), ((0.30, -0.33), (0.33, -0.20), (0.35, -0.04))):
        fold = smooth_line([spine.beside(t, out) for t, out in points]).intersection(top.buffer(-0.03))
        layer.details += [(line, "detail") for line in lines(fold)]
    return layer


def _shirt(skeleton: Skeleton, look: Look, skin: BaseGeometry) -> BaseGeometry:
    """A shirt from hem to neckline, a little wider than the trunk."""
    spine = skeleton.spine
    loose = tuple(
        (t, back + (0.02 if t < 0.5 else 0.008), front + (0.02 if t < 0.5 else 0.008))
        for t, back, front in _profile(look)
    )
    cloth = ribbon(spine.at, spine.tangent, loose, SHIRT_HEM, 1.0, pieces=60)
    top = opening(closing(cloth, 0.12), 0.05)
    top = union(top, skin.intersection(ribbon(spine.at, spine.tangent, _CLOSE, SHIRT_HEM, 1.02)))
    return largest(opening(top.difference(_neck_hole(skeleton)), 0.02))


def _neck_hole(skeleton: Skeleton) -> Polygon:
    """The round neckline."""
    along = unit(skeleton.head - skeleton.neck)
    root = skeleton.neck + along * 0.10 - left_of(skeleton.spine.tangent(1)) * 0.02
    return ellipse(root, 0.20, 0.33, degrees(along))
