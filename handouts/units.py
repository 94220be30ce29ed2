"""Hold lengths in points and the paper sizes that the product prints on."""

from __future__ import annotations

from dataclasses import dataclass

POINTS_PER_INCH = 72.0
MILLIMETRES_PER_INCH = 25.4
MM = POINTS_PER_INCH / MILLIMETRES_PER_INCH
"""Points in one millimetre."""

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet: its name on the command line and its size in points, upright."""

    name: str
    width: float
    height: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.width, self.height


A4 = Paper("a4", 210 * MM, 297 * MM)
A5 = Paper("a5", 148 * MM, 210 * MM)
LETTER = Paper("letter", 8.5 * POINTS_PER_INCH, 11 * POINTS_PER_INCH)
HALF_LETTER = Paper("half-letter", 5.5 * POINTS_PER_INCH, 8.5 * POINTS_PER_INCH)

PAPERS = {paper.name: paper for paper in (A4, LETTER)}
"""What `--paper` offers."""

FOLDED = {A4.name: A5, LETTER.name: HALF_LETTER}
"""The page of a folded booklet for each sheet (ISO 216 halves exactly; Letter folds to half-letter)."""


def millimetres(points: float) -> float:
    """Points as millimetres."""
    return points / MM
