"""Deliver documents as PDF files."""

from __future__ import annotations

from pathlib import Path

from handouts.outputs.files import write_file
from handouts.pages.documents import set_document
from handouts.pages.selection import Job, Request, select

SUFFIX = ".pdf"


def render(job: Job) -> bytes:
    """The bytes of the file: PDF/UA-1 and PDF/A-2a, the same for the same job."""
    return set_document(job.layout, job.edition).data


def build(folder: Path, request: Request | None = None) -> list[Path]:
    """Make all documents of a request and write them into a folder; the paths, in order.

    Files are written only when all could be set. Raises HandoutError with every problem found.
    """
    finished = [(folder / (job.stem + SUFFIX), render(job)) for job in select(request or Request())]
    for path, data in finished:
        write_file(path, data)
    return [path for path, _ in finished]
