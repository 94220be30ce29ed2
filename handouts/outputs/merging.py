"""Put the pages of many files into one, for the printer only."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from handouts.errors import OutputError

MOST_FILES = 500
"""Files that go into one: each takes half a megabyte of memory until it is written."""


def merged(paths: Sequence[Path]) -> bytes:
    """One PDF with the pages of all files, in order.

    It is for printing: what makes a file accessible, its structure and its fields, is not taken over; boxes
    are, because they are part of the page. Give it at most MOST_FILES. Raises OutputError for a file that
    cannot be read.
    """
    import pypdfium2  # takes 60 ms

    target = pypdfium2.PdfDocument.new()
    try:
        for path in paths:
            try:
                with pypdfium2.PdfDocument(path) as source:
                    target.import_pages(source)
            except (pypdfium2.PdfiumError, OSError):
                raise OutputError(f"{path} cannot be read", hint="run the same command again") from None
        data = BytesIO()
        target.save(data)
        return data.getvalue()
    finally:
        target.close()
