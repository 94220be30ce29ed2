"""Deliver documents as PDF files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import repeat
from pathlib import Path

from handouts.errors import HandoutError, together
from handouts.outputs.files import write_files
from handouts.pages.documents import set_document
from handouts.pages.processes import cores, in_processes
from handouts.pages.selection import Job, Request, select

SUFFIX = ".pdf"

LEAST_SHARED = 60
"""Documents from which it pays to start processes: each takes a second or so to load what is to be set."""


def render(job: Job) -> bytes:
    """The bytes of the file: PDF/UA-1 and PDF/A-2a, the same for the same job."""
    return set_document(job.layout, job.edition).data


def rendered(request: Request, jobs: Sequence[Job], workers: int = 0) -> Iterator[bytes | HandoutError]:
    """The bytes of each job of a request, or what is wrong with it, in order.

    `workers` processes share the work; 0 stands for one, or for as many as there are cores when there are
    many documents. The bytes do not depend on it.
    """
    if not workers:
        workers = cores() if len(jobs) >= LEAST_SHARED else 1
    if workers == 1 or len(jobs) == 1:
        return (_outcome(job) for job in jobs)
    # lists become tuples, so that a worker can remember what it has selected
    same = replace(
        request,
        kinds=tuple(request.kinds),
        languages=tuple(request.languages),
        handouts=tuple(request.handouts),
    )
    return in_processes(_outcome_of, repeat(same), range(len(jobs)), workers=min(workers, len(jobs)))


def _outcome(job: Job) -> bytes | HandoutError:
    try:
        return render(job)
    except HandoutError as error:
        return error


def _outcome_of(request: Request, number: int) -> bytes | HandoutError:
    """In a process of its own: select the same jobs, once, and set one."""
    return _outcome(_selected(request)[number])


@lru_cache(maxsize=1)
def _selected(request: Request) -> list[Job]:
    return select(request)


def build(folder: Path, request: Request | None = None, workers: int = 0) -> list[Path]:
    """Make all documents of a request and write them into a folder; the paths, in order.

    Files are written only when all could be set. `workers` is as for `rendered`. Raises HandoutError with
    every problem found.
    """
    request = request or Request()
    jobs = select(request)
    outcomes = dict(zip(paths(folder, jobs), rendered(request, jobs, workers), strict=True))
    failed = [outcome for outcome in outcomes.values() if isinstance(outcome, HandoutError)]
    if failed:
        raise together(failed)
    write_files({path: data for path, data in outcomes.items() if isinstance(data, bytes)})
    return list(outcomes)


def paths(folder: Path, jobs: Sequence[Job]) -> list[Path]:
    """Where the file of each job goes."""
    return [folder / (job.stem + SUFFIX) for job in jobs]
