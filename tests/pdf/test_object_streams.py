"""Test the file itself: header, object streams, cross-references, identifier."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pytest

from handouts.pdf.object_streams import PACKED_TOGETHER, _xref_stream
from handouts.pdf.paragraph import Paragraph
from handouts.pdf.structure import StructElem
from tests.pdf.stress import BODY, one_page


def document(count: int, *, compact: bool) -> bytes:
    root = StructElem("Document")
    words = [Paragraph("Words", BODY, elem=root.add("P")) for _ in range(count)]
    return one_page(*words, root=root, compact=compact)


@pytest.mark.parametrize("compact", [True, False])
@pytest.mark.parametrize("count", [2, PACKED_TOGETHER * 2])
def test_qpdf_finds_nothing_to_repair(count: int, compact: bool) -> None:
    with pikepdf.open(BytesIO(document(count, compact=compact)), suppress_warnings=True) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.get_warnings() == []
        assert len(pdf.Root.StructTreeRoot.K.K) == count


def test_header_marks_the_file_as_binary() -> None:
    assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}\n\d+ 0 obj", document(1, compact=True))


def test_packed_and_plain_hold_the_same_objects() -> None:
    def bodies(data: bytes) -> list[str]:
        with pikepdf.open(BytesIO(data)) as pdf:
            return [
                repr(obj.to_json())
                for obj in pdf.objects
                if not (isinstance(obj, pikepdf.Stream) and obj.get("/Type") in ("/ObjStm", "/XRef"))
            ]

    assert bodies(document(5, compact=True)) == bodies(document(5, compact=False))


def test_packing_makes_files_small() -> None:
    assert len(document(400, compact=True)) < len(document(400, compact=False)) / 3


def test_every_stream_ends_with_an_end_of_line() -> None:
    for compact in (True, False):
        data = document(3, compact=compact)
        assert data.count(b"endstream") == data.count(b"\nendstream\nendobj\n") > 2


def test_lengths_of_streams_are_exact() -> None:
    data = document(3, compact=False)
    for found in re.finditer(rb"/Length (\d+)\s*(?:/[^>]*)?>>\s*stream\n", data):
        end = found.end() + int(found.group(1))
        assert data[end : end + 10] == b"\nendstream"


def test_predictor_survives_the_way_back() -> None:
    rows = [(0, 0, 65535), (1, 15, 0), (2, 70000, 0), (2, 70000, 1), (1, 255, 0)]
    pdf = pikepdf.new()
    body = _xref_stream(rows, b"")
    head, _, rest = body.partition(b"\nstream\n")
    stream = pikepdf.Stream(pdf, b"")
    stream.write(
        rest.removesuffix(b"\nendstream"),
        filter=pikepdf.Name.FlateDecode,
        decode_parms=pikepdf.Dictionary(Predictor=12, Columns=6),
    )
    assert b"/W[1 3 2]" in head
    flat = stream.read_bytes()
    found = [flat[start : start + 6] for start in range(0, len(flat), 6)]
    assert [(row[0], int.from_bytes(row[1:4]), int.from_bytes(row[4:])) for row in found] == rows
