"""Make the schemas of pose files from the types that their reader fills."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from handouts.figures.alt import LONGEST
from handouts.figures.puppet.pose import FRONT_PARTS, SIDE_PARTS, FrontPose, Movement, SidePose
from handouts.figures.puppet.props import PROPS
from handouts.figures.puppet.script import IN_FRONT
from tools.schemas.recording import NAME, Schema

NUMBER: Schema = {"type": ["number", "string"], "pattern": r"^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$"}
FLAG: Schema = {"enum": ["yes", "no", True, False]}
WORD: Schema = {"type": ["string", "number"]}


def schema_of(hint: Any) -> Schema:
    """What a value of a type may look like in a file; a list of one may be written without its brackets."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return schema_of(next(arm for arm in get_args(hint) if arm is not NoneType))
    if origin is tuple:
        entry = schema_of(get_args(hint)[0])
        return {"anyOf": [entry, {"type": "array", "items": entry}]}
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if hint is complex:
        return {"anyOf": [NUMBER, {"type": "array", "items": NUMBER, "minItems": 1, "maxItems": 2}]}
    if is_dataclass(hint):
        return _closed(_properties(hint), _required(hint))
    return {float: NUMBER, int: NUMBER, bool: FLAG}.get(hint, WORD)


def _properties(kind: Any) -> dict[str, Schema]:
    return {name: schema_of(hint) for name, hint in get_type_hints(kind).items() if name != "mark"}


def _required(kind: Any) -> list[str]:
    return [
        field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING
    ]


def _closed(properties: dict[str, Schema], required: list[str]) -> Schema:
    closed: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return closed | ({"required": required} if required else {})


def _one_or_more(entry: Schema) -> Schema:
    return {"anyOf": [entry, {"type": "array", "items": entry}]}


def _pose() -> Schema:
    """The keys of both views: which one it is may stand in the posture that it is like."""
    own = {"like": WORD, "view": {"enum": ["side", "front"]}}
    return _closed(own | _properties(SidePose) | _properties(FrontPose), [])


def _placing() -> Schema:
    """A prop with the keys of its kind."""
    own: dict[str, Schema] = {
        "prop": {"enum": list(PROPS)},
        "under": {"enum": sorted({*SIDE_PARTS, *FRONT_PARTS})},
        "over": {"const": IN_FRONT},
    }
    kinds = [
        {
            "if": {"required": ["prop"], "properties": {"prop": {"const": name}}},
            "then": _closed(own | _properties(kind), _required(kind)),
        }
        for name, kind in PROPS.items()
    ]
    return {"type": "object", "required": ["prop"], "properties": {"prop": own["prop"]}, "allOf": kinds}


def _frame() -> Schema:
    label: Schema = {"anyOf": [{"const": "start"}, {"type": "integer", "minimum": 0}]}
    pose = {"$ref": "#/definitions/pose"}
    parts: dict[str, Schema] = {
        "label": label,
        "pose": _one_or_more(pose),
        "ghost": _one_or_more(pose),
        "props": _one_or_more({"$ref": "#/definitions/prop"}),
        "arrows": _one_or_more(schema_of(Movement)),
    }
    return _closed(parts, [])


def figure_schema() -> Schema:
    """A pose file: the frames of a figure."""
    parts: dict[str, Schema] = {
        "name": NAME,
        "alt": {"type": "string", "maxLength": LONGEST, "minLength": 1},
        "about_baby": FLAG,
        "scene": _one_or_more({"$ref": "#/definitions/prop"}),
        "frames": _one_or_more({"$ref": "#/definitions/frame"}),
    }
    definitions = {"pose": _pose(), "prop": _placing(), "frame": _frame()}
    return _closed(parts, ["name", "alt", "frames"]) | {"definitions": definitions}


def postures_schema() -> Schema:
    """The file of postures: poses by name."""
    return {"type": "object", "propertyNames": NAME, "additionalProperties": _pose()}
