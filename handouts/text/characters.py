"""Sort characters into those that print, those that only steer, and those that must not be in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from handouts.errors import GlyphError, Problem

LRI, PDI = "\u2066", "\u2069"
"""LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE (UAX #9, 2.4)."""

SPACES = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Space separators (General_Category Zs), as the inside of a regular expression class."""

STEERING = "\u200b\u200e\u200f\u061c\u2060\u202a-\u202e\u2066-\u2069\n"
"""Characters that guide line breaks and direction and have no glyph, as the inside of a class."""

HANGING = frozenset(" \u00a0\u1680\u205f\u3000\n\u200b\u200e\u200f\u061c\u2060").union(
    map(chr, (*range(0x2000, 0x200B), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
"""What takes no room at the end of a line."""

JOINERS = "\u200c\u200d"
"""Zero-width joiners, which Arabic and Indic spelling needs inside words."""

_UNPRINTABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u180e\u2028\u2029\u2061-\u2065\u206a-\u206f"
    "\ud800-\uf8ff\ufeff\ufff0-\uffff\U0001bca0-\U0001bcaf\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
"""Controls, format characters that no language needs, surrogates, private use and noncharacters."""

_REFUSED = {
    "Cc": "a control character",
    "Cf": "an invisible format character",
    "Cs": "half a character",
    "Co": "a private-use character",
    "Zl": "a line separator",
    "Zp": "a paragraph separator",
}


class RefusedCharacter(GlyphError):  # noqa: N818  (what was found, not a failure of the product)
    """A character that can never print: a control, a soft hyphen, half a surrogate pair, U+FFFD."""

    def __init__(self, char: str, offset: int, what: str) -> None:
        self.char, self.offset = char, offset
        super().__init__(
            Problem(f"U+{ord(char):04X} at character {offset + 1} is {what}", hint="delete it from the words")
        )


class MissingGlyph(GlyphError):  # noqa: N818  (the same)
    """A character that no face has, or a letter and marks that no face has together.

    `families` were tried, `offset` counts code points from 0.
    """

    def __init__(self, char: str, families: Sequence[str], offset: int) -> None:
        self.char, self.families, self.offset = char, tuple(families), offset
        codes = " ".join(f"U+{ord(part):04X} {unicodedata.name(part, 'unnamed')}" for part in char)
        super().__init__(
            Problem(
                f"no font has “{char}” ({codes}) at character {offset + 1}; tried {', '.join(families)}",
                hint="write it another way, or add a font that has it",
            )
        )


def is_mark(char: str) -> bool:
    """Whether the character belongs to the letter before it: a combining mark or a joiner."""
    return char in JOINERS or unicodedata.category(char)[0] == "M"


def refuse_unprintable(text: str) -> None:
    """Raise RefusedCharacter for the first character of `text` that may not be in words."""
    found = _UNPRINTABLE.search(text)
    if found:
        char = found.group()
        what = _REFUSED.get(unicodedata.category(char), "no character of any script")
        if char == "\ufffd":
            what = "the mark of a damaged file (wrong encoding)"
        raise RefusedCharacter(char, found.start(), what)
