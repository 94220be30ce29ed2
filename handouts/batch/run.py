"""Make the sheets of a list into a folder: what is there and current is kept, all else is made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from handouts.batch.executor import in_order, workers
from handouts.batch.fingerprint import fingerprint
from handouts.batch.ledger import Ledger, Sheet
from handouts.batch.making import PLACES, Design, Portion, Refusal, base_request, job_of, make
from handouts.batch.roster import Roster, Row
from handouts.errors import Problem
from handouts.outputs.files import PRIVATE
from handouts.outputs.filing import Filing
from handouts.pages.selection import Job, Request, select

PORTION = 50
"""Sheets that are made by one worker before it says so: about 3 MB."""

GROUP = 200
"""Files that get their places, and are noted in the ledger, together."""

ENDING = ".pdf"


@dataclass(frozen=True, slots=True)
class Item:
    """A sheet to be there at the end: its row, what it shares with others, and its stem."""

    row: Row
    design: Design
    stem: str

    @property
    def file(self) -> str:
        """The name of its file: the code comes after the kind of document."""
        kind, _, rest = self.stem.partition("-")
        return f"{kind}-{self.row.id}-{rest}{ENDING}"


@dataclass(frozen=True, slots=True)
class Plan:
    """All sheets of a list in its order, and what they are made from.

    `trusts` tell for each language what its sheets say of approval and review, which a day may change.
    """

    roster: Roster
    request: Request
    fingerprint: str
    trusts: Mapping[str, str]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a sheet: it was made, it was there already, or it was refused."""

    item: Item
    kept: bool = False
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does the work: so many processes, or the cluster of a scheduler. `sync` waits for the disk."""

    jobs: int = 1
    scheduler: str | None = None
    sync: bool = True


def first_day(today: date, first_weekday: int) -> date:
    """The first day of the week that a job which runs today makes sheets for: today, or the next such day."""
    return today + timedelta((first_weekday - today.weekday()) % 7)


def plan(roster: Roster, request: Request) -> Plan:
    """What is to be made. Raises HandoutError, with all problems, where the guide, the ward or a language
    that the list asks for cannot be printed."""
    base = base_request(request, sorted({row.language for row in roster.rows}))
    jobs = {job.edition.language.code: job for job in select(base)} if roster.rows else {}
    stems: dict[Design, tuple[Design, str]] = {}
    items = tuple(_item(row, jobs, base, stems) for row in roster.rows)
    trusts = {code: repr(job.edition.trust) for code, job in jobs.items()}
    ward = next((job.edition.ward for job in jobs.values()), None)
    return Plan(roster, base, fingerprint(base, ward), trusts, items)


def _item(row: Row, jobs: dict[str, Job], request: Request, stems: dict[Design, tuple[Design, str]]) -> Item:
    places = tuple(place for place in PLACES if getattr(row, place))
    design = Design(row.language, row.week, row.birth.value, row.start, row.held_back, places)
    known = stems.get(design)
    if known is None:
        known = stems[design] = design, job_of(jobs[row.language], request, design).stem
    design, stem = known  # one design for all its rows
    return Item(row, design, stem)


def run(plan: Plan, folder: Path, crew: Crew = Crew()) -> Iterator[Done]:
    """Make what is missing, in the order of designs; each sheet is told when its file is in its place.

    The folder must be locked. Raises OutputError where it cannot be written, and as `workers` does. Whenever
    it is stopped, every file is whole, and the next run makes what the ledger does not have.
    """
    with Ledger(folder) as ledger, Filing(folder, PRIVATE, sync=crew.sync) as filing:
        filing.sweep("*" + ENDING)
        missing: list[Item] = []
        old = ledger.sheets()
        for item in plan.items:
            sheet = old.get((item.row.id, item.row.start))
            if sheet is not None and _is_current(sheet, item, _content(ledger, plan, item), folder):
                yield Done(item, kept=True)
            else:
                missing.append(item)
        filed = _Filed(ledger, filing, folder, plan)
        yield from _made(plan, missing, filed, crew)
        yield from filed.settle(0)


def _made(plan: Plan, missing: Sequence[Item], filed: _Filed, crew: Crew) -> Iterator[Done]:
    """Make what is missing, and tell what has its place; the last of it waits in `filed`."""
    if not missing:
        return
    by_code = {item.row.id: item for item in missing}
    with workers(crew.jobs if len(missing) > PORTION else 1, crew.scheduler) as (executor, count):
        for portion, made in in_order(executor, count, make, _portions(plan, missing)):
            for (code, _), data in zip(portion.copies, made, strict=True):
                item = by_code[code]
                if isinstance(data, Refusal):
                    yield Done(item, problem=_placed(data, plan.roster, item.row))
                else:
                    filed.add(item, data)
            yield from filed.settle(GROUP)


def _content(ledger: Ledger, plan: Plan, item: Item) -> bytes:
    """The ledger's hash of all that a sheet is made from."""
    row, design = item.row, item.design
    asked = repr((design.week, design.birth, design.start.isoformat(), design.held_back))
    trust = plan.trusts[design.language]
    return ledger.digest(plan.fingerprint, trust, item.file, design.language, asked, row.name, row.midwife)


def _is_current(sheet: Sheet, item: Item, content: bytes, folder: Path) -> bool:
    """Whether the file that the ledger tells of is the one to be there, and is whole."""
    if sheet.content != content or sheet.file != item.file:
        return False
    try:
        data = (folder / sheet.file).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(data).digest() == sheet.sha256


def _portions(plan: Plan, items: Sequence[Item]) -> Iterator[Portion]:
    """The work by designs, so that each template is laid out once."""
    for design, group in groupby(sorted(items, key=attrgetter("design")), attrgetter("design")):
        alike = list(group)
        for start in range(0, len(alike), PORTION):
            copies = tuple(
                (item.row.id, tuple(getattr(item.row, place) for place in design.places))
                for item in alike[start : start + PORTION]
            )
            yield Portion(plan.request, plan.fingerprint, design, copies)


def _placed(refusal: Refusal, roster: Roster, row: Row) -> Problem:
    """What is wrong with a row, at its place in the list."""
    problem, column = refusal.problem, refusal.column
    if column is None:
        return Problem(f"this sheet cannot be made: {problem.message}", roster.mark(row, "id"), problem.hint)
    return Problem(f'"{column}" cannot be printed: {problem.message}', roster.mark(row, column), problem.hint)


class _Filed:
    """Sheets on their way from being made to being in their places and in the ledger."""

    def __init__(self, ledger: Ledger, filing: Filing, folder: Path, plan: Plan) -> None:
        self.ledger, self.filing, self.folder, self.plan = ledger, filing, folder, plan
        self.old = {key: sheet.file for key, sheet in ledger.sheets().items()}
        self.waiting: dict[str, tuple[Item, Sheet]] = {}

    def add(self, item: Item, data: bytes) -> None:
        """Write a sheet under another name."""
        row = item.row
        content = _content(self.ledger, self.plan, item)
        sheet = Sheet(row.id, row.start, item.file, content, hashlib.sha256(data).digest())
        self.filing.add(item.file, data)
        self.waiting[item.file] = item, sheet

    def settle(self, keep: int) -> Iterator[Done]:
        """Give places to a group of sheets, all but the last `keep`, and note them.

        A file with another name that the same woman had for the same week goes: nobody is to print it.
        """
        if keep and len(self.filing) < 2 * keep:
            return
        settled = [self.waiting.pop(name) for name in self.filing.place(keep)]
        for item, _ in settled:
            before = self.old.get((item.row.id, item.row.start))
            if before is not None and before != item.file:
                (self.folder / before).unlink(missing_ok=True)
        if settled:
            self.ledger.record(sheet for _, sheet in settled)
        yield from (Done(item) for item, _ in settled)
