"""Hold the contrast formula against the examples of WCAG, and break themes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.checks.contrast import contrast, luminance, pairs, theme_contrast
from handouts.errors import Mark
from handouts.theme.theme import load_theme


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.478),  # the well-known grey that just fails 4.5
        ("#767676", "#ffffff", 4.542),
        ("#ff0000", "#ffffff", 3.998),
        ("#0000ff", "#ffffff", 8.592),
    ],
)
def test_known_ratios(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.001)
    assert contrast(other, one) == contrast(one, other)


def test_luminance_of_the_ends() -> None:
    assert luminance("#000000") == 0
    assert luminance("#FFFFFF") == pytest.approx(1)


def test_the_themes_of_the_product_pass() -> None:
    ratios, problems = theme_contrast(load_theme(), {})
    assert problems == []
    assert min(ratios) >= 4.5


def test_pale_ink_fails_as_running_text_and_is_told_where() -> None:
    theme = load_theme()
    pale = replace(theme, colours={**theme.colours, "ink": "#6b6b6b"})  # 5.3 on white
    _, problems = theme_contrast(pale, {"ink": Mark("standard.yaml", 9, 8)})
    first = "standard.yaml:9:8: error: type h3: ink on paper has a contrast of 5.33, less than 7"
    assert str(problems[0]).startswith(first)
    assert not any(
        "type phone: ink on paper" in problem.message for problem in problems
    )  # large: 4.5 is enough


def test_a_colour_that_is_none_is_told_once() -> None:
    theme = load_theme()
    _, problems = theme_contrast(replace(theme, colours={**theme.colours, "flag": "red"}), {})
    assert [problem.message for problem in problems] == ['flag: "red" is not a colour']


def test_a_theme_without_fills_has_text_on_paper_only() -> None:
    found = list(pairs(replace(load_theme(), filled=False)))
    assert {pair.ground for pair in found} == {"paper"}
