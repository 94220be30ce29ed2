"""Test how a ward says how the woman in its pictures looks."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import DataError
from handouts.figures.display_list import load_figure
from handouts.figures.variant import Variant
from handouts.model.loader import load_guide, load_ward
from handouts.model.pictures import Build, Hair, Pictures, Skin

WARD = "name: Sample Birth Centre\nphone: 01632 960123\ncountry: GB\n"


def pictures(folder: Path, more: str) -> Pictures:
    """The pictures of a ward file with these lines more."""
    path = folder / "ward.yaml"
    path.write_text(WARD + more, encoding="utf-8")
    return load_ward(path, load_guide()).pictures


def test_without_a_word_they_suit_any_ward(tmp_path: Path) -> None:
    assert pictures(tmp_path, "") == Pictures(Hair.BUN, Build.AVERAGE, Skin.PAPER)


def test_each_key_may_be_left_out(tmp_path: Path) -> None:
    assert pictures(tmp_path, "pictures: {hair: scarf}\n") == Pictures(hair=Hair.SCARF)
    chosen = pictures(tmp_path, "pictures: {skin: deep, build: full}\n")
    assert chosen == Pictures(build=Build.FULL, skin=Skin.DEEP)


@pytest.mark.parametrize(
    ("line", "place", "words", "hint"),
    [
        ("pictures: {hair: scraf}", "4:18", '"scraf" is not one of bun, scarf', 'did you mean "scarf"?'),
        ("pictures: {skn: deep}", "4:12", 'pictures knows no key "skn"', 'did you mean "skin"?'),
        ("pictures: scarf", "4:11", "pictures must be keys with values", "write key: value"),
    ],
)
def test_mistakes_are_told_at_their_place(
    tmp_path: Path, line: str, place: str, words: str, hint: str
) -> None:
    with pytest.raises(DataError) as caught:
        pictures(tmp_path, line + "\n")
    (problem,) = caught.value.problems
    assert str(problem.mark).endswith(f"ward.yaml:{place}")
    assert words in problem.message
    assert problem.hint == hint


def test_every_choice_is_drawn() -> None:
    for hair in Hair:
        for build in Build:
            for skin in Skin:
                assert load_figure("walking", Variant(hair, build, skin)).frames
