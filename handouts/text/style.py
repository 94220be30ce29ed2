"""Describe how a paragraph is set: faces, size, leading, language, script, direction and alignment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["ltr", "rtl"]
"""Base direction of a paragraph (UAX #9, P2-P3 are not used: the language decides, not the first letter)."""

Align = Literal["start", "center", "end"]
"""Where lines stand in the measure; start is the left edge in `ltr` and the right edge in `rtl`."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Everything that decides how words become glyphs and lines.

    `faces` are family names of the vendored fonts, tried in order; the fallback families of
    `handouts.text.faces` follow by themselves. `size` and `leading` are in points. `language` is a
    BCP 47 tag (`en-GB`), `script` an ISO 15924 code (`Latn`). `passing` words come once, as names do, and few
    of them are remembered.
    """

    faces: tuple[str, ...]
    bold: bool
    size: float
    leading: float
    language: str
    script: str
    direction: Direction
    align: Align = "start"
    passing: bool = False

    @property
    def level(self) -> int:
        """The base embedding level of UAX #9: 0 from left to right, 1 from right to left."""
        return 1 if self.direction == "rtl" else 0
