"""Tell one state of everything that a sheet is made from, from another: program, data, ward and day."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from handouts import assets
from handouts.model.ward import Ward
from handouts.pages.selection import Request

_NOT_PRINTED = frozenset(("rosters", "wards"))
"""Folders of data that sheets do not depend on: the ward's own file counts, wherever it is."""

PROGRAM = Path(__file__).resolve().parent.parent


def fingerprint(request: Request, ward: Ward | None) -> str:
    """A SHA-256 in hex over all that sheets are made from, but for the rows of a list and the day.

    The bytes of the program's modules, of data, layouts and the list of fonts, of the ward's file and logo;
    what was asked for; and SOURCE_DATE_EPOCH, which files carry as their date. A change of any of them makes
    sheets anew: rather once too often than an old dose.
    """
    told = hashlib.sha256()
    for name, data in _files(request, ward):
        told.update(b"%d %d " % (len(name.encode()), len(data)) + name.encode() + data)
    asked = (request.guide, request.paper, request.edition, request.require_approved, request.draft)
    told.update(repr((asked, os.environ.get("SOURCE_DATE_EPOCH", ""))).encode())
    return told.hexdigest()


def _files(request: Request, ward: Ward | None) -> Iterator[tuple[str, bytes]]:
    """Each file by a name that is the same on every machine."""
    for folder, pattern in (
        (PROGRAM, "*.py"),
        (assets.DATA, "*"),
        (assets.LAYOUTS, "*"),
        (assets.FONTS, "*.yaml"),
    ):
        for path in sorted(folder.rglob(pattern)):
            if path.is_file() and path.parent.name not in _NOT_PRINTED:
                yield f"{folder.name}/{path.relative_to(folder).as_posix()}", path.read_bytes()
    if ward is not None:
        yield "ward", request.ward.read_bytes()
        if ward.logo is not None:
            yield "logo", ward.logo.read_bytes()
