"""Follow docs/figures.md as somebody does who changes one angle and adds one picture, and see that it is complete."""

from __future__ import annotations

from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image

from docs import pictures
from handouts.figures.display_list import figure_names, load_figure
from handouts.figures.puppet.pose import FootView, FrontPose, HandShape, Limb, Movement, SidePose
from handouts.figures.puppet.props import PROPS
from handouts.outputs.figures import Drawing, files
from handouts.pages.figure_sheet import FigureLook
from handouts.units import MM
from tests.test_readme import FENCE, Block, Reader

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "figures.md"
TEXT = GUIDE.read_text(encoding="utf-8")
BLOCKS = [
    Block(f"docs/figures.md:{TEXT.count(chr(10), 0, fence.start()) + 1}", fence[1], fence[2])
    for fence in FENCE.finditer(TEXT)
]


def test_the_guide_can_be_followed(clean_clone: Path) -> None:
    """What it shows is printed; the picture changes with the angle, and one file makes a new picture."""
    reader = Reader(clean_clone)
    picture = clean_clone / "out" / "figure-bridge-colour.png"
    kept = clean_clone / "data" / "figures" / "baked" / "bun-average" / "bridge.json"
    drawn, baked = [], [kept.read_bytes()]
    before: Block | None = None
    for block in BLOCKS:
        reader.follow(block, before)
        if block.language == "sh" and picture.is_file():
            drawn.append(picture.read_bytes())
            baked.append(kept.read_bytes())
        before = block
    assert len(drawn) > 2
    assert drawn[0] != drawn[1] == drawn[-1]
    assert baked[0] == baked[2] != baked[-1], "looking changes nothing that is printed; baking does"
    assert (clean_clone / "out" / "figure-wall_push_up-colour.svg").is_file()


WORDS = sorted(
    {field.name for kind in (SidePose, FrontPose, Limb, Movement) for field in fields(kind)} - {"mark"}
    | {*PROPS, *get_args(HandShape), *get_args(FootView), "like", "view", "under", "over", "label", "ghost"}
    | {"name", "alt", "about_baby", "scene", "frames", "props", "arrows", "pose"}
)


@pytest.mark.parametrize("word", WORDS)
def test_the_guide_has_every_word_that_poses_may_use(word: str) -> None:
    assert f"`{word}`" in TEXT or f"`{word}:" in TEXT


# -- the picture of all figures --------------------------------------------------------------------------

SHEET = GUIDE.parent / "images" / "figures.png"
MOST_BYTES = 250_000


def drawn_today() -> Image.Image:
    """What the command that the guide names draws."""
    look = FigureLook(width=42 * MM)
    figures = tuple(load_figure(name) for name in figure_names())
    ((_, data),) = files(Drawing(figures, look, sheet=True, words=False, resolution=110), "png").items()
    return Image.open(BytesIO(data))


def test_the_sheet_shows_the_figures_of_today() -> None:
    command = "handouts figure --width 42 --no-words --format png --resolution 110 --out - > docs/images/figures.png"
    assert command in " ".join(TEXT.split())
    assert pictures.difference(SHEET, drawn_today().convert("RGB")) < pictures.ALIKE, f"run {command}"


def test_the_sheet_is_small() -> None:
    assert SHEET.stat().st_size < MOST_BYTES
    with Image.open(SHEET) as picture:
        assert picture.mode == "P"
