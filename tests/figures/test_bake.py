"""Check that baked display lists are what the pose files draw, for every variant."""

from __future__ import annotations

import pytest

from handouts.figures.bake import bake_all, baked, left_over, stale
from handouts.figures.display_list import BAKED, figure_names, load_figure, to_json
from handouts.figures.puppet.scene import draw
from handouts.figures.puppet.script import pose_files
from handouts.figures.variant import AVERAGE, DRAWINGS
from tests.figures.scripts import NAMES, script


@pytest.mark.parametrize("name", NAMES)
def test_baked_is_what_the_pose_draws(name: str) -> None:
    drawing = to_json(draw(script(name), AVERAGE))
    committed = (BAKED / AVERAGE.drawing / f"{name}.json").read_text("utf-8")
    assert committed == drawing, "run python -m handouts.figures.bake"


@pytest.mark.slow
def test_every_variant_is_baked() -> None:
    files = bake_all(pose_files())
    assert stale(files) == []
    assert left_over(files) == []


def test_every_variant_has_every_figure() -> None:
    assert figure_names() == NAMES
    for variant in DRAWINGS:
        assert tuple(sorted(path.stem for path in (BAKED / variant.drawing).glob("*.json"))) == NAMES
        assert load_figure("bridge", variant).alt == load_figure("bridge").alt


def test_variants_differ() -> None:
    (path,) = (path for path in pose_files() if path.stem == "walking")
    texts = list(baked(path).values())
    assert len(set(texts)) == len(DRAWINGS)
