"""Test that a theme scales as the page rules ask, and that a broken one is refused with all its faults."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts import assets
from handouts.errors import LayoutError, UsageError
from handouts.languages.registry import load_language
from handouts.theme.theme import Theme, load_theme, theme_names
from handouts.units import FOLDED, PAPERS

NAMES = theme_names()
SMALLEST = 12.0


@pytest.fixture(params=NAMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    """Every theme in turn."""
    return load_theme(request.param)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for themes of a test's own, in the place of the product's."""
    monkeypatch.setattr(assets, "LAYOUTS", tmp_path)
    (tmp_path / "themes").mkdir()
    load_theme.cache_clear()
    yield tmp_path / "themes"
    load_theme.cache_clear()


# -- the ladder ------------------------------------------------------------------------------------------


def test_the_ladder_goes_down_and_every_step_is_tighter(theme: Theme) -> None:
    assert len(theme.ladder) >= (2 if theme.sides else 1)
    for one, other in pairwise(theme.ladder):
        before = (one.body, one.space, one.headings, one.leading)
        after = (other.body, other.space, other.headings, other.leading)
        assert all(low <= high for low, high in zip(after, before, strict=True))
        assert after != before


def test_no_step_sets_anything_too_small(theme: Theme) -> None:
    """PDF pages are printed, photocopied and read at night: nothing is under 12 points, 18 in large print."""
    for step in theme.ladder:
        sizes = {rank: token.size for rank, token in theme.at(step).type.items()}
        assert min(sizes.values()) >= SMALLEST - 1e-9, sizes


def test_ranks_stay_in_order_on_every_step(theme: Theme) -> None:
    for step in theme.ladder:
        ranks = theme.at(step).type
        assert ranks["title"].size > ranks["h2"].size >= ranks["body"].size
        assert ranks["lead"].size >= ranks["body"].size


def test_lines_are_never_closer_than_the_letters_need(theme: Theme) -> None:
    """The letters of Noto Sans are 1.07 em from descender to capital: less leading would let lines touch."""
    english = load_language("en")
    height, least = english.line_height, english.least_line_height
    for step in theme.ladder:
        for rank, token in theme.at(step).for_script(1.0, height, least).type.items():
            assert token.leading / token.size >= 1.1, rank
            if rank in theme.grows:
                assert token.leading / token.size >= least * 0.999, rank


def test_a_step_scales_text_by_its_body_and_the_rest_by_their_own_factor() -> None:
    theme = load_theme("standard")
    last = theme.at(theme.ladder[-1])
    first = theme.at(theme.ladder[0])
    assert first.type["body"].size == theme.ladder[0].body
    assert first.type["table"].size == first.type["body"].size
    assert last.type["title"].size == pytest.approx(theme.type["title"].size * theme.ladder[-1].headings)
    assert last.type["phone"] == theme.type["phone"], "numbers to phone never shrink"
    assert last.type["emergency"] == theme.type["emergency"]
    assert last.space_unit == pytest.approx(theme.space_unit * theme.ladder[-1].space)


# -- spaces and scripts ----------------------------------------------------------------------------------


@given(st.floats(0.01, 20), st.floats(0.3, 2))
def test_spaces_are_half_steps_and_never_nothing(steps: float, factor: float) -> None:
    theme = load_theme("standard").spaced(factor)
    halves = theme.space(steps) / (theme.space_unit / 2)
    assert halves == pytest.approx(round(halves))
    assert round(halves) >= 1
    assert theme.space(0) == 0


@given(st.floats(0.9, 1.3), st.floats(1.2, 2.2))
def test_a_script_scales_every_rank_alike(size: float, line_height: float) -> None:
    theme = load_theme("standard")
    scaled = theme.for_script(size, line_height)
    for rank, token in theme.type.items():
        assert scaled.type[rank].size == pytest.approx(token.size * size)
        expected = token.leading / token.size * line_height / 1.40
        assert scaled.type[rank].leading / scaled.type[rank].size == pytest.approx(expected)


def test_latin_is_what_themes_are_written_for() -> None:
    theme = load_theme("standard")
    for rank, token in theme.for_script(1.0, 1.40).type.items():
        assert (token.size, token.leading) == pytest.approx((theme.type[rank].size, theme.type[rank].leading))


# -- files -----------------------------------------------------------------------------------------------


def test_every_paper_and_its_folded_half_has_margins(theme: Theme) -> None:
    for paper in (*PAPERS.values(), *FOLDED.values()):
        page = theme.pages[paper.name]
        assert paper.width - page.start - page.end > 0.7 * paper.width
        assert min(page.top, page.bottom) >= 15, "an office printer leaves 5 mm white"


def test_inner_margins_of_folded_pages_are_the_wider_ones(theme: Theme) -> None:
    for paper in FOLDED.values():
        assert theme.pages[paper.name].start > theme.pages[paper.name].end


def test_an_unknown_edition_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UsageError, match='there is no edition "standart"') as caught:
        load_theme("standart")
    assert caught.value.problems[0].hint == 'did you mean "standard"?'
    with pytest.raises(UsageError) as caught:
        load_theme("poster")
    assert caught.value.problems[0].hint == f"known: {', '.join(NAMES)}"


def test_a_copy_of_a_theme_is_a_theme(folder: Path) -> None:
    source = Path(__file__).resolve().parents[2] / "layouts" / "themes" / "standard.yaml"
    shutil.copy(source, folder / "copied.yaml")
    assert load_theme("copied").ladder


BROKEN = """\
name: broken
filled: perhaps
colours: {ink: "#000000"}
type:
  body: {size: big, leading: "16.8", weight: medium, colour: ink}
  title: {size: "27", leading: "32", weight: bold, colour: purple}
grows: body
space_unit: "4.2"
lines: {hair: thin}
radii: {}
tick: {size: "15", gap: "4.4"}
band: {height: "21", hatch_width: "40", hatch_pitch: "6"}
figure_theme: colour
pages:
  a4: {start_mm: "18", end_mm: "18", top_mm: "10", columns: "6.5", gutter_mm: "6"}
ladder: []
colour: red
"""


def test_a_broken_theme_is_refused_with_every_fault(folder: Path) -> None:
    (folder / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    with pytest.raises(LayoutError) as caught:
        load_theme("broken")
    text = "\n".join(map(str, caught.value.problems))
    for line, fault in {
        2: "neither yes nor no",
        5: '"big" is not a number',
        6: '"purple"',
        7: "grows: must be a list",
        9: '"thin" is not a number',
        15: "has no bottom_mm",
        16: "ladder: must be a list that is not empty",
        17: 'knows no key "colour"',
    }.items():
        assert fault in text, f"line {line}"
    assert '"medium" is not one of regular, bold' in text
    assert "is not a whole number" in text
    assert all(problem.mark is not None and problem.mark.line > 0 for problem in caught.value.problems)


def test_every_colour_of_the_type_is_defined(theme: Theme) -> None:
    assert {token.colour for token in theme.type.values()} <= set(theme.colours)
