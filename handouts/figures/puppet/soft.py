"""Draw soft things: pillow and sling."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry import LineString

from handouts.figures.puppet.shapes import pair, placed, smooth_area, smooth_line
from handouts.figures.puppet.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Pillow:
    """A pillow with its middle at `at`, `size` wide and high, turned by `angle`."""

    at: complex
    size: complex = 1.1 + 0.5j
    angle: float = 0.0

    def draw(self, sheet: Sheet) -> None:
        """Paint it."""
        w, h = self.size.real / 2, self.size.imag / 2
        outline = [complex(x * w, y * h) for x, y in _PILLOW]
        sheet.shape(smooth_area(placed(outline, 0j, self.at, self.angle)), "pillow")
        for corner in (-1 - 1j, 1 - 1j, 1 + 1j, -1 + 1j):
            ends = (
                complex(corner.real * w * 0.9, corner.imag * h * 0.72),
                complex(corner.real * (w * 0.9 - 0.2), corner.imag * h * 0.5),
            )
            sheet.line(LineString([pair(p) for p in placed(ends, 0j, self.at, self.angle)]), "fine")


_PILLOW = (
    (-1.02, -.9), (-.6, -1), (0, -1.02), (.6, -1), (1.02, -.9), (.97, -.3), (.97, .3), (1.02, .88), (.6, 1.0),
    (0, 1.06), (-.6, 1.0), (-1.02, .88), (-.97, .3), (-.97, -.3),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Strap:
    """The strap of a sling in side view, over the shoulder to the neck of a baby at `at`."""

    at: complex

    def draw(self, sheet: Sheet) -> None:
        """Paint it."""
        sheet.shape(smooth_area([self.at + point for point in _STRAP]), "baby", "prop")


@dataclass(frozen=True, slots=True)
class Sling:
    """A sling in side view around the body of a baby whose neck is at `at`."""

    at: complex

    def draw(self, sheet: Sheet) -> None:
        """Paint it."""
        sheet.shape(smooth_area([self.at + point for point in _POUCH]), "baby", "contour")
        for fold in _SLING_FOLDS:
            sheet.line(smooth_line([self.at + point for point in fold]), "inner")


_STRAP = (
    -0.86 + 0.50j, -0.66 + 0.62j, -0.48 + 0.42j, -0.28 + 0.1j, -0.05 - 0.3j, -0.3 - 0.5j, -0.5 - 0.1j,
    -0.7 + 0.25j,
)  # fmt: skip
_POUCH = (
    -0.34 - 0.14j, 0.0 + 0.0j, 0.26 - 0.06j, 0.42 - 0.38j, 0.42 - 0.8j, 0.22 - 1.16j, -0.12 - 1.3j,
    -0.62 - 1.2j,
    -1.05 - 1.26j, -1.12 - 1.05j, -0.62 - 0.92j, -0.40 - 0.5j,
)  # fmt: skip
_SLING_FOLDS = (
    (0.34 - 0.3j, 0.02 - 0.62j, -0.34 - 0.75j),
    (0.40 - 0.75j, 0.05 - 1.0j, -0.45 - 1.05j),
)
