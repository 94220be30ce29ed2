"""Fold what readers asked of several examples into one schema."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from handouts.source import Mapping, Scalar, Value
from handouts.source import Sequence as ListOfValues
from tools.schemas.kinds import TOLD
from tools.schemas.recording import Asked, Record, Recorder, Schema

SHARED = {"the value ": "quantity", "the dose ": "dose", "the range ": "range"}
"""Things that are the same wherever they stand, by how their name begins; a schema defines each once."""


class SpecimenError(Exception):
    """The specimen does not show something that a reader asks for, so nothing can be said about it."""


class Folder:
    """Folds the values of a specimen that a recorder watched being read."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.definitions: dict[str, Schema] = {}

    def whole(self, values: Sequence[Value], where: str) -> Schema:
        """The schema of a file, with what it defines."""
        schema = self.fold(values, where)
        return schema | {"definitions": self.definitions} if self.definitions else schema

    def fold(self, values: Sequence[Value], where: str) -> Schema:
        """One schema for all of several examples; `where` names them in errors."""
        if not values:
            raise SpecimenError(f"the specimen has no example of {where}")
        options: list[Schema] = []
        for value in values:
            if isinstance(value, Scalar):
                options.append(self.recorder.scalar(value))
        lists = [value for value in values if isinstance(value, ListOfValues)]
        if lists:
            entries = [entry for value in lists for entry in value]
            options.append({"type": "array", "items": self.fold(entries, f"an entry of {where}")})
        mappings = [value for value in values if isinstance(value, Mapping)]
        if mappings:
            options.append(self._mappings(mappings, where))
        return either(options)

    def _mappings(self, mappings: Sequence[Mapping], where: str) -> Schema:
        records = [record for value in mappings if (record := self.recorder.of(value)) is not None]
        if len(records) < len(mappings) or not all(record.closed for record in records):
            return self._open(mappings, where)
        shared = next((name for name in SHARED if records[0].what.startswith(name)), None)
        return self._shared(shared) if shared else self._fixed(records, where)

    def _shared(self, name: str) -> Schema:
        """A reference to what all examples of a shared thing say, in whatever file they are."""
        key = SHARED[name]
        if key not in self.definitions:
            records = [each for each in self.recorder.records.values() if each.what.startswith(name)]
            self.definitions[key] = self._fixed(records, f"a {key}")
        return {"$ref": f"#/definitions/{key}"}

    def _fixed(self, records: Sequence[Record], where: str) -> Schema:
        """A mapping with fixed keys, of one form or of several."""
        if len({frozenset(record.asked) for record in records}) == 1:
            return self.closed(records, where)
        key = next((key for key in TOLD if all(key in record.asked for record in records)), None)
        return self._forms(records, where) if key is None else self._told(records, key, where)

    def _open(self, mappings: Sequence[Mapping], where: str) -> Schema:
        """A mapping whose keys the writer chooses: all its values are of one kind."""
        options: list[Schema] = []
        unknown: list[Value] = []
        for value in mappings:
            record = self.recorder.of(value)
            for key, child in value.items():
                asked = record.asked.get(key) if record else None
                if asked is None or asked.schema is None:
                    unknown.append(child)
                else:
                    options.append(self._typed(asked, [child], f"{where}.{key}"))
        if unknown:
            options.append(self.fold(unknown, f"a value of {where}"))
        return {"type": "object", "additionalProperties": either(options)}

    def closed(self, records: Sequence[Record], where: str, others: Sequence[Record] = ()) -> Schema:
        """A mapping with fixed keys, which are those that were asked for.

        A key of which the records have no example is as in the `others`, which are of the same thing.
        """
        properties: Schema = {}
        for key in records[0].asked:
            children = _values(records, key) or _values(others, key)
            options = [self._typed(record.asked[key], children, f"{where}.{key}") for record in records]
            properties[key] = either(options)
        required = [key for key in properties if all(record.asked[key].required for record in records)]
        return {
            "type": "object",
            "properties": properties,
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def _typed(self, asked: Asked, children: Sequence[Value], where: str) -> Schema:
        """The schema of the value of one key."""
        if asked.schema is None:
            return self.fold(children, where)
        if asked.schema.get("type") == "array" and "items" not in asked.schema:
            entries = [entry for child in children if isinstance(child, ListOfValues) for entry in child]
            return asked.schema | {"items": self.fold(entries, f"an entry of {where}")}
        return asked.schema

    def _forms(self, records: Sequence[Record], where: str, others: Sequence[Record] = ()) -> Schema:
        """Two forms of one thing, told apart by a key that only the first has."""
        forms: dict[frozenset[str], list[Record]] = {}
        for record in records:
            forms.setdefault(frozenset(record.asked), []).append(record)
        if len(forms) == 1:
            return self.closed(records, where, others)
        if len(forms) > 2:
            raise SpecimenError(f"{where} has {len(forms)} forms, and nothing tells which")
        (first, second) = sorted(forms, key=len)
        key = min(first - second)
        then, otherwise = (self.closed(forms[form], where, records) for form in (first, second))
        return {"type": "object", "if": {"required": [key]}, "then": then, "else": otherwise}

    def _told(self, records: Sequence[Record], key: str, where: str) -> Schema:
        """Several kinds of one thing, told apart by the value of a key."""
        kinds: dict[str, list[Record]] = {}
        for record in records:
            kinds.setdefault(str(record.value.at(key)), []).append(record)
        if set(kinds) != TOLD[key]:
            lacking = ", ".join(sorted(TOLD[key] ^ set(kinds)))
            raise SpecimenError(f"the specimen has no example of {where} of the {key} {lacking}")
        forms = {
            name: self._forms(found, f"{where} of the {key} {name}", records) for name, found in kinds.items()
        }
        for kind in forms.values():
            for form in (kind, kind.get("then"), kind.get("else")):
                if form and "properties" in form:
                    form["properties"][key] = True
        common = [
            name
            for name in records[0].asked
            if all(name in record.asked and record.asked[name].required for record in records)
        ]
        return {
            "type": "object",
            "properties": {key: {"enum": list(kinds)}},
            "required": common,
            "allOf": [
                {"if": {"properties": {key: {"const": name}}, "required": [key]}, "then": form}
                for name, form in forms.items()
            ],
        }


def _values(records: Iterable[Record], key: str) -> list[Value]:
    """The values that records have for a key."""
    return [value for record in records if (value := record.value.at(key)) is not None]


def either(options: Iterable[Schema]) -> Schema:
    """Any of several schemas; the same one counts once."""
    different: list[Any] = []
    for option in options:
        if option not in different:
            different.append(option)
    return different[0] if len(different) == 1 else {"anyOf": different}
