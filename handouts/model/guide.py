"""Hold a whole guide and find its passages by address."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from handouts.errors import DataError, Mark, Problem
from handouts.model.approval import Approval
from handouts.model.exercise import Exercise
from handouts.model.fields import nearest, quoted
from handouts.model.message import Message
from handouts.model.passage import Passage, RedFlagsPassage
from handouts.model.programme import Programme
from handouts.model.reference import Source
from handouts.model.section import Section
from handouts.model.ward import EmergencyPack


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Guide:
    """Everything that is printed, in the order of the booklet; compared and hashed by identity.

    `emergency` is by country code, `phrases` by id (`furniture.footer.page`).
    """

    id: str
    title: Message
    lead: Message
    version: str
    issued: date
    review: date
    about: AnyMapping[str, Message]
    sections: AnyMapping[str, Section]
    exercises: AnyMapping[str, Exercise]
    programme: Programme
    emergency: AnyMapping[str, EmergencyPack]
    sources: AnyMapping[str, Source]
    approvals: tuple[Approval, ...]
    phrases: AnyMapping[str, Message]
    mark: Mark

    def passage(self, address: str, mark: Mark | None = None) -> Passage:
        """The passage at `section.passage`.

        Raises DataError at `mark`, the place that names the address, when there is no such passage.
        """
        for known, passage in self._passages():
            if known == address:
                return passage
        addresses = [known for known, _ in self._passages()]
        raise DataError(Problem(f"there is no passage {quoted(address)}", mark, nearest(address, addresses)))

    def red_flags(self) -> tuple[RedFlagsPassage, ...]:
        """All passages of red flags, in the order of the booklet."""
        return tuple(passage for _, passage in self._passages() if isinstance(passage, RedFlagsPassage))

    def _passages(self) -> Iterator[tuple[str, Passage]]:
        for section in self.sections.values():
            for passage in section.passages:
                yield f"{section.id}.{passage.id}", passage


def messages_in(thing: object) -> list[Message]:
    """Every message in a part of a guide, in the order of its fields and entries."""
    found: list[Message] = []
    _collect(thing, found)
    return found


def _collect(thing: object, found: list[Message]) -> None:
    kind = type(thing)
    if kind is Message:
        found.append(cast(Message, thing))
    elif kind is dict:
        for entry in cast(dict[object, object], thing).values():
            _collect(entry, found)
    elif kind is tuple:
        for entry in cast(tuple[object, ...], thing):
            _collect(entry, found)
    else:
        for name in _field_names(kind):
            _collect(getattr(thing, name), found)


_FIELD_NAMES: dict[type, tuple[str, ...]] = {}


def _field_names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass that are not its place in a file; none for anything else."""
    names = _FIELD_NAMES.get(kind)
    if names is None:
        fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
        names = _FIELD_NAMES[kind] = tuple(field.name for field in fields if field.name != "mark")
    return names
