"""Divide text into items: stretches of one script, which a shaper can take whole."""

from __future__ import annotations

import re
from functools import lru_cache

import icu

from handouts.text.characters import LRI, PDI

_COMMON = frozenset({"Zyyy", "Zinh", "Zzzz"})
"""Script values of characters that several scripts share."""

_UNICODE = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}
"""ISO 15924 codes of writing systems, and the script of their letters as Unicode and HarfBuzz name it."""

_CLOSERS = dict(zip(")]}”»›」』）》", "([{“«‹「『（《", strict=True))
_OPENERS = frozenset(_CLOSERS.values())
_LATIN_ONLY = re.compile("[\n\x20-\x7e\u00a0-\u024f\u1e00-\u1eff\u2010-\u205e\u20ac]*")
_CACHED = 8192


@lru_cache(_CACHED)
def script_of(char: str) -> str:
    """The Script property of a character as an ISO 15924 code (UAX #24)."""
    return str(icu.Script.getScript(ord(char)).getShortName())


def items(text: str, script: str) -> list[tuple[int, int, str]]:
    """`(start, end, script)` for each stretch of one script, covering `text`.

    Characters shared by scripts (Common, Inherited) belong to the letters before them, or to those after
    them at the start; a closing bracket goes with its opener (UAX #24, 5.2). What stands in a
    left-to-right isolate counts as Latin. Text without any letter has the style's own `script`.
    """
    if not text:
        return []
    if script == "Latn" and _LATIN_ONLY.fullmatch(text):
        return [(0, len(text), "Latn")]
    found: list[tuple[int, int, str]] = []
    start, current = 0, ""
    for i, own in _changes(text):
        if own != current:
            if current:
                found.append((start, i, current))
                start = i
            current = own
    found.append((start, len(text), current or _UNICODE.get(script, script)))
    return found


def _changes(text: str) -> list[tuple[int, str]]:
    """Where a script is named: by a letter, the edge of an isolate, or the closing half of a pair."""
    found: list[tuple[int, str]] = []
    current = ""
    outside: list[str] = []
    opened: list[tuple[str, str]] = []
    for i, char in enumerate(text):
        own = script_of(char)
        if own in _COMMON:
            own = ""
            if char == LRI:
                outside.append(current)
                own = "Latn"
            elif char == PDI:
                own = outside.pop() if outside else ""
            elif char in _OPENERS:
                opened.append((char, current))
            elif opened and opened[-1][0] == _CLOSERS.get(char):
                own = opened.pop()[1]
        if own and own != current:
            found.append((i, own))
            current = own
    return found
