"""Walk the structure tree of a finished file: elements by role, their words and the page they are on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pikepdf

from tests.validators import content, readback, structure
from tests.validators.structure import ContentReference, Element, ObjectReference


@dataclass(frozen=True, slots=True)
class TaggedFile:
    """The elements of a file and what each marked-content sequence says, by page and number."""

    top: tuple[Element, ...]
    said: dict[tuple[int, int], str]

    def walk(self) -> Iterator[Element]:
        """Every element in reading order."""
        for element in self.top:
            yield from element.walk()

    def all(self, *roles: str) -> list[Element]:
        """Every element of these roles, in reading order."""
        return [element for element in self.walk() if element.role in roles]

    def words(self, element: Element) -> str:
        """What an element says, its children's words included, without breaks between lines."""
        if element.actual_text is not None:
            return element.actual_text
        pieces = []
        for kid in element.kids:
            if isinstance(kid, Element):
                pieces.append(self.words(kid))
            elif isinstance(kid, ContentReference):
                pieces.append(self.said.get((kid.page, kid.mcid), ""))
        return " ".join(" ".join(pieces).split())

    def page(self, element: Element) -> int:
        """The page on which an element begins."""
        return next(
            kid.page
            for one in element.walk()
            for kid in one.kids
            if isinstance(kid, ContentReference | ObjectReference)
        )

    def pages(self, element: Element) -> set[int]:
        """Every page on which an element has words or drawings."""
        return {
            kid.page
            for one in element.walk()
            for kid in one.kids
            if isinstance(kid, ContentReference | ObjectReference)
        }


def children(element: Element, *roles: str) -> list[Element]:
    """The elements straight below another, of these roles or of any."""
    return [kid for kid in element.kids if isinstance(kid, Element) and (not roles or kid.role in roles)]


@lru_cache(maxsize=64)
def read_tags(path: Path) -> TaggedFile:
    """The structure of a file."""
    with pikepdf.open(path) as pdf:
        said = {
            (number, sequence.mcid): " ".join(
                "".join(shown.text for shown in line) for line in sequence.lines()
            )
            for number, page in enumerate(pdf.pages, 1)
            for sequence in content.read_page(page)
            if sequence.mcid is not None
        }
        return TaggedFile(tuple(structure.read_structure(pdf)), said)


@lru_cache(maxsize=64)
def spoken(path: Path) -> str:
    """What a screen reader says of a file, a line for each block."""
    return readback.structure_text(path)
