"""Read and write gettext catalogues, which are untrusted input, with the line of every entry."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import polib

from handouts.assets import shown
from handouts.errors import DataError, Mark, Problem

MAX_BYTES = 4_000_000
"""Largest catalogue that is read; a complete one is near 300 kB."""

LINE_WIDTH = 79
"""Where gettext's own tools wrap lines."""

FUZZY = "fuzzy"
_LINE = re.compile(r"\(line (\d+)\)|:(\d+)")


def read_po(path: Path) -> polib.POFile:
    """A catalogue from its file.

    Raises DataError when it cannot be read, is not UTF-8, is no catalogue, or says an id twice.
    """
    file = shown(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        hint = f"make it with: handouts translate new {path.stem}"
        raise DataError(Problem("there is no catalogue", Mark(file), hint)) from None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DataError(Problem("this is not UTF-8", Mark(file, line), "save it as UTF-8")) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataError(Problem(f"the file cannot be read: {reason}", Mark(file))) from None
    if len(data) > MAX_BYTES:
        raise DataError(Problem(f"the file is larger than {MAX_BYTES // 1_000_000} MB", Mark(file)))
    return parse_po(text, file)


def parse_po(text: str, file: str) -> polib.POFile:
    """A catalogue from its text, which errors call `file`; the rest is as for `read_po`."""
    if "msgid" not in text:  # polib takes a text without it for the name of a file
        raise DataError(Problem("this is not a gettext catalogue", Mark(file)))
    try:
        catalogue = polib.pofile(text.replace("\r\n", "\n"), encoding="utf-8", wrapwidth=LINE_WIDTH)
    except (OSError, ValueError, IndexError, UnicodeError) as error:
        found = _LINE.search(str(error))
        line = int(found.group(1) or found.group(2)) if found else 0
        hint = "open it in Poedit, or run msgfmt -c on it"
        raise DataError(Problem("this line is no part of a catalogue", Mark(file, line), hint)) from None
    _number(catalogue, text.split("\n"))
    problems = list(_repeated(catalogue, file))
    if problems:
        raise DataError(problems)
    return catalogue


def _number(catalogue: polib.POFile, lines: list[str]) -> None:
    """Make the line of each entry that of its translation; polib's is that of its first comment."""
    for entry in catalogue:
        line = first = line_of(entry)
        while line <= len(lines) and not lines[line - 1].startswith("msgstr"):
            line += 1
        entry.linenum = line if line <= len(lines) else first


def line_of(entry: polib.POEntry) -> int:
    """The line of an entry's translation; 0 for an entry that was not read from a file."""
    return entry.linenum or 0


def _repeated(catalogue: polib.POFile, file: str) -> Iterable[Problem]:
    first: dict[str, int] = {}
    for entry in catalogue:
        if entry.obsolete:
            continue
        if not entry.msgctxt:
            message = "an entry without msgctxt, which is the id of the words"
            yield Problem(message, Mark(file, line_of(entry)), "handouts translate update writes the ids")
        elif entry.msgctxt in first:
            message = f'the id "{entry.msgctxt}" is here twice'
            hint = f"it is first on line {first[entry.msgctxt]}; take one out"
            yield Problem(message, Mark(file, line_of(entry)), hint)
        first.setdefault(entry.msgctxt or "", line_of(entry))


def po_text(catalogue: polib.POFile) -> str:
    """The text of a catalogue's file."""
    return f"{str(catalogue).rstrip()}\n"
