"""Describe a new language from what Unicode's data and the vendored fonts say about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from handouts import assets, source
from handouts.errors import DataError, UsageError
from handouts.model.fields import nearest, quoted
from handouts.source import Mapping as SourceMapping
from handouts.source import Scalar, Sequence

_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?\Z")


class Setting(NamedTuple):
    """How a family is set: distances of lines in em, and its size beside Latin of the same look."""

    line_height: str
    least_line_height: str
    size_factor: str


SETTING: Mapping[str, Setting] = {
    "Noto Sans": Setting("1.40", "1.26", "1.0"),
    "Noto Sans Arabic": Setting("1.65", "1.49", "1.05"),
    "Noto Nastaliq Urdu": Setting("2.5", "2.3", "1.15"),
    "Noto Sans Devanagari": Setting("1.45", "1.19", "1.05"),
    "Noto Sans Bengali": Setting("1.50", "1.26", "1.05"),
    "Noto Sans Gurmukhi": Setting("1.45", "1.21", "1.05"),
    "Noto Sans Gujarati": Setting("1.45", "1.18", "1.05"),
    "Noto Sans Tamil": Setting("1.50", "1.20", "1.05"),
    "Noto Sans Sinhala": Setting("1.50", "1.26", "1.05"),
    "Noto Sans Thai Looped": Setting("1.55", "1.44", "1.10"),
    "Noto Sans Myanmar": Setting("1.7", "1.55", "1.10"),
    "Noto Sans Khmer": Setting("1.7", "1.61", "1.10"),
    "Noto Sans Lao": Setting("1.55", "1.40", "1.10"),
    "Noto Sans Ethiopic": Setting("1.45", "1.16", "1.0"),
    "Noto Sans Hebrew": Setting("1.40", "1.20", "1.0"),
    "Noto Sans SC": Setting("1.60", "1.28", "0.95"),
    "Noto Sans TC": Setting("1.60", "1.28", "0.95"),
    "Noto Sans JP": Setting("1.60", "1.28", "0.95"),
    "Noto Sans KR": Setting("1.60", "1.28", "0.95"),
}
"""The setting of each family. The least distance is 0.8 of the usual one, or more where ink needs it: in no
language do the highest and the deepest of a hundred words meet at it (`tests/fonts/test_ink.py`). Nastaliq
alone comes closer: its words slope, and the high end of one seldom stands below the deep end of another."""

LINE_HEIGHTS: Mapping[str, tuple[str, str]] = {
    "ckb": ("1.65", "1.52"),
    "ps": ("1.75", "1.58"),
}
"""Languages whose letters reach further than their family's others: Pashto has marks above and below."""

READABILITY: Mapping[str, str] = {"en": "flesch_kincaid", "es": "flesch_szigriszt", "it": "gulpease"}
"""Languages with a published formula that `handouts check` knows; a formula holds for its language alone."""

NOT_MEASURED = "not measured"


class _Family(NamedTuple):
    """What the list of fonts says of a family: the scripts it is for, the languages it was tried with."""

    name: str
    scripts: tuple[str, ...]
    languages: tuple[str, ...]


def language_file(code: str, fonts: Path = assets.FONTS) -> str:
    """The text of `data/languages/<code>.yaml`: names, script and direction from CLDR, faces by script.

    Raises UsageError for a code that is no language, and DataError when no vendored font has its script.
    """
    import icu

    if not _CODE.match(code):
        raise UsageError(f"{quoted(code)} is not a language code", hint="write it like es, zh-Hans or pt-BR")
    locale = icu.Locale.forLanguageTag(code)
    if locale.getDisplayLanguage(icu.Locale("en")) == locale.getLanguage():
        raise UsageError(f"there is no language {quoted(code)}", hint="two or three letters of ISO 639")
    own = icu.Locale.forLanguageTag(code)
    own.addLikelySubtags()
    script = str(own.getScript())
    language = str(own.getLanguage())
    family = _family((code, f"{language}-{script}", language), script, fonts)
    setting = SETTING.get(family, Setting("1.50", "1.35", "1.0"))
    height, least = LINE_HEIGHTS.get(language, (setting.line_height, setting.least_line_height))
    lines = (
        "# yaml-language-server: $schema=../../schemas/language.json",
        f"name: {_name(locale, icu.Locale('en'))}",
        f"own_name: {_name(locale, icu.Locale.forLanguageTag(code))}",
        f"tag: {code}",
        f"script: {script}",
        f"direction: {'rtl' if icu.Script(*icu.Script.getCode(script)).isRightToLeft() else 'ltr'}",
        f"faces: [{family}]",
        f'line_height: "{height}"',
        f'least_line_height: "{least}"',
        f'size_factor: "{setting.size_factor}"',
        f"readability: {READABILITY.get(language, NOT_MEASURED)}",
    )
    return "\n".join(lines) + "\n"


def _name(locale: Any, shown_in: Any) -> str:
    """A language's name in a language, such as “Simplified Chinese”, with a capital letter."""
    import icu

    names = icu.LocaleDisplayNames.createInstance(shown_in, icu.UDialectHandling.DIALECT_NAMES)
    name = str(names.localeDisplayName(locale))
    return name[:1].upper() + name[1:]


def _family(tags: tuple[str, ...], script: str, fonts: Path) -> str:
    """The family of the script that lists the first of the tags that any lists, else the first of the script.

    The tags go from the narrow to the wide: ur-PK is set as Urdu, pa-PK as the Punjabi of that script.
    """
    meant = [each for each in _vendored(fonts) if script in each.scripts]
    if not meant:
        scripts = [each for family in _vendored(fonts) for each in family.scripts]
        hint = nearest(script, scripts) or "add a family to fonts/fonts.yaml first"
        raise DataError(f"no vendored font is meant for the script {script}", hint=hint)
    listing = (each.name for tag in tags for each in meant if tag in each.languages)
    return next(listing, meant[0].name)


@cache
def _vendored(fonts: Path) -> tuple[_Family, ...]:
    """The families of a fonts folder, in their order."""
    entries = source.read(fonts / "fonts.yaml").at("families")
    return tuple(
        _Family(str(entry.at("name")), _texts(entry, "scripts"), _texts(entry, "languages"))
        for entry in (entries if isinstance(entries, Sequence) else ())
        if isinstance(entry, SourceMapping)
    )


def _texts(entry: SourceMapping, key: str) -> tuple[str, ...]:
    value = entry.at(key)
    texts = value if isinstance(value, Sequence) else ()
    return tuple(str(each) for each in texts if isinstance(each, Scalar))
