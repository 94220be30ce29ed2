"""Read a table as spreadsheets save it: whichever separator and encoding, one line at a time.

A line is a row: line breaks inside a cell are refused, so that one stray quote spoils its own row and does
not swallow all that follow. Columns in marks count cells, as in a spreadsheet: line 17, third column.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from handouts.assets import shown
from handouts.errors import DataError, Mark, Problem

MAX_BYTES = 20_000_000
"""Largest list that is read; 5,000 rows are about half a megabyte."""

LONGEST_LINE = 4_000
"""Characters of one row."""

STANDARD_INPUT = "stdin"
"""What marks call a list that comes through a pipe."""

_SEPARATORS = ",;\t"
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_LINE_END = re.compile("\r\n|\n|\r")
_SAVE_AS = 'in the spreadsheet choose "CSV UTF-8" when you save'
_ZIPPED = b"PK\x03\x04"
"""How a spreadsheet's own files begin."""

_REFUSED = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\uf8ff\ufeff\ufff0-\uffff\U000e0000-\U0010ffff]"
)
"""Controls, line and direction marks, what is invisible, private use and the mark of damaged text."""

_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FORMULA = frozenset("=+-@")


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one line, as many as the head has, without the spaces around them."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A list: what marks call it, the names of its columns, and its rows or what is wrong with them."""

    file: str
    head: Record
    rows: Iterator[Record | list[Problem]]


def read_table(source: Path | BinaryIO) -> Table:
    """Read a file, or a stream such as standard input. Raises DataError for what is no table."""
    if not isinstance(source, Path):
        return parse_table(source.read(MAX_BYTES + 1), STANDARD_INPUT)
    file = shown(source)
    try:
        with source.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise DataError(Problem("there is no such file", Mark(file))) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise DataError(Problem(f"the file cannot be read: {reason.lower()}", Mark(file))) from None
    return parse_table(data, file)


def parse_table(data: bytes, file: str) -> Table:
    """The table in the bytes of a file that marks call `file`. Raises DataError as `read_table` does."""
    if len(data) > MAX_BYTES:
        raise DataError(Problem(f"the list is larger than {MAX_BYTES // 1_000_000} MB", Mark(file)))
    lines = _LINE_END.split(_decoded(data, file))
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        raise DataError(Problem("the list is empty", Mark(file), "its first line names the columns"))
    separator = separator_of(lines[first])
    head = _record(lines[first], first + 1, separator, file)
    if not isinstance(head, Record):
        raise DataError(head)
    while head.cells and not head.cells[-1]:  # a spreadsheet that had more columns once
        head = Record(head.line, head.cells[:-1])
    return Table(file, head, _rows(lines, head, separator, file))


def separator_of(line: str) -> str:
    """What parts the cells of a head: the sign that it has most of, a comma where it has none."""
    return max(_SEPARATORS, key=line.count)


def _rows(lines: list[str], head: Record, separator: str, file: str) -> Iterator[Record | list[Problem]]:
    """Every row after the head that is not blank."""
    width = len(head.cells)
    for number, line in enumerate(lines[head.line :], head.line + 1):
        if not line.strip(separator + " \"'"):
            continue
        record = _record(line, number, separator, file)
        if not isinstance(record, Record):
            yield record
            continue
        cells = record.cells
        if len(cells) > width and not any(cells[width:]):
            record = Record(number, cells[:width])
        if len(record.cells) == width:
            yield record
            continue
        hint = (
            "was the file cut off?" if len(cells) < width else f"quote a cell that holds {_NAMED[separator]}"
        )
        message = f"this row has {len(cells)} cells, and the head has {width}"
        yield [Problem(message, Mark(file, number, min(len(cells), width)), hint)]


_NAMED = {",": "a comma", ";": "a semicolon", "\t": "a tab"}


def _record(line: str, number: int, separator: str, file: str) -> Record | list[Problem]:
    """The cells of a line, or one problem for each cell that may not be as it is. None of them is quoted:
    a list holds what must not get into a log."""
    if len(line) > LONGEST_LINE:
        return [Problem(f"this row is longer than {LONGEST_LINE} characters", Mark(file, number, 1))]
    try:
        (raw,) = csv.reader([line], delimiter=separator, strict=True)
    except (csv.Error, ValueError):
        column = line[: line.find('"')].count(separator) + 1
        hint = 'a row is one line; write two quotes for one that belongs to the words: ""'
        return [Problem("a quote that is not closed in its cell", Mark(file, number, column), hint)]
    cells = tuple(cell.strip() for cell in raw)
    problems = []
    for column, cell in enumerate(cells, 1):
        found = _REFUSED.search(cell)
        if found:
            what = (
                "an invisible direction mark" if found[0] in _DIRECTION else "a character that never prints"
            )
            message = f"U+{ord(found[0]):04X} is {what}"
            problems.append(Problem(message, Mark(file, number, column), "type this cell again"))
        elif cell[:1] in _FORMULA:
            message = f'this cell begins with "{cell[0]}", like a formula'
            problems.append(Problem(message, Mark(file, number, column), "write the words without it"))
    return problems or Record(number, cells)


def _decoded(data: bytes, file: str) -> str:
    """The text of the bytes, without a byte order mark."""
    if data.startswith(_ZIPPED):
        raise DataError(Problem("this is a spreadsheet's own file", Mark(file), _SAVE_AS))
    encoding = _UTF_16.get(data[:2])
    try:
        if encoding is not None:
            return data[2:].decode(encoding)
        return data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        if encoding is not None:
            raise DataError(Problem("this file is damaged UTF-16", Mark(file), _SAVE_AS)) from None
        raise DataError(_not_utf8(data, error, file)) from None


def _not_utf8(data: bytes, error: UnicodeDecodeError, file: str) -> Problem:
    """Where the first byte stands that is not UTF-8, and how to save the list so that all bytes are."""
    data = data.removeprefix(codecs.BOM_UTF8)
    before = data[: error.start].decode("latin-1")
    lines = _LINE_END.split(before)
    separator = separator_of(_LINE_END.split(data.decode("latin-1"), 1)[0])
    mark = Mark(file, len(lines), lines[-1].count(separator) + 1)
    hint = f"it looks like an old Windows encoding; {_SAVE_AS}"
    return Problem(f"byte 0x{data[error.start]:02X} is not UTF-8", mark, hint)
