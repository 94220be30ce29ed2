"""Check how display lists are kept, read and asked for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.errors import UsageError
from handouts.figures.display_list import (
    Arrow,
    DisplayList,
    Fill,
    Frame,
    Shape,
    Stroke,
    figure_names,
    from_json,
    load_figure,
    to_json,
)
from handouts.figures.theme import ROLES
from handouts.figures.variant import Variant
from handouts.figures.weights import WEIGHTS
from handouts.model.pictures import Build, Hair, Skin
from tests.conftest import Golden

FIGURE = DisplayList(
    "reach",
    "Woman reaching “up”.",
    (
        Frame((0.0, -0.1, 2.0, 3.0), (Fill("skin", "0 0 m 1 1 l h"), Arrow((0j, 1 + 2j), True)), 0),
        Frame(
            (0.0, 0.0, 1.0, 1.0),
            (Stroke("line", "contour", 0.65, "0 0 m 5 5 l"), Shape("mat", "line", "prop", "0 0 m 1 1 l h")),
        ),
    ),
    about_baby=True,
)


def test_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "reach.json"
    path.write_text(to_json(FIGURE), "utf-8")
    assert from_json(path) == FIGURE
    assert json.loads(path.read_text("utf-8"))["name"] == "reach"


def test_an_unknown_figure_is_refused() -> None:
    with pytest.raises(UsageError, match="did you mean bridge"):
        load_figure("brigde")


def test_figures_are_read_once() -> None:
    assert load_figure("bridge") is load_figure("bridge")
    assert load_figure("bridge") is not load_figure("bridge", Variant(Hair.SCARF))


def test_skin_needs_no_drawing_of_its_own() -> None:
    assert Variant(skin=Skin.DEEP).drawing == Variant().drawing


def test_variants_by_name() -> None:
    assert Variant.named("scarf", "full", "deep") == Variant(Hair.SCARF, Build.FULL, Skin.DEEP)
    with pytest.raises(UsageError, match="not one of bun, scarf"):
        Variant.named("hat")


@pytest.mark.parametrize("name", figure_names())
def test_roles_and_weights_are_known(name: str) -> None:
    for frame in load_figure(name).frames:
        for operation in frame.operations:
            if isinstance(operation, Stroke | Shape):
                assert operation.weight in WEIGHTS
            if isinstance(operation, Shape):
                assert operation.fill in ROLES
            if not isinstance(operation, Arrow):
                assert operation.role in ROLES


def test_trace(golden: Golden) -> None:
    """Bounds and counts of every frame: a small change shows here before anybody looks at pictures."""
    lines = ["# figure, frame, mark, bounds in heads, fills, strokes, shapes, arrows"]
    for name in figure_names():
        for number, frame in enumerate(load_figure(name).frames, 1):
            counts = [
                sum(isinstance(operation, kind) for operation in frame.operations)
                for kind in (Fill, Stroke, Shape, Arrow)
            ]
            bounds = " ".join(f"{value:.1f}" for value in frame.bounds)
            lines.append(f"{name} {number} {frame.label} | {bounds} | {' '.join(map(str, counts))}")
    golden("figures.txt", "\n".join(lines))


def test_printing_needs_no_drawing_library() -> None:
    """Shapely is a development tool; nothing that prints may import it, directly or not."""
    modules = [
        "alt",
        "arrange",
        "arrow",
        "display_list",
        "paint",
        "svg",
        "theme",
        "variant",
        "weights",
    ]
    imports = "; ".join(f"import handouts.figures.{module}" for module in modules)
    check = "import sys; sys.exit(any(m in sys.modules for m in ('shapely', 'numpy', 'reportlab')))"
    assert subprocess.run([sys.executable, "-c", f"{imports}; {check}"], check=False).returncode == 0
