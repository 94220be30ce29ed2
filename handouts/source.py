"""Read a YAML file into strings, mappings and sequences that remember where they stand.

Guide data are untrusted: nothing is resolved to another type (`no`, `010` and `12:30` stay what was typed),
and aliases, tags, repeated keys, control characters, deep nesting and large files are refused. Every refusal
is a `Problem` with its place, whichever of PyYAML's two parsers (C or Python) read the file.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias, cast

from handouts.assets import shown
from handouts.errors import DataError, Mark, Problem

MAX_BYTES = 1_000_000
"""Largest file that is read; the longest section is near 20 kB."""

MAX_DEPTH = 20
"""Deepest nesting; the schema needs 8."""

UNNAMED_LEVELS = frozenset({"passages", "rows", "cells", "groups", "signs"})
"""Levels that are left out of ids, so that a cell is `relief.methods.heat.how`."""

MAX_PROBLEMS = 200
"""After so many problems the rest of a file is not read: it is not guide data."""

PARSER: Any = None
"""Which of PyYAML's parsers to use; None takes the one in C where it was built. Both give the same events."""

QUOTE_WORDS = "put the words in double quotes"
"""The way out of most mistakes."""

_NOWHERE = Mark("")
_BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_REFUSED = re.compile(
    f"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffd-\uffff{_BIDI_CONTROLS}]"
    "|\r(?!\n)"
)
_IS_BIDI_CONTROL = re.compile(f"[{_BIDI_CONTROLS}]")
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)


class Scalar(str):
    """A piece of text with the place where it stands and its id (see `read`)."""

    __slots__ = ("id", "mark")
    id: str
    mark: Mark

    def __new__(cls, text: str, mark: Mark = _NOWHERE, id: str = "") -> Scalar:
        scalar = super().__new__(cls, text)
        scalar.mark = mark
        scalar.id = id
        return scalar


class Mapping(dict["Scalar", "Value"]):
    """Keys and values in the order of the file; a plain `str` finds a key."""

    __slots__ = ("id", "mark")

    def __init__(self, mark: Mark = _NOWHERE, id: str = "") -> None:
        super().__init__()
        self.mark = mark
        self.id = id

    def at(self, key: str) -> Value | None:
        """The value of a key, or None."""
        return self.get(cast(Scalar, key))


class Sequence(list["Value"]):
    """Entries in the order of the file."""

    __slots__ = ("id", "mark")

    def __init__(self, mark: Mark = _NOWHERE, id: str = "") -> None:
        super().__init__()
        self.mark = mark
        self.id = id


Value: TypeAlias = Scalar | Mapping | Sequence


def read(path: Path, root: str = "") -> Mapping:
    """Read one file whose top is a mapping.

    Each value gets the id that translations and approvals use: `root`, then the keys that lead to it,
    joined by full stops. An entry of a sequence counts by its own `id` key, else by its index;
    the levels in `UNNAMED_LEVELS` are left out.

    Raises DataError with every problem that can be told from one reading.
    """
    file = shown(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise DataError(Problem("there is no such file", Mark(file))) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise DataError(Problem(f"the file cannot be read: {reason}", Mark(file))) from None
    return parse(data, file, root)


def parse(data: bytes, file: str, root: str = "") -> Mapping:
    """Read the bytes of a file that errors call `file`; the rest is as for `read`."""
    if len(data) > MAX_BYTES:
        raise DataError(
            Problem(
                f"the file is larger than {MAX_BYTES // 1_000_000} MB",
                Mark(file),
                "guide data are words; pictures and fonts do not belong in them",
            )
        )
    text = _decoded(data, file)
    problems = list(islice(_refused_characters(text, file), MAX_PROBLEMS))
    directive = _DIRECTIVE.search(text)
    if directive:
        line = text.count("\n", 0, directive.start()) + 1
        problems.append(Problem('a line that begins with "%"', Mark(file, line, 1), QUOTE_WORDS))
    if problems:
        raise DataError(problems)
    builder = _Builder(file, text if text.endswith("\n") else text + "\n")
    top = builder.build()
    if builder.problems or top is None:
        raise DataError(builder.problems)
    _name(top, root)
    return top


def _decoded(data: bytes, file: str) -> str:
    """The text of the bytes, without a byte order mark."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode()) + 1
        message = f"byte 0x{data[error.start]:02X} is not UTF-8"
        raise DataError(Problem(message, Mark(file, line, column), "save the file as UTF-8")) from None


def _refused_characters(text: str, file: str) -> Iterator[Problem]:
    """One problem for each line of the file that holds a character it must not hold."""
    line, begin, last = 1, 0, 0
    for match in _REFUSED.finditer(text):
        position = match.start()
        line += text.count("\n", begin, position)
        begin = position
        if line != last:
            last = line
            yield _refusal(match.group(), Mark(file, line, position - text.rfind("\n", 0, position)))


def _refusal(character: str, mark: Mark) -> Problem:
    """Why a character is refused, and what to do about it."""
    name = f"U+{ord(character):04X}"
    if character == "\t":
        return Problem("a tab", mark, "indent with spaces, and put one space between words")
    if character == "\ufffd":
        return Problem(
            f"the replacement character {name}, a sign of text that was damaged before",
            mark,
            "type the word again, and save the file as UTF-8",
        )
    if _IS_BIDI_CONTROL.match(character):
        return Problem(
            f"the invisible direction mark {name}",
            mark,
            "take it out: direction marks are put in automatically",
        )
    return Problem(f"the control character {name}", mark, "take it out; it would not print")


class _Builder:
    """Build one value from the events of the parser, keeping count of everything that is refused."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.lines = text.split("\n")
        self.problems: list[Problem] = []
        self.open: list[Mapping | Sequence] = []
        self.keys: list[Scalar | None] = []
        self.top: Value | None = None
        self.last: Any = None

    def build(self) -> Mapping | None:
        """The top mapping, or None after a problem was noted."""
        import yaml  # takes 25 ms, which a guide that was read before need not wait for

        parser = PARSER or getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            for event in yaml.parse(self.text, Loader=parser):
                self._take(event)
                self.last = event
        except _UnreadableError:
            return None
        except yaml.MarkedYAMLError as error:
            if _kind(self.last) != "AliasEvent":
                self.problems.append(_syntax_problem(error, self.lines, self.file, self.last))
            return None
        except (ValueError, OverflowError, yaml.YAMLError):
            mark = self._mark(self.last) if self.last is not None else Mark(self.file, 1, 1)
            self.problems.append(Problem("a value after this cannot be read", mark, QUOTE_WORDS))
            return None
        if self.top is None:
            self.problems.append(Problem("the file is empty", Mark(self.file)))
        elif not isinstance(self.top, Mapping):
            hint = "write lines like title: Bridge"
            self.problems.append(Problem("the file must hold keys with values", self.top.mark, hint))
        return self.top if isinstance(self.top, Mapping) else None

    def _take(self, event: Any) -> None:
        """Add what one event brings."""
        if len(self.problems) > MAX_PROBLEMS:
            raise _UnreadableError
        kind = _kind(event)
        if kind == "ScalarEvent":
            self._scalar(event)
        elif kind == "MappingStartEvent":
            self._start(event, Mapping(self._mark(event)))
        elif kind == "SequenceStartEvent":
            self._start(event, Sequence(self._mark(event)))
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.open.pop()
            self.keys.pop()
        elif kind == "AliasEvent":
            self._note(event, f"an alias, *{event.anchor}", f"write the value out, or {QUOTE_WORDS}")
            self._place(Scalar("", self._mark(event)), event)
        elif kind == "DocumentStartEvent" and self.top is not None:
            self._note(event, "a second document in one file", "make two files, or take the line --- out")
            raise _UnreadableError

    def _scalar(self, event: Any) -> None:
        """Place a piece of text as a key or a value."""
        self._refuse_properties(event)
        value: str = event.value
        scalar = Scalar(value, self._mark(event))
        if event.style == '"':
            refused = _REFUSED.search(value)
            if refused or "\r" in value:
                self.problems.append(_refusal(refused.group() if refused else "\r", scalar.mark))
        elif not event.style:
            self._check_plain(event, value)
        self._place(scalar, event)

    def _check_plain(self, event: Any, value: str) -> None:
        """Refuse what YAML makes of bare words: no value at all, or words that end where a comment begins."""
        if value in ("~", "null", "Null", "NULL"):
            self._note(event, f'"{value}" stands for no value', f"leave the key out, or {QUOTE_WORDS}")
        elif value:
            end = event.end_mark
            comment = self.lines[end.line][end.column :].lstrip(" ")
            if comment.startswith("#") and (" " in value or comment[1:2].strip()):
                hint = f"{QUOTE_WORDS}, or the comment on a line of its own"
                self._note(event, 'these words end at " #", which begins a comment', hint)
        elif self.keys and self.keys[-1] is not None:
            hint = "write it, or leave the key out; inside { } words with a comma go in double quotes"
            self._note(event, f'no value after "{self.keys[-1]}"', hint)

    def _start(self, event: Any, value: Mapping | Sequence) -> None:
        """Open a mapping or a sequence."""
        self._refuse_properties(event)
        if len(self.open) >= MAX_DEPTH:
            self._note(event, f"nested more than {MAX_DEPTH} deep", None)
            raise _UnreadableError
        self._place(value, event)
        self.open.append(value)
        self.keys.append(None)

    def _place(self, value: Value, event: Any) -> None:
        """Put a value where it belongs: the top, an entry, a key, or the value of the last key."""
        if not self.open:
            self.top = value
            return
        parent = self.open[-1]
        if isinstance(parent, Sequence):
            parent.append(value)
            return
        key = self.keys[-1]
        if key is not None:
            parent.setdefault(key, value)
            self.keys[-1] = None
            return
        if not isinstance(value, Scalar):
            self._note(event, "a key must be a word", "words that begin with [ or { must be in quotes")
            raise _UnreadableError
        self._check_key(parent, value, event)
        self.keys[-1] = value

    def _check_key(self, parent: Mapping, key: Scalar, event: Any) -> None:
        """Refuse a repeated key, a merge key and an empty key."""
        if key == "<<":
            self._note(event, "a merge key, <<", "write the keys out")
        elif not key:
            self._note(event, "a key is missing before the colon", None)
        elif key in parent:
            first = next(known for known in parent if known == key)
            hint = f"it is first at {first.mark}"
            self.problems.append(Problem(f'the key "{key}" is here twice', key.mark, hint))

    def _refuse_properties(self, event: Any) -> None:
        """Refuse anchors and tags."""
        if event.anchor is not None:
            self._note(event, f"an anchor, &{event.anchor}", f"take it out, or {QUOTE_WORDS}")
        if event.tag is not None:
            self._note(event, f"a tag, {event.tag}", f"take it out, or {QUOTE_WORDS}")

    def _note(self, event: Any, message: str, hint: str | None) -> None:
        self.problems.append(Problem(message, self._mark(event), hint))

    def _mark(self, event: Any) -> Mark:
        start = event.start_mark
        return Mark(self.file, start.line + 1, start.column + 1)


def _syntax_problem(error: Any, lines: list[str], file: str, last: Any) -> Problem:
    """What the parser could not read, in words that are the same for both parsers.

    The place is where the mistake was made where that can be told: where a quote or a bracket opened,
    not where the parser noticed.
    """
    problem, context = error.problem or "", error.context or ""
    quote = _kind(last) == "ScalarEvent" and last.style in ("'", '"')
    if quote and last.end_mark.line > last.start_mark.line and "scanning" not in context:
        message = f"the quote that opens here closes on line {last.end_mark.line + 1}, and more words follow"
        return Problem(message, _at(last.start_mark, file), "is a closing quote missing on this line?")
    for part, in_opened, message, hint in _SYNTAX:
        if part in problem or part in context:
            place = _at((in_opened and error.context_mark) or error.problem_mark, file)
            line = lines[place.line - 1] if place.line <= len(lines) else ""
            character = line[place.column - 1 : place.column]
            if message is _BEGIN and not character:
                return Problem("the file ends too early", place, "is a closing bracket or quote missing?")
            return Problem(message.replace("CHARACTER", f'"{character}"'), place, hint)
    return Problem(problem or "this is not YAML", _at(error.problem_mark, file), QUOTE_WORDS)


def _kind(event: Any) -> str:
    """The kind of an event, by name so that PyYAML need not be loaded for it."""
    return type(event).__name__


def _at(mark: Any, file: str) -> Mark:
    return Mark(file, mark.line + 1, mark.column + 1) if mark is not None else Mark(file)


_NOT_CLOSED = "the quote that opens here is never closed"
_BACKSLASH = "a backslash that means nothing here"
_BEGIN = "words cannot begin with CHARACTER"
_SYNTAX: tuple[tuple[str, bool, str, str], ...] = (
    ("unexpected end of stream", True, _NOT_CLOSED, "add the closing quote"),
    ("unexpected document", True, _NOT_CLOSED, "add the closing quote"),
    (
        "mapping values are not allowed",
        False,
        "a colon and a space in the middle of words",
        f"{QUOTE_WORDS}, or mend the indent",
    ),
    ("sequence entries are not allowed", False, "a dash and a space in the middle of words", QUOTE_WORDS),
    ("quoted scalar", True, _BACKSLASH, "in double quotes write two backslashes for one"),
    ("double-quoted", True, _BACKSLASH, "in double quotes write two backslashes for one"),
    ("scanning an alias", True, _BEGIN, QUOTE_WORDS),
    ("scanning an anchor", True, _BEGIN, QUOTE_WORDS),
    ("cannot start any token", False, _BEGIN, QUOTE_WORDS),
    ("a tag", True, _BEGIN, QUOTE_WORDS),
    ("undefined tag handle", True, _BEGIN, QUOTE_WORDS),
    ("a block scalar", True, _BEGIN, QUOTE_WORDS),
    ("node content", False, _BEGIN, QUOTE_WORDS),
    ("expected ':'", True, "a key without a colon", "write key: value, or indent words that go on"),
    (
        "a flow mapping",
        True,
        "the bracket { that opens here is not closed as it should be",
        "write {key: words, key: words}; words with , : { } [ ] go in double quotes",
    ),
    (
        "a flow sequence",
        True,
        "the bracket [ that opens here is not closed as it should be",
        "write [one, two]; words with , : { } [ ] go in double quotes",
    ),
    (
        "document start>",
        False,
        "this does not belong to the keys above",
        "begin it where the first key begins",
    ),
    (
        "a block mapping",
        False,
        "this does not fit the lines above",
        "begin keys of one level in one column, and put words that hold quotes in quotes as a whole",
    ),
    (
        "a block collection",
        False,
        "this does not fit the list above",
        "begin the entries of one list with - in one column",
    ),
)
"""Part of what either parser says, whether the opening is the place, and what we say instead."""


class _UnreadableError(Exception):
    """Nothing after this place can be understood."""


def _name(value: Value, own: str) -> None:
    """Give a value and everything in it their ids."""
    value.id = own
    if isinstance(value, Mapping):
        for key, inner in value.items():
            key.id = own if key in UNNAMED_LEVELS else f"{own}.{key}" if own else str(key)
            _name(inner, key.id)
    elif isinstance(value, Sequence):
        for index, inner in enumerate(value):
            entry = inner.at("id") if isinstance(inner, Mapping) else None
            _name(inner, f"{own}.{entry if isinstance(entry, Scalar) else index}")
