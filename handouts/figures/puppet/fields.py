"""Fill dataclasses from YAML values, naming file, line and column of everything that does not fit."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from handouts.errors import DataError, Mark, Problem
from handouts.source import Mapping, Scalar, Sequence, Value

T = TypeVar("T")

LARGEST = 1000.0
"""Degrees and heads in pose files stay far below."""

_YES = {"yes": True, "no": False}


def filled(kind: type[T], mapping: Mapping, *, ignore: frozenset[str] = frozenset()) -> T:
    """An instance of the dataclass `kind` with its fields from `mapping`.

    Fields may be of type float, int, bool (yes, no), str, Literal, complex (`[x, y]`, or one number for
    x), a dataclass, a tuple of these, or one of them or None. A field `mark` gets the place of the
    mapping. Keys in `ignore` are left for somebody else.

    Raises DataError with every problem in the mapping.
    """
    hints = get_type_hints(kind)
    problems: list[Problem] = []
    values: dict[str, Any] = {"mark": mapping.mark} if "mark" in hints else {}
    for key, value in mapping.items():
        if key in ignore:
            continue
        if key not in hints or key == "mark":
            problems.append(_unknown(key, hints))
            continue
        try:
            values[str(key)] = _value(hints[key], value, key)
        except DataError as error:
            problems += error.problems
    for field in fields(kind):  # type: ignore[arg-type]  # every kind given is a dataclass
        needed = field.default is MISSING and field.default_factory is MISSING
        if needed and field.name not in values and field.name not in mapping:
            problems.append(Problem(f"“{field.name}” is missing", mapping.mark))
    if problems:
        raise DataError(problems)
    return kind(**values)


def _unknown(key: Scalar, hints: dict[str, Any]) -> Problem:
    names = sorted(set(hints) - {"mark"})
    close = get_close_matches(key, names, 1)
    hint = f"did you mean “{close[0]}”?" if close else f"known here: {', '.join(names)}"
    return Problem(f"“{key}” is not known here", key.mark, hint)


def _value(kind: Any, value: Value, key: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _value(next(arm for arm in get_args(kind) if arm is not NoneType), value, key)
    if origin is tuple:
        return _tuple(get_args(kind), value, key)
    if origin is Literal:
        return _choice(get_args(kind), _text(value, key), value.mark, key)
    if kind is complex:
        return point(value, key)
    if is_dataclass(kind) and isinstance(kind, type):
        if isinstance(value, Mapping):
            return filled(kind, value)
        raise DataError(Problem(f"“{key}” wants keys with values", value.mark))
    text = _text(value, key)
    if kind is bool:
        return _YES[_choice(tuple(_YES), text, value.mark, key)]
    return text if kind is str else _number(kind, text, value.mark, key)


def _tuple(arms: tuple[Any, ...], value: Value, key: str) -> tuple[Any, ...]:
    entries = value if isinstance(value, Sequence) else [value]
    return tuple(_value(arms[0], entry, key) for entry in entries)


def point(value: Value, key: str) -> complex:
    """A point written `[x, y]`, or one number for x with y = 0."""
    entries = list(value) if isinstance(value, Sequence) else [value]
    if len(entries) not in (1, 2):
        raise DataError(Problem(f"“{key}” wants [x, y]", value.mark))
    numbers = [_number(float, _text(entry, key), entry.mark, key) for entry in entries]
    return complex(*numbers)


def _text(value: Value, key: str) -> str:
    if not isinstance(value, Scalar):
        raise DataError(Problem(f"“{key}” wants one value", value.mark))
    return str(value)


def _number(kind: Any, text: str, mark: Mark, key: str) -> float:
    try:
        if abs(number := kind(text)) <= LARGEST:  # neither infinite nor “not a number”
            return number  # type: ignore[no-any-return]  # kind is float or int
    except ValueError:
        pass
    raise DataError(Problem(f"“{key}” wants a number up to {LARGEST:g}, not “{text}”", mark))


def _choice(choices: tuple[str, ...], text: str, mark: Mark, key: str) -> str:
    if text in choices:
        return text
    close = get_close_matches(text, choices, 1)
    hint = f"did you mean “{close[0]}”?" if close else None
    raise DataError(Problem(f"“{key}” is “{text}”, not one of {', '.join(choices)}", mark, hint))
