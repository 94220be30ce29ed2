"""Hold the logical structure of a document and write it as a PDF structure tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handouts.pdf import syntax
from handouts.pdf.hooks import number_of, reserve

_ROLES = """
    Document Sect Div BlockQuote Caption H1 H2 H3 P L LI Lbl LBody Table THead TBody TR TH TD
    TOC TOCI Reference Note Span Link Form Figure
"""
ROLES = frozenset(_ROLES.split())
"""The standard structure types in use (ISO 32000-1, 14.8.4); all standard, so there is no role map."""

PARENTS: Mapping[str, frozenset[str]] = {
    role: frozenset(parents.split())
    for role, parents in {
        "LI": "L",
        "Lbl": "LI Note TOCI",
        "LBody": "LI",
        "THead": "Table",
        "TBody": "Table",
        "TR": "Table THead TBody",
        "TH": "TR",
        "TD": "TR",
        "TOCI": "TOC",
    }.items()
}
"""Where a role may stand when it cannot stand everywhere (ISO 14289-1, 7.2; validators miss some of it)."""

KEPT_EMPTY = frozenset(("TD", "TH"))
"""Roles that stay in the tree without content, because a row must have all its cells."""

Attributes = Mapping[str, str | float | tuple[float, ...]]
COLUMN_HEAD: Attributes = {"O": "Table", "Scope": "Column"}
ROW_HEAD: Attributes = {"O": "Table", "Scope": "Row"}
UNORDERED: Attributes = {"O": "List", "ListNumbering": "Disc"}
ORDERED: Attributes = {"O": "List", "ListNumbering": "Decimal"}
UNMARKED: Attributes = {"O": "List", "ListNumbering": "None"}


class StructElem:
    """One structure element; built with the story, never changed by drawing.

    Kids that are elements come before content that is drawn straight into the element, in the order they were
    added. `actual_text` and `lang` are normally filled in by the paragraph that draws the element.
    """

    __slots__ = ("actual_text", "alt", "attributes", "kids", "lang", "parent", "role", "title")
    role: str

    def __init__(
        self,
        role: str,
        parent: StructElem | None = None,
        *,
        alt: str | None = None,
        actual_text: str | None = None,
        lang: str | None = None,
        attributes: Attributes | None = None,
        title: str | None = None,
    ) -> None:
        """Raises ValueError for a role that is unknown or does not belong in that parent."""
        if role not in ROLES:
            raise ValueError(f"unknown structure role {role!r}")
        if parent is not None and role in PARENTS and parent.role not in PARENTS[role]:
            raise ValueError(f"{role} may not stand in {parent.role}")
        self.role = role
        self.parent = parent
        self.alt, self.actual_text, self.lang, self.title = alt, actual_text, lang, title
        self.attributes = attributes
        self.kids: Sequence[StructElem] = ()
        if parent is not None:
            parent._take(self)

    def __repr__(self) -> str:
        return f"<{self.role} with {len(self.kids)} kids>"

    def add(
        self,
        role: str,
        *,
        alt: str | None = None,
        actual_text: str | None = None,
        lang: str | None = None,
        attributes: Attributes | None = None,
        title: str | None = None,
    ) -> StructElem:
        """A new last kid; raises ValueError like the constructor."""
        return StructElem(
            role, self, alt=alt, actual_text=actual_text, lang=lang, attributes=attributes, title=title
        )

    def adopt(self, kid: StructElem) -> None:
        """Take an element that was built apart as the last kid; ValueError if it has a parent already."""
        if kid.parent is not None:
            raise ValueError(f"{kid!r} stands in {kid.parent!r} already")
        kid.parent = self
        self._take(kid)

    def _take(self, kid: StructElem) -> None:
        """Most elements have no kids: a list is made for the first, as a long booklet has 50,000 elements."""
        if isinstance(self.kids, list):
            self.kids.append(kid)
        else:
            self.kids = [kid]

    def walk(self) -> Iterator[StructElem]:
        """This element and everything under it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """A stretch of a page's content stream: page number from 1 and its id on that page."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class ObjectReference:
    """An annotation that belongs to an element: page number from 1 and the object's number in the file."""

    page: int
    number: int


Kid = MarkedContent | ObjectReference | StructElem


class StructTree:
    """What one canvas drew, element by element; a second pass makes a new canvas and so starts afresh."""

    def __init__(self, root: StructElem) -> None:
        self.root = root
        self.drawn: dict[StructElem, tuple[Kid, ...]] = {}
        self.parent_tree: list[list[StructElem] | StructElem] = []
        self.lang: dict[StructElem, str] = {}
        self.spoken: dict[StructElem, dict[int, str]] = {}
        self.boxes: dict[StructElem, tuple[float, float, float, float]] = {}
        self._links: dict[tuple[StructElem, int, int], StructElem] = {}
        self._page = 0
        self._page_key = 0
        self._marks: list[StructElem] = []

    def page_key(self, page: int) -> int:
        """The StructParents number of a page, which may be the current one or a new last one."""
        if page != self._page:
            self._page, self._page_key, self._marks = page, len(self.parent_tree), []
            self.parent_tree.append(self._marks)
        return self._page_key

    def mark(self, elem: StructElem, page: int) -> int:
        """Note that the next content of a page belongs to an element, and return its MCID."""
        self.page_key(page)
        mcid = len(self._marks)
        self._marks.append(elem)
        self._draw(elem, MarkedContent(page, mcid))
        return mcid

    def own(self, elem: StructElem, page: int, number: int) -> int:
        """Give an annotation to an element and return the annotation's StructParent number."""
        self.page_key(page)
        key = len(self.parent_tree)
        self.parent_tree.append(elem)
        self._draw(elem, ObjectReference(page, number))
        return key

    def link(self, elem: StructElem, source: int, ordinal: int) -> StructElem:
        """The Link element for the nth link of one text; the same for all its lines and split pieces."""
        key = elem, source, ordinal
        link = self._links.get(key)
        if link is None:
            link = self._links[key] = StructElem("Link")
            link.parent = elem
            self._draw(elem, link)
        return link

    def span(self, elem: StructElem) -> StructElem:
        """A new Span in an element, for a part of its words that a reader is told apart."""
        span = StructElem("Span")
        span.parent = elem
        self._draw(elem, span)
        return span

    def _draw(self, elem: StructElem, kid: Kid) -> None:
        self.drawn[elem] = *self.drawn.get(elem, ()), kid

    def speak(self, elem: StructElem, source: int, text: str) -> None:
        """Add the text of one right-to-left paragraph to what a reader should say for an element."""
        self.spoken.setdefault(elem, {})[source] = text

    def kids(self, elem: StructElem) -> tuple[Kid, ...]:
        """Kids from the story, then what was drawn; elements that stayed empty are left out."""
        drawn = self.drawn.get(elem, ())
        if not elem.kids:
            return drawn
        return *[kid for kid in elem.kids if kid.role in KEPT_EMPTY or self._alive(kid)], *drawn

    def _alive(self, elem: StructElem) -> bool:
        """Whether anything was drawn into an element; a row of empty cells was not drawn."""
        return elem in self.drawn or any(self._alive(kid) for kid in elem.kids)

    def write(self, document: Any) -> int:
        """Add the tree to the document, which uses it up, and return the number of its root object."""
        return _Writer(self, document).write()


class _Writer:
    """Writes every element as ready bytes, because a dictionary object each would cost more than the text."""

    def __init__(self, tree: StructTree, document: Any) -> None:
        self.tree, self.document = tree, document
        self.numbers: dict[StructElem, int] = {}
        self.elements: list[tuple[StructElem, tuple[Kid, ...]]] = []
        self.pages: dict[int, int] = {}
        self.notes: list[tuple[bytes, int]] = []

    def write(self) -> int:
        """Number everything first, because parents and kids refer to each other; then write."""
        self._collect()
        entries = self.tree.parent_tree
        arrays = sum(isinstance(entry, list) for entry in entries)
        root = reserve(self.document, 2 + arrays + len(self.elements))
        first = root + 2 + arrays
        self.numbers = {elem: first + index for index, (elem, _) in enumerate(self.elements)}
        bodies = self.document.reserved
        self.elements.reverse()
        while self.elements:
            elem, kids = self.elements.pop()
            bodies[self.numbers[elem]] = self._element(elem, kids, root)
            self.tree.drawn.pop(elem, None)
        bodies[root + 1] = self._parent_tree(root + 2)
        names = b" ".join(b"%s %d 0 R" % note for note in self.notes)
        bodies[root] = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d%s>>" % (
            first,
            root + 1,
            len(entries),
            b"/IDTree<</Names[" + names + b"]>>" if names else b"",
        )
        entries.clear()
        return root

    def _collect(self) -> None:
        """All living elements in reading order, each with its kids."""
        stack = [self.tree.root]
        while stack:
            elem = stack.pop()
            kids = self.tree.kids(elem)
            self.elements.append((elem, kids))
            stack.extend(kid for kid in reversed(kids) if isinstance(kid, StructElem))

    def _element(self, elem: StructElem, kids: tuple[Kid, ...], root: int) -> bytes:
        parent = root if elem.parent is None else self.numbers[elem.parent]
        page = next((kid.page for kid in kids if isinstance(kid, MarkedContent)), 0)
        parts = [b"<</Type/StructElem/S/%s/P %d 0 R" % (elem.role.encode("ascii"), parent)]
        if page:
            parts.append(b"/Pg %d 0 R" % self._page(page))
        if len(kids) == 1:
            parts.append(b"/K " + self._kid(kids[0], page))
        elif kids:
            parts.append(b"/K[" + b" ".join(self._kid(kid, page) for kid in kids) + b"]")
        parts.extend(self._properties(elem, kids))
        parts.append(b">>")
        return b"".join(parts)

    def _kid(self, kid: Kid, page: int) -> bytes:
        if isinstance(kid, StructElem):
            return b"%d 0 R" % self.numbers[kid]
        if isinstance(kid, ObjectReference):
            return b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (self._page(kid.page), kid.number)
        if kid.page == page:
            return b"%d" % kid.mcid
        return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (self._page(kid.page), kid.mcid)

    def _page(self, page: int) -> int:
        number = self.pages.get(page)
        if number is None:
            number = self.pages[page] = number_of(self.document, f"Page{page}")
        return number

    def _properties(self, elem: StructElem, kids: tuple[Kid, ...]) -> Iterator[bytes]:
        """Everything but type, role, parent and kids."""
        tree = self.tree
        actual = elem.actual_text
        if actual is None and elem in tree.spoken and not any(isinstance(kid, StructElem) for kid in kids):
            actual = " ".join(tree.spoken[elem].values())
        lang = elem.lang or tree.lang.get(elem)
        texts = (b"/Alt", elem.alt), (b"/ActualText", actual), (b"/Lang", lang), (b"/T", elem.title)
        for key, text in texts:
            if text:
                yield key + syntax.text_string(text)
        if elem.role == "Note":
            # ISO 14289-1, 7.9: every note has an identifier of its own
            identifier = syntax.text_string(f"note-{len(self.notes) + 1:04d}")
            self.notes.append((identifier, self.numbers[elem]))
            yield b"/ID" + identifier
        attributes = dict(elem.attributes or {})
        if elem in tree.boxes:
            attributes.update({"O": "Layout", "Placement": "Block", "BBox": tree.boxes[elem]})
        if attributes:
            yield b"/A<<" + b"".join(_attribute(*item) for item in attributes.items()) + b">>"

    def _parent_tree(self, array: int) -> bytes:
        """The owners of each page's marks, in arrays numbered from `array` on, and of each annotation."""
        parts = []
        for key, entry in enumerate(self.tree.parent_tree):
            if isinstance(entry, StructElem):
                parts.append(b"%d %d 0 R" % (key, self.numbers[entry]))
            else:
                owners = b" ".join(b"%d 0 R" % self.numbers[elem] for elem in entry)
                self.document.reserved[array] = b"[" + owners + b"]"
                parts.append(b"%d %d 0 R" % (key, array))
                array += 1
        return b"<</Nums[" + b" ".join(parts) + b"]>>"


def _attribute(key: str, value: str | float | tuple[float, ...]) -> bytes:
    if isinstance(value, str):
        return syntax.name(key) + syntax.name(value)
    if isinstance(value, tuple):
        return syntax.name(key) + syntax.array(value)
    return syntax.name(key) + b" " + syntax.number(value)
