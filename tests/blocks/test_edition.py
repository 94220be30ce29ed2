"""Test how words are prepared for a page: short last words bound, numbers unbroken, pictures sized."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.blocks.edition import STAGE_RANGE, Setting, bound
from handouts.errors import DataError, LayoutError, Mark
from handouts.languages.speech import Words
from handouts.model.message import Message
from handouts.source import Scalar
from handouts.units import NBSP

MESSAGE = Message("sample", "", Mark("sample.yaml"))
PLACE = Mark("layouts/sample.yaml", 7, 5)


def words(text: str) -> Words:
    """Words of a test."""
    return Words(text, MESSAGE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rest in short spells, in bed", f"Rest in short spells, in{NBSP}bed"),
        ("Let somebody else carry the shopping", "Let somebody else carry the shopping"),
        ("Continuously so", "Continuously so"),
        ("Alone", "Alone"),
        ("", ""),
        ("Read [more of it](https://example.org/a)", "Read [more of it](https://example.org/a)"),
    ],
)
def test_a_short_last_word_does_not_stand_alone(text: str, expected: str) -> None:
    assert bound(words(text)).text == expected


@given(st.text("ab c", max_size=30))
def test_binding_changes_spaces_only(text: str) -> None:
    assert bound(words(text)).text.replace(NBSP, " ") == text


def test_phone_numbers_are_never_divided(setting: Setting) -> None:
    assert setting.number("+44 20 7946 0018").text == NBSP.join(["+44", "20", "7946", "0018"])


def test_words_say_the_numbers_of_ward_and_country(setting: Setting) -> None:
    message = Message("sample", "Phone {emergency} or {ward_phone}, {ward_name}.", Mark(""))
    said = setting.words(message).text.replace(NBSP, " ")
    ward = setting.edition.ward
    assert said == f"Phone 999 or {ward.phone}, {ward.name.text}."


def test_an_unknown_place_in_words_is_refused_at_the_words(setting: Setting) -> None:
    with pytest.raises(DataError) as caught:
        setting.words(Message("sample", "Phone {ward_fone}.", PLACE))
    (problem,) = caught.value.problems
    assert problem.mark == PLACE
    assert problem.hint == 'did you mean "ward_phone"?'


@given(st.floats(0.2, 2), st.floats(1, 300))
def test_pictures_shrink_and_grow_with_the_page_within_bounds(tightness: float, height: float) -> None:
    factor = min(STAGE_RANGE[1], max(STAGE_RANGE[0], tightness))
    assert STAGE_RANGE[0] < 1 < STAGE_RANGE[1]
    assert Setting.stage(_Tight(tightness), height) == pytest.approx(height * factor)  # type: ignore[arg-type]


class _Tight:
    """As much of a setting as the height of a picture hangs on."""

    def __init__(self, tightness: float) -> None:
        self.theme = self
        self.tightness = tightness


def test_the_columns_of_the_grid_fill_the_measure(setting: Setting) -> None:
    grid = setting.grid
    assert setting.span(grid.columns) == pytest.approx(setting.measure)
    two, rest = setting.span(2), setting.span(grid.columns - 2)
    assert two + grid.gutter + rest == pytest.approx(setting.measure)


@pytest.mark.parametrize(
    ("find", "name", "message", "hint"),
    [
        ("passage", "relief.metods", 'no passage "relief.metods"', 'did you mean "relief.methods"?'),
        ("exercise", "brigde", 'no exercise "brigde"', 'did you mean "bridge"?'),
        ("section", "relif", 'no section "relif"', 'did you mean "relief"?'),
    ],
)
def test_what_a_layout_names_wrongly_is_refused_where_it_names_it(
    setting: Setting, find: str, name: str, message: str, hint: str
) -> None:
    with pytest.raises(DataError, match=message) as caught:
        getattr(setting, find)(Scalar(name, PLACE, ""))
    (problem,) = caught.value.problems
    assert (problem.mark, problem.hint) == (PLACE, hint)


def test_a_narrowed_setting_differs_in_its_measure_only(setting: Setting) -> None:
    assert replace(setting.narrowed(100), measure=setting.measure) == setting


def test_layout_errors_are_errors_of_data() -> None:
    """So that one handler tells both, and the exit code is that of content."""
    assert issubclass(LayoutError, DataError)
    assert LayoutError.exit_code == 1
