"""Make every schema from what the readers ask for while they read the specimen."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

from handouts import assets, source
from handouts.blocks import BLOCKS
from handouts.errors import HandoutError
from handouts.languages.registry import load_language
from handouts.model.loader import load_guide, load_ward
from handouts.pages.layout import load_layouts
from handouts.source import Value
from handouts.theme.theme import load_theme
from tools.schemas.descriptions import DESCRIPTIONS
from tools.schemas.folding import Folder, SpecimenError, either
from tools.schemas.kinds import FILES, PHRASES, RULES, TITLES, at, quantity_rules
from tools.schemas.poses import figure_schema, postures_schema
from tools.schemas.recording import LIST, Asked, Recorder, Schema

ROOT = Path(__file__).resolve().parent.parent.parent
SCHEMAS = ROOT / "schemas"
SPECIMEN = Path(__file__).resolve().parent / "specimen"
MADE_BY = "made by python -m tools.schemas from what the readers ask for; do not edit"
_LIST_OF_WORDS = re.compile(r"\[\s+([^\[\]{}]*?)\s+\]")
_SPACE = re.compile(r"\s*\n\s*")
DRAFT = "http://json-schema.org/draft-07/schema#"


WHOLE = {"phrases": lambda: dict(PHRASES), "figure": figure_schema, "postures": postures_schema}
"""Schemas that need no specimen."""


def schemas() -> dict[str, Schema]:
    """Every schema by kind of file.

    Raises SpecimenError where the specimen lacks something that a reader asks for.
    """
    recorder = Recorder()
    tops: dict[Path, Value] = {}
    _read_all(recorder, tops)
    # through JSON, so that no part of one schema is a part of another
    made = {kind: json.loads(json.dumps(_schema(kind, recorder, tops))) for kind in FILES}
    for kind, schema in made.items():
        quantity_rules(schema)
        _apply(schema, RULES.get(kind, {}), kind)
        described = {path: {"description": text} for path, text in DESCRIPTIONS.get(kind, {}).items()}
        _apply(schema, described, kind)
    return {kind: _headed(kind, schema) for kind, schema in made.items()}


def text_of(schema: Schema) -> str:
    """A schema as it stands in its file: one line for each key, and for each list of words."""
    text = json.dumps(schema, ensure_ascii=False, indent=2)
    return _LIST_OF_WORDS.sub(lambda found: f"[{_SPACE.sub(' ', found.group(1))}]", text) + "\n"


def _read_all(recorder: Recorder, tops: dict[Path, Value]) -> None:
    """Read the specimen as the product reads its own data, and keep the top of each file."""
    original = source.read

    def read(path: Path, root: str = "") -> source.Mapping:
        tops[path] = top = original(path, root)
        return top

    try:
        with (
            recorder.watching(),
            patch.object(source, "read", read),
            patch("handouts.pages.layout.read", read),
            patch("handouts.theme.theme.read", read),
        ):
            guide = load_guide("specimen", SPECIMEN)
            load_ward(SPECIMEN / "wards" / "ward.yaml", guide)
            load_language("en", SPECIMEN)
            load_layouts.__wrapped__(SPECIMEN / "layouts")
            load_theme.__wrapped__("standard")
    except HandoutError as error:
        raise SpecimenError(f"the specimen is not what the readers want:\n{error}") from None


def _schema(kind: str, recorder: Recorder, tops: Mapping[Path, Value]) -> Schema:
    """The schema of one kind of file, folded from all its files in the specimen."""
    if kind in WHOLE:
        return WHOLE[kind]()
    pattern = FILES[kind].removeprefix("data/")
    folder = assets.LAYOUTS.parent if kind == "theme" else SPECIMEN
    values = [tops[path] for path in sorted(folder.glob(pattern)) if path in tops]
    if kind == "layout":
        return _layout(values, recorder)
    schema = Folder(recorder).whole(values, kind)
    if kind == "theme":  # one with a base has only what is other than there
        schema["anyOf"] = [{"required": ["base", "name"]}, {"required": schema.pop("required")}]
    return schema


def _layout(values: list[Value], recorder: Recorder) -> Schema:
    """A layout, whose blocks are those of the registry, each with the options that it reads."""
    record = recorder.of(values[0])
    if record is None:
        raise SpecimenError("the layout of the specimen was not read")
    record.asked["blocks"] = Asked(True, LIST | {"items": _block(recorder)})
    return Folder(recorder).whole(values, "layout")


def _block(recorder: Recorder) -> Schema:
    """A block as a word alone, or as one key with its options, or with its main option alone."""
    bare: list[str] = []
    optioned: Schema = {}
    for kind, block in BLOCKS.items():
        records = [each for each in recorder.records.values() if each.what == f"the block {kind}"]
        if not records:
            raise SpecimenError(f"the specimen has no example of the block {kind}")
        options = Folder(recorder).closed(records, f"the block {kind}")
        if not options.get("required"):
            bare.append(kind)
        short = [options["properties"][block.short]] if block.short else []
        told = (sys.modules[block.compose.__module__].__doc__ or "").partition("\n")[0]
        optioned[kind] = {"description": told, **either([*short, options])}
    one_key: Schema = {
        "type": "object",
        "properties": optioned,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    return {"anyOf": [{"enum": bare}, one_key]}


def _apply(schema: Schema, rules: Mapping[str, Schema], kind: str) -> None:
    """Add to what the paths lead to."""
    for path, rule in rules.items():
        found = list(at(schema, path.split(".")))
        if not found:
            raise SpecimenError(f"nothing in the schema {kind} is at {path}")
        for inner in found:
            inner.update(rule)


def _headed(kind: str, schema: Schema) -> Schema:
    return {"$schema": DRAFT, "$comment": MADE_BY, "title": TITLES[kind], **schema}


def stale(folder: Path = SCHEMAS) -> list[str]:
    """The names of files in the folder that are not what would be made now, or do not belong there."""
    wanted = {f"{kind}.json": text_of(schema) for kind, schema in schemas().items()}
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


def write(folder: Path = SCHEMAS) -> list[Path]:
    """Write every schema; the paths."""
    folder.mkdir(exist_ok=True)
    paths = []
    for kind, schema in schemas().items():
        path = folder / f"{kind}.json"
        path.write_text(text_of(schema), encoding="utf-8", newline="\n")
        paths.append(path)
    return paths
