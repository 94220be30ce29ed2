"""Isolate phone numbers, addresses, measures and Latin names in right-to-left text, and bind each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.text.characters import LRI, PDI
from handouts.text.markup import MarkedText, Span
from handouts.units import NBSP

BOUND_LENGTH = 24
"""Longest stretch whose spaces become no-break spaces: a phone number in full; more would leave holes."""

_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_LETTER = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_SIGN = "+\u2212\u00b1~<>\u2264\u2265$\u00a3\u20ac"
_AFTER = "%\u2030\u00b0\u2032\u2033\u2122\u00ae"
_JOIN = "(?:[.,:;/&'\u2019@_=#?+\\-\u2010-\u2013\u2212\u00d7\u00b0()\u00a0 ]{1,3})"
_CORE = f"[{_DIGIT}{_LETTER}][{_AFTER}]*"
_STRETCH = re.compile(f"[{_SIGN}\\-]?{_CORE}(?:{_JOIN}?{_CORE})*")
_NUMBER_LIST = re.compile(f"(?<=[{_DIGIT}])[.,:;] +")
_PHONE = re.compile(f"(?<![0-9A-Za-z])\\+?\\(?[0-9][0-9() -]{{5,{BOUND_LENGTH - 3}}}[0-9](?![0-9A-Za-z])")
"""Groups of digits as a phone number has them, in text that runs left to right."""

_AUTHORED = re.compile("[\u2066-\u2068\u202a-\u202e].*?(?:[\u2069\u202c]|$)", re.DOTALL)


def bind_phones(marked: MarkedText) -> MarkedText:
    """The same words with no-break spaces inside phone numbers; every character keeps its place."""
    if not _PHONE.search(marked.text):
        return marked
    text = _PHONE.sub(lambda found: found.group().replace(" ", NBSP), marked.text)
    return MarkedText(text, marked.spans)


def isolate(marked: MarkedText) -> MarkedText:
    """The same words with each left-to-right stretch in LRI … PDI and, if short, no-break spaces inside.

    Stretches that the author has isolated or embedded are left as they are. Spans move with their words.
    """
    text = marked.text
    found = list(_stretches(text))
    if not found:
        return marked
    parts: list[str] = []
    moved: list[int] = []
    done = 0
    for i, (start, end) in enumerate(found):
        stretch = text[start:end]
        if end - start <= BOUND_LENGTH:
            stretch = stretch.replace(" ", NBSP)
        parts += (text[done:start], LRI, stretch, PDI)
        moved += [2 * i + offset for offset in range(done, start)]
        moved += [2 * i + 1 + offset for offset in range(start, end)]
        done = end
    parts.append(text[done:])
    moved += [2 * len(found) + offset for offset in range(done, len(text))]
    spans = tuple(
        Span(moved[span.start], moved[span.end - 1] + 1, span.bold, span.href) for span in marked.spans
    )
    return MarkedText("".join(parts), spans)


def source_offset(source: str, isolated: str, offset: int) -> int:
    """Where a character of isolated text was before isolates were put in."""
    at = 0
    for char in isolated[:offset]:
        if at < len(source) and char in (source[at], NBSP if source[at] == " " else source[at]):
            at += 1
    return at


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    authored = [found.span() for found in _AUTHORED.finditer(text)]
    for found in _STRETCH.finditer(text):
        if any(start <= found.start() < end for start, end in authored):
            continue
        for start, end in _sentences(text, *found.span()):
            yield _brackets(text, start, end)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Divide a list of bare numbers ("5, 6, 7") at its commas: its items follow the paragraph's direction."""
    for found in _NUMBER_LIST.finditer(text, start, end):
        if not re.search(f"[{_LETTER}]", text[start : found.start()]):
            yield start, found.start()
            start = found.end()
    yield start, end


def _brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the bracket that closes or opens the stretch, or leave out what stands beyond an odd one."""
    opened = text.count("(", start, end) - text.count(")", start, end)
    if opened > 0:
        if text[end : end + 1] == ")":
            return start, end + 1
        return start, len(text[: text.rindex("(", start, end)].rstrip())
    if opened < 0:
        if start and text[start - 1] == "(":
            return start - 1, end
        return start, text.index(")", start, end)
    return start, end
