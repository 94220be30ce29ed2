"""Draw babies: in profile, and from behind."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from handouts.figures.puppet.shapes import bone, closing, disk, placed, smooth_area, smooth_line, union
from handouts.figures.puppet.sheet import Sheet


def _points(*pairs: tuple[float, float]) -> tuple[complex, ...]:
    return tuple(complex(x, y) for x, y in pairs)


_HEAD = _points(
    (-.02, .60), (.16, .575), (.27, .45), (.285, .34), (.275, .285), (.325, .225), (.31, .185), (.275, .18),
    (.29, .145), (.275, .12), (.285, .09), (.262, .045), (.17, .005), (.04, .03), (-.10, .08), (-.25, .14),
    (-.33, .30), (-.27, .48), (-.16, .57),
)  # fmt: skip
_HEAD_JOINT = complex(-0.04, 0.06)
_CURL = _points((-0.04, 0.60), (0.03, 0.66), (0.10, 0.64))
_EYELID = _points((0.14, 0.275), (0.18, 0.25), (0.225, 0.265))
_EAR = _points((-0.035, 0.30), (-0.005, 0.33), (0.02, 0.285), (-0.01, 0.22), (-0.04, 0.235))
_WRAP = _points(
    (-.13, .02), (.10, .02), (.25, -.15), (.33, -.45), (.33, -.8), (.24, -1.1), (.05, -1.25), (-.16, -1.2),
    (-.30, -.95), (-.33, -.6), (-.30, -.25),
)  # fmt: skip
_FOLDS = (
    _points((.22, -.12), (.02, -.42), (-.29, -.62)),
    _points((.325, -.6), (.12, -.8), (-.10, -1.18)),
)  # fmt: skip
_BODY = _points(
    (-.12, .02), (.1, .02), (.22, -.15), (.27, -.4), (.29, -.62), (.2, -.84), (0, -.93), (-.2, -.87),
    (-.29, -.65),
    (-.27, -.35), (-.24, -.15),
)  # fmt: skip
_FOOT = _points((0.35, -0.93), (0.53, -0.93), (0.66, -1.02), (0.66, -1.1), (0.52, -1.12), (0.36, -1.1))


@dataclass(frozen=True, slots=True)
class Baby:
    """A baby with its neck at `at`, in profile.

    `angle` points from bottom to crown, `head` likewise for the head alone. It looks to the right of
    that direction, to the left with `flip`. A `wrapped` baby shows no limbs.
    """

    at: complex
    angle: float = 90.0
    head: float | None = None
    wrapped: bool = True
    flip: bool = False
    scale: float = 1.0

    def draw(self, sheet: Sheet) -> None:
        """Paint it."""
        if self.wrapped:
            sheet.shape(self._area(_WRAP), "baby", "contour")
            for fold in _FOLDS:
                sheet.line(smooth_line(self._on_body(fold)), "inner")
        else:
            self._leg_and_body(sheet)
        self._head(sheet)
        if not self.wrapped:
            self._arm(sheet)

    def _mirrored(self, points: tuple[complex, ...]) -> list[complex]:
        return [complex(-p.real, p.imag) for p in points] if self.flip else list(points)

    def _on_body(self, points: tuple[complex, ...]) -> list[complex]:
        return placed(self._mirrored(points), 0j, self.at, self.angle - 90, scale=self.scale)

    def _area(self, points: tuple[complex, ...]) -> BaseGeometry:
        return smooth_area(self._on_body(points))

    def _limb(self, joints: tuple[complex, ...], widths: tuple[float, ...]) -> BaseGeometry:
        a, b, c = self._on_body(joints)
        thick, middle, thin = (width * self.scale for width in widths)
        upper = bone(a, b, ((0, thick, thick), (1, middle, middle)))
        lower = bone(b, c, ((0, middle, middle), (1, thin, thin)))
        return closing(union(upper, disk(b, middle), lower), 0.06)

    def _leg_and_body(self, sheet: Sheet) -> None:
        sheet.shape(self._area(_BODY), "baby", "contour")
        sheet.shape(self._area(_FOOT), "skin", "contour")
        leg = self._limb((0.02 - 0.68j, 0.42 - 0.62j, 0.44 - 0.98j), (0.19, 0.13, 0.09))
        sheet.shape(leg, "baby", "contour")

    def _arm(self, sheet: Sheet) -> None:
        hand = self._on_body((0.42 - 0.37j,))[0]
        sheet.shape(disk(hand, 0.085 * self.scale), "skin", "contour")
        arm = self._limb((-0.02 - 0.16j, 0.12 - 0.42j, 0.38 - 0.38j), (0.12, 0.10, 0.075))
        sheet.shape(arm, "baby", "contour")

    def _head(self, sheet: Sheet) -> None:
        angle = (self.angle if self.head is None else self.head) - 90
        joint = complex(-_HEAD_JOINT.real, _HEAD_JOINT.imag) if self.flip else _HEAD_JOINT

        def put(points: tuple[complex, ...]) -> list[complex]:
            return placed(self._mirrored(points), joint, self.at, angle, scale=self.scale)

        sheet.shape(smooth_area(put(_HEAD)), "skin", "contour")
        for line in (_CURL, _EYELID, _EAR):
            sheet.line(smooth_line(put(line)), "inner")


@dataclass(frozen=True, slots=True)
class BabyFromBehind:
    """A wrapped baby that turns its back, its neck at `at`; `angle` points from bottom to crown."""

    at: complex
    angle: float = 90.0

    def draw(self, sheet: Sheet) -> None:
        """Paint it."""
        sheet.shape(smooth_area(placed(_BACK, 0j, self.at, self.angle - 90)), "baby", "contour")
        for fold in _BACK_FOLDS:
            sheet.line(smooth_line(placed(fold, 0j, self.at, self.angle - 90)), "inner")
        sheet.shape(smooth_area(placed(_BACK_HEAD, 0j, self.at, self.angle - 90)), "skin", "contour")
        for line in _BACK_LINES:
            sheet.line(smooth_line(placed(line, 0j, self.at, self.angle - 90)), "inner")


_BACK = _points(
    (-.14, .03), (.14, .03), (.30, -.15), (.36, -.45), (.33, -.85), (.18, -1.18), (0, -1.26), (-.18, -1.18),
    (-.33, -.85), (-.36, -.45), (-.30, -.15),
)  # fmt: skip
_BACK_FOLDS = (
    _points((-.28, -.14), (-.05, -.40), (.34, -.58)),
    _points((-.35, -.60), (-.10, -.86), (.24, -1.06)),
)  # fmt: skip
_BACK_HEAD = _points(
    (0, .62), (.18, .575), (.29, .43), (.325, .30), (.29, .17), (.18, .04), (0, .0), (-.18, .04), (-.29, .17),
    (-.325, .30), (-.29, .43), (-.18, .575),
)  # fmt: skip
_BACK_LINES = (
    _points((-0.06, 0.50), (0.02, 0.56), (0.10, 0.50)),
    _points((-0.12, 0.10), (0, 0.075), (0.12, 0.10)),
)
