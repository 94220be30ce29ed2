"""Hold the passages of a section: text, lists, steps, tables, notes, questions and red flags."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

from handouts.errors import Mark
from handouts.model.fields import Fields, Report, nearest, quoted
from handouts.model.message import Message
from handouts.model.quantity import Quantity, read_values
from handouts.source import Scalar, Value

Words: TypeAlias = AnyMapping[str, Message]
"""Messages by the id they have among their neighbours, in order."""


class Urgency(Enum):
    """How fast to get help, the most urgent first (three tiers, as in the guide's red flags)."""

    EMERGENCY_NOW = "emergency_now"
    PHONE_NOW = "phone_now"
    SOON = "soon"


class Tone(Enum):
    """How strongly a note speaks."""

    INFO = "info"
    CAUTION = "caution"
    URGENT = "urgent"


class Icon(Enum):
    """A pictogram that stands beside words and never instead of them."""

    PHONE = "phone"
    WARNING = "warning"
    CLOCK = "clock"
    CALENDAR = "calendar"
    TICK = "tick"
    TICKBOX = "tickbox"
    HEART = "heart"
    BABY = "baby"
    HEAT = "heat"
    HAND = "hand"
    MOON = "moon"
    PILL = "pill"
    STOP = "stop"
    PEOPLE = "people"
    WALK = "walk"
    FOOD = "food"
    CHAIR = "chair"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Passage:
    """What every passage has; compared and hashed by identity.

    `sources` are ids of the guide's sources. `about_baby` marks words that the edition without
    baby wording leaves out.
    """

    id: str
    heading: Message | None
    sources: tuple[Scalar, ...]
    about_baby: bool
    values: AnyMapping[str, Quantity]
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TextPassage(Passage):
    """Running text."""

    paragraphs: Words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ListPassage(Passage):
    """Items without an order."""

    intro: Message | None
    items: Words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StepsPassage(Passage):
    """Items to be done one after the other, from a starting position."""

    start: Message | None
    steps: Words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Row:
    """A row of a table: one cell for each column, the first being the row head."""

    id: str
    icon: Icon | None
    cells: Words
    sources: tuple[Scalar, ...]
    about_baby: bool
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TablePassage(Passage):
    """A table whose first column heads its rows."""

    columns: Words
    rows: AnyMapping[str, Row]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NotePassage(Passage):
    """A few words that stand out."""

    tone: Tone
    text: Message
    icon: Icon | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Question:
    """A question and the paragraphs of its answer."""

    id: str
    question: Message
    answer: Words
    sources: tuple[Scalar, ...]
    about_baby: bool
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class QuestionsPassage(Passage):
    """Questions with answers."""

    questions: AnyMapping[str, Question]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SignGroup:
    """Red flags of one part of the body, with or without a heading; `about_baby` as for a passage."""

    id: str
    heading: Message | None
    signs: Words
    about_baby: bool
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RedFlagsPassage(Passage):
    """Signs of danger of one urgency; its `heading` says what to do."""

    urgency: Urgency
    groups: AnyMapping[str, SignGroup]


KINDS: AnyMapping[str, type[Passage]] = {
    "text": TextPassage,
    "list": ListPassage,
    "steps": StepsPassage,
    "table": TablePassage,
    "note": NotePassage,
    "questions": QuestionsPassage,
    "red_flags": RedFlagsPassage,
}


def read_passage(value: Value, report: Report) -> tuple[Scalar, Passage | None]:
    """A passage of any kind with its id; None where the kind is not known."""
    fields = Fields(value, report, "this passage")
    name = fields.identifier("id")
    fields.what = f"the passage {name}" if name else "this passage"
    kind = fields.text("kind")
    build = KINDS.get(kind)
    if build is None:
        if kind:
            fields.refuse("kind", f"{quoted(kind)} is not one of {', '.join(KINDS)}", nearest(kind, KINDS))
        return name, None
    passage = build(
        id=str(name),
        heading=fields.words("heading") if build is RedFlagsPassage else fields.optional_words("heading"),
        sources=fields.identifiers("sources"),
        about_baby=fields.flag("about_baby"),
        values=read_values(fields),
        mark=fields.mark,
        **_OWN[build](fields),
    )
    fields.finish()
    return name, passage


def _text(fields: Fields) -> dict[str, Any]:
    return {"paragraphs": fields.named_words("paragraphs")}


def _list(fields: Fields) -> dict[str, Any]:
    return {"intro": fields.optional_words("intro"), "items": fields.named_words("items")}


def _steps(fields: Fields) -> dict[str, Any]:
    return {"start": fields.optional_words("start"), "steps": fields.named_words("steps")}


def _table(fields: Fields) -> dict[str, Any]:
    columns = fields.named_words("columns")

    def row(value: Value) -> tuple[Scalar, Row]:
        inner = Fields(value, fields.report, "this row")
        name = inner.identifier("id")
        inner.what = f"the row {name}" if name else "this row"
        cells = inner.named_words("cells")
        for key, cell in cells.items():
            if key not in columns:
                fields.report.add(f'there is no column "{key}"', cell.mark, nearest(key, columns))
        if cells:
            for key in columns:
                if key not in cells:
                    inner.refuse("cells", f'the row {name} has no cell for the column "{key}"')
        found = Row(
            id=str(name),
            icon=inner.optional_choice("icon", Icon),
            cells={key: cells[key] for key in columns if key in cells},
            sources=inner.identifiers("sources"),
            about_baby=inner.flag("about_baby"),
            mark=inner.mark,
        )
        inner.finish()
        return name, found

    return {"columns": columns, "rows": fields.things("rows", row)}


def _note(fields: Fields) -> dict[str, Any]:
    return {
        "tone": fields.choice("tone", Tone),
        "text": fields.words("text"),
        "icon": fields.optional_choice("icon", Icon),
    }


def _questions(fields: Fields) -> dict[str, Any]:
    def question(value: Value) -> tuple[Scalar, Question]:
        inner = Fields(value, fields.report, "this question")
        name = inner.identifier("id")
        found = Question(
            id=str(name),
            question=inner.words("question"),
            answer=inner.named_words("answer"),
            sources=inner.identifiers("sources"),
            about_baby=inner.flag("about_baby"),
            mark=inner.mark,
        )
        inner.finish()
        return name, found

    return {"questions": fields.things("questions", question)}


def _red_flags(fields: Fields) -> dict[str, Any]:
    def group(value: Value) -> tuple[Scalar, SignGroup]:
        inner = Fields(value, fields.report, "this group")
        name = inner.identifier("id")
        found = SignGroup(
            id=str(name),
            heading=inner.optional_words("heading"),
            signs=inner.named_words("signs"),
            about_baby=inner.flag("about_baby"),
            mark=inner.mark,
        )
        inner.finish()
        return name, found

    return {"urgency": fields.choice("urgency", Urgency), "groups": fields.things("groups", group)}


_OWN = {
    TextPassage: _text,
    ListPassage: _list,
    StepsPassage: _steps,
    TablePassage: _table,
    NotePassage: _note,
    QuestionsPassage: _questions,
    RedFlagsPassage: _red_flags,
}
"""What each kind has beyond a passage."""
