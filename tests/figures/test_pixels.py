"""Compare every figure in every theme with a small picture of it that somebody has looked at.

`--approve` writes the pictures in expected/pixels anew; look at them before they are committed.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter

from handouts.figures.display_list import DisplayList, figure_names, load_figure
from handouts.figures.puppet.pose import Limb, SidePose
from handouts.figures.puppet.scene import draw
from handouts.figures.theme import THEMES
from handouts.units import MM, POINTS_PER_INCH
from tests.figures.printing import look, printed
from tests.figures.scripts import script

EXPECTED = Path(__file__).parent / "expected" / "pixels"
WIDTH = 96
"""Pixels: enough to tell a hand from a foot."""

GREYS = 16
SOFTENING = 1.2
"""Pixels: edges may differ from one machine to another, shapes may not."""

ANYWHERE, ON_AVERAGE = 40, 1.0
"""Of 255 steps, by which softened pictures may differ at one place and on average."""


def small(figure: DisplayList, theme: str) -> Image.Image:
    """A figure in few greys, WIDTH pixels wide."""
    how = look(theme, width=WIDTH * MM / 2)
    picture = printed(figure, how, POINTS_PER_INCH * 2 / MM)
    return picture.quantize(GREYS).convert("L")


def difference(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """By how much two pictures differ: where it is most, and on average; 255 for pictures of unlike size."""
    if one.size != other.size:
        return 255.0, 255.0
    soft = [picture.filter(ImageFilter.GaussianBlur(SOFTENING)) for picture in (one, other)]
    steps = ImageChops.difference(*soft).histogram()
    total = sum(count * step for step, count in enumerate(steps))
    return float(max(step for step, count in enumerate(steps) if count)), total / sum(steps)


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures show the same."""
    most, mean = difference(one, other)
    return most <= ANYWHERE and mean <= ON_AVERAGE


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", figure_names())
def test_a_figure_looks_as_approved(name: str, theme: str, request: pytest.FixtureRequest) -> None:
    path = EXPECTED / f"{name}-{theme}.png"
    picture = small(load_figure(name), theme)
    if request.config.getoption("--approve"):
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.quantize(GREYS).save(path, optimize=True)
        return
    if not path.is_file():
        pytest.fail(f"{path.name} is missing: look at the figure, then run with --approve", pytrace=False)
    with Image.open(path) as kept:
        most, mean = difference(picture, kept.convert("L"))
    assert most <= ANYWHERE, f"{path.name}: {most:.0f} of 255 at one place; if it should be so, use --approve"
    assert mean <= ON_AVERAGE, f"{path.name}: {mean:.1f} of 255 on average; if it should be so, use --approve"


def test_no_picture_is_left_over() -> None:
    wanted = {f"{name}-{theme}.png" for name in figure_names() for theme in THEMES}
    assert {path.name for path in EXPECTED.iterdir()} == wanted


def test_a_moved_shin_is_seen() -> None:
    """Eight degrees of one shin: the smallest change that matters to who copies the movement."""
    figure = script("heel_slides")
    slid = figure.frames[1]
    (pose,) = slid.poses
    assert isinstance(pose, SidePose)
    assert pose.near_leg is not None
    thigh, shin, foot = pose.near_leg.angles
    bent = replace(pose, near_leg=Limb(angles=(thigh, shin + 8, foot)))
    changed = replace(figure, frames=(figure.frames[0], replace(slid, poses=(bent,))))
    assert not alike(small(draw(changed), "line"), small(draw(figure), "line"))


@pytest.mark.parametrize(("one", "other"), [("lifting", "lifting_load"), ("bird_dog", "childs_pose")])
def test_other_figures_are_told_apart(one: str, other: str) -> None:
    assert not alike(small(load_figure(one), "grey"), small(load_figure(other), "grey"))


def test_themes_and_mirrored_figures_are_told_apart() -> None:
    figure = load_figure("walking")
    assert not alike(small(figure, "grey"), small(figure, "line"))
    mirrored = printed(figure, look("grey", width=WIDTH * MM / 2, mirror=True), POINTS_PER_INCH * 2 / MM)
    assert not alike(small(figure, "grey"), mirrored)
