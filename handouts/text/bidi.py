"""Give every character its embedding level and put runs in visual order (UAX #9)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import icu

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Blocks whose characters can raise a level: the right-to-left scripts and the controls that force them."""

_BMP_END = 0xFFFF


def needs_levels(text: str, base: int) -> bool:
    """Whether any character of `text` can stand at another level than 0."""
    return base != 0 or _RIGHT_TO_LEFT.search(text) is not None


def levels(text: str, base: int) -> Sequence[int]:
    """The embedding level of each code point of a paragraph with this base level (rules X1 to I2)."""
    if not needs_levels(text, base):
        return bytes(len(text))
    bidi, units = icu.Bidi(), icu.UnicodeString(text)
    bidi.setPara(units, base)  # keeps a pointer to `units`, which lives until the levels are out
    found: Sequence[int] = bidi.getLevels()
    if len(found) == len(text):
        return found
    points, at = [], 0
    for char in text:
        points.append(found[at])
        at += 2 if ord(char) > _BMP_END else 1
    return points


def visual_order(run_levels: Sequence[int]) -> list[int]:
    """Indices of the runs of one line from left to right (rule L2)."""
    order = list(range(len(run_levels)))
    odd = [level for level in run_levels if level & 1]
    if not odd:
        return order
    for level in range(max(run_levels), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and run_levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order
