"""Read the list of women to make checklists for, and refuse every row that is not certain.

No message quotes what a row holds: names and addresses must not get into a log.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from sys import intern
from typing import TypeVar

from handouts.batch.cells import Record, Table
from handouts.errors import DataError, Mark, Problem
from handouts.model.exercise import PROGRAMME_WEEKS, Birth
from handouts.model.fields import nearest
from handouts.model.guide import Guide
from handouts.pages.selection import YEARS
from handouts.text.characters import MissingGlyph
from handouts.text.faces import chain, choose, families

NEEDED = ("id", "language", "birth")
WHEN = ("birth_date", "week")
"""Columns of which a list must have one."""

COLUMNS = (*NEEDED, *WHEN, "start", "name", "email", "midwife", "held_back")
"""All columns, in the order in which they are explained."""

LONGEST_ID = 40
LONGEST_NAME = 60
"""Characters of an id, and of a name; the line on the sheet may be shorter."""

DAYS_A_WEEK = 7

Thing = TypeVar("Thing")

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")
_WEEK = re.compile(r"[0-9]{1,3}\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_BETWEEN = re.compile(r"[\s,;|/]+")
_TWO_ADDRESSES = re.compile(r"@.*[,;\s].*@|@.*@")


@dataclass(frozen=True, slots=True)
class Row:
    """One woman's sheet: `id` is the ward's code for her, `week` that of the seven days from `start`.

    `held_back` are exercises that the clinician has taken out, in alphabetical order.
    """

    line: int
    id: str
    language: str
    birth: Birth
    week: int
    start: date
    name: str = ""
    email: str = ""
    midwife: str = ""
    held_back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """The rows that may be printed, in the order of the list, and what is wrong with the others.

    `columns` are the numbers of the columns by name, from 1.
    """

    file: str
    columns: Mapping[str, int]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    def mark(self, row: Row, column: str) -> Mark:
        """Where a cell of a row stands."""
        return Mark(self.file, row.line, self.columns.get(column, 1))


def read_roster(table: Table, guide: Guide, languages: Sequence[str], start: date) -> Roster:
    """All rows of a list for a guide in these languages, for the week from `start` unless a row says another.

    Raises DataError when the head does not name the columns as it should: then no row is certain.
    """
    columns = _columns(table)
    reader = _Reader(table.file, columns, guide, languages, start)
    rows: list[Row] = []
    problems: list[Problem] = []
    ids: Counter[str] = Counter()
    for record in table.rows:
        if not isinstance(record, Record):
            problems += record
            continue
        ids[_folded(record.cells[columns["id"] - 1])] += 1
        row = reader.row(record)
        problems += reader.problems
        if row is not None:
            rows.append(row)
    twice = {row.line: row for row in rows if ids[_folded(row.id)] > 1}
    for row in twice.values():
        mark = Mark(table.file, row.line, columns["id"])
        problems.append(Problem("this id is in the list more than once", mark, "give every woman her own"))
    kept = tuple(row for row in rows if row.line not in twice)
    return Roster(table.file, columns, kept, tuple(sorted(problems, key=_place)))


def week_of(birth: date, start: date) -> int:
    """The week after birth that a day is in: week 1 is the birth and the six days after it."""
    return (start - birth).days // DAYS_A_WEEK + 1


def _folded(text: str) -> str:
    """An id as file systems compare it that do not tell capitals apart."""
    return text.casefold()


def _place(problem: Problem) -> tuple[int, int]:
    return (problem.mark.line, problem.mark.column) if problem.mark else (0, 0)


def _columns(table: Table) -> dict[str, int]:
    """The number of each column by its name."""
    names = [re.sub(r"[\s_-]+", "_", name.lower()) for name in table.head.cells]
    line = table.head.line
    if not set(names) & set(COLUMNS):
        hint = f"such as: {','.join(COLUMNS[:4])}"
        raise DataError(Problem("the first line does not name the columns", Mark(table.file, line), hint))
    problems = []
    columns: dict[str, int] = {}
    for number, name in enumerate(names, 1):
        mark = Mark(table.file, line, number)
        if name not in COLUMNS:
            hint = nearest(name, COLUMNS) or f"columns: {', '.join(COLUMNS)}"
            problems.append(
                Problem(f'there is no column "{name}"' if name else "a column has no name", mark, hint)
            )
        elif columns.setdefault(name, number) != number:
            problems.append(Problem(f'the column "{name}" is here twice', mark))
    missing = [name for name in NEEDED if name not in columns]
    if not set(WHEN) & set(columns):
        missing.append(" or ".join(WHEN))
    problems += [Problem(f"the list has no column {name}", Mark(table.file, line)) for name in missing]
    if problems:
        raise DataError(problems)
    return columns


class _Reader:
    """Turns one record after the other into a row; `problems` are those of the last one."""

    def __init__(
        self, file: str, columns: Mapping[str, int], guide: Guide, languages: Sequence[str], start: date
    ) -> None:
        self.file, self.columns, self.guide, self.start = file, columns, guide, start
        self.languages = {code.casefold(): code for code in languages}
        self.births = {birth.value: birth for birth in Birth}
        self.problems: list[Problem] = []
        self._record = Record(0, ())

    def row(self, record: Record) -> Row | None:
        """The row, or None where it has problems."""
        self.problems = []
        self._record = record
        identifier = self._id()
        language = self._one_of("language", self.languages)
        birth = self._one_of("birth", self.births)
        start = self._date("start") if self._cell("start") else self.start
        week = self._week(start)
        name, midwife = self._name("name"), self._name("midwife")
        email = self._email()
        held_back = self._held_back()
        if self.problems or language is None or birth is None or start is None or week is None:
            return None
        programme = self.guide.programme
        if {*programme.exercises(birth, week), *programme.every_week} <= set(held_back):
            self._refuse(
                "held_back", f"every exercise of week {week} is held back, so there is nothing to print"
            )
            return None
        return Row(record.line, identifier, language, birth, week, start, name, email, midwife, held_back)

    def _cell(self, column: str) -> str:
        number = self.columns.get(column)
        return self._record.cells[number - 1] if number else ""

    def _refuse(self, column: str, message: str, hint: str | None = None) -> None:
        mark = Mark(self.file, self._record.line, self.columns.get(column, 1))
        self.problems.append(Problem(message, mark, hint))

    def _needed(self, column: str) -> str:
        cell = self._cell(column)
        if not cell:
            self._refuse(column, f'"{column}" is empty')
        return cell

    def _id(self) -> str:
        cell = self._needed("id")
        if cell and not _ID.match(cell):
            hint = "the code becomes part of a file name; never use a name as a code"
            self._refuse("id", '"id" may have the letters a to z, digits, - and _ only', hint)
        elif len(cell) > LONGEST_ID:
            self._refuse("id", f'"id" is longer than {LONGEST_ID} characters')
        return cell

    def _one_of(self, column: str, known: Mapping[str, Thing]) -> Thing | None:
        cell = self._needed(column)
        if cell and cell.casefold() not in known:
            codes = [thing.value if isinstance(thing, Birth) else str(thing) for thing in known.values()]
            self._refuse(column, f'"{column}" is not one of {", ".join(codes)}', nearest(cell, codes))
        return known.get(cell.casefold())

    def _date(self, column: str) -> date | None:
        cell = self._cell(column)
        day = None
        if _DATE.match(cell):
            try:
                day = date.fromisoformat(cell)
            except ValueError:
                self._refuse(column, f'"{column}" is a day that no calendar has')
                return None
        if day is None:
            self._refuse(column, f'"{column}" is not a date', "write year-month-day, such as 2026-11-23")
        elif day.year not in YEARS:
            self._refuse(column, f'"{column}" is in the year {day.year}')
            return None
        return day

    def _week(self, start: date | None) -> int | None:
        """The week of the sheet, from the birth date, the week itself, or both where they agree."""
        given, born = self._cell("week"), self._cell("birth_date")
        if not given and not born:
            column = next(name for name in WHEN if name in self.columns)
            self._refuse(column, "there is neither a birth date nor a week")
            return None
        week = int(given) if _WEEK.match(given) else None
        if given and (week is None or not 1 <= week <= PROGRAMME_WEEKS):
            self._refuse("week", f'"week" is not a week from 1 to {PROGRAMME_WEEKS}')
            return None
        birth = self._date("birth_date") if born else None
        if not born or birth is None or start is None:
            return week if not born else None
        return self._counted(birth, start, week)

    def _counted(self, birth: date, start: date, given: int | None) -> int | None:
        """The week by the calendar, if the programme has it and the row does not say another."""
        week = week_of(birth, start)
        day = start.isoformat()
        if week < 1:
            self._refuse("birth_date", f"the birth is after {day}, when the week begins")
        elif week > PROGRAMME_WEEKS:
            hint = "take her off the list"
            message = (
                f"{day} is in week {week} after the birth; the programme ends with week {PROGRAMME_WEEKS}"
            )
            self._refuse("birth_date", message, hint)
        elif given is not None and given != week:
            message = f'"week" is {given}, but by "birth_date" {day} is in week {week}'
            self._refuse("week", message, "leave one of the two out")
        else:
            return week
        return None

    def _name(self, column: str) -> str:
        """A name to print: in composed characters and with single spaces."""
        cell = unicodedata.normalize("NFC", " ".join(self._cell(column).split()))
        if len(cell) > LONGEST_NAME:
            self._refuse(column, f'"{column}" is longer than {LONGEST_NAME} characters', "shorten it")
            return ""
        try:
            refuse_missing(cell)
        except MissingGlyph as missing:
            what = " ".join(f"U+{ord(char):04X}" for char in missing.char)
            message = f'no font has {what}, character {missing.offset + 1} of "{column}"'
            self._refuse(column, message, "write it another way")
        return intern(cell) if column == "midwife" else cell  # one midwife has many women

    def _email(self) -> str:
        cell = self._cell("email")
        if not cell:
            return ""
        from email_validator import EmailNotValidError, validate_email  # takes 130 ms

        if _TWO_ADDRESSES.search(cell):
            self._refuse("email", 'two addresses in "email"; one per row')
            return ""
        try:
            return validate_email(cell, check_deliverability=False, allow_smtputf8=False).ascii_email or ""
        except EmailNotValidError:
            self._refuse(
                "email", '"email" is not an address', "write it like ward@example.org, without a name"
            )
            return ""

    def _held_back(self) -> tuple[str, ...]:
        names = {name.casefold() for name in _BETWEEN.split(self._cell("held_back")) if name}
        for name in sorted(names - set(self.guide.exercises)):
            hint = nearest(name, self.guide.exercises) or "exercises: " + ", ".join(self.guide.exercises)
            self._refuse("held_back", '"held_back" names an exercise that there is not', hint)
        return tuple(map(intern, sorted(names)))


def name_families() -> tuple[str, ...]:
    """The font families that a name may be printed in: all, whatever the language of the sheet."""
    return tuple(families())


def refuse_missing(name: str) -> None:
    """Raises MissingGlyph for the first character of a name that no font has."""
    candidates = chain(name_families(), False)
    start = 0
    for word in name.split(" "):
        try:
            for _ in choose(word, candidates):
                pass
        except MissingGlyph as missing:
            raise MissingGlyph(missing.char, missing.families, start + missing.offset) from None
        start += len(word) + 1


def rows_with(problems: Iterable[Problem]) -> int:
    """How many rows have these problems."""
    return len({problem.mark.line for problem in problems if problem.mark})
