"""Check colours and line weights."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.errors import UsageError
from handouts.figures.theme import ROLES, THEMES, palette
from handouts.figures.variant import Variant
from handouts.figures.weights import (
    THINNEST,
    WEIGHTS,
    arrow_halo,
    arrow_head,
    arrow_shaft,
    hidden_weights,
    line_weights,
)
from handouts.model.pictures import Skin


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("skin", Skin)
def test_every_role_has_a_colour(theme: str, skin: Skin) -> None:
    colours = palette(theme, Variant(skin=skin))
    assert set(colours) == ROLES
    assert all(re.fullmatch(r"#[0-9a-f]{6}", colour) for colour in colours.values())


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("skin", Skin)
def test_lines_and_arrows_stand_out(theme: str, skin: Skin) -> None:
    """3:1 for graphics that carry meaning (WCAG 2.2, 1.4.11)."""
    colours = palette(theme, Variant(skin=skin))
    for role in (
        "skin",
        "top",
        "mat",
        "prop",
        "pillow",
        "baby",
        "scarf",
        "far_skin",
        "far_top",
        "far_bottom",
    ):
        assert contrast(colours["line"], colours[role]) >= 3, role
    assert contrast(colours["arrow"], "#ffffff") >= 4.5
    assert contrast(colours["arrow"], colours["halo"]) >= 4.5


def test_pale_roles_turn_white_and_dark_ones_black_on_a_copier() -> None:
    """A copier set to text knows black and white only; the picture must part near leg, far leg and shirt."""
    for theme in ("colour", "grey"):
        colours = palette(theme)
        grey = {
            role: sum(int(colour[i : i + 2], 16) for i in (1, 3, 5)) / 3 for role, colour in colours.items()
        }
        assert all(grey[role] > 160 for role in ("skin", "top", "far_bottom", "far_top", "baby", "pillow"))
        assert all(grey[role] < 130 for role in ("line", "hair", "bottom", "arrow"))


def test_line_theme_has_black_and_white_only() -> None:
    colours = dict(palette("line", Variant(skin=Skin.DEEP)))
    assert set(colours.values()) == {"#000000", "#ffffff"}


def test_unknown_theme() -> None:
    with pytest.raises(UsageError, match="colour, grey, line"):
        palette("sepia")


@given(st.floats(3, 100))
def test_lines_are_never_too_thin(scale: float) -> None:
    weights = line_weights(scale)
    assert tuple(weights) == WEIGHTS
    assert min(weights.values()) >= THINNEST
    assert weights["contour"] >= weights["face"] >= weights["far"] >= weights["inner"]


@given(st.floats(3, 99), st.floats(0, 1))
def test_sizes_grow_with_the_figure(scale: float, more: float) -> None:
    small, large = line_weights(scale), line_weights(scale + more)
    assert all(large[name] >= small[name] for name in WEIGHTS)
    assert arrow_head(scale + more) >= arrow_head(scale) >= 5.6
    assert arrow_shaft(scale + more) >= arrow_shaft(scale) >= 1.9
    assert arrow_halo(scale) >= 0.9
    assert hidden_weights(scale + more) <= hidden_weights(scale)
