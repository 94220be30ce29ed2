"""Write the finished objects of a document as a file, most of them packed into object streams."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfdoc

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""Version and the comment of four high bytes that PDF/A-2 (6.1.2) asks for."""

PACKED_TOGETHER = 400
"""Objects per object stream: more compress better, fewer let a reader fetch one sooner."""

_STREAM_END = b"endstream\n"


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects of a finished document: their bytes by number from 1, and where a reader begins."""

    bodies: list[bytes]
    root: int
    info: int


def file_bytes(
    document: Any, *, compact: bool = True, keep: Callable[[Objects], None] | None = None
) -> bytes:
    """The whole file; `compact` packs objects without a stream of their own into object streams.

    The identifier in the trailer is made from the content, so equal content gives equal files. `keep` is
    given the objects that the file is made of.
    """
    bodies = _bodies(document)
    objects = Objects(bodies, _number(document, document.Catalog), _number(document, document.info))
    if keep is not None:
        keep(replace(objects, bodies=list(bodies)))
    content = hashlib.sha256()
    for index, body in enumerate(bodies):
        content.update(b"\0" + body if index else body)
    end = trailer(objects, content.digest())
    return _packed(bodies, end) if compact else _plain(bodies, end)


def trailer(objects: Objects, digest: bytes) -> bytes:
    """What a reader begins with, and the identifier of the file, made from a digest of its content."""
    name = digest[:16].hex().encode("ascii")
    return b"/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]" % (objects.root, objects.info, name, name)


def _number(document: Any, obj: Any) -> int:
    number: int = document.idToObjectNumberAndVersion[document.Reference(obj).name][0]
    return number


def _bodies(document: Any) -> list[bytes]:
    """Each object's bytes by number from 1; formatting an object may add further ones.

    Streams lose their content on the way, so that a long document is not in memory twice.
    """
    bodies: list[bytes] = []
    reserved: dict[int, bytes] = document.reserved
    while (number := len(bodies) + 1) <= document.objectcounter:
        body = reserved.pop(number, None)
        if body is None:
            obj = document.idToObject[document.numberToId[number]]
            body = pdfdoc.format(obj, document, toplevel=1)
            if body.endswith(_STREAM_END):
                # PDF/A-2 (6.1.7.1) wants an end of line before the keyword, and ReportLab writes none
                body = body[: -len(_STREAM_END)] + b"\nendstream"
                obj.content = b""
        bodies.append(body)
    return bodies


def _plain(bodies: list[bytes], trailer: bytes) -> bytes:
    """A file with a cross-reference table."""
    parts, offsets, at = [HEADER], [], len(HEADER)
    for number, body in enumerate(bodies, 1):
        part = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        offsets.append(at)
        parts.append(part)
        at += len(part)
    size = len(bodies) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    parts.extend(b"%010d 00000 n \n" % offset for offset in offsets)
    parts.append(b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, at))
    return b"".join(parts)


def _packed(bodies: list[bytes], trailer: bytes) -> bytes:
    """A file with object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).

    What has been written is taken out of `bodies`.
    """
    own = dict(enumerate(bodies, 1))
    bodies.clear()
    file = BytesIO()
    rows = packed_objects(own, file)
    at = file.tell()
    rows.append((1, at, 0))
    _write(file, len(rows) - 1, _xref_stream(rows, trailer))
    file.write(b"startxref\n%d\n%%%%EOF\n" % at)
    return file.getvalue()


def packed_objects(bodies: dict[int, bytes], file: BytesIO) -> list[tuple[int, int, int]]:
    """Write the beginning of a file with these objects, by number; a row of its cross-references for each.

    What has a stream of its own comes first, and is taken out of `bodies` as it is written. Rows are type,
    place and index; a number that no object has gets the row of a free one. Object streams take the numbers
    after the greatest.
    """
    rows: list[tuple[int, int, int]] = [(0, 0, 65535)] + [(0, 0, 0)] * max(bodies)
    file.write(HEADER)
    loose = [number for number, body in bodies.items() if body.endswith(b"\nendstream")]
    for number in loose:
        rows[number] = (1, file.tell(), 0)
        _write(file, number, bodies.pop(number))
    packed = sorted(bodies)
    for start in range(0, len(packed), PACKED_TOGETHER):
        group = packed[start : start + PACKED_TOGETHER]
        number = len(rows)
        rows.append((1, file.tell(), 0))
        _write(file, number, _object_stream([(member, bodies[member]) for member in group]))
        for index, member in enumerate(group):
            rows[member] = (2, number, index)
    return rows


def _write(file: BytesIO, number: int, body: bytes) -> None:
    file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))


def _stream(entries: bytes, content: bytes) -> bytes:
    data = zlib.compress(content, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def _object_stream(members: list[tuple[int, bytes]]) -> bytes:
    index, at = [], 0
    for number, body in members:
        index.append(b"%d %d" % (number, at))
        at += len(body) + 1
    head = b" ".join(index) + b"\n"
    entries = b"/Type/ObjStm/N %d/First %d" % (len(members), len(head))
    return _stream(entries, head + b"\n".join(body for _, body in members))


def _xref_stream(rows: list[tuple[int, int, int]], trailer: bytes) -> bytes:
    """Rows of type, place and index, each as its difference from the row before (PNG predictor "up")."""
    width = max(2, (max(place for _, place, _ in rows).bit_length() + 7) // 8)
    row_size = 1 + width + 2
    flat = b"".join(
        bytes((kind,)) + place.to_bytes(width, "big") + index.to_bytes(2, "big")
        for kind, place, index in rows
    )
    above = bytes(row_size) + flat[:-row_size]
    difference = bytes((byte - upper) & 0xFF for byte, upper in zip(flat, above, strict=True))
    predicted = b"".join(
        b"\x02" + difference[start : start + row_size] for start in range(0, len(difference), row_size)
    )
    entries = b"/Type/XRef/Size %d/W[1 %d 2]/DecodeParms<</Predictor 12/Columns %d>>%s" % (
        len(rows),
        width,
        row_size,
        trailer,
    )
    return _stream(entries, predicted)
