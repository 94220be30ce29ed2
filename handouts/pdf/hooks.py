"""Gather every private ReportLab name that the package leans on, so that an upgrade fails here first."""

from __future__ import annotations

import zlib
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

SUPPORTED = "5.1."
"""The ReportLab line whose private names are known; `pyproject.toml` pins the same."""

PRIVATE_NAMES: dict[str, tuple[str, ...]] = {
    "reportlab.pdfgen.canvas:Canvas": (
        "_addAnnotation",
        "_make_preamble",
        "_setAnnotations",
        "_strokeAndFill",
        "STATE_ATTRIBUTES",
        "absolutePosition",
        "circle",
        "line",
        "transform",
    ),
    "reportlab.pdfbase.pdfdoc:PDFDocument": ("GetPDFData", "Reference", "format"),
    "reportlab.pdfbase.pdfdoc:PDFCatalog": ("__NoDefault__", "__Refs__"),
    "reportlab.pdfbase.pdfdoc:PDFPage": ("__NoDefault__", "Override_default_compilation"),
    "reportlab.platypus.tables:Table": (
        "_drawBkgrnd",
        "_drawLines",
        "_drawCell",
        "_listCellGeom",
        "onSplit",
        "split",
    ),
    "reportlab.platypus.doctemplate:BaseDocTemplate": ("filterFlowables",),
}
"""Names on classes, by module and class; looked up, overridden or called somewhere in `handouts/pdf`."""

CANVAS_ATTRIBUTES = (
    "_annotationrefs",
    "_code",
    "_codeStack",
    "_currentMatrix",
    "_doc",
    "_fillColorObj",
    "_formsinuse",
    "_pageNumber",
)
"""Names that a canvas has once it is made."""

DOCUMENT_ATTRIBUTES = (
    "Catalog",
    "Outlines",
    "delayedFonts",
    "idToObject",
    "idToObjectNumberAndVersion",
    "info",
    "numberToId",
    "objectcounter",
)
"""Names that the document of a canvas has once it is made."""

FRAME_ATTRIBUTES = ("_aH", "_aW", "_atTop")
"""Names that a frame has: the room in it, and whether it is still empty."""

# ASCII85 makes every stream a quarter longer; the setting is global and read when a stream is made.
rl_config.useA85 = 0


class RawObject(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An indirect object whose bytes are ready: ReportLab only gives it a number."""

    def __init__(self, body: bytes = b"null") -> None:
        self.body = body

    def format(self, document: Any) -> bytes:
        """The bytes as they are."""
        return self.body


def register(document: Any, name: str, obj: Any) -> int:
    """Give an object a number under a name of its own, and return the number."""
    document.Reference(obj, name)
    number: int = document.idToObjectNumberAndVersion[name][0]
    return number


def reserve(document: Any, count: int) -> int:
    """Take a run of object numbers and return the first.

    Their bytes go into `document.reserved`, by number: objects by the thousand need no names.
    """
    first: int = document.objectcounter + 1
    document.objectcounter += count
    document.__dict__.setdefault("reserved", {})
    return first


def number_of(document: Any, name: str) -> int:
    """The number of a registered object; KeyError when the name is unknown."""
    number: int = document.idToObjectNumberAndVersion[name][0]
    return number


def extra_page_keys(page: Any, **values: Any) -> None:
    """Set keys of a page that ReportLab would drop in silence, as it writes only the names it knows."""
    page.__NoDefault__ = [*page.__NoDefault__, *values]
    for key, value in values.items():
        setattr(page, key, value)


def extra_catalog_keys(document: Any, **values: Any) -> None:
    """Set keys of the catalog that ReportLab does not know."""
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, *values]
    for key, value in values.items():
        setattr(catalog, key, value)


class DeflateFilter:
    """Compresses a stream harder than ReportLab's own filter does; files are written once and sent often."""

    pdfname = "FlateDecode"

    def encode(self, text: str | bytes) -> bytes:
        """Compress; text of content streams is ASCII."""
        return zlib.compress(text.encode("utf-8") if isinstance(text, str) else text, 9)
