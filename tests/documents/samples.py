"""Make the documents that the tests read, once in a process, on a day on which the guide is in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from handouts.assets import LAYOUTS
from handouts.model.exercise import PROGRAMME_WEEKS, Birth
from handouts.model.loader import load_guide
from handouts.pages.documents import set_document
from handouts.pages.layout import Kind
from handouts.pages.selection import Job, Request, select
from handouts.pdf.document import Built
from handouts.theme.theme import STANDARD

CHECKLISTS = ("checklist-w01-vaginal", "checklist-w07-caesarean")

NAMES = (
    *sorted(
        path.stem.removeprefix("handout-") for path in LAYOUTS.glob("*.yaml") if path.stem != "checklist"
    ),
    *CHECKLISTS,
)
"""The short names of the sample set, for the ids of tests: every layout, and two weeks of the checklist."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One finished document: what was asked for, what came out, and the file."""

    job: Job
    built: Built
    path: Path

    @property
    def name(self) -> str:
        """The name of the file without its ending."""
        return self.path.stem

    @property
    def kind(self) -> Kind:
        """What kind of document it is."""
        return self.job.layout.kind


@cache
def in_force() -> date:
    """The day of every request, so that the tests do not begin to fail when the guide wants review."""
    return load_guide().issued


def jobs(
    paper: str,
    kinds: Sequence[Kind] = tuple(Kind),
    *,
    handouts: Sequence[str] = (),
    week: int = 1,
    birth: Birth = Birth.VAGINAL,
    start: date | None = None,
    today: date | None = None,
    edition: str = STANDARD,
    language: str = "en",
) -> list[Job]:
    """The jobs of a request for the example ward, on the day of issue unless said."""
    request = Request(
        languages=(language,),
        kinds=kinds,
        handouts=handouts,
        paper=paper,
        week=week,
        birth=birth,
        start=start,
        today=today or in_force(),
        edition=edition,
    )
    return select(request)


def made(job: Job, folder: Path) -> Sample:
    """The document of a job, written into a folder."""
    built = set_document(job.layout, job.edition)
    path = folder / f"{job.stem}.pdf"
    path.write_bytes(built.data)
    return Sample(job, built, path)


def sample_set(paper: str, folder: Path, language: str = "en") -> dict[str, Sample]:
    """What `handouts build` makes, and a checklist of a later week after a caesarean with its dates."""
    later = jobs(
        paper,
        [Kind.CHECKLIST],
        week=7,
        birth=Birth.CAESAREAN,
        start=date(2027, 1, 6),
        language=language,
    )  # a Wednesday, so that the week does not begin as the country's weeks do
    documents = [made(job, folder) for job in [*jobs(paper, language=language), *later]]
    return {short_name(sample.job): sample for sample in documents}


def all_checklists(paper: str, folder: Path, language: str = "en") -> list[Sample]:
    """The checklists of all weeks for both ways of birth."""
    return [
        made(job, folder)
        for birth in Birth
        for week in range(1, PROGRAMME_WEEKS + 1)
        for job in jobs(paper, [Kind.CHECKLIST], week=week, birth=birth, language=language)
    ]


def short_name(job: Job) -> str:
    """The name of a handout, `booklet`, or `checklist-w07-caesarean`."""
    if job.layout.kind is Kind.CHECKLIST:
        return f"checklist-w{job.edition.week:02d}-{job.edition.birth.value}"
    return job.layout.name
