"""Test that a language is described from its code alone, as far as the vendored fonts reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts import assets
from handouts.checks.readability import FORMULAS
from handouts.errors import DataError, UsageError
from handouts.languages.language import Language, read_language
from handouts.languages.new_language import READABILITY, SETTING, language_file
from handouts.languages.registry import language_codes, load_language
from handouts.languages.voices import SOURCE_LANGUAGE
from handouts.model.fields import Report
from handouts.source import parse
from handouts.text.faces import families
from tests.fonts.vendored import FAMILIES


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
        ("ur", "Urdu", "اردو", "Arab", "rtl", "Noto Nastaliq Urdu", 2.5, 1.15),
        ("hi", "Hindi", "हिन्दी", "Deva", "ltr", "Noto Sans Devanagari", 1.45, 1.05),
        ("zh-Hans", "Simplified Chinese", "简体中文", "Hans", "ltr", "Noto Sans SC", 1.60, 0.95),
        ("fa", "Persian", "فارسی", "Arab", "rtl", "Noto Sans Arabic", 1.65, 1.05),
        ("pa-Arab", "Punjabi (Arabic)", "پنجابی (عربی)", "Arab", "rtl", "Noto Nastaliq Urdu", 2.5, 1.15),
        ("bn", "Bangla", "বাংলা", "Beng", "ltr", "Noto Sans Bengali", 1.50, 1.05),
        ("pa", "Punjabi", "ਪੰਜਾਬੀ", "Guru", "ltr", "Noto Sans Gurmukhi", 1.45, 1.05),
        ("gu", "Gujarati", "ગુજરાતી", "Gujr", "ltr", "Noto Sans Gujarati", 1.45, 1.05),
        ("ta", "Tamil", "தமிழ்", "Taml", "ltr", "Noto Sans Tamil", 1.50, 1.05),
        ("si", "Sinhala", "සිංහල", "Sinh", "ltr", "Noto Sans Sinhala", 1.50, 1.05),
        ("th", "Thai", "ไทย", "Thai", "ltr", "Noto Sans Thai Looped", 1.55, 1.10),
        ("my", "Burmese", "မြန်မာ", "Mymr", "ltr", "Noto Sans Myanmar", 1.7, 1.10),
        ("km", "Khmer", "ខ្មែរ", "Khmr", "ltr", "Noto Sans Khmer", 1.7, 1.10),
        ("lo", "Lao", "ລາວ", "Laoo", "ltr", "Noto Sans Lao", 1.55, 1.10),
        ("am", "Amharic", "አማርኛ", "Ethi", "ltr", "Noto Sans Ethiopic", 1.45, 1.0),
        ("ti", "Tigrinya", "ትግርኛ", "Ethi", "ltr", "Noto Sans Ethiopic", 1.45, 1.0),
        ("he", "Hebrew", "עברית", "Hebr", "rtl", "Noto Sans Hebrew", 1.40, 1.0),
        ("ru", "Russian", "Русский", "Cyrl", "ltr", "Noto Sans", 1.40, 1.0),
        ("uk", "Ukrainian", "Українська", "Cyrl", "ltr", "Noto Sans", 1.40, 1.0),
        ("vi", "Vietnamese", "Tiếng Việt", "Latn", "ltr", "Noto Sans", 1.40, 1.0),
        ("zh-Hant", "Traditional Chinese", "繁體中文", "Hant", "ltr", "Noto Sans TC", 1.60, 0.95),
        ("ja", "Japanese", "日本語", "Jpan", "ltr", "Noto Sans JP", 1.60, 0.95),
        ("ko", "Korean", "한국어", "Kore", "ltr", "Noto Sans KR", 1.60, 0.95),
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
    assert found.least_line_height < found.line_height


@pytest.mark.parametrize(
    ("code", "like"),
    [("ur-PK", "ur"), ("pa-PK", "pa-Arab"), ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant-HK"), ("ps-AF", "ps")],
)
def test_a_country_changes_no_face_and_no_line_height(code: str, like: str) -> None:
    of_country, wide = described(code), described(like)
    assert (of_country.faces, of_country.line_height) == (wide.faces, wide.line_height)


@pytest.mark.parametrize(
    ("code", "formula"),
    [
        ("es", "flesch_szigriszt"),
        ("es-MX", "flesch_szigriszt"),
        ("hi", "not measured"),
        ("ar", "not measured"),
    ],
)
def test_a_language_with_a_published_formula_names_it(code: str, formula: str) -> None:
    assert described(code).readability == formula


def test_every_formula_that_a_new_language_names_is_known_to_the_check() -> None:
    assert set(READABILITY.values()) <= set(FORMULAS)


@pytest.mark.parametrize("code", sorted({tag for entry in FAMILIES for tag in entry["languages"]}))
def test_every_language_that_the_fonts_list_can_be_begun(code: str) -> None:
    family = described(code).faces[0]
    assert code in next(entry["languages"] for entry in FAMILIES if entry["name"] == family)


def test_the_schema_is_found_from_the_folder_of_languages() -> None:
    relative = language_file("pl").partition("$schema=")[2].partition("\n")[0]
    assert (assets.DATA / "languages" / relative).resolve().is_file()


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
