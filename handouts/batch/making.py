"""Make a portion of the sheets of a list: in this process, in another, or on another machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from handouts.batch.fingerprint import fingerprint
from handouts.errors import HandoutError, Problem
from handouts.model.exercise import Birth
from handouts.pages.documents import set_for_copies
from handouts.pages.layout import Kind
from handouts.pages.selection import Job, Request, for_week, select
from handouts.pdf.template import PlaceError, Template

PLACES = ("name", "midwife")
"""What each copy may have of its own, by the columns of a list."""


@dataclass(frozen=True, slots=True, order=True)
class Design:
    """What sheets have in common that differ in a name and a midwife only: they share one template."""

    language: str
    week: int
    birth: str
    start: date
    held_back: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Portion:
    """Sheets of one design: a code and the words for its places for each.

    `fingerprint` is that of the process which gives the work out; who does it must have the same.
    """

    request: Request
    fingerprint: str
    design: Design
    copies: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a sheet could not be made, and the column that is to blame, if it is one."""

    problem: Problem
    column: str | None = None


Made: TypeAlias = bytes | Refusal


def base_request(request: Request, languages: Sequence[str]) -> Request:
    """What is selected once for all designs: the checklist in these languages."""
    return replace(
        request, kinds=(Kind.CHECKLIST,), languages=tuple(languages), handouts=(), week=1, start=None
    )


def job_of(job: Job, request: Request, design: Design) -> Job:
    """The checklist of a design, from the selected one in its language."""
    request = replace(request, week=design.week, birth=Birth(design.birth), start=design.start)
    return for_week(job, request, frozenset(design.held_back), frozenset(design.places))


def make(portion: Portion) -> list[Made]:
    """The file of each copy, or why there is none; the same bytes wherever it runs.

    Raises HandoutError where this process has another program, other data or another ward's file than the
    one that gave the work out.
    """
    if _own_fingerprint(portion.request, portion.fingerprint) != portion.fingerprint:
        raise HandoutError(
            "a worker has another version of the program, its data or the ward's file",
            hint="install the same on all machines, and set SOURCE_DATE_EPOCH on all of them or on none",
        )
    try:
        template = _template(portion.request, portion.fingerprint, portion.design)
    except HandoutError as error:
        first = error.problems[0]
        place = f"{first.mark}: " if first.mark else ""
        return [Refusal(Problem(f"{place}{first.message}", None, first.hint))] * len(portion.copies)
    return [_copy(template, portion.design, code, words) for code, words in portion.copies]


def _copy(template: Template, design: Design, code: str, words: tuple[str, ...]) -> Made:
    try:
        return template.copy(dict(zip(design.places, words, strict=True)), code)
    except PlaceError as error:
        return Refusal(error.problems[0], error.place)


@lru_cache(maxsize=2)
def _jobs(request: Request, state: str) -> dict[str, Job]:
    """The checklists of all languages, in one state of the data: a worker may live for weeks."""
    return {job.edition.language.code: job for job in select(request)}


@lru_cache(maxsize=2)
def _own_fingerprint(request: Request, state: str) -> str:
    jobs = _jobs(request, state)
    return fingerprint(request, next(iter(jobs.values())).edition.ward)


@lru_cache(maxsize=2)
def _template(request: Request, state: str, design: Design) -> Template:
    job = job_of(_jobs(request, state)[design.language], request, design)
    built = set_for_copies(job.layout, job.edition)
    if built.objects is None:
        raise HandoutError("the template was not kept")
    return Template(built.objects, built.places)
