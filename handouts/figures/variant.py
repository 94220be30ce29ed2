"""Name the ways in which the woman in the figures may look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Hair(Enum):
    """What is on her head."""

    BUN = "bun"
    SCARF = "scarf"


class Build(Enum):
    """How broad she is; `average` is a woman some weeks after birth."""

    SLIM = "slim"
    AVERAGE = "average"
    FULL = "full"


class Skin(Enum):
    """Skin tone; `paper` is the white of the page, which photocopies best."""

    PAPER = "paper"
    LIGHT = "light"
    MEDIUM = "medium"
    DEEP = "deep"


@dataclass(frozen=True, slots=True)
class Variant:
    """A choice of hair, build and skin tone; a ward file makes it, the default suits any ward."""

    hair: Hair = Hair.BUN
    build: Build = Build.AVERAGE
    skin: Skin = Skin.PAPER

    @property
    def drawing(self) -> str:
        """The folder of the baked drawings; skin is left out because it only changes colours."""
        return f"{self.hair.value}-{self.build.value}"


AVERAGE = Variant()
"""The default look."""

DRAWINGS = tuple(Variant(hair, build) for hair in Hair for build in Build)
"""Every look that is drawn apart, and so baked apart."""
