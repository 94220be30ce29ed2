"""Say which files have which schema, and what the readers of each do beyond asking for keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from handouts.languages import language
from handouts.model import approval, quantity, ward
from handouts.model.exercise import PROGRAMME_WEEKS
from handouts.model.passage import KINDS
from handouts.units import PAPERS
from tools.schemas.recording import NAME, TEXT, Schema, matching

FILES: Mapping[str, str] = {
    "guide": "data/guides/*/guide.yaml",
    "section": "data/guides/*/sections/*.yaml",
    "exercise": "data/exercises/*.yaml",
    "programme": "data/programmes/*.yaml",
    "emergency": "data/emergency/*.yaml",
    "ward": "data/wards/*.yaml",
    "sources": "data/sources.yaml",
    "approvals": "data/approvals/*.yaml",
    "language": "data/languages/*.yaml",
    "phrases": "data/phrases/*.yaml",
    "layout": "layouts/*.yaml",
    "theme": "layouts/themes/*.yaml",
}
"""The files of the checkout that each schema is for."""

TITLES: Mapping[str, str] = {
    "guide": "A guide: its title, dates, sections and exercises",
    "section": "A section of a guide",
    "exercise": "An exercise",
    "programme": "A programme of twelve weeks",
    "emergency": "The emergency number of a country",
    "ward": "A ward that hands documents out",
    "sources": "The published sources of a guide",
    "approvals": "The clinical sign-offs of a guide",
    "language": "A language",
    "phrases": "The fixed words of pages, as ICU MessageFormat patterns",
    "layout": "A layout: the blocks of a document",
    "theme": "A theme: colours, type sizes and spaces",
}

_NUMBER: Schema = {"type": ["number", "string"], "pattern": matching(quantity._NUMBER)}
_WEEKS = [str(week) for week in range(1, PROGRAMME_WEEKS + 1)]


def _text(pattern: object) -> Schema:
    """Text that a pattern of the reader's must match, and that an editor may take for a number."""
    return {"type": ["string", "integer"], "pattern": matching(pattern)}


TOLD: Mapping[str, frozenset[str]] = {
    "kind": frozenset(KINDS),
    "quantity": frozenset(kind.value for kind in quantity.QuantityKind),
}
"""The values that the specimen must show of each key that decides about others."""

RULES: Mapping[str, Mapping[str, Schema]] = {
    "programme": {
        "weeks.vaginal": {"required": _WEEKS, "propertyNames": {"enum": _WEEKS}},
        "weeks.caesarean": {"required": _WEEKS, "propertyNames": {"enum": _WEEKS}},
    },
    "emergency": {
        "country": _text(ward._COUNTRY),
        "number": _text(ward._DIALLED),
        "advice.number": _text(ward._DIALLED),
        "first_weekday": {"enum": list(ward.WEEKDAYS)},
    },
    "ward": {
        "country": _text(ward._COUNTRY),
        "phone": _text(ward._PHONE),
        "physiotherapy": _text(ward._PHONE),
        "web": _text(ward._WEB),
        "paper": {"enum": list(PAPERS)},
    },
    "approvals": {"approvals.hash": _text(approval._HASH)},
    "language": {"tag": _text(language._TAG), "script": _text(language._SCRIPT), "faces": {"minItems": 1}},
}
"""What the readers check after they asked for a key, by the path to it; a path that is not there is an error.

Checks between values, such as from < to, and names that must exist elsewhere are left to `handouts check`.
"""

PHRASES: Schema = {
    "type": "object",
    "propertyNames": NAME,
    "additionalProperties": {"anyOf": [TEXT, {"$ref": "#"}]},
}
"""Phrases stand in groups of any depth, which no example can show."""


def files(kind: str, root: Path) -> list[Path]:
    """The files of a kind in a checkout, in alphabetical order."""
    return sorted(root.glob(FILES[kind]))


def quantity_rules(schema: Schema) -> None:
    """Say which numbers and units each kind of quantity has, wherever one stands."""
    for inner in _all(schema):
        condition = inner.get("if", {}).get("properties", {}).get("quantity")
        if condition:
            units = quantity.UNITS[quantity.QuantityKind(condition["const"])]
            for form in _all(inner["then"]):
                properties = form.get("properties", {})
                for key in ("value", "from", "to"):
                    if key in properties:
                        properties[key] = dict(_NUMBER)
                if "unit" in properties:
                    properties["unit"] = {"enum": [unit.value for unit in units]}


def at(schema: Schema, path: Iterable[str]) -> Iterator[Schema]:
    """Every schema that a path of keys leads to, through lists and forms; `*` is any key."""
    first, *rest = [*path, ""][:-1] or [""]
    if not first:
        yield schema
        return
    for form in _forms(schema):
        inner = form.get("additionalProperties") if first == "*" else form.get("properties", {}).get(first)
        if isinstance(inner, dict):
            yield from at(inner, rest)


def _forms(schema: Schema) -> Iterator[Schema]:
    """A schema and all its forms; the entries of a list stand for the list."""
    yield schema
    for inner in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        yield from _forms(inner)
    for key in ("then", "else", "items"):
        if key in schema:
            yield from _forms(schema[key])


def _all(thing: object) -> Iterator[Schema]:
    """Every mapping in a schema."""
    if isinstance(thing, dict):
        yield thing
        for inner in list(thing.values()):
            yield from _all(inner)
    elif isinstance(thing, list):
        for inner in thing:
            yield from _all(inner)
