"""Make catalogues for tests: from pairs of id and words, filled for a language, and read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import polib

from handouts.errors import Mark
from handouts.languages.catalogue import METHOD, NOBODY, REVIEWED_BY, Method, PoCatalogue
from handouts.languages.extraction import Extracted
from handouts.languages.language import Language
from handouts.languages.merge import new_catalogue
from handouts.languages.po import parse_po, po_text
from handouts.languages.pseudo import LONGER
from handouts.model.message import Message

HERE = Mark("a.yaml", 3, 4)
DAY = date(2026, 11, 22)
FILE = "xx.po"


def language(code: str, name: str = "Sample", direction: str = "ltr") -> Language:
    """A language of Latin letters with the plural rules of a code."""
    return replace(LONGER, code=code, tag=code, name=name, direction="rtl" if direction == "rtl" else "ltr")


def message(text: str, id: str = "a.b") -> Message:
    """A message at a made-up place."""
    return Message(id, text, HERE)


def extracted(texts: Mapping[str, str], *, pattern: bool = False) -> list[Extracted]:
    """Messages by id, as if they had been found in the guide."""
    return [Extracted(message(text, id), (), pattern) for id, text in texts.items()]


def entry(id: str, english: str, words: str = "", *, flags: Iterable[str] = ()) -> polib.POEntry:
    """One entry."""
    return polib.POEntry(msgctxt=id, msgid=english, msgstr=words, flags=list(flags))


def po(*entries: polib.POEntry, method: str = Method.HUMAN.value, reviewer: str = NOBODY) -> polib.POFile:
    """A catalogue with these entries, written to text and read again, so that its lines are known."""
    made = new_catalogue(language("xx"), Method.HUMAN, DAY)
    made.metadata |= {METHOD: method, REVIEWED_BY: reviewer}
    made.extend(entries)
    return parse_po(po_text(made), FILE)


def catalogue(*entries: polib.POEntry, code: str = "pl", reviewer: str = NOBODY) -> PoCatalogue:
    """A voice's words, from entries."""
    return PoCatalogue(po(*entries, reviewer=reviewer), language(code), FILE)
