"""Make a copy of the product whose data and layouts may be damaged, and choose what to damage in it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("handouts", "data", "layouts", "fonts")

SHARES: Mapping[str, float] = {
    "guide": 0.50,
    "layout": 0.15,
    "theme": 0.08,
    "ward": 0.08,
    "language": 0.04,
    "pose": 0.05,
    "figure": 0.05,
    "logo": 0.02,
    "catalogue": 0.03,
}
"""How often each kind of file is damaged."""


def copy_product(folder: Path) -> Path:
    """The package with its data, as a checkout has them, in a new folder."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def files_by_kind(root: Path) -> dict[str, list[Path]]:
    """Everything that can be damaged, by what reads it."""
    data, layouts = root / "data", root / "layouts"
    own = {
        "ward": [data / "wards" / "example.yaml"],
        "logo": [data / "wards" / "logo.png"],
        "language": sorted((data / "languages").glob("*.yaml")),
        "catalogue": sorted((data / "translations").glob("*.po")),
        "pose": sorted((data / "figures").rglob("*.yaml")),
        "figure": sorted((data / "figures" / "baked" / "bun-average").glob("*.json")),
        "layout": sorted(layouts.glob("*.yaml")),
        "theme": sorted((layouts / "themes").glob("*.yaml")),
    }
    elsewhere = {path for paths in own.values() for path in paths}
    return {"guide": sorted(set(data.rglob("*.yaml")) - elsewhere), **own}


def chosen(random: Random, files: Mapping[str, Sequence[Path]], kinds: Sequence[str]) -> tuple[str, Path]:
    """A kind of file by its share, and one file of that kind."""
    kinds = [each for each in kinds if files[each]]
    kind = random.choices(kinds, [SHARES[each] for each in kinds])[0]
    return kind, random.choice(files[kind])
