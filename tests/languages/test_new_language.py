"""Test that a language is described from its code alone, as far as the vendored fonts reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import DataError, UsageError
from handouts.languages.language import Language, read_language
from handouts.languages.new_language import SETTING, language_file
from handouts.languages.registry import language_codes, load_language
from handouts.languages.voices import SOURCE_LANGUAGE
from handouts.model.fields import Report
from handouts.source import parse
from handouts.text.faces import families


def described(code: str) -> Language:
    """A language as its new file describes it."""
    report = Report()
    found = read_language(code, parse(language_file(code).encode(), f"{code}.yaml"), report)
    assert report.problems == []
    return found


@pytest.mark.parametrize(
    ("code", "name", "own_name", "script", "direction", "face", "line_height", "size_factor"),
    [
        ("es", "Spanish", "Español", "Latn", "ltr", "Noto Sans", 1.40, 1.0),
        ("pt-BR", "Brazilian Portuguese", "Português (Brasil)", "Latn", "ltr", "Noto Sans", 1.40, 1.0),
        ("ar", "Arabic", "العربية", "Arab", "rtl", "Noto Sans Arabic", 1.65, 1.05),
        ("ps", "Pashto", "پښتو", "Arab", "rtl", "Noto Sans Arabic", 1.75, 1.05),
        ("ur", "Urdu", "اردو", "Arab", "rtl", "Noto Nastaliq Urdu", 2.3, 1.15),
        ("hi", "Hindi", "हिन्दी", "Deva", "ltr", "Noto Sans Devanagari", 1.45, 1.05),
        ("zh-Hans", "Simplified Chinese", "简体中文", "Hans", "ltr", "Noto Sans SC", 1.60, 0.95),
    ],
)
def test_a_language_from_its_code(
    code: str,
    name: str,
    own_name: str,
    script: str,
    direction: str,
    face: str,
    line_height: float,
    size_factor: float,
) -> None:
    found = described(code)
    assert (found.name, found.own_name, found.tag, found.script) == (name, own_name, code, script)
    assert (found.direction, found.faces) == (direction, (face,))
    assert (found.line_height, found.size_factor) == (line_height, size_factor)
    assert found.readability == "not measured"


@pytest.mark.parametrize("code", ["spanish", "ES", "x", "../es", "zh_Hans", "", "qqq"])
def test_a_code_that_is_no_language(code: str) -> None:
    with pytest.raises(UsageError):
        language_file(code)


def test_a_script_without_a_font(tmp_path: Path) -> None:
    (tmp_path / "fonts.yaml").write_text("families:\n  - {name: Latin, scripts: [Latn], languages: [en]}\n")
    with pytest.raises(DataError, match="no vendored font is meant for the script Thai"):
        language_file("th", tmp_path)


def test_every_vendored_family_of_a_script_has_its_line_height() -> None:
    fallbacks = {"Source Sans 3"}
    assert set(families()) - fallbacks <= set(SETTING)


@pytest.mark.parametrize("code", [code for code in language_codes() if code != SOURCE_LANGUAGE])
def test_the_languages_of_the_product_are_what_their_codes_say(code: str) -> None:
    """Direction and script are facts; what readers prefer may be changed by hand."""
    kept, made = load_language(code), described(code)
    assert (kept.direction, kept.script, kept.tag) == (made.direction, made.script, made.tag)
