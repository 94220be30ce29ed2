"""List the vendored families and fonts for the tests, straight from fonts.yaml."""

from __future__ import annotations

import functools
import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml
from fontTools.ttLib import TTFont

from handouts.assets import FONTS

REMAKE = FONTS / "remake.py"
STYLES = {"regular": "Regular", "bold": "Bold"}
FAMILIES: list[dict[str, Any]] = yaml.load(
    (FONTS / "fonts.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)["families"]


@dataclass(frozen=True)
class Vendored:
    """One font file with what the manifest says about it."""

    family: str
    weight: str
    path: Path
    sha256: str
    size: int

    def __str__(self) -> str:
        return f"{self.family} {self.weight}"


def _fonts() -> list[Vendored]:
    return [
        Vendored(
            family=family["name"],
            weight=weight,
            path=FONTS / family["folder"] / entry["file"],
            sha256=entry["sha256"],
            size=int(entry["bytes"]),
        )
        for family in FAMILIES
        for weight, entry in family["weights"].items()
    ]


ALL = _fonts()


def family(name: str) -> dict[str, Any]:
    """The manifest's entry of a family."""
    return next(entry for entry in FAMILIES if entry["name"] == name)


@functools.cache
def characters(name: str, weight: str = "regular") -> frozenset[str]:
    """Every character that a font has."""
    path = next(font.path for font in ALL if (font.family, font.weight) == (name, weight))
    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@functools.cache
def remake() -> ModuleType:
    """The module fonts/remake.py, which is a script and in no package."""
    spec = importlib.util.spec_from_file_location("fonts_remake", REMAKE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module
