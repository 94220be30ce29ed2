"""Set line weights and arrow sizes on paper for figures of any scale."""

from __future__ import annotations

from types import MappingProxyType

THINNEST = 0.5
"""Points. A thinner line may vanish on an office printer or in its photocopy."""

DETAIL_FROM = 13.0
"""Points per head below which lines of weight `detail` are left out: they would clog."""

FINE_FROM = 24.0
"""Points per head below which lines of weight `fine` (fingers, toes, creases) are left out."""

_NOMINAL = MappingProxyType(
    {
        "contour": 1.05,
        "face": 0.82,
        "prop": 0.8,
        "far": 0.75,
        "inner": 0.6,
        "detail": 0.5,
        "fine": 0.5,
    }
)
"""Points at 25 points per head."""

WEIGHTS = tuple(_NOMINAL)
"""The names of all weights."""


def line_weights(points_per_head: float) -> dict[str, float]:
    """Width in points of each named line for figures of this scale; never under `THINNEST`.

    Lines grow with the figure between 18 and 37.5 points per head and stay as they are beyond, so
    that small figures keep their lines and large ones stay drawings.
    """
    factor = min(max(points_per_head / 25, 0.72), 1.5)
    return {name: max(width * factor, THINNEST) for name, width in _NOMINAL.items()}


def hidden_weights(points_per_head: float) -> frozenset[str]:
    """The weights whose lines are left out at this scale."""
    hidden = {"detail"} if points_per_head < DETAIL_FROM else set()
    return frozenset(hidden | ({"fine"} if points_per_head < FINE_FROM else set()))


def arrow_shaft(points_per_head: float) -> float:
    """Thickness of an arrow's shaft in points."""
    return max(1.9, 0.12 * points_per_head)


def arrow_head(points_per_head: float) -> float:
    """Width of an arrow's head in points."""
    return max(5.6, 0.36 * points_per_head)


def arrow_halo(points_per_head: float) -> float:
    """Width in points of the pale border that parts an arrow from what it crosses."""
    return max(0.9, 0.05 * points_per_head)
