"""Draw what stands around a body: mat, floor, wall, chair, bed, table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from shapely.geometry import LineString

from handouts.figures.puppet.shapes import area, rounded_box, smooth_area
from handouts.figures.puppet.sheet import Sheet

HARD, SOFT = 0.09, 0.06
"""Corner radii in heads."""


@dataclass(frozen=True, slots=True)
class Mat:
    """An exercise mat seen from the side, its top at height `top`."""

    x: tuple[float, ...]
    top: float = 0.0

    def draw(self, sheet: Sheet) -> None:
        """Paint it."""
        sheet.shape(rounded_box(self.x[0], self.top - 0.13, self.x[1], self.top, SOFT), "mat")


@dataclass(frozen=True, slots=True)
class MatFromAbove:
    """A mat seen from above, its far edge shifted by `skew`."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    skew: float = 0.35

    def draw(self, sheet: Sheet) -> None:
        """Paint it."""
        (x0, x1), (y0, y1) = self.x, self.y
        corners = [complex(x0, y0), complex(x1, y0), complex(x1 + self.skew, y1), complex(x0 + self.skew, y1)]
        sheet.shape(area(corners).buffer(-0.12).buffer(0.12), "mat")


@dataclass(frozen=True, slots=True)
class Floor:
    """The line of the floor at height 0."""

    x: tuple[float, ...]

    def draw(self, sheet: Sheet) -> None:
        """Draw it."""
        sheet.line(LineString([(self.x[0], -0.02), (self.x[1], -0.02)]), "prop")


@dataclass(frozen=True, slots=True)
class Wall:
    """A wall in section, its surface at `x`; `side` is where the wall is."""

    x: float
    top: float = 7.0
    side: Literal["left", "right"] = "left"

    def draw(self, sheet: Sheet) -> None:
        """Paint it."""
        thick = -0.22 if self.side == "left" else 0.22
        x0, x1 = sorted((self.x, self.x + thick))
        corners = [complex(x0, -0.02), complex(x1, -0.02), complex(x1, self.top), complex(x0, self.top)]
        sheet.fill(area(corners), "prop_shade")
        sheet.line(LineString([(self.x, -0.02), (self.x, self.top)]), "prop")


@dataclass(frozen=True, slots=True)
class Chair:
    """A chair from the side; its seat runs from `x` to the right, its back stands at `x`."""

    x: float
    seat: float = 1.62
    depth: float = 1.75
    back: bool = True

    def draw(self, sheet: Sheet) -> None:
        """Paint it."""
        x, end = self.x, self.x + self.depth
        for top, foot, role in (
            (x + 0.28, x + 0.16, "prop_shade"),
            (end - 0.42, end - 0.36, "prop_shade"),
            (x + 0.06, x - 0.10, "prop"),
            (end - 0.22, end - 0.10, "prop"),
        ):
            self._leg(sheet, top, foot, role)
        if self.back:
            sheet.shape(smooth_area([p + complex(x, self.seat) for p in _CHAIR_BACK]), "prop")
        sheet.shape(rounded_box(x - 0.05, self.seat - 0.2, end, self.seat, HARD), "prop")

    def _leg(self, sheet: Sheet, top: float, foot: float, role: str) -> None:
        high = self.seat - 0.1
        sheet.shape(
            area([complex(top, high), complex(top + 0.16, high), complex(foot + 0.13, 0), complex(foot, 0)]),
            role,
        )


_CHAIR_BACK = (
    -0.02 - 0.1j, 0.14 - 0.1j, 0.02 + 1.1j, -0.10 + 2.15j, -0.22 + 2.18j, -0.24 + 2.1j, -0.13 + 1.1j,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bed:
    """A bed from its long side and a little from above: `top` is its near edge, `depth` the top's height."""

    x: tuple[float, ...]
    top: float = 1.55
    depth: float = 1.5
    mattress: float = 0.55

    def draw(self, sheet: Sheet) -> None:
        """Paint it."""
        x0, x1 = self.x
        base = self.top - self.mattress
        for left in (x0 + 0.25, x1 - 0.45):
            sheet.shape(rounded_box(left, 0, left + 0.2, base - 0.1, 0.03), "prop_shade")
        sheet.shape(rounded_box(x0 + 0.05, base - 0.3, x1 - 0.05, base, 0.05), "prop_shade")
        sheet.shape(rounded_box(x0, base, x1, self.top + self.depth, 0.2), "mat")
        sheet.line(LineString([(x0, self.top), (x1, self.top)]), "inner")


@dataclass(frozen=True, slots=True)
class Box:
    """A box to lift, the middle of its bottom at `at`, `size` wide and high."""

    at: complex
    size: complex = 1.1 + 0.8j

    def draw(self, sheet: Sheet) -> None:
        """Paint it."""
        x0, x1 = self.at.real - self.size.real / 2, self.at.real + self.size.real / 2
        low, high = self.at.imag, self.at.imag + self.size.imag
        sheet.shape(rounded_box(x0, low, x1, high, 0.05), "prop_shade", "contour")
        sheet.line(LineString([(x0, high - 0.2), (x1, high - 0.2)]), "inner")


@dataclass(frozen=True, slots=True)
class Table:
    """A table or changing unit from the side, its top at height `top`; `shelf` draws a shelf below."""

    x: tuple[float, ...]
    top: float
    shelf: bool = False

    def draw(self, sheet: Sheet) -> None:
        """Paint it."""
        x0, x1 = self.x
        if self.shelf:
            sheet.shape(rounded_box(x0 + 0.2, 0.9, x1 - 0.2, 1.05, 0.04), "prop_shade")
        for left in (x0 + 0.15, x1 - 0.37):
            sheet.shape(rounded_box(left, 0, left + 0.22, self.top - 0.1, 0.03), "prop")
        sheet.shape(rounded_box(x0, self.top - 0.24, x1, self.top, SOFT), "prop")
