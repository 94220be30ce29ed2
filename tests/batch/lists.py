"""Write lists as spreadsheets do, for an invented ward with codes and no people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from handouts.batch.cells import parse_table
from handouts.batch.roster import Roster, read_roster
from handouts.languages.registry import language_codes
from handouts.model.guide import Guide
from handouts.model.loader import load_guide

START = date(2026, 11, 23)
HEAD = "id,language,birth,birth_date,week,start,name,email,midwife,held_back"
GOOD = "w-1,en,vaginal,2026-11-18,,,,,,"


@cache
def guide() -> Guide:
    """The guide, read once."""
    return load_guide()


def text(*rows: str, head: str = HEAD) -> bytes:
    """A list with commas."""
    return "".join(f"{row}\n" for row in (head, *rows)).encode()


def row(**cells: str) -> str:
    """A good row with some cells changed."""
    values = {**dict(zip(HEAD.split(","), GOOD.split(","), strict=True)), **cells}
    return ",".join(values.values())


def rows(cells: Sequence[Mapping[str, str]]) -> bytes:
    """A list of good rows with some cells changed and a code for each."""
    return text(*(row(**{"id": f"w-{number}", **each}) for number, each in enumerate(cells, 1)))


def read(data: bytes) -> Roster:
    """The list as the command reads it, for the week from `START`."""
    return read_roster(parse_table(data, "roster.csv"), guide(), language_codes(), START)
