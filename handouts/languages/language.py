"""Hold what the product knows about a language, which is data and never an if in code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Literal, TypeAlias

from handouts.errors import Mark
from handouts.model.fields import Fields, Report, quoted
from handouts.source import Scalar, Sequence, Value

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?\Z")
_LEAST_FACTOR, _GREATEST_FACTOR = 0.5, 4.0
_SCRIPT = re.compile(r"[A-Z][a-z]{3}\Z")


Direction: TypeAlias = Literal["ltr", "rtl"]
"""The direction in which a language is written."""


class _Written(Enum):
    LTR = "ltr"
    RTL = "rtl"


LEAST_LEADING = 0.9
"""The part of its line height that a language keeps on a full page, where it names no least one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language: `code` names its files, `tag` is its BCP 47 tag, `faces` are font families in order of use.

    `line_height` is in em, and so is `least_line_height`, the closest that lines of running text may come on
    a full page. `size_factor` multiplies the sizes of the type scale. `readability` names the formula of its
    reading ease, or is "not measured".
    """

    code: str
    name: str
    own_name: str
    tag: str
    script: str
    direction: Direction
    faces: tuple[str, ...]
    line_height: float
    size_factor: float
    least_line_height: float
    readability: str
    mark: Mark


def read_language(code: str, value: Value, report: Report) -> Language:
    """A language from its file."""
    fields = Fields(value, report, "this language", prose=False)
    tag, script = fields.text("tag"), fields.text("script")
    if tag and not _TAG.match(tag):
        fields.refuse("tag", f"{quoted(tag)} is not a language tag", "write it like en-GB or zh-Hans")
    if script and not _SCRIPT.match(script):
        fields.refuse(
            "script", f"{quoted(script)} is not a script", "four letters of ISO 15924, such as Latn"
        )
    line_height = _factor(fields, "line_height")
    language = Language(
        code=code,
        name=str(fields.text("name")),
        own_name=str(fields.text("own_name")),
        tag=str(tag),
        script=str(script),
        direction="rtl" if fields.choice("direction", _Written) is _Written.RTL else "ltr",
        faces=_read_faces(fields),
        line_height=line_height,
        size_factor=_factor(fields, "size_factor"),
        least_line_height=_factor(fields, "least_line_height", LEAST_LEADING * line_height),
        readability=str(fields.text("readability")),
        mark=fields.mark,
    )
    fields.finish()
    return language


def _read_faces(fields: Fields) -> tuple[str, ...]:
    value = fields.need("faces")
    if value is None:
        return ()
    if not isinstance(value, Sequence) or not value or not all(isinstance(face, Scalar) for face in value):
        fields.refuse("faces", "must be a list of font families", "write faces: [Noto Sans]")
        return ()
    return tuple(str(face) for face in value)


def _factor(fields: Fields, key: str, default: float | None = None) -> float:
    number = fields.decimal(key, default)
    if fields.mapping.at(key) is not None and not _LEAST_FACTOR <= number <= _GREATEST_FACTOR:
        fields.refuse(key, f"{number} is not from {_LEAST_FACTOR} to {_GREATEST_FACTOR}")
    return number
