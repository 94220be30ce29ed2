"""Name the ways in which the woman in the pictures may look, and read which of them a ward chose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from handouts.model.fields import Fields, Report
from handouts.source import Value


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
class Pictures:
    """How the woman looks in every picture of a ward's documents; the default suits any ward."""

    hair: Hair = Hair.BUN
    build: Build = Build.AVERAGE
    skin: Skin = Skin.PAPER


def read_pictures(value: Value, report: Report) -> Pictures:
    """The choice in a ward file; every key may be left out."""
    fields = Fields(value, report, "pictures", prose=False)
    pictures = Pictures(
        hair=fields.choice("hair", Hair, Hair.BUN),
        build=fields.choice("build", Build, Build.AVERAGE),
        skin=fields.choice("skin", Skin, Skin.PAPER),
    )
    fields.finish()
    return pictures
