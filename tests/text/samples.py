"""Hold one paragraph in each script with everything that is hard to set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from handouts.text.style import Align, Direction, TextStyle

BODY_SIZE = 12.0


@dataclass(frozen=True)
class Sample:
    """A paragraph of made-up advice: its language as data/languages/ describes one, and its markup."""

    language: str
    face: str
    script: str
    direction: Direction
    line_height: float
    markup: str

    def style(self, *, bold: bool = False, align: Align = "start", size: float = BODY_SIZE) -> TextStyle:
        """The style of body text in this language."""
        leading = size * self.line_height
        return TextStyle((self.face,), bold, size, leading, self.language, self.script, self.direction, align)

    def saying(self, markup: str) -> Sample:
        """The same language with other words."""
        return replace(self, markup=markup)


def _read(entry: dict[str, Any]) -> Sample:
    return Sample(**{**entry, "line_height": float(entry["line_height"])})


_FILE = Path(__file__).with_name("samples.yaml")

SAMPLES = {
    code: _read(entry)
    for code, entry in yaml.load(_FILE.read_text(encoding="utf-8"), yaml.BaseLoader).items()
}
"""By language code."""
