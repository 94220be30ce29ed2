"""Draw heads: in profile, from the front and from behind, with hair in a bun or a scarf."""

from __future__ import annotations

from shapely import affinity
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from handouts.figures.puppet import outlines
from handouts.figures.puppet.body import Profile
from handouts.figures.puppet.layers import Layer, Look, seam
from handouts.figures.puppet.shapes import (
    bone,
    closing,
    disk,
    ellipse,
    opening,
    pair,
    placed,
    smooth_area,
    smooth_line,
    union,
)
from handouts.figures.puppet.skeleton import Skeleton
from handouts.figures.puppet.vectors import smooth

_DRAPE: Profile = ((0, 0.42, 0.33), (0.35, 0.34, 0.34), (1, 0.30, 0.26))

_SOFT_CORNER = 0.16
"""Heads: radius of the corners of cloth, which would stand off like a collar when she looks up."""


class _Placer:
    """Puts points of a head where the head is; `turned` looks to the left."""

    def __init__(self, skeleton: Skeleton, joint: complex, turned: bool = False) -> None:
        self._joint, self._at, self._angle, self._turned = (
            joint,
            skeleton.head,
            skeleton.head_angle - 90,
            turned,
        )

    def points(self, points: outlines.Points | list[complex]) -> list[complex]:
        if self._turned:
            points = [complex(-point.real, point.imag) for point in points]
            joint = complex(-self._joint.real, self._joint.imag)
            return placed(points, joint, self._at, self._angle)
        return placed(points, self._joint, self._at, self._angle)

    def area(self, points: outlines.Points) -> Polygon:
        return smooth_area(self.points(points))

    def line(self, points: outlines.Points) -> LineString:
        return smooth_line(self.points(points))

    def closed(self, points: outlines.Points) -> LineString:
        ring = smooth(self.points(points))
        return LineString([pair(point) for point in [*ring, ring[0]]])

    def point(self, point: complex) -> complex:
        return self.points([point])[0]


def profile_head(skeleton: Skeleton, look: Look, bun: complex | None, *, turned: bool = False) -> Layer:
    """A head in profile looking right, or left when `turned`."""
    put = _Placer(skeleton, outlines.HEAD_JOINT, turned)
    face = put.area(outlines.FACE)
    layer = _scarf_profile(skeleton, put, face) if look.covered else _hair_profile(put, face, bun)
    layer.details += [
        (put.line(outlines.EYELID), "inner"),
        (put.line(outlines.EYEBROW), "detail"),
        (put.line(outlines.MOUTH), "detail"),
    ]
    return layer


def _hair_profile(put: _Placer, face: Polygon, bun: complex | None) -> Layer:
    hair = put.area(outlines.HAIR)
    knot = disk(put.point(outlines.BUN if bun is None else bun), outlines.BUN_RADIUS)
    ear = put.area(outlines.EAR)
    outline = union(face, hair, knot)
    layer = Layer("head", [(knot, "hair"), (face, "skin"), (hair, "hair"), (ear, "skin")], outline)
    layer.inner = [seam(hair, outline, 0.01), put.closed(outlines.EAR)]
    layer.joint = disk(put.point(outlines.NAPE), 0.13)
    return layer


def _scarf_profile(skeleton: Skeleton, put: _Placer, face: Polygon) -> Layer:
    root = skeleton.neck - skeleton.spine.tangent(1) * 0.30
    drape = bone(root, skeleton.head, _DRAPE)
    scarf = opening(closing(union(put.area(outlines.SCARF), drape), 0.25), _SOFT_CORNER)
    free = put.area(outlines.SCARF_WINDOW).intersection(face)
    outline = union(face, scarf)
    layer = Layer("head", [(scarf, "scarf"), (free, "skin")], outline)
    layer.inner = [seam(free, outline)]
    layer.inner += [put.line(fold).intersection(scarf.buffer(-0.01)) for fold in outlines.SCARF_FOLDS]
    return layer


def front_head(
    skeleton: Skeleton, look: Look, bun: complex | None, *, away: bool = False, awake: bool = False
) -> Layer:
    """A head from the front, or from behind when `away`; when `awake` her open eyes are seen."""
    put = _Placer(skeleton, outlines.FRONT_HEAD_JOINT)
    knot: BaseGeometry = disk(put.point(outlines.FRONT_BUN if bun is None else bun), 0.22)
    if away:
        return _back_head(put, knot, look)
    face = put.area(outlines.FRONT_FACE)
    if look.covered:
        scarf = put.area(outlines.FRONT_SCARF)
        window = put.area(outlines.FRONT_SCARF_WINDOW)
        layer = Layer("head", [(scarf, "scarf"), (window.intersection(face), "skin")], union(scarf, face))
        layer.inner = [window.boundary, *(put.line(fold) for fold in outlines.FRONT_SCARF_FOLDS)]
    else:
        hair = put.area(outlines.FRONT_HAIR)
        ears = union(*(_front_ear(put, side) for side in (-1, 1)))
        outline = union(face, hair, knot, ears)
        fills: list[tuple[BaseGeometry, str]] = [
            (knot, "hair"),
            (ears, "skin"),
            (face, "skin"),
            (hair, "hair"),
        ]
        layer = Layer("head", fills, outline, inner=[seam(hair, outline, 0.01)])
    eyes: list[BaseGeometry]
    if awake:
        pupils = [ellipse(put.point(eye), *outlines.PUPIL) for eye in outlines.FRONT_PUPILS]
        eyes = [pupil.boundary for pupil in pupils]
    else:
        eyes = [put.line(line) for line in outlines.FRONT_EYES]
    features = (*outlines.FRONT_BROWS, outlines.FRONT_NOSE, outlines.FRONT_MOUTH)
    layer.details += [(line, "inner") for line in (*eyes, *map(put.line, features))]
    return layer


def half_head(skeleton: Skeleton, look: Look, bun: complex | None, *, turned: bool = False) -> Layer:
    """A head between front and profile that looks to the right, or to the left when `turned`."""
    put = _Placer(skeleton, outlines.FRONT_HEAD_JOINT, turned)
    face = put.area(outlines.HALF_FACE)
    if look.covered:
        scarf = put.area(outlines.HALF_SCARF)
        free = put.area(outlines.HALF_SCARF_WINDOW).intersection(face)
        layer = Layer("head", [(scarf, "scarf"), (free, "skin")], union(scarf, free), inner=[free.boundary])
        layer.inner += [
            put.line(fold).intersection(scarf.buffer(-0.01)) for fold in outlines.FRONT_SCARF_FOLDS
        ]
    else:
        hair = put.area(outlines.HALF_HAIR)
        knot = disk(put.point(outlines.HALF_BUN if bun is None else bun), 0.22)
        ear = ellipse(put.point(outlines.HALF_EAR), 0.055, 0.085)
        outline = union(face, hair, knot)
        layer = Layer("head", [(knot, "hair"), (face, "skin"), (hair, "hair"), (ear, "skin")], outline)
        layer.inner = [seam(hair, outline, 0.01), ear.boundary]
    features = (*outlines.HALF_EYES, *outlines.HALF_BROWS, outlines.HALF_NOSE, outlines.HALF_MOUTH)
    layer.details += [(put.line(line), "inner") for line in features]
    return layer


def _front_ear(put: _Placer, side: int) -> BaseGeometry:
    return affinity.scale(ellipse(put.point(complex(side * 0.385, 0.50)), 0.075, 0.09), 0.8, 1)


def _back_head(put: _Placer, knot: BaseGeometry, look: Look) -> Layer:
    if look.covered:
        scarf = put.area(outlines.FRONT_SCARF)
        return Layer("head", [(scarf, "scarf")], scarf)
    hair = put.area(outlines.BACK_HAIR)
    ears = union(*(_front_ear(put, side) for side in (-1, 1)))
    outline = union(hair, knot, ears)
    low_knot = knot.boundary.intersection(hair)
    return Layer(
        "head", [(ears, "skin"), (hair, "hair"), (knot, "hair")], outline, details=[(low_knot, "detail")]
    )
