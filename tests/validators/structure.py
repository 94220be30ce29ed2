"""Read the structure tree of a finished file, and find where it and the pages disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from tests.validators import content


@dataclass(frozen=True, slots=True)
class ContentReference:
    """A marked-content sequence that an element owns: page number from 1, and the sequence's number."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class ObjectReference:
    """An annotation that an element owns: its page, what it is and does, and its rectangle in points."""

    page: int
    kind: str
    words: str
    rectangle: tuple[float, float, float, float]


@dataclass(slots=True)
class Element:
    """A structure element: its tag path from the root, the language in force, its words and its children."""

    path: str
    language: str
    alt: str | None = None
    actual_text: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    kids: list[Element | ContentReference | ObjectReference] = field(default_factory=list)

    @property
    def role(self) -> str:
        """The last tag of the path."""
        return self.path.rpartition("/")[2]

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


def read_structure(pdf: pikepdf.Pdf) -> list[Element]:
    """The elements at the top of the structure tree (one Document, in our files); none when untagged."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return []
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    language = str(pdf.Root.get("/Lang", ""))
    return [_element(kid, "", language, pages) for kid in _kids(root)]


def problems(pdf: pikepdf.Pdf) -> list[str]:
    """Where tree, ParentTree and pages disagree, which validators let pass; nothing in a sound file."""
    found: list[str] = []
    owned: dict[tuple[int, int], str] = {}
    for top in read_structure(pdf):
        for element in top.walk():
            for kid in element.kids:
                if isinstance(kid, ContentReference):
                    place = (kid.page, kid.mcid)
                    if place in owned:
                        found.append(f"page {kid.page}: sequence {kid.mcid} has two owners")
                    owned[place] = element.role
    shown: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        for sequence in content.read_page(page):
            if sequence.tag == content.UNTAGGED:
                found.append(f"page {number}: content that is neither tagged nor an artifact")
            if sequence.mcid is None:
                continue
            place = (number, sequence.mcid)
            if place in shown:
                found.append(f"page {number}: sequence number {sequence.mcid} is used twice")
            if place not in owned:
                found.append(f"page {number}: sequence {sequence.mcid} has no element")
            shown.add(place)
    for page_number, mcid in owned.keys() - shown:
        found.append(f"page {page_number}: sequence {mcid} of the tree shows nothing")
    return sorted(found) + _parent_tree_problems(pdf)


def _parent_tree_problems(pdf: pikepdf.Pdf) -> list[str]:
    root = pdf.Root.get("/StructTreeRoot")
    if root is None or "/ParentTree" not in root:
        return []
    tree = pikepdf.NumberTree(root.ParentTree)
    found = []
    for number, page in enumerate(pdf.pages, 1):
        if "/StructParents" in page.obj:
            parents = tree.get(int(page.obj.StructParents))
            for mcid, parent in enumerate(parents if parents is not None else ()):
                if not isinstance(parent, pikepdf.Dictionary):
                    continue
                if not any(_refers(kid, mcid, parent, page.obj) for kid in _kids(parent)):
                    found.append(f"page {number}: ParentTree gives sequence {mcid} to another element")
        for annotation in page.obj.get("/Annots", ()):
            if "/StructParent" in annotation and tree.get(int(annotation.StructParent)) is None:
                found.append(f"page {number}: an annotation's StructParent leads nowhere")
    return found


def _refers(kid: Any, mcid: int, parent: Any, page: Any) -> bool:
    if isinstance(kid, int):
        return kid == mcid and parent.get("/Pg") == page
    return int(kid.get("/MCID", -1)) == mcid and kid.get("/Pg", parent.get("/Pg")) == page


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _element(node: Any, path: str, language: str, pages: dict[tuple[int, int], int]) -> Element:
    role = str(node.S).lstrip("/")
    element = Element(
        path=f"{path}/{role}" if path else role,
        language=str(node.get("/Lang", language)),
        alt=_text(node, "/Alt"),
        actual_text=_text(node, "/ActualText"),
        attributes=_attributes(node),
    )
    for kid in _kids(node):
        if isinstance(kid, int):
            element.kids.append(ContentReference(pages[node.Pg.objgen], kid))
        elif "/MCID" in kid:
            page = kid.get("/Pg", node.get("/Pg"))
            element.kids.append(ContentReference(pages[page.objgen], int(kid.MCID)))
        elif "/Obj" in kid:
            page = kid.get("/Pg", node.get("/Pg"))
            element.kids.append(_annotation(kid.Obj, pages[page.objgen]))
        else:
            element.kids.append(_element(kid, element.path, element.language, pages))
    return element


def _attributes(node: Any) -> dict[str, str]:
    owners = node.get("/A", [])
    if isinstance(owners, pikepdf.Dictionary):
        owners = [owners]
    found = {}
    for owner in owners:
        if isinstance(owner, pikepdf.Dictionary):
            for key in ("/Scope", "/ListNumbering", "/ColSpan", "/RowSpan"):
                if key in owner:
                    found[key[1:]] = str(owner[key]).lstrip("/")
    return found


def _annotation(annotation: Any, page: int) -> ObjectReference:
    subtype = str(annotation.get("/Subtype", "/unknown")).lstrip("/")
    if subtype == "Link":
        action = annotation.get("/A", pikepdf.Dictionary())
        target = _text(action, "/URI") or "this document"
        words = f"{target} “{_text(annotation, '/Contents') or ''}”"
    else:
        words = f"{_text(annotation, '/T') or ''} “{_text(annotation, '/TU') or ''}”"
    left, bottom, right, top = (float(value) for value in annotation.Rect)
    return ObjectReference(page, subtype, words, (left, bottom, right, top))


def _text(node: Any, key: str) -> str | None:
    return str(node[key]) if key in node else None
