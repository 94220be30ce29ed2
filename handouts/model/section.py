"""Hold a section of the guide and read it from its file."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.errors import Mark
from handouts.model.fields import Fields, Report
from handouts.model.message import Message
from handouts.model.passage import Passage, read_passage
from handouts.source import Value


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Section:
    """A chapter of the guide; `short_title` is for contents and footers."""

    id: str
    title: Message
    short_title: Message | None
    lead: Message | None
    passages: tuple[Passage, ...]
    mark: Mark


def read_section(value: Value, report: Report) -> Section:
    """A section with its passages; two passages never have one id."""
    fields = Fields(value, report, "this section")
    name = fields.identifier("id")
    title, short_title = fields.words("title"), fields.optional_words("short_title")
    lead = fields.optional_words("lead")
    passages = fields.things("passages", lambda entry: read_passage(entry, report))
    fields.finish()
    return Section(
        id=str(name),
        title=title,
        short_title=short_title,
        lead=lead,
        passages=tuple(passage for passage in passages.values() if passage is not None),
        mark=fields.place("id"),
    )
