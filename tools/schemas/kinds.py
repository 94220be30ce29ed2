"""Say which files have which schema, and what the readers of each do beyond asking for keys."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from handouts.languages import language
from handouts.model import approval, quantity, ward
from handouts.model.exercise import PROGRAMME_WEEKS
from handouts.model.passage import KINDS
from handouts.units import PAPERS
from tools.schemas.recording import NAME, SAID, TEXT, Schema, matching

COMMENT = "# yaml-language-server: $schema="
HEAD = 3
"""Lines at the beginning of a file in which the comment may stand."""

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
    "figure": "data/figures/poses/*.yaml",
    "postures": "data/figures/postures.yaml",
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
    "figure": "A figure: its frames, drawn from poses",
    "postures": "Postures from which poses start",
}

_NUMBER: Schema = {
    "type": ["number", "string"],
    "pattern": matching(quantity._NUMBER),
    SAID: "Digits only, with a full stop before decimals.",
}
_LOGO = f"A logo is a file beside this one that ends in {', '.join(ward.LOGO_TYPES)}."
_WEEKS = [str(week) for week in range(1, PROGRAMME_WEEKS + 1)]


def _text(pattern: object, said: str) -> Schema:
    """Text that a pattern of the reader's must match, and that an editor may take for a number."""
    return {"type": ["string", "integer"], "pattern": matching(pattern), SAID: said}


_COUNTRY = _text(ward._COUNTRY, "A country is two capital letters, such as GB.")
_DIALLED = _text(ward._DIALLED, "A number to dial has digits, with single spaces.")
_PHONE = _text(ward._PHONE, "A phone number has digits, spaces, hyphens, one + at the start, and ( ).")


TOLD: Mapping[str, frozenset[str]] = {
    "kind": frozenset(KINDS),
    "quantity": frozenset(kind.value for kind in quantity.QuantityKind),
}
"""The values that the specimen must show of each key that decides about others."""


def _any_case(text: str) -> str:
    """A pattern for small and capital letters; JSON Schema has no flag for it."""
    return "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else f"[{letter}]" for letter in text)


RULES: Mapping[str, Mapping[str, Schema]] = {
    "programme": {
        "weeks.vaginal.*.[]": {"minProperties": 1, "maxProperties": 1},
        "weeks.caesarean.*.[]": {"minProperties": 1, "maxProperties": 1},
        "weeks.vaginal": {"required": _WEEKS, "propertyNames": {"enum": _WEEKS}},
        "weeks.caesarean": {"required": _WEEKS, "propertyNames": {"enum": _WEEKS}},
    },
    "emergency": {
        "country": _COUNTRY,
        "number": _DIALLED,
        "advice.number": _DIALLED,
        "first_weekday": {"enum": list(ward.WEEKDAYS)},
    },
    "ward": {
        "country": _COUNTRY,
        "phone": _PHONE,
        "physiotherapy": _PHONE,
        "email": _text(ward._EMAIL, "An e-mail address is written like ward@example.org."),
        "web": _text(ward._WEB, "A web address begins with https:// and has no user name."),
        "logo": {"pattern": f"(?:{'|'.join(_any_case(ending) for ending in ward.LOGO_TYPES)})$", SAID: _LOGO},
        "paper": {"enum": list(PAPERS)},
    },
    "approvals": {
        "approvals.hash": _text(approval._HASH, "64 hexadecimal digits, as handouts approve records them.")
    },
    "language": {
        "tag": _text(language._TAG, "A language tag is written like en-GB or zh-Hans."),
        "script": _text(language._SCRIPT, "A script is four letters of ISO 15924, such as Latn."),
        "faces": {"minItems": 1},
    },
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


def comment(kind: str, path: Path, root: Path) -> str:
    """The line by which a file names its schema for editors."""
    relative = os.path.relpath(root / "schemas" / f"{kind}.json", path.parent)
    return f"{COMMENT}{Path(relative).as_posix()}"


def set_comments(root: Path) -> list[Path]:
    """Put the right comment into every file that has a wrong one or none; the files that were changed."""
    written: list[Path] = []
    for kind in FILES:
        for path in files(kind, root):
            wanted = comment(kind, path, root)
            lines = path.read_text(encoding="utf-8").splitlines()
            if wanted not in lines[:HEAD]:
                kept = [line for line in lines if not line.startswith(COMMENT)]
                path.write_text("\n".join([wanted, *kept]) + "\n", encoding="utf-8", newline="\n")
                written.append(path)
    return written


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
    """Every schema that a path of keys leads to, through lists and forms.

    `*` stands for any key, `[]` for the entries of a list, which else go without saying, and `=name` at the
    beginning for what the schema defines once.
    """
    first, *rest = path
    if first.startswith("="):
        yield from at(schema.get("definitions", {}).get(first[1:], {}), rest)
        return
    for form in _forms(schema):
        inner = {"*": form.get("additionalProperties"), "[]": form.get("items")}.get(
            first, form.get("properties", {}).get(first)
        )
        if isinstance(inner, dict):
            yield from at(inner, rest) if rest else (inner,)


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
