"""Hold the published sources that claims of the guide rest on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from handouts.errors import Mark
from handouts.model.fields import Fields, Report
from handouts.source import Scalar, Value


class Standing(Enum):
    """Whether the source itself was read, or is known only from others."""

    SEEN = "seen"
    KNOWN = "known"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Source:
    """One published source; its citation is printed as it is in every language."""

    id: str
    citation: Scalar
    title: Scalar
    publisher: Scalar | None
    year: int | None
    standing: Standing
    mark: Mark


def read_sources(value: Value, report: Report) -> dict[str, Source]:
    """All sources by id, in the order of the file."""
    fields = Fields(value, report, "the list of sources")

    def source(entry: Value) -> tuple[Scalar, Source]:
        inner = Fields(entry, report, "this source")
        name = inner.identifier("id")
        year = inner.take("year")
        found = Source(
            id=str(name),
            citation=inner.text("citation"),
            title=inner.text("title"),
            publisher=inner.optional_text("publisher"),
            year=inner.as_whole("year", year) if year is not None else None,
            standing=inner.choice("standing", Standing),
            mark=inner.mark,
        )
        inner.finish()
        return name, found

    sources = dict(fields.things("sources", source))
    fields.finish()
    return sources
