"""Name the ways in which the woman in the figures may look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from handouts.errors import UsageError
from handouts.model.pictures import Build, Hair, Skin

_Choice = TypeVar("_Choice", bound=Enum)


@dataclass(frozen=True, slots=True)
class Variant:
    """A choice of hair, build and skin tone; a ward file makes it, the default suits any ward."""

    hair: Hair = Hair.BUN
    build: Build = Build.AVERAGE
    skin: Skin = Skin.PAPER

    @classmethod
    def named(cls, hair: str = "bun", build: str = "average", skin: str = "paper") -> Variant:
        """The variant with these names, as a ward file writes them.

        Raises UsageError for a name that is not known.
        """
        return cls(_member(Hair, hair), _member(Build, build), _member(Skin, skin))

    @property
    def name(self) -> str:
        """All three words, such as bun-average-paper: for file names."""
        return f"{self.drawing}-{self.skin.value}"

    @property
    def drawing(self) -> str:
        """The folder of the baked drawings; skin is left out because it only changes colours."""
        return f"{self.hair.value}-{self.build.value}"


def _member(kind: type[_Choice], name: str) -> _Choice:
    names = [member.value for member in kind]
    if name not in names:
        raise UsageError(
            f"“{name}” is not one of {', '.join(names)}", hint=f"{kind.__name__.lower()} of the figures"
        )
    return kind(name)


AVERAGE = Variant()
"""The default look."""

DRAWINGS = tuple(Variant(hair, build) for hair in Hair for build in Build)
"""Every look that is drawn apart, and so baked apart."""
