"""Draw pages whose content belongs to structure elements or is marked as an artifact."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, BinaryIO, Literal
from urllib.parse import quote

from reportlab.pdfbase.pdfdoc import PDFName, PDFObjectReference, PDFPage, PDFStream
from reportlab.pdfgen.canvas import Canvas

from handouts.errors import LayoutError
from handouts.pdf import syntax
from handouts.pdf.hooks import (
    DeflateFilter,
    RawObject,
    extra_catalog_keys,
    extra_page_keys,
    number_of,
    register,
)
from handouts.pdf.marks import ARTIFACT, Mark, Rect, artifact_operator
from handouts.pdf.metadata import DocumentInfo, describe
from handouts.pdf.object_streams import Objects, file_bytes
from handouts.pdf.places import Place
from handouts.pdf.structure import StructElem, StructTree
from handouts.pdf.text import number

_KAPPA = 0.5523
"""How far the handles of a quarter of a circle reach, as a part of the radius."""

_WAITING_AS_TEXT = 64
"""Pages that wait for their slots as they are; in a longer document the earlier ones wait compressed."""

_ONCE = "the layout sets something twice: take one of the two out"


class NameConflict(LayoutError, ValueError):  # noqa: N818  # what was found in a layout, not a failure
    """A name that is given twice in one document, or that a link goes to and nothing has."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in a page's stream that is painted when the whole document is known."""

    page: int
    state: dict[str, Any]
    paint: Callable[[TaggedCanvas], None]

    def token(self, index: int) -> str:
        """A line that stands in the stream until then: a PDF comment, should it ever stay."""
        return f"%later{index};"


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas that writes content and structure tree together; every pass over a story needs a new one.

    Everything drawn must stand in `content(elem)` or `artifact()`. Within an open mark another `artifact()`
    changes nothing, so a decorated flowable may be part of a figure; another element is refused.
    """

    def __init__(
        self,
        filename: str | BinaryIO,
        *,
        document_root: StructElem,
        info: DocumentInfo,
        compact: bool = True,
        keep: bool = False,
        **options: Any,
    ) -> None:
        """Take ReportLab's own options too; `compact` writes object streams, `keep` keeps the objects."""
        options.update(pdfVersion=(1, 7), invariant=1, pageCompression=1, lang=None)
        super().__init__(filename, **options)
        self.document_root = document_root
        self.info = info
        self.compact, self.keep = compact, keep
        self.objects: Objects | None = None
        self.places: list[Place] = []
        self.tree = StructTree(document_root)
        self.open_mark: StructElem | Literal["artifact"] | None = None
        self.anchors: dict[str, tuple[int, float]] = {}
        self.page_count: int | None = None
        self._fields: dict[str, int] = {}
        self._internal_links: list[tuple[RawObject, bytes, str]] = []
        self._slots: list[_Slot] = []
        self._waiting: deque[PDFPage] = deque()
        self._annotation_total = 0

    @property
    def language(self) -> str:
        """BCP 47 tag of the document."""
        return self.info.language

    # -- marks -----------------------------------------------------------------------------------------------

    def content(self, elem: StructElem) -> Mark:
        """`with canvas.content(elem):` what is drawn belongs to it. RuntimeError inside another mark."""
        return Mark(self, elem)

    def artifact(self, kind: str | None = None, subtype: str | None = None) -> Mark:
        """`with canvas.artifact():` what is drawn is not read out; kinds are in ISO 32000-1, 14.8.2.2."""
        return Mark(self, None, artifact_operator(kind, subtype))

    def begin_content(self, elem: StructElem) -> bool:
        """Open an element's content. False, and nothing done, when that element is open already."""
        if self.open_mark is elem:
            return False
        self._code.append(self.content_operator(elem))
        self.open_mark = elem
        return True

    def begin_artifact(self, operator: str) -> None:
        """Open an artifact; nothing else may be open."""
        self._code.append(operator)
        self.open_mark = ARTIFACT

    def end_content(self) -> None:
        """Close what is open."""
        self._code.append("EMC")
        self.open_mark = None

    def content_operator(self, elem: StructElem) -> str:
        """The operator that opens an element's content here; the caller writes it, and EMC after the content.

        Raises RuntimeError inside another mark or in a form that pages share.
        """
        if self.open_mark is not None or self._codeStack:
            raise RuntimeError(f"{elem!r} drawn inside {self.open_mark!r}: marked content does not nest")
        return f"/{elem.role} <</MCID {self.tree.mark(elem, self._pageNumber)}>> BDC"

    def elem_for(self, flowable: Any, elem: StructElem | None) -> StructElem | None:
        """The element, or None when this flowable was drawn before: a repeated table head is an artifact."""
        if elem is None or getattr(flowable, "drawn_on", None) is self.tree:
            return None
        flowable.drawn_on = self.tree
        return elem

    def operators(self, text: str) -> None:
        """Write ready content-stream operators, which must leave the graphics state as they found it."""
        self._code.append(text)

    # -- annotations and anchors -----------------------------------------------------------------------------

    def add_annotation(self, elem: StructElem, rect: Rect, body: bytes) -> tuple[RawObject, int]:
        """Put an annotation on this page, owned by an element. `rect` is in the current coordinates.

        `body` is the rest of its dictionary. Returns the object, to be completed, and its number.
        """
        self._annotation_total += 1
        name = f"Annotation{self._annotation_total}"
        raw = RawObject()
        number = register(self._doc, name, raw)
        key = self.tree.own(elem, self._pageNumber, number)
        where = syntax.array(self.absolute(rect))
        raw.body = b"<</Type/Annot/F 4/Rect%s/StructParent %d%s>>" % (where, key, body)
        self._annotationrefs.append(PDFObjectReference(name))
        return raw, number

    def link_uri(self, elem: StructElem, rect: Rect, uri: str, contents: str) -> None:
        """A link to an address; only https, tel and mailto are let through (ValueError)."""
        if not uri.startswith(("https://", "tel:", "mailto:")):
            raise ValueError(f"a link must start with https://, tel: or mailto:, not {uri!r}")
        # ISO 32000-1, 12.6.4.7: a URI is 7-bit ASCII; anything else is percent-encoded (RFC 3987, 3.1)
        target = "".join(char if "!" <= char <= "~" else quote(char) for char in uri)
        action = b"/Subtype/Link/Border[0 0 0]/Contents%s/A<</S/URI/URI%s>>"
        self.add_annotation(elem, rect, action % (syntax.text_string(contents), syntax.text_string(target)))

    def link_anchor(self, elem: StructElem, rect: Rect, key: str, contents: str) -> None:
        """A link to an anchor of this document, which may come later; ValueError on saving if none comes."""
        body = b"/Subtype/Link/Border[0 0 0]/Contents" + syntax.text_string(contents)
        raw, _ = self.add_annotation(elem, rect, body)
        self._internal_links.append((raw, raw.body, key))

    def add_field(self, elem: StructElem, rect: Rect, name: str, label: str, body: bytes) -> None:
        """A form field that is its own widget annotation; `label` is what a reader says.

        Dots in the name become underscores, because a dot would make a group of fields (ISO 32000-1,
        12.7.3.2). ValueError for a name that another field has.
        """
        name = name.replace(".", "_")
        if name in self._fields:
            raise NameConflict(f'two form fields are named "{name}"', hint=_ONCE)
        names = b"/Subtype/Widget/T%s/TU%s" % (syntax.text_string(name), syntax.text_string(label))
        self._fields[name] = self.add_annotation(elem, rect, names + body)[1]

    def anchor(self, key: str, x: float, y: float, title: str | None = None, level: int = 0) -> None:
        """Name a place on this page (current coordinates), with an outline entry when it has a title.

        ValueError when another place has the name.
        """
        if key in self.anchors:
            raise NameConflict(f'two places are named "{key}"', hint=_ONCE)
        top = round(self.absolutePosition(x, y)[1], 2)
        self.anchors[key] = self._pageNumber, top
        if title is not None:
            self.bookmarkPage(key, fit="XYZ", top=top)
            deepest = self._doc.Outlines.currentlevel + 1
            self.addOutlineEntry(title, key, min(level, deepest))
            self.showOutline()

    def page_of(self, key: str) -> int:
        """The page number of an anchor; KeyError when there is none (yet): see `later`."""
        return self.anchors[key][0]

    def absolute(self, rect: Rect) -> Rect:
        """A rectangle of the current coordinates in those of the page, to hundredths of a point."""
        corners = [self.absolutePosition(x, y) for x in rect[::2] for y in rect[1::2]]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2)

    def later(self, paint: Callable[[TaggedCanvas], None]) -> None:
        """Paint here once the document is complete, when `page_count` and every `page_of` are known.

        The drawing belongs to the mark that is open now; with none open it is an artifact.
        """
        with self.artifact():
            state = {name: self.__dict__[name] for name in self.STATE_ATTRIBUTES}
            if self._slots and self._slots[-1].state == state:
                state = self._slots[-1].state  # as on every page of a book
            slot = _Slot(self._pageNumber, state, paint)
            self._code.append(slot.token(len(self._slots)))
            self._slots.append(slot)

    # -- hooks -----------------------------------------------------------------------------------------------

    def transform(self, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
        """Multiply the coordinates: ReportLab's own takes four times as long, and every flowable moves."""
        matrix: tuple[float, ...] = self.__dict__["_currentMatrix"]
        a0, b0, c0, d0, e0, f0 = matrix
        self._currentMatrix = (
            a0 * a + c0 * b,
            b0 * a + d0 * b,
            a0 * c + c0 * d,
            b0 * c + d0 * d,
            a0 * e + c0 * f + e0,
            b0 * e + d0 * f + f0,
        )
        turn = "1 0 0 1" if (a, b, c, d) == (1, 0, 0, 1) else f"{a:.6f} {b:.6f} {c:.6f} {d:.6f}"
        self._code.append(f"{turn} {round(e, 3):g} {round(f, 3):g} cm")

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Stroke a line: a table has hundreds, and ReportLab takes three times as long over the numbers."""
        self._code.append(f"n {number(x1)} {number(y1)} m {number(x2)} {number(y2)} l S")

    def circle(self, x_cen: float, y_cen: float, r: float, stroke: int = 1, fill: int = 0) -> None:
        """Draw a circle: a plan has hundreds of beads, and ReportLab works out each arc anew."""
        left, right, low, high = x_cen - r, x_cen + r, y_cen - r, y_cen + r
        pull = r * _KAPPA
        x0, x1, y0, y1 = x_cen - pull, x_cen + pull, y_cen - pull, y_cen + pull
        curves = (
            (right, y1, x1, high, x_cen, high),
            (x0, high, left, y1, left, y_cen),
            (left, y0, x0, low, x_cen, low),
            (x1, low, right, y0, right, y_cen),
        )
        path = "".join([f"{' '.join(map(number, curve))} c " for curve in curves])
        self._code.append(f"n {number(right)} {number(y_cen)} m {path}h")
        self._strokeAndFill(stroke, fill)

    def _make_preamble(self) -> None:
        """Start pages empty: ReportLab's own start names Helvetica, which is not embedded."""
        self._preamble = ""

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802  # ReportLab's name
        super()._setAnnotations(page)
        if not isinstance(page, PDFPage):
            return
        if self.open_mark is not None:
            raise RuntimeError(f"page {self._pageNumber} ends inside {self.open_mark!r}")
        key = self.tree.page_key(self._pageNumber)
        extra_page_keys(page, StructParents=key, Tabs=PDFName("S"))
        if not self._slots or self._slots[-1].page != self._pageNumber:
            _compress(page)
            return
        self._waiting.append(page)
        if len(self._waiting) > _WAITING_AS_TEXT:
            _fold(self._waiting.popleft())

    def _addAnnotation(self, annotation: Any, name: Any = None, addtopage: int = 1) -> None:  # noqa: N802
        raise RuntimeError("annotations need an element: use add_annotation, link_uri or link_anchor")

    def _paint_slots(self) -> None:
        """Fill in what waited for the end of the document, page by page."""
        for page_number, slots in groupby(enumerate(self._slots), key=lambda item: item[1].page):
            page = self._doc.idToObject[f"Page{page_number}"]
            _unfold(page)
            for index, slot in slots:
                self.__dict__.update(slot.state)
                operators: list[str] = []
                self._code, self.open_mark = operators, ARTIFACT
                slot.paint(self)
                page.stream = page.stream.replace(slot.token(index), "\n".join(operators), 1)
            _compress(page)
        self._code.clear()
        self.open_mark = None

    def _finish(self) -> None:
        """Write everything that belongs to the document as a whole."""
        document = self._doc
        self.page_count = self._pageNumber - 1
        self._paint_slots()
        for raw, body, key in self._internal_links:
            if key not in self.anchors:
                what = f'a link goes to "{key}", but nothing in the document has that name'
                raise NameConflict(what, hint="the layout lacks a block that another one leads to")
            page, top = self.anchors[key]
            place = number_of(document, f"Page{page}"), syntax.number(top)
            raw.body = body[:-2] + b"/Dest[%d 0 R/XYZ null %s null]>>" % place
        if self._fields:
            fields = b" ".join(b"%d 0 R" % number for number in self._fields.values())
            extra_catalog_keys(document, AcroForm=b"<</Fields[" + fields + b"]>>")
        document.Catalog.StructTreeRoot = b"%d 0 R" % self.tree.write(document)
        describe(self, self.info)

    def getpdfdata(self) -> bytes:
        """Complete the document and return the file; the canvas is used up."""
        if self._code:
            self.showPage()
        self._finish()
        document = self._doc
        kept: list[Objects] = []
        document.format = partial(
            file_bytes, document, compact=self.compact, keep=kept.append if self.keep else None
        )
        try:
            data: bytes = document.GetPDFData(self)
        finally:
            del document.format  # a circle of references would keep every document of a batch in memory
        self.objects = kept[0] if kept else None
        return data

    def save(self) -> None:
        """Complete the document and write it to the file or stream the canvas was made with."""
        data = self.getpdfdata()
        if hasattr(self._filename, "write"):
            self._filename.write(data)
        else:
            with open(self._filename, "wb") as file:
                file.write(data)


def _fold(page: Any) -> None:
    """Compress a page's operators lightly and for a while: text of a thousand pages is 20 MB."""
    page.stream = zlib.compress(page.stream.encode("utf-8"), 1)


def _unfold(page: Any) -> None:
    if isinstance(page.stream, bytes):
        page.stream = zlib.decompress(page.stream).decode("utf-8")


def _compress(page: Any) -> None:
    """Turn a page's operators into their compressed stream now, to hold one page of text at a time."""
    stream = PDFStream(content=DeflateFilter().encode(page.stream))
    stream.dictionary["Filter"] = "/FlateDecode"
    page.Contents, page.stream = stream, None
