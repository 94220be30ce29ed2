"""Check that figures 45 mm wide are still there after two copies in black and white at 150 dpi.

The shares were found by looking at the copies: with less, a figure began to fall apart.
"""

from __future__ import annotations

import pytest
from PIL import Image

from handouts.figures.display_list import figure_names, load_figure
from handouts.figures.theme import THEMES
from handouts.figures.variant import AVERAGE, Variant
from tests.figures.printing import (
    COPIER,
    INK,
    areas,
    arrows,
    copied_twice,
    lines,
    look,
    moved_half_a_pixel,
    share_filled,
    share_inked,
)

WEIGHTS = {"face": 0.95, "contour": 0.95, "far": 0.9}
"""Least share of the lines of head, of near limbs and trunk, and of far limbs that keeps its ink."""

ARROW = 0.55
SHIRT, LEG = 0.5, 0.6
"""At most so much of the shirt turns black, and at least so much of the near legs where they are filled."""

COVERED = Variant.named("scarf", "full", "deep")
LOOKS = [(theme, AVERAGE) for theme in THEMES] + [("colour", COVERED), ("grey", COVERED)]
CASES = [
    pytest.param(name, theme, variant, id=f"{name}-{theme}-{variant.name}")
    for name in figure_names()
    for theme, variant in LOOKS
]


@pytest.mark.parametrize(("name", "theme", "variant"), CASES)
def test_head_limbs_and_arrows_survive(name: str, theme: str, variant: Variant) -> None:
    page, figure = copied_twice(name, theme, variant), load_figure(name, variant)
    how = look(theme, variant)
    for weight, least in WEIGHTS.items():
        points = lines(figure, how, COPIER, weight)
        assert not points or share_inked(page, points) >= least, weight
    assert lines(figure, how, COPIER, "face"), "a figure has a head"
    for arrow in arrows(figure, how, COPIER):
        assert share_filled(page, [arrow]) >= ARROW


@pytest.mark.parametrize(("name", "theme", "variant"), CASES)
def test_shirt_and_legs_stay_apart(name: str, theme: str, variant: Variant) -> None:
    page, figure = copied_twice(name, theme, variant), load_figure(name, variant)
    how = look(theme, variant)
    assert share_filled(page, areas(figure, how, COPIER, "top")) <= SHIRT
    legs = share_filled(page, areas(figure, how, COPIER, "bottom"))
    assert legs <= SHIRT if theme == "line" else legs >= LEG


def test_what_the_copier_loses_is_seen() -> None:
    """A page without the figure, and a black page, must not pass."""
    figure, how = load_figure("bridge"), look("grey")
    page = copied_twice("bridge", "grey")
    points = lines(figure, how, COPIER, "contour")
    assert share_inked(Image.new("L", page.size, 255), points) == 0
    assert share_filled(Image.new("L", page.size, 0), areas(figure, how, COPIER, "top")) == 1
    moved = Image.new("L", page.size, 255)
    moved.paste(page, (0, 12))
    assert share_inked(moved, points) < WEIGHTS["contour"]


def test_a_copier_takes_hairlines_away() -> None:
    """One grey pixel wide and not black, a line is gone after two copies: so the test can tell."""
    page = Image.new("L", (9, 9), 255)
    page.paste(140, (4, 0, 5, 9))
    assert moved_half_a_pixel(page).getextrema()[0] >= INK
