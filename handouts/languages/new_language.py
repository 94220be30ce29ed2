"""Describe a new language from what Unicode's data and the vendored fonts say about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from handouts import assets, source
from handouts.errors import DataError, UsageError
from handouts.model.fields import nearest, quoted
from handouts.source import Mapping as SourceMapping
from handouts.source import Scalar, Sequence

_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?\Z")

SETTING: Mapping[str, tuple[str, str]] = {
    "Noto Sans": ("1.40", "1.0"),
    "Noto Sans Arabic": ("1.65", "1.05"),
    "Noto Nastaliq Urdu": ("2.3", "1.15"),
    "Noto Sans Devanagari": ("1.45", "1.05"),
    "Noto Sans Bengali": ("1.50", "1.05"),
    "Noto Sans Gurmukhi": ("1.45", "1.05"),
    "Noto Sans Gujarati": ("1.45", "1.05"),
    "Noto Sans Tamil": ("1.50", "1.05"),
    "Noto Sans Sinhala": ("1.50", "1.05"),
    "Noto Sans Thai Looped": ("1.55", "1.10"),
    "Noto Sans Myanmar": ("1.7", "1.10"),
    "Noto Sans Khmer": ("1.7", "1.10"),
    "Noto Sans Lao": ("1.55", "1.10"),
    "Noto Sans Ethiopic": ("1.45", "1.0"),
    "Noto Sans Hebrew": ("1.40", "1.0"),
    "Noto Sans SC": ("1.60", "0.95"),
    "Noto Sans TC": ("1.60", "0.95"),
    "Noto Sans JP": ("1.60", "0.95"),
    "Noto Sans KR": ("1.60", "0.95"),
}
"""Line height in em and size factor of each family, set beside Latin of the same look (see `fonts/`)."""

LINE_HEIGHTS: Mapping[str, str] = {"ps": "1.75"}
"""Languages whose letters reach further than their family's others: Pashto has marks above and below."""


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
    family = _family(code, script, fonts)
    height, factor = SETTING.get(family, ("1.50", "1.0"))
    lines = (
        "# yaml-language-server: $schema=../schemas/language.json",
        f"name: {_name(locale, icu.Locale('en'))}",
        f"own_name: {_name(locale, icu.Locale.forLanguageTag(code))}",
        f"tag: {code}",
        f"script: {script}",
        f"direction: {'rtl' if icu.Script(*icu.Script.getCode(script)).isRightToLeft() else 'ltr'}",
        f"faces: [{family}]",
        f'line_height: "{LINE_HEIGHTS.get(code, height)}"',
        f'size_factor: "{factor}"',
        "readability: not measured",
    )
    return "\n".join(lines) + "\n"


def _name(locale: Any, shown_in: Any) -> str:
    """A language's name in a language, such as “Simplified Chinese”, with a capital letter."""
    import icu

    names = icu.LocaleDisplayNames.createInstance(shown_in, icu.UDialectHandling.DIALECT_NAMES)
    name = str(names.localeDisplayName(locale))
    return name[:1].upper() + name[1:]


def _family(code: str, script: str, fonts: Path) -> str:
    """The font family that lists the language, else one that is meant for the script."""
    top = source.read(fonts / "fonts.yaml")
    entries = top.at("families")
    meant: list[str] = []
    scripts: list[str] = []
    for entry in entries if isinstance(entries, Sequence) else ():
        if not isinstance(entry, SourceMapping):
            continue
        name, languages = str(entry.at("name")), _texts(entry, "languages")
        scripts += _texts(entry, "scripts")
        if code in languages:
            return name
        if script in _texts(entry, "scripts"):
            meant.append(name)
    if not meant:
        hint = nearest(script, scripts) or "add a family to fonts/fonts.yaml first"
        raise DataError(f"no vendored font is meant for the script {script}", hint=hint)
    return meant[0]


def _texts(entry: SourceMapping, key: str) -> list[str]:
    value = entry.at(key)
    return [str(each) for each in value if isinstance(each, Scalar)] if isinstance(value, Sequence) else []
