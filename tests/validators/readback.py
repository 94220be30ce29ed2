"""Read a finished PDF back as text that a person can compare: the golden trace, and the words in order."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import pikepdf

from tests.validators import content, structure
from tests.validators.content import MarkedSequence, ShownText
from tests.validators.structure import ContentReference, Element, ObjectReference

INLINE = frozenset(("Span", "Link", "Reference", "Quote", "Code", "Form", "Lbl"))
"""Roles that stay on the line of what is before them (ISO 32000-1, 14.8.4.4)."""

Sequences = dict[tuple[int, int], MarkedSequence]
"""The marked-content sequences of a file by page number and their own number."""

INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
)
"""Break opportunities and direction marks, which extraction may drop."""

Words = tuple[str, tuple[int, int] | None] | None
"""Words with the page and baseline they stand on; None between blocks."""


def trace(path: Path) -> str:
    """The golden trace of a file: for each page its size, what is read on it in reading order, and artifacts.

    One line per line of text: tag path, language, fonts, left end and baseline in whole points, words.
    A line without tag goes on with the element above it.
    """
    with pikepdf.open(path) as pdf:
        pages = [content.read_page(page) for page in pdf.pages]
        sequences: Sequences = {
            (number, sequence.mcid): sequence
            for number, page in enumerate(pages, 1)
            for sequence in page
            if sequence.mcid is not None
        }
        rows: dict[int, list[str]] = {number: [] for number in range(1, len(pages) + 1)}
        for top in structure.read_structure(pdf):
            _trace_element(top, sequences, rows, 1)
        language = str(pdf.Root.get("/Lang", ""))
        for number, page in enumerate(pages, 1):
            for sequence in _artifacts(page):
                rows[number] += _sequence_rows(sequence.tag, sequence.language or language, sequence)
        heads = [f"page {number}, {_size(page)}" for number, page in enumerate(pdf.pages, 1)]
    return "\n\n".join("\n".join([head, *rows[number]]) for number, head in enumerate(heads, 1)) + "\n"


def structure_text(path: Path) -> str:
    """The words of a file as a screen reader meets them: in tree order, ActualText before glyphs.

    One line per block element. Lines of one block are joined with a space where neither side has one.
    """
    with pikepdf.open(path) as pdf:
        sequences: Sequences = {
            (number, sequence.mcid): sequence
            for number, page in enumerate(pdf.pages, 1)
            for sequence in content.read_page(page)
            if sequence.mcid is not None
        }
        words = [word for top in structure.read_structure(pdf) for word in _words(top, sequences)]
    lines = [" ".join(line.split()) for line in _joined(words).split("\n")]
    return "\n".join(line for line in lines if line)


def squeezed(text: str) -> str:
    """A text without white space and direction marks: what must be equal, however lines were broken."""
    return "".join(text.translate(INVISIBLE).split())


def missing_words(expected: Iterable[str], text: str) -> list[str]:
    """The words that do not stand in the text in the order expected; nothing when all do."""
    haystack = squeezed(text)
    position = 0
    missing = []
    for word in expected:
        needle = squeezed(word)
        found = haystack.find(needle, position)
        if found < 0:
            missing.append(word)
        else:
            position = found + len(needle)
    return missing


def _trace_element(element: Element, sequences: Sequences, rows: dict[int, list[str]], page: int) -> int:
    """Add the rows of an element and those below it; the page where it ends."""
    tag = element.path + "".join(f"[{value}]" for value in element.attributes.values())
    if element.alt is not None:
        page = next(
            (kid.page for one in element.walk() for kid in one.kids if isinstance(kid, ContentReference)),
            page,
        )
        rows[page].append(f"{tag} | {element.language} | alt | | {element.alt}")
    if not element.kids:
        rows[page].append(f"{tag} | {element.language} | empty | |")
    for kid in element.kids:
        if isinstance(kid, Element):
            page = _trace_element(kid, sequences, rows, page)
        elif isinstance(kid, ObjectReference):
            page = kid.page
            rectangle = " ".join(str(round(value)) for value in kid.rectangle)
            rows[page].append(f"{tag} | {element.language} | {kid.kind} | {rectangle} | {kid.words}")
        else:
            page = kid.page
            sequence = sequences.get((page, kid.mcid))
            if sequence is not None:
                rows[page] += _sequence_rows(tag, sequence.language or element.language, sequence)
    return page


def _artifacts(page: list[MarkedSequence]) -> Iterator[MarkedSequence]:
    """What no element owns, in painting order; drawings of one kind that follow each other as one."""
    owned = (sequence for sequence in page if sequence.mcid is None)
    for (tag, has_text), group in groupby(owned, lambda one: (one.tag, bool(one.shown))):
        if has_text:
            yield from group
        else:
            yield MarkedSequence(tag, painted=sum(sequence.painted for sequence in group))


def _sequence_rows(tag: str, language: str, sequence: MarkedSequence) -> list[str]:
    rows = [f"{_fonts(line)} | {_place(line)} | {_line_text(line)}" for line in sequence.lines()]
    if sequence.painted and not sequence.shown:
        rows = [f"drawing | | {sequence.painted} painted"]
    return [f"{tag} | {language} | {row}" for row in rows[:1]] + [f" | | {row}" for row in rows[1:]]


def _fonts(line: list[ShownText]) -> str:
    return ", ".join(dict.fromkeys(f"{shown.font} {shown.size:g}" for shown in line))


def _place(line: list[ShownText]) -> str:
    return f"{round(min(shown.x for shown in line))} {round(line[0].y)}"


def _line_text(line: list[ShownText]) -> str:
    return "".join(shown.text for shown in line).strip()


def _size(page: pikepdf.Page) -> str:
    left, bottom, right, top = (float(value) for value in page.mediabox)
    return f"{round(right - left)} x {round(top - bottom)}"


def _words(element: Element, sequences: Sequences) -> Iterator[Words]:
    """The words of an element in reading order; None where a line of the answer ends."""
    block = element.role not in INLINE
    if block:
        yield None
    elif element.role == "Lbl":
        yield " ", None
    if element.actual_text is not None:
        yield element.actual_text, None
    else:
        for kid in element.kids:
            if isinstance(kid, Element):
                yield from _words(kid, sequences)
            elif isinstance(kid, ContentReference) and (kid.page, kid.mcid) in sequences:
                for line in sequences[kid.page, kid.mcid].lines():
                    yield "".join(shown.text for shown in line), (kid.page, round(line[0].y))
    if block:
        yield None
    elif element.role == "Lbl":
        yield " ", None


def _joined(words: Iterable[Words]) -> str:
    text = ""
    before: tuple[int, int] | None = None
    for word in words:
        if word is None:
            text, before = text + "\n", None
            continue
        piece, place = word
        wrapped = place is not None and before is not None and place != before
        if wrapped and not text[-1:].isspace() and not piece[:1].isspace():
            text += " "
        text, before = text + piece, place
    return text


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(trace(Path(name)))
