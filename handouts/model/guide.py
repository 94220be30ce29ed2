"""Hold a whole guide and find its passages by address."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

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


def messages_in(thing: object) -> Iterator[Message]:
    """Every message in a part of a guide, in the order of its fields and entries."""
    if isinstance(thing, Message):
        yield thing
    elif isinstance(thing, AnyMapping):
        for entry in thing.values():
            yield from messages_in(entry)
    elif isinstance(thing, tuple):
        for entry in thing:
            yield from messages_in(entry)
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, (Mark, Enum)):
        for field in dataclasses.fields(thing):
            yield from messages_in(getattr(thing, field.name))
