"""Deliver documents as PDF files."""

from __future__ import annotations

from pathlib import Path

from handouts.errors import HandoutError, together
from handouts.outputs.files import write_files
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
    finished: dict[Path, bytes] = {}
    failed: list[HandoutError] = []
    for job in select(request or Request()):
        try:
            finished[folder / (job.stem + SUFFIX)] = render(job)
        except HandoutError as error:
            failed.append(error)
    if failed:
        raise together(failed)
    write_files(finished)
    return list(finished)
