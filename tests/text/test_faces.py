"""Check which face is found and chosen."""

from __future__ import annotations

import pytest

from handouts.errors import DataError
from handouts.text.characters import MissingGlyph
from handouts.text.faces import FALLBACK, chain, choose, faces, families

ARABIC = ("Noto Sans Arabic",)


def chosen(word: str, names: tuple[str, ...], script: str = "") -> list[tuple[str, str]]:
    """Each stretch of the word with its family."""
    return [(word[start:end], face.name) for start, end, face in choose(word, chain(names, False, script))]


@pytest.mark.parametrize("name", families())
def test_every_family_opens_in_both_weights(name: str) -> None:
    family = faces(name)
    for bold in (False, True):
        face = family.face(bold)
        assert (face.name, face.bold) == (name, bold)
        assert face.path.is_file()
        assert face.upem in range(16, 16385)
        assert face.ascent > 0 > face.descent
        assert face.has(" ")
        assert face.postscript_name
    assert str(family.bold) == f"{name} Bold"


def test_there_is_one_object_for_each_face() -> None:
    assert faces("Noto Sans").bold is faces("Noto Sans").bold


def test_unknown_family_gets_a_suggestion() -> None:
    with pytest.raises(DataError, match='did you mean "Noto Sans Arabic"') as caught:
        faces("Noto Sans Arabik")
    assert 'no font family "Noto Sans Arabik"' in str(caught.value)


def test_chain_starts_with_the_style_and_ends_with_the_fallbacks() -> None:
    assert [face.name for face in chain(ARABIC, True)] == [*ARABIC, *FALLBACK]
    assert [face.name for face in chain(("Noto Sans",), False)] == list(FALLBACK)
    assert all(face.bold for face in chain(ARABIC, True))


def test_families_for_the_script_come_first() -> None:
    assert [face.name for face in chain(ARABIC, False, "Latn")] == [*FALLBACK, *ARABIC]
    assert [face.name for face in chain(ARABIC, False, "Arab")] == [*ARABIC, *FALLBACK]


@pytest.mark.parametrize(
    ("word", "script", "expected"),
    [
        ("قسم", "Arab", [("قسم", "Noto Sans Arabic")]),
        ("Ward", "Latn", [("Ward", "Noto Sans")]),
        ("a→b", "Latn", [("a→b", "Source Sans 3")]),
        ("قسمф̂", "Arab", [("قسم", "Noto Sans Arabic"), ("ф̂", "Noto Sans")]),
    ],
)
def test_a_word_keeps_one_face_where_one_has_it(
    word: str, script: str, expected: list[tuple[str, str]]
) -> None:
    assert chosen(word, ARABIC, script) == expected


def test_joiners_and_variation_selectors_need_no_glyph() -> None:
    assert chosen("می\u200cخ\ufe0f", ARABIC, "Arab") == [("می\u200cخ\ufe0f", "Noto Sans Arabic")]


def test_letter_and_mark_that_no_face_has_together() -> None:
    with pytest.raises(MissingGlyph) as caught:
        chosen("سбُ", ARABIC)
    assert (caught.value.char, caught.value.offset) == ("бُ", 1)
    assert "U+0431 CYRILLIC SMALL LETTER BE U+064F ARABIC DAMMA" in str(caught.value)


def test_mark_that_no_face_has_with_its_letter() -> None:
    with pytest.raises(MissingGlyph) as caught:
        chosen("بa\u1ab0\u20e4", ARABIC)
    assert caught.value.families == (*ARABIC, *FALLBACK)
    assert caught.value.offset == 3
