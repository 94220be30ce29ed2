"""Check which characters are refused, and that those every language needs are not."""

from __future__ import annotations

import re
import unicodedata

import pytest

from handouts.text.characters import (
    HANGING,
    SPACES,
    STEERING,
    MissingGlyph,
    RefusedCharacter,
    is_mark,
    refuse_unprintable,
)


@pytest.mark.parametrize(
    ("char", "what"),
    [
        ("\x00", "control"),
        ("\t", "control"),
        ("\r", "control"),
        ("\x85", "control"),
        ("\u00ad", "invisible format"),
        ("\ufeff", "invisible format"),
        ("\u2028", "line separator"),
        ("\u2029", "paragraph separator"),
        ("\ud83d", "half a character"),
        ("\ue000", "private-use"),
        ("\ufffd", "damaged file"),
        ("\uffff", "no character"),
    ],
)
def test_refused(char: str, what: str) -> None:
    with pytest.raises(RefusedCharacter) as caught:
        refuse_unprintable(f"ab{char}c")
    assert (caught.value.char, caught.value.offset) == (char, 2)
    assert what in str(caught.value)
    assert f"U+{ord(char):04X}" in str(caught.value)


def test_no_assigned_character_but_format_and_control_is_refused() -> None:
    kept = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    visible = [chr(code) for code in range(0xE0000) if unicodedata.category(chr(code)) not in kept]
    refuse_unprintable("".join(visible).replace("\ufffd", "").replace("\ufffc", ""))


def test_characters_that_scripts_need_are_kept() -> None:
    refuse_unprintable("می‌خواهم র‍্যাশ \u200b\u2060\u2066a\u2069\u200e\u200f\u061c\n\u0600\u06dd")


def test_classes_agree() -> None:
    spaces = {chr(code) for code in range(0x3001) if unicodedata.category(chr(code)) == "Zs"}
    assert {chr(code) for code in range(0x3001) if re.match(f"[{SPACES}]", chr(code))} == spaces
    steering = {chr(code) for code in range(0x3001) if re.match(f"[{STEERING}]", chr(code))}
    assert steering | spaces - {"\u202f"} == HANGING


def test_marks() -> None:
    assert [is_mark(char) for char in "a\u0301\u200dั्"] == [False, True, True, True, True]


def test_missing_glyph_names_everything() -> None:
    error = MissingGlyph("☃", ["Noto Sans", "Source Sans 3"], 4)
    assert str(error).splitlines()[0] == (
        "error: no font has “☃” (U+2603 SNOWMAN) at character 5; tried Noto Sans, Source Sans 3"
    )
