"""Spell colours as PDF operators."""

from __future__ import annotations

from functools import lru_cache

Colour = str | tuple[float, float, float]
"""A colour as #rrggbb or as red, green and blue from 0 to 1."""


@lru_cache(256)
def colour_operator(colour: Colour, *, stroke: bool = False) -> str:
    """The operator that fills, or strokes, with a colour."""
    if isinstance(colour, str):
        digits = colour.removeprefix("#")
        colour = (int(digits[0:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:6], 16) / 255)
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in colour) + (" RG" if stroke else " rg")


BLACK = colour_operator("#000000")
"""What a page fills with before anything is said."""
