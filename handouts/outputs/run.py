"""Make all files of a request, in one process or in several, and write them when none is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import repeat
from pathlib import Path
from typing import TypeAlias

from handouts.errors import HandoutError, UsageError, together
from handouts.outputs.files import write_files
from handouts.outputs.formats import DEFAULT, OUTPUTS
from handouts.outputs.output import USUAL, Document, Finish
from handouts.pages.processes import cores, in_processes
from handouts.pages.selection import Job, Request, select

LEAST_SHARED = 60
"""Documents from which it pays to start processes: each takes a second or so to load what is to be set."""


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asks for, in which formats, by their names in OUTPUTS, and how these are made."""

    request: Request
    formats: tuple[str, ...] = (DEFAULT,)
    finish: Finish = USUAL


@dataclass(frozen=True, slots=True)
class File:
    """One finished file, not yet written: its name, the name of its format, and its bytes."""

    name: str
    format: str
    data: bytes


Made: TypeAlias = tuple[Job | None, File]
"""A file and the document that it was made of; None where it was made of all."""

Outcome: TypeAlias = tuple[File, ...] | HandoutError
"""The files of a document in all formats asked for, or what is wrong with it."""


def jobs_of(order: Order) -> list[Job]:
    """The documents to be made: those of the request of whose kind at least one format is made.

    Raises UsageError for a format that is made of none of them, and what `select` raises.
    """
    for name in order.formats:
        kinds = OUTPUTS[name].kinds
        if kinds.isdisjoint(order.request.kinds):
            raise UsageError(
                f"the format {name} is made of none of the documents that are asked for",
                hint=f"add: {' or '.join(sorted(kind.value for kind in kinds))}",
            )
    made = frozenset().union(*(OUTPUTS[name].kinds for name in order.formats))
    return [job for job in select(order.request) if job.layout.kind in made]


def outcomes(order: Order, jobs: Sequence[Job], workers: int = 0) -> Iterator[Outcome]:
    """The outcome of each job of an order, in their order.

    `workers` processes share the work; 0 stands for one, or for as many as there are cores when there are
    many documents. The bytes do not depend on it.
    """
    if not workers:
        workers = cores() if len(jobs) >= LEAST_SHARED else 1
    if workers == 1 or len(jobs) == 1:
        return (_outcome(order, job) for job in jobs)
    # lists become tuples, so that a worker can remember what it has selected
    request = replace(
        order.request,
        kinds=tuple(order.request.kinds),
        languages=tuple(order.request.languages),
        handouts=tuple(order.request.handouts),
    )
    same = replace(order, request=request)
    return in_processes(_outcome_of, repeat(same), range(len(jobs)), workers=min(workers, len(jobs)))


def files_of(order: Order, job: Job) -> tuple[File, ...]:
    """The files of one document, format by format. Raises any HandoutError."""
    document = Document(job, order.finish)
    return tuple(
        File(job.stem + ending, name, data)
        for name in order.formats
        if job.layout.kind in OUTPUTS[name].kinds
        for ending, data in OUTPUTS[name].make(document).items()
    )


def gathered(order: Order, made: Sequence[Made]) -> list[Made]:
    """All files of an order: those of one document, then those that are made of the parts of all.

    Raises any HandoutError.
    """
    whole = [(job, file) for job, file in made if OUTPUTS[file.format].gather is None]
    for name in order.formats:
        gather = OUTPUTS[name].gather
        if gather is not None:
            parts = {file.name: file.data for _, file in made if file.format == name}
            whole += ((None, File(each, name, data)) for each, data in gather(parts, order.finish).items())
    return whole


def _outcome(order: Order, job: Job) -> Outcome:
    try:
        return files_of(order, job)
    except HandoutError as error:
        return error


def _outcome_of(order: Order, number: int) -> Outcome:
    """In a process of its own: select the same jobs, once, and make the files of one."""
    return _outcome(order, _selected(order)[number])


@lru_cache(maxsize=1)
def _selected(order: Order) -> list[Job]:
    return jobs_of(order)


def build(
    folder: Path,
    request: Request | None = None,
    workers: int = 0,
    formats: Sequence[str] = (DEFAULT,),
    finish: Finish = USUAL,
) -> list[Path]:
    """Make all documents of a request and write them into a folder; the paths, in order.

    Files are written only when all could be made. `workers` is as for `outcomes`. Raises HandoutError with
    every problem found.
    """
    unknown = [name for name in formats if name not in OUTPUTS]
    if unknown:
        raise UsageError(f'there is no format "{unknown[0]}"', hint=f"one of {', '.join(OUTPUTS)}")
    order = Order(request or Request(), tuple(dict.fromkeys(formats)), finish)
    made: list[Made] = []
    failed: list[HandoutError] = []
    jobs = jobs_of(order)
    for job, outcome in zip(jobs, outcomes(order, jobs, workers), strict=True):
        if isinstance(outcome, HandoutError):
            failed.append(outcome)
        else:
            made += ((job, file) for file in outcome)
    if failed:
        raise together(failed)
    written = {folder / file.name: file.data for _, file in gathered(order, made)}
    write_files(written)
    return list(written)
