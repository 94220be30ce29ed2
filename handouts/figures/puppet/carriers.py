"""Draw what carries a baby: pram and car seat."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry import LineString

from handouts.figures.puppet.shapes import area, disk, pair, smooth_area, smooth_line
from handouts.figures.puppet.sheet import Sheet
from handouts.figures.puppet.vectors import direction, smooth


def _points(x: float, *pairs: tuple[float, float]) -> list[complex]:
    return [complex(x + dx, y) for dx, y in pairs]


@dataclass(frozen=True, slots=True)
class Pram:
    """A pram that rolls to the right, its handle at (`x`, 3.6)."""

    x: float

    def draw(self, sheet: Sheet) -> None:
        """Paint it."""
        x = self.x
        for strut in (
            _points(x, (2.95, 0.45), (0.9, 2.0), (0.25, 3.3)),
            _points(x, (0.75, 0.45), (2.75, 2.0)),
        ):
            sheet.line(LineString([pair(point) for point in strut]), "contour")
        self._hood(sheet)
        basket = ((0.62, 2.55), (2.1, 2.52), (3.62, 2.5), (3.5, 1.95), (2.9, 1.62), (1.6, 1.6), (0.85, 1.85))
        sheet.shape(smooth_area(_points(x, *basket)), "baby", "contour")
        for wheel in (complex(x + 0.75, 0.45), complex(x + 2.95, 0.45)):
            _wheel(sheet, wheel)
        handle = smooth_line(_points(x, (0.9, 2.0), (0.35, 3.1), (0.12, 3.52), (-0.12, 3.62)))
        sheet.shape(handle.buffer(0.055), "prop_shade", "inner")

    def _hood(self, sheet: Sheet) -> None:
        x = self.x
        curve = smooth(
            _points(x, (1.9, 2.55), (2.0, 3.3), (2.55, 3.75), (3.2, 3.6), (3.55, 3.0), (3.62, 2.45)),
            closed=False,
        )
        sheet.shape(area([*curve, complex(x + 1.9, 2.5)]), "prop_shade", "contour")
        root = complex(x + 1.95, 2.55)
        for rim in (complex(x + 2.45, 3.68), complex(x + 3.1, 3.63)):
            sheet.line(smooth_line([root, (root + rim) / 2 + (0.12 + 0.02j), rim]), "inner")


def _wheel(sheet: Sheet, hub: complex) -> None:
    sheet.shape(disk(hub, 0.45).difference(disk(hub, 0.31)), "wheel", "inner")
    sheet.line(disk(hub, 0.09).boundary, "inner")
    for angle in (0, 60, 120):
        spoke = direction(angle) * 0.3
        sheet.line(LineString([pair(hub + spoke), pair(hub - spoke)]), "inner")


@dataclass(frozen=True, slots=True)
class CarSeat:
    """A baby's car seat with a baby, from the front, its handle up to `at`."""

    at: complex

    def draw(self, sheet: Sheet) -> None:
        """Paint it."""
        handle = smooth_line(self._put(_HANDLE)).buffer(0.075)
        sheet.shape(handle, "prop_shade", "prop")
        sheet.shape(smooth_area(self._put(_SHELL)), "prop_shade", "contour")
        sheet.shape(smooth_area(self._put(_PADDING)), "prop", "inner")
        sheet.shape(smooth_area(self._put(_BLANKET)), "baby", "inner")
        sheet.shape(smooth_area(self._put(_BABY_FACE)), "skin", "inner")
        for line in _BABY_LINES:
            sheet.line(smooth_line(self._put(line)), "inner")

    def _put(self, points: tuple[tuple[float, float], ...]) -> list[complex]:
        return [self.at + complex(x, y) for x, y in points]


_HANDLE = ((-0.36, -0.9), (-0.34, -0.5), (-0.2, -0.26), (0, -0.2), (0.2, -0.26), (0.34, -0.5), (0.36, -0.9))
_SHELL = (
    (0, -0.62), (0.55, -0.74), (0.84, -1.1), (0.93, -1.6), (0.85, -2.15), (0.5, -2.45), (0, -2.52),
    (-0.5, -2.45),
    (-0.85, -2.15), (-0.93, -1.6), (-0.84, -1.1), (-0.55, -0.74),
)  # fmt: skip
_PADDING = (
    (0, -0.76), (0.46, -0.86), (0.68, -1.2), (0.74, -1.6), (0.66, -2.05), (0.38, -2.28), (0, -2.33),
    (-0.38, -2.28),
    (-0.66, -2.05), (-0.74, -1.6), (-0.68, -1.2), (-0.46, -0.86),
)  # fmt: skip
_BLANKET = (
    (0, -1.32), (0.34, -1.38), (0.5, -1.7), (0.44, -2.08), (0.2, -2.22), (0, -2.24), (-0.2, -2.22),
    (-0.44, -2.08),
    (-0.5, -1.7), (-0.34, -1.38),
)  # fmt: skip
_BABY_FACE = (
    (0, -0.84), (0.2, -0.9), (0.3, -1.1), (0.27, -1.3), (0.12, -1.43), (0, -1.45), (-0.12, -1.43),
    (-0.27, -1.3),
    (-0.3, -1.1), (-0.2, -0.9),
)  # fmt: skip
_BABY_LINES = (
    ((-0.17, -1.16), (-0.115, -1.19), (-0.06, -1.16)),
    ((0.17, -1.16), (0.115, -1.19), (0.06, -1.16)),
    ((-0.05, -1.33), (0, -1.35), (0.05, -1.33)),
    ((-0.05, -0.86), (0.02, -0.93), (0.09, -0.91)),
    ((0.42, -1.55), (0.0, -1.75), (-0.42, -1.62)),
)  # fmt: skip
