"""Test that every private name of ReportLab that we lean on is still there: an upgrade fails here first."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO

import pytest
import reportlab
from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFPage, PDFStream
from reportlab.pdfgen.canvas import Canvas

from handouts.pdf import hooks
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.document import build
from handouts.pdf.structure import StructElem
from handouts.pdf.table import TaggedTable
from tests.pdf.stress import INFO, frame_template

NAMES = [(place, name) for place, names in hooks.PRIVATE_NAMES.items() for name in names]


def test_reportlab_is_the_version_whose_names_we_know() -> None:
    assert reportlab.__version__.startswith(hooks.SUPPORTED)


@pytest.mark.parametrize(("place", "name"), NAMES)
def test_class_has_the_name(place: str, name: str) -> None:
    module, _, owner = place.partition(":")
    assert hasattr(getattr(import_module(module), owner), name)


@pytest.mark.parametrize("name", hooks.CANVAS_ATTRIBUTES)
def test_canvas_has_the_attribute(name: str) -> None:
    assert hasattr(Canvas(BytesIO()), name)


@pytest.mark.parametrize("name", hooks.DOCUMENT_ATTRIBUTES)
def test_document_has_the_attribute(name: str) -> None:
    assert hasattr(PDFDocument(), name)


@pytest.mark.parametrize("name", hooks.FRAME_ATTRIBUTES)
def test_frame_has_the_attribute(name: str) -> None:
    assert hasattr(frame_template().frames[0], name)


def test_overridden_methods_are_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """A renamed hook would leave our override unused, and nothing else would tell."""
    called: set[str] = set()
    for owner, name in (
        (TaggedCanvas, "_make_preamble"),
        (TaggedCanvas, "_setAnnotations"),
        (TaggedCanvas, "transform"),
        (TaggedTable, "_drawBkgrnd"),
        (TaggedTable, "_drawLines"),
        (TaggedTable, "_drawCell"),
        (TaggedTable, "onSplit"),
    ):
        original = getattr(owner, name)

        def note(self: object, *given: object, _original=original, _name=name, **named: object) -> object:  # type: ignore[no-untyped-def]
            called.add(_name)
            return _original(self, *given, **named)

        monkeypatch.setattr(owner, name, note)
    from tests.pdf.stress import table

    root = StructElem("Document")
    build([table(root)], [frame_template()], INFO, root)
    assert called == {
        "_make_preamble",
        "_setAnnotations",
        "transform",
        "_drawBkgrnd",
        "_drawLines",
        "_drawCell",
        "onSplit",
    }


def test_ascii85_is_off() -> None:
    assert rl_config.useA85 == 0


def test_stream_still_lacks_the_end_of_line_that_we_add() -> None:
    body = PDFStream(content=b"x").format(PDFDocument())
    assert body.endswith(b"\nxendstream\n")


def test_unknown_page_keys_are_still_dropped_unless_named() -> None:
    document, page = PDFDocument(), PDFPage()
    page.Override_default_compilation = 1
    page.StructParents = 3
    assert b"StructParents" not in page.format(document)
    hooks.extra_page_keys(page, StructParents=3)
    assert b"/StructParents 3" in page.format(document)


def test_reserved_numbers_are_skipped_by_what_follows() -> None:
    document = PDFDocument()
    first = hooks.reserve(document, 5)
    assert hooks.register(document, "later", hooks.RawObject()) == first + 5
    assert hooks.number_of(document, "later") == first + 5
