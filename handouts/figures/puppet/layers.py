"""Hold the layers that a figure is made of: one limb, trunk or head each, painted one over the other."""

from __future__ import annotations

from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from handouts.figures.puppet.body import BUILDS, Figure
from handouts.figures.puppet.shapes import union
from handouts.figures.variant import Variant
from handouts.model.pictures import Hair


@dataclass(slots=True)
class Layer:
    """One part of the body.

    `fills` are areas with their colour roles; `inner` lines part two of them; `details` are further
    lines with their weights. The outline is the edge of all fills, open where `joint` touches what was
    painted before. A `far` part is on the far side and paler.
    """

    name: str
    fills: list[tuple[BaseGeometry, str]]
    outline: BaseGeometry
    far: bool = False
    inner: list[BaseGeometry] = field(default_factory=list)
    details: list[tuple[BaseGeometry, str]] = field(default_factory=list)
    joint: BaseGeometry | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What a variant means for the drawing."""

    hair: Hair
    figure: Figure

    @classmethod
    def of(cls, variant: Variant) -> Look:
        """The look of a variant."""
        return cls(variant.hair, BUILDS[variant.build])

    @property
    def covered(self) -> bool:
        """Long sleeves go with the scarf."""
        return self.hair is Hair.SCARF


def seam(cloth: BaseGeometry, outline: BaseGeometry, inside: float = 0.012) -> BaseGeometry:
    """The edge of a garment where it lies inside the outline of the part."""
    return cloth.boundary.intersection(outline.buffer(-inside))


def silhouette(layers: list[Layer]) -> BaseGeometry:
    """Everything the layers cover."""
    return union(*(layer.outline for layer in layers))
