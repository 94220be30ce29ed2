"""Read finished documents of the product back as the content that all peers set: what is tagged, in order."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from benchmarks.content import Block, Content
from handouts.figures.display_list import figure_names, load_figure
from handouts.outputs.figures import Drawing, files
from handouts.pages.figure_sheet import FigureLook

GROUPS = frozenset(("Document", "Part", "Sect", "Div", "NonStruct", "Aside"))
LISTS = frozenset(("L", "TOC"))
ENTRIES = frozenset(("LI", "TOCI"))


@dataclass(slots=True)
class Element:
    """An element of the structure on one page, with the words that are its own."""

    role: str
    alt: str
    words: str = ""
    kids: list[Element] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def text(self, without: str = "") -> str:
        """All words in it, but those of a role."""
        parts = [self.words, *(kid.text(without) for kid in self.kids if kid.role != without)]
        return " ".join(" ".join(parts).split())


def content_of(document: str, title: str, data: bytes) -> Content:
    """The words and pictures of a finished file."""
    names = {load_figure(name).alt: name for name in figure_names()}
    blocks: list[Block] = []
    with pypdfium2.PdfDocument(data) as file:
        for page in file:
            for top in _structure(page):
                blocks += _blocks(top, names)
    used = {block.picture for block in blocks if block.picture}
    return Content(document, title, tuple(_stepped(blocks)), {name: _picture(name) for name in sorted(used)})


def _picture(name: str) -> str:
    (data,) = files(Drawing((load_figure(name),), FigureLook()), "svg").values()
    return data.decode("utf-8")


def _blocks(element: Element, names: dict[str, str]) -> Iterator[Block]:
    role = element.role
    if role in GROUPS:
        for kid in element.kids:
            yield from _blocks(kid, names)
        return
    if role in LISTS:
        entries = [each for each in element.walk() if each.role in ENTRIES]
        numbered = any(each.role == "Lbl" and each.words.strip().isdigit() for each in element.walk())
        rows = tuple((text,) for each in entries if (text := each.text(without="Lbl")))
        if rows:
            yield Block("numbers" if numbered and role == "L" else "list", rows=rows)
    elif role == "Table":
        cells = [[cell.text() for cell in row.kids] for row in element.walk() if row.role == "TR"]
        wide = max(map(len, cells), default=0)
        yield Block("table", rows=tuple((*row, *[""] * (wide - len(row))) for row in cells))
    elif text := element.text():
        level = int(role[1:]) if role[:1] == "H" and role[1:].isdigit() else 0
        yield Block("heading" if level else "paragraph", text, level)
    for each in element.walk():
        if each.role == "Figure" and each.alt in names:
            yield Block("picture", each.alt, picture=names[each.alt])


def _stepped(blocks: list[Block]) -> Iterator[Block]:
    """Headings that go down one level at a time: pages are read one by one, and Typst refuses a gap."""
    level = 0
    for block in blocks:
        if block.kind == "heading":
            level = min(block.level, level + 1)
            yield Block("heading", block.text, level)
        else:
            yield block


# -- pdfium --

_PLAIN = {0xA0: " ", 0x02: "-"}
"""What pdfium gives for a space that binds, and for a hyphen at the end of a line."""


def _structure(page: Any) -> Iterator[Element]:
    words = _words(page)
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    try:
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield _element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), words)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _element(raw: Any, words: dict[int, str]) -> Element:
    role, alt = (
        _string(ask, raw) for ask in (pdfium.FPDF_StructElement_GetType, pdfium.FPDF_StructElement_GetAltText)
    )
    marks = [
        pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(raw, index)
        for index in range(pdfium.FPDF_StructElement_GetMarkedContentIdCount(raw))
    ]
    element = Element(role, alt, " ".join(words.get(mark, "") for mark in marks if mark >= 0))
    for index in range(pdfium.FPDF_StructElement_CountChildren(raw)):
        kid = pdfium.FPDF_StructElement_GetChildAtIndex(raw, index)
        if kid:
            element.kids.append(_element(kid, words))
    return element


def _words(page: Any) -> dict[int, str]:
    """The words of a page by the number of their marked content."""
    found: dict[int, str] = {}
    text_page = pdfium.FPDFText_LoadPage(page.raw)
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        thing = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT:
            mark = pdfium.FPDFPageObj_GetMarkedContentID(thing)
            found[mark] = found.get(mark, "") + _string(partial(_text, text_page), thing)
    pdfium.FPDFText_ClosePage(text_page)
    return found


def _text(text_page: Any, thing: Any, buffer: Any, size: int) -> int:
    return int(pdfium.FPDFTextObj_GetText(thing, text_page, buffer, size))


def _string(ask: Callable[[Any, Any, int], int], thing: Any) -> str:
    """What one of pdfium's functions writes into a buffer as UTF-16."""
    size = ask(thing, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    ask(thing, buffer, size)
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le").translate(_PLAIN)
