"""Find where lines may end, and letters with their marks (UAX #14, UAX #29; Thai and such by dictionary)."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import Any

import icu

_TAILORING = {"zh": "lb=strict", "ja": "lb=strict", "ko": "lw=phrase"}
"""Strict rules keep small kana and closing marks off the start of a line; Korean breaks between phrases."""

_BMP_END = 0xFFFF


@cache
def _iterator(language: str) -> Any:
    code = language.partition("-")[0]
    keywords = _TAILORING.get(code)
    return icu.BreakIterator.createLineInstance(icu.Locale(f"{code}@{keywords}" if keywords else code))


def line_breaks(text: str, language: str) -> list[int]:
    """Offsets in code points after which a line may end, in order, the end of the text included."""
    iterator = _iterator(language)
    iterator.setText(text)
    found = list(iterator)
    if not text.isascii() and max(text) > chr(_BMP_END):
        return _code_points(text, found)
    return found


def letter_around(text: str, offset: int) -> tuple[int, int]:
    """Both edges of the letter with its marks (UAX #29) that `offset` lies in; `offset` twice at an edge."""
    iterator = icu.BreakIterator.createCharacterInstance(icu.Locale.getRoot())
    iterator.setText(text)
    edges = [0, *_code_points(text, list(iterator))]
    i = bisect_left(edges, offset)
    return (offset, offset) if edges[i] == offset else (edges[i - 1], edges[i])


def _code_points(text: str, offsets: list[int]) -> list[int]:
    """Turn offsets in UTF-16 units, as ICU counts, into offsets in code points."""
    points: list[int] = []
    for i, char in enumerate(text):
        points.extend([i] * (2 if ord(char) > _BMP_END else 1))
    points.append(len(text))
    return [points[offset] for offset in offsets]
