"""Deliver the pages of documents as PNG pictures, for slides, screens and previews.

A screen reader finds no words in a picture: what is to be read is the PDF.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.outputs.output import Document, Output
from handouts.outputs.raster import page_pictures, png

RESOLUTION = 150
"""Pixels an inch, unless told otherwise."""


def page_endings() -> Iterator[str]:
    """What names the pages after a document's stem: -p01, -p02 and so on, which sort in their order."""
    number = 0
    while True:
        number += 1
        yield f"-p{number:02d}"


def _make(document: Document) -> dict[str, bytes]:
    resolution = document.finish.resolution or RESOLUTION
    words = {"Title": document.job.edition.title.text}
    pictures = page_pictures(document.pdf, resolution)
    return {
        f"{ending}.png": png(picture, resolution, words)
        for ending, picture in zip(page_endings(), pictures, strict=False)
    }


OUTPUT = Output(_make)
