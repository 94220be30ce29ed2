"""Bind a sign-off to exactly what it approved, so that changed words make it void by itself."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeAlias

from handouts.errors import Mark
from handouts.model.fields import Fields, Report
from handouts.model.message import Message
from handouts.source import Sequence, Value

_HASH = re.compile(r"[0-9a-f]{64}\Z")
_NOT_PRINTED = frozenset({"mark", "approvals"})

Canonical: TypeAlias = bool | int | float | str | list["Canonical"] | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Approval:
    """A sign-off of the guide in one language: by whom, in what role, from `date` to the end of `until`.

    `hash` is the `content_hash` of what was approved.
    """

    language: str
    by: str
    role: str
    date: datetime.date
    until: datetime.date
    hash: str
    mark: Mark


class Approvable(Protocol):
    """A guide: what has sign-offs (`handouts.model.guide.Guide`, which imports this module)."""

    @property
    def approvals(self) -> tuple[Approval, ...]:
        """The sign-offs on record, void ones too."""


def content_hash(
    guide: Approvable, language_code: str, layouts: bytes, translations: AnyMapping[str, str] | None = None
) -> str:
    """SHA-256 in hex over everything that the guide prints in a language.

    The canonical form is UTF-8 JSON without spaces of `[2-letter-or-longer code, layouts as hex SHA-256,
    translations or null, guide]`. In it a thing is the list of its fields `[name, value]` sorted by name;
    a mapping is the list of its `[key, value]` in the order of the file, because that order is printed;
    words are `[id, text]`; enums and dates are their text; numbers are numbers. Places in files and
    approvals are left out. `translations` (id -> words) are sorted by id.
    """
    import hashlib
    import json

    form: Canonical = [
        language_code,
        hashlib.sha256(layouts).hexdigest(),
        None if translations is None else [[key, translations[key]] for key in sorted(translations)],
        _canonical(guide),
    ]
    data = json.dumps(form, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(data.encode()).hexdigest()


def _canonical(thing: object) -> Canonical:
    """One value of the guide as lists, text and numbers."""
    if isinstance(thing, Message):
        return [thing.id, thing.text]
    if isinstance(thing, Enum):
        return str(thing.value)
    if isinstance(thing, str):
        return str(thing)
    if thing is None or isinstance(thing, (bool, int, float)):
        return thing
    if isinstance(thing, datetime.date):
        return thing.isoformat()
    if isinstance(thing, AnyMapping):
        return [[_canonical(key), _canonical(value)] for key, value in thing.items()]
    if isinstance(thing, (tuple, list)):
        return [_canonical(entry) for entry in thing]
    if dataclasses.is_dataclass(thing):
        names = sorted(field.name for field in dataclasses.fields(thing) if field.name not in _NOT_PRINTED)
        return [type(thing).__name__, [[name, _canonical(getattr(thing, name))] for name in names]]
    raise TypeError(f"no canonical form for {type(thing).__name__}")


def approval_for(
    guide: Approvable, language_code: str, content_hash: str, today: datetime.date
) -> Approval | None:
    """The sign-off that holds today for exactly these contents in this language, if there is one."""
    for approval in guide.approvals:
        if (
            approval.language == language_code
            and approval.hash == content_hash
            and approval.date <= today <= approval.until
        ):
            return approval
    return None


def read_approvals(value: Value, report: Report) -> tuple[Approval, ...]:
    """The sign-offs of a guide; the list may be empty."""
    fields = Fields(value, report, "the list of approvals")
    raw = fields.need("approvals")
    fields.finish()
    if raw is None:
        return ()
    if not isinstance(raw, Sequence):
        fields.refuse("approvals", "must be a list", "write approvals: [] when there is none")
        return ()
    return tuple(_read_approval(entry, report) for entry in raw)


def _read_approval(value: Value, report: Report) -> Approval:
    fields = Fields(value, report, "this approval", prose=False)
    hashed = fields.text("hash")
    if hashed and not _HASH.match(hashed):
        fields.refuse("hash", "is not 64 hexadecimal digits", "record a sign-off with handouts approve")
    approval = Approval(
        language=str(fields.text("language")),
        by=str(fields.text("by")),
        role=str(fields.text("role")),
        date=fields.day("date"),
        until=fields.day("until"),
        hash=str(hashed),
        mark=fields.mark,
    )
    fields.finish()
    if datetime.date.min < approval.until < approval.date:
        fields.refuse("until", "is before the date of the approval")
    return approval
