"""Deliver documents as PDF files for reading and printing."""

from __future__ import annotations

from handouts.outputs.output import Document, Output


def _make(document: Document) -> dict[str, bytes]:
    return {".pdf": document.pdf}


OUTPUT = Output(_make)
