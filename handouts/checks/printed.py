"""Give the guide's words as they are printed: in a language, with their values in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from handouts.languages.speech import Speech, Words
from handouts.model.exercise import Exercise
from handouts.model.guide import Guide
from handouts.model.message import Message
from handouts.model.passage import (
    ListPassage,
    NotePassage,
    Passage,
    QuestionsPassage,
    RedFlagsPassage,
    StepsPassage,
    TablePassage,
    TextPassage,
)
from handouts.model.quantity import Quantity
from handouts.model.section import Section
from handouts.model.ward import EmergencyPack, Ward

Values = Mapping[str, Quantity]


@dataclass(frozen=True, slots=True)
class Piece:
    """One message as it is printed; `prose` is everything but headings, row heads and labels."""

    words: Words
    prose: bool


@dataclass(frozen=True, slots=True)
class Press:
    """Prints the words of a guide in one language for one ward."""

    speech: Speech
    ward: Ward
    pack: EmergencyPack

    def words(self, message: Message, values: Values | None = None) -> Words:
        """One message. Raises DataError at the message when a placeholder has no value."""
        if "{" not in message.text:
            return self.speech.words(message)
        places = self.speech.places(self.ward, self.pack)
        return self.speech.words(message, places | self.speech.quantities(values or {}))

    def guide(self, guide: Guide) -> Iterator[Piece]:
        """Everything but phrases, which are patterns and not yet words."""
        yield from self._headings(guide.title)
        yield from self._prose({}, guide.lead, *guide.about.values())
        for section in guide.sections.values():
            yield from self.section(section)
        for exercise in guide.exercises.values():
            yield from self.exercise(exercise)
        for pack in guide.emergency.values():
            yield from self._headings(pack.name, pack.advice.name if pack.advice else None)
            yield from self._prose({}, pack.say, pack.warning, pack.advice.note if pack.advice else None)
        if guide.programme.ask_first is not None:
            yield from self._prose({}, guide.programme.ask_first)
        if guide.programme.gate is not None:
            yield from self._prose({}, guide.programme.gate.words)

    def section(self, section: Section) -> Iterator[Piece]:
        """A section in the order in which it is read."""
        yield from self._headings(section.title, section.short_title)
        yield from self._prose({}, section.lead)
        for passage in section.passages:
            yield from self._headings(passage.heading, values=passage.values)
            yield from _PASSAGES[type(passage)](self, passage)

    def exercise(self, exercise: Exercise) -> Iterator[Piece]:
        """An exercise in the order in which it is read.

        The clauses of "Stop if …" count one by one, as items of a list do, though a page joins them.
        """
        yield from self._headings(exercise.title)
        yield from self._prose(
            exercise.values,
            exercise.why,
            exercise.before,
            exercise.start,
            *exercise.steps.values(),
            *exercise.versions.values(),
            exercise.easier,
            exercise.harder,
            *exercise.stop_if.values(),
            exercise.caution,
        )

    def ward_words(self) -> Iterator[Piece]:
        """The ward's own words."""
        yield from self._headings(self.ward.name, self.ward.phone_label)

    def _headings(self, *messages: Message | None, values: Values | None = None) -> Iterator[Piece]:
        yield from (Piece(self.words(message, values), False) for message in messages if message is not None)

    def _prose(self, values: Values, *messages: Message | None) -> Iterator[Piece]:
        yield from (Piece(self.words(message, values), True) for message in messages if message is not None)

    # -- passages -------------------------------------------------------------------------------------------

    def _text(self, passage: TextPassage) -> Iterator[Piece]:
        yield from self._prose(passage.values, *passage.paragraphs.values())

    def _list(self, passage: ListPassage) -> Iterator[Piece]:
        yield from self._prose(passage.values, passage.intro, *passage.items.values())

    def _steps(self, passage: StepsPassage) -> Iterator[Piece]:
        yield from self._prose(passage.values, passage.start, *passage.steps.values())

    def _table(self, passage: TablePassage) -> Iterator[Piece]:
        yield from self._headings(*passage.columns.values(), values=passage.values)
        for row in passage.rows.values():
            head, *cells = row.cells.values()
            yield from self._headings(head, values=passage.values)
            yield from self._prose(passage.values, *cells)

    def _note(self, passage: NotePassage) -> Iterator[Piece]:
        yield from self._prose(passage.values, passage.text)

    def _questions(self, passage: QuestionsPassage) -> Iterator[Piece]:
        for question in passage.questions.values():
            yield from self._headings(question.question, values=passage.values)
            yield from self._prose(passage.values, *question.answer.values())

    def _red_flags(self, passage: RedFlagsPassage) -> Iterator[Piece]:
        for group in passage.groups.values():
            yield from self._headings(group.heading, values=passage.values)
            yield from self._prose(passage.values, *group.signs.values())


_PASSAGES: Mapping[type[Passage], Callable[..., Iterator[Piece]]] = {
    TextPassage: Press._text,
    ListPassage: Press._list,
    StepsPassage: Press._steps,
    TablePassage: Press._table,
    NotePassage: Press._note,
    QuestionsPassage: Press._questions,
    RedFlagsPassage: Press._red_flags,
}
"""How each kind of passage is read."""
