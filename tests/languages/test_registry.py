"""Check that languages are found by their files, and that a wrong one is refused with a way out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handouts.errors import DataError, Mark, UsageError
from handouts.languages.language import Language
from handouts.languages.registry import language_codes, load_language
from tests.model.conftest import SAMPLE


def test_every_language_of_the_product_loads() -> None:
    codes = language_codes()
    assert "en" in codes
    for code in codes:
        assert load_language(code).code == code


def test_language() -> None:
    assert language_codes(SAMPLE) == ("ar", "en")
    arabic = load_language("ar", SAMPLE)
    assert arabic == Language(
        code="ar",
        name="Arabic",
        own_name="العربية",
        tag="ar",
        script="Arab",
        direction="rtl",
        faces=("Noto Sans Arabic", "Noto Sans"),
        line_height=1.65,
        size_factor=1.05,
        least_line_height=pytest.approx(1.485),
        readability="not measured",
        mark=Mark("tests/model/sample/languages/ar.yaml", 1, 1),
    )


@pytest.mark.parametrize(
    ("code", "hint"), [("enn", 'did you mean "en"?'), ("zz", "known languages: ar, en"), ("../en", None)]
)
def test_unknown_language(code: str, hint: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        load_language(code, SAMPLE)
    (problem,) = caught.value.problems
    assert problem.message == f'there is no language "{code}"'
    assert hint is None or problem.hint == hint


def test_no_languages(tmp_path: Path) -> None:
    assert language_codes(tmp_path) == ()
    with pytest.raises(UsageError, match="known languages: none"):
        load_language("en", tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("tag: ar", "tag: AR", '3:6: error: tag: "AR" is not a language tag\n'
         "  hint: write it like en-GB or zh-Hans"),
        ("script: Arab", "script: Arabic", '4:9: error: script: "Arabic" is not a script\n'
         "  hint: four letters of ISO 15924, such as Latn"),
        ("direction: rtl", "direction: left", '5:12: error: direction: "left" is not one of ltr, rtl'),
        ("faces: [Noto Sans Arabic, Noto Sans]", "faces: []",
         "6:8: error: faces: must be a list of font families\n  hint: write faces: [Noto Sans]"),
        ("faces: [Noto Sans Arabic, Noto Sans]\n", "", "1:1: error: this language has no faces"),
        ("line_height: 1.65", "line_height: 9.5", "7:14: error: line_height: 9.5 is not from 0.5 to 4.0"),
        ("size_factor: 1.05", "size_factor: big", '8:14: error: size_factor: "big" is not a number\n'
         "  hint: write it like 12 or 1.25\n"),
        ("readability:", "readable:", "1:1: error: this language has no readability\n"),
    ],
)  # fmt: skip
def test_mistakes(tmp_path: Path, old: str, new: str, expected: str) -> None:
    shutil.copytree(SAMPLE / "languages", tmp_path / "languages")
    path = tmp_path / "languages" / "ar.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_language("ar", tmp_path)
    assert str(caught.value).startswith(f"{path}:{expected}")
