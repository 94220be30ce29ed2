"""Describe each language that the fonts list, and give words in it that are real because ICU formats them."""

from __future__ import annotations

from datetime import datetime
from functools import cache

import icu

from handouts.languages.language import Language, read_language
from handouts.languages.new_language import language_file
from handouts.model.fields import Report
from handouts.source import parse
from handouts.text.style import TextStyle
from tests.fonts.vendored import FAMILIES
from tests.text.samples import Sample

TAGS = sorted({tag for entry in FAMILIES for tag in entry["languages"]})
"""Every language that a vendored family lists."""

_UNITS = ("Second", "Minute", "Hour", "Day", "Week", "Month")
_COUNTS = (1, 2, 3, 5, 11, 15)
_MARKS = str.maketrans("", "", "\u200e\u200f\u061c")


@cache
def described(tag: str) -> Language:
    """The language as `handouts translate new` begins it."""
    report = Report()
    found = read_language(tag, parse(language_file(tag).encode(), f"{tag}.yaml"), report)
    assert report.problems == []
    return found


def style(tag: str, *, size: float = 12.0, bold: bool = False, leading: float = 0.0) -> TextStyle:
    """Running text of a language; its lines are `leading` apart in em, or as far as the language says."""
    found = described(tag)
    apart = size * (leading or found.line_height)
    return TextStyle(found.faces, bold, size, apart, found.tag, found.script, found.direction)


def sample(tag: str, markup: str) -> Sample:
    """A paragraph as the tests of the text engine take one."""
    found = described(tag)
    return Sample(found.tag, found.faces[0], found.script, found.direction, found.line_height, markup)


@cache
def plain_text(tag: str) -> str:
    """Days, months, whole dates, and times as a dose has them: plain text of the language."""
    locale = icu.Locale.forLanguageTag(tag)
    names = icu.DateFormatSymbols(locale)
    dates = icu.DateFormat.createDateInstance(icu.DateFormat.kFull, locale)
    times = icu.MeasureFormat(locale, icu.UMeasureFormatWidth.WIDE)
    said = [*names.getWeekdays(), *names.getMonths()]
    said += [dates.format(datetime(2026, month, 2 * month)) for month in range(1, 13)]
    for unit in _UNITS:
        measured = getattr(icu.MeasureUnit, f"create{unit}")()
        said += [times.formatMeasures([icu.Measure(count, measured)]) for count in _COUNTS]
    return " ".join(" ".join(said).translate(_MARKS).split())


@cache
def names(tag: str) -> tuple[str, ...]:
    """Every different word in the names of the world's countries: foreign, and so taller than plain words."""
    locale = icu.Locale.forLanguageTag(tag)
    said = [icu.Locale("", code).getDisplayCountry(locale) for code in icu.Locale.getISOCountries()]
    own = [name for name in said if not name.isascii() or described(tag).script == "Latn"]
    return tuple(dict.fromkeys(word for name in own for word in name.translate(_MARKS).split()))
