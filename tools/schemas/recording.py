"""Watch the product's own readers while they read, and keep what each asked for.

A schema that is derived from what the readers ask for cannot say anything else than they do. The readers go
through `Fields` for every value; here its methods are watched while the specimen is read.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from handouts.model import fields as model_fields
from handouts.model.fields import Fields
from handouts.source import Mapping, Value

Schema = dict[str, Any]


def matching(pattern: Any) -> str:
    """A compiled pattern that Python matches from the start as one of JSON Schema (ECMA 262)."""
    return "^" + str(pattern.pattern).replace(r"\Z", "$")


SCALAR = ["string", "number", "boolean"]
"""What an editor may take plain text for; the product reads all of it as text."""

ENTRY: Schema = {"type": SCALAR}
"""The name of something, which must be there: that is looked up elsewhere."""

SAID = "patternErrorMessage"
"""What editors say instead of quoting a pattern (a keyword of their own, which validators pass over)."""

TEXT: Schema = {"type": SCALAR, "pattern": r"\S", SAID: "It is empty."}
NAME: Schema = {
    "type": "string",
    "pattern": matching(model_fields._IDENTIFIER),
    SAID: "An id has small letters a to z, digits, - and _, and begins with a letter.",
}
PROSE: Schema = {
    "type": SCALAR,
    "pattern": "^[^'\"]*[^'\"\\s][^'\"]*$",
    SAID: "Words without straight quotes: write ’ for an apostrophe, “ and ” for quotes.",
}
WHOLE: Schema = {
    "type": ["integer", "string"],
    "minimum": 0,
    "pattern": matching(model_fields._WHOLE),
    SAID: "A whole number has digits only, such as 12.",
}
DECIMAL: Schema = {
    "type": ["number", "string"],
    "minimum": 0,
    "pattern": matching(model_fields._DECIMAL),
    SAID: "A number is written like 12 or 1.25.",
}
DAY: Schema = {
    "type": "string",
    "pattern": matching(model_fields._ISO_DATE),
    SAID: "A date is year-month-day, such as 2026-11-22.",
}
FLAG: Schema = {"enum": [*model_fields._FLAGS, True, False]}
NAMES: Schema = {"type": "array", "items": ENTRY, "uniqueItems": True}
LIST: Schema = {"type": "array", "minItems": 1}
"""A list whose entries are told by the specimen."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One key that a reader asked for.

    `schema` is None where the specimen's value tells the rest; for a list, its `items` do.
    """

    required: bool
    schema: Schema | None = None


@dataclass(slots=True)
class Record:
    """What was asked of one mapping; `closed` when all other keys are refused."""

    what: str
    value: Mapping
    asked: dict[str, Asked] = field(default_factory=dict)
    closed: bool = False


def words(prose: bool) -> Schema:
    """Words that are printed, of a file that keeps to typographic quotes or not."""
    return PROSE if prose else TEXT


def named(inner: Schema, least: int = 0) -> Schema:
    """Things by ids that the writer chooses."""
    schema: Schema = {"type": "object", "propertyNames": NAME, "additionalProperties": inner}
    return schema | {"minProperties": least} if least else schema


def one_of(kind: Any) -> Schema:
    """The values of an enum."""
    return {"enum": [member.value for member in kind]}


Given = dict[str, Any]
ACCESSORS: dict[str, Callable[[Given, Fields], Asked]] = {
    "take": lambda given, fields: Asked(False),
    "need": lambda given, fields: Asked(True),
    "child": lambda given, fields: Asked(True),
    "entries": lambda given, fields: Asked(True, LIST),
    "things": lambda given, fields: Asked(True, LIST),
    "text": lambda given, fields: Asked(True, TEXT),
    "optional_text": lambda given, fields: Asked(False, TEXT),
    "words": lambda given, fields: Asked(True, words(fields.prose)),
    "optional_words": lambda given, fields: Asked(False, words(fields.prose)),
    "named_words": lambda given, fields: Asked(
        given["required"], named(words(fields.prose), int(given["required"]))
    ),
    "named_texts": lambda given, fields: Asked(False, {"type": "object", "additionalProperties": TEXT}),
    "identifier": lambda given, fields: Asked(True, NAME),
    "identifiers": lambda given, fields: Asked(given["required"], NAMES),
    "choice": lambda given, fields: Asked(given["default"] is None, one_of(given["kind"])),
    "optional_choice": lambda given, fields: Asked(False, one_of(given["kind"])),
    "flag": lambda given, fields: Asked(False, FLAG),
    "whole": lambda given, fields: Asked(given["default"] is None, WHOLE),
    "decimal": lambda given, fields: Asked(given["default"] is None, DECIMAL),
    "day": lambda given, fields: Asked(True, DAY),
}
"""What each method of `Fields` that asks for a key says about its value."""

CONVERTERS: dict[str, Callable[[Fields], Schema]] = {
    "as_whole": lambda fields: WHOLE,
    "message": lambda fields: words(fields.prose),
}
"""What each method that is given a value says about it."""

OTHERS = frozenset(("place", "refuse"))
"""Methods that are given a key and say nothing about its value."""


class Recorder:
    """Records by the identity of the value that was read."""

    def __init__(self) -> None:
        self.records: dict[int, Record] = {}
        self.scalars: dict[int, tuple[Value, Schema]] = {}
        self._busy: set[int] = set()

    def of(self, value: Value) -> Record | None:
        """What was asked of a mapping."""
        return self.records.get(id(value))

    def scalar(self, value: Value) -> Schema:
        """What a piece of text was taken for; a name when nothing is known."""
        return self.scalars[id(value)][1] if id(value) in self.scalars else ENTRY

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch all readers inside the block."""
        with ExitStack() as stack:
            for name in ("__init__", "finish", *ACCESSORS, *CONVERTERS):
                watched = self._watched(name, getattr(Fields, name))
                stack.enter_context(patch.object(Fields, name, watched))
            yield

    def _watched(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        """A method that notes what it was asked before it does what it did; not what it asks itself."""
        signature = inspect.signature(original)

        def method(fields: Fields, *args: Any, **kwargs: Any) -> Any:
            given = signature.bind(fields, *args, **kwargs)
            given.apply_defaults()
            if id(fields) in self._busy:
                return original(fields, *args, **kwargs)
            if name == "__init__":
                original(fields, *args, **kwargs)
                self.records[id(fields.mapping)] = Record(fields.what, fields.mapping)
                return None
            self._note(name, given.arguments, fields)
            self._busy.add(id(fields))
            try:
                return original(fields, *args, **kwargs)
            finally:
                self._busy.discard(id(fields))

        return method

    def _note(self, name: str, given: Given, fields: Fields) -> None:
        if name in CONVERTERS:
            value = given["value"]
            if value is not None:
                self.scalars[id(value)] = value, CONVERTERS[name](fields)
            return
        record = self.records[id(fields.mapping)]
        if name == "finish":
            record.closed = True
        else:
            key, asked = str(given["key"]), ACCESSORS[name](given, fields)
            first = record.asked.get(key, asked)
            # what was first taken as a key that may be left out may be left out, however it is read then
            record.asked[key] = Asked(first.required and asked.required, asked.schema or first.schema)
