"""Find the languages that have a file, and load one."""

from __future__ import annotations

from pathlib import Path

from handouts import assets, source
from handouts.errors import DataError, UsageError
from handouts.languages.language import Language, read_language
from handouts.model.fields import Report, nearest, quoted


def language_codes(data: Path = assets.DATA) -> tuple[str, ...]:
    """The codes of all languages, in alphabetical order."""
    return tuple(sorted(path.stem for path in (data / "languages").glob("*.yaml")))


def load_language(code: str, data: Path = assets.DATA) -> Language:
    """Read one language.

    Raises UsageError when there is none of that code, and DataError with every problem of its file.
    """
    codes = language_codes(data)
    if code not in codes:
        hint = nearest(code, codes) or f"known languages: {', '.join(codes) or 'none'}"
        raise UsageError(f"there is no language {quoted(code)}", hint=hint)
    report = Report()
    language = read_language(code, source.read(data / "languages" / f"{code}.yaml"), report)
    if report.problems:
        raise DataError(report.problems)
    return language
