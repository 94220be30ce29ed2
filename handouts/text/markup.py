"""Parse our inline markup, `**bold**` and `[text](address)`, into plain text and spans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from handouts.errors import DataError

SCHEMES = ("https:", "tel:", "mailto:")
"""What a link may point at; anything else would be useless on paper or unsafe on a screen."""

_TOKEN = re.compile(r"\*\*|\[([^\[\]]*)\]\(([^()\s]*)\)|\]\(")
_CACHED = 4096


class MarkupError(DataError):
    """Words whose markup does not close, or links to something that is not allowed."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that is not plain: `[start, end)` in code points, bold, a link, or both."""

    start: int
    end: int
    bold: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Text without its markup, and the spans in order; spans never overlap and are never empty."""

    text: str
    spans: tuple[Span, ...] = ()


def plain(text: str) -> MarkedText:
    """Take text literally: for names and other words that are not ours to mark up."""
    return MarkedText(text)


@lru_cache(_CACHED)
def parse(markup: str) -> MarkedText:
    """Read `**bold**` and `[text](https://… | tel:… | mailto:…)`; every other character is literal.

    Raises MarkupError without a mark: the caller knows the place in the file.
    """
    if "**" not in markup and "](" not in markup:
        return MarkedText(markup)
    reader = _Reader()
    reader.read(markup)
    if reader.bold:
        raise MarkupError("** opens bold that never closes", hint="write ** before and after the bold words")
    return MarkedText("".join(reader.text), tuple(reader.spans))


class _Reader:
    """The text and spans read so far, and whether bold is open."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.bold = False
        self.opened = 0

    def read(self, markup: str, href: str | None = None) -> None:
        """Read markup; inside a link (`href` given) only bold is markup."""
        position = 0
        for token in _TOKEN.finditer(markup):
            self.add(markup[position : token.start()], href)
            position = token.end()
            if token.group() == "**":
                self.toggle()
            elif token.group() == "](" or href is not None:
                raise MarkupError(
                    "this link cannot be read",
                    hint="write [words](https://…), without spaces or ( ) in the address",
                )
            else:
                self.link(token.group(1), token.group(2))
        self.add(markup[position:], href)

    def toggle(self) -> None:
        if self.bold and self.length == self.opened:
            raise MarkupError("**** marks no words as bold")
        self.bold = not self.bold
        self.opened = self.length

    def link(self, words: str, href: str) -> None:
        if not href.startswith(SCHEMES) or href in SCHEMES:
            raise MarkupError(
                f'a link may not point at "{href}"', hint="links start with https:, tel: or mailto:"
            )
        if not words.strip("* "):
            raise MarkupError(f"the link to {href} has no words")
        outside = self.bold
        self.read(words, href)
        if self.bold != outside:
            raise MarkupError(f'bold must open and close on the same side of the link "{words}"')

    def add(self, text: str, href: str | None) -> None:
        if not text:
            return
        start, self.length = self.length, self.length + len(text)
        self.text.append(text)
        if self.bold or href is not None:
            self.spans.append(Span(start, self.length, self.bold, href))
