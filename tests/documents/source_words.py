"""List the words that a layout must print for an edition, in reading order, from the guide's own data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from handouts.blocks.edition import Edition
from handouts.languages.speech import Words, unbroken
from handouts.model.exercise import Birth, Exercise, Phase
from handouts.model.guide import messages_in
from handouts.model.message import Message
from handouts.model.passage import (
    ListPassage,
    Passage,
    QuestionsPassage,
    RedFlagsPassage,
    TablePassage,
    Urgency,
)
from handouts.model.quantity import Quantity
from handouts.pages.layout import BlockSpec, Layout
from handouts.text.markup import parse

Values = Mapping[str, Quantity]
WEEKS = range(1, 13)


def expected(layout: Layout, edition: Edition) -> list[str]:
    """What is printed between the band and the facts at the foot, in the order in which it is read."""
    source = _Source(layout, edition)
    return [
        parse(str(words)).text
        for block in layout.blocks
        if block.when is None or block.when.holds(edition.ward)
        for words in source.block(block)
    ]


class _Source:
    """The words of each kind of block."""

    def __init__(self, layout: Layout, edition: Edition) -> None:
        self.layout, self.edition, self.guide = layout, edition, edition.guide
        self.blocks: dict[str, Callable[[Any], Iterable[object]]] = {
            "back_cover": self.back_cover, "cards": self.cards, "checklist_head": self.checklist_head,
            "columns": self.columns, "contacts": self.contacts, "contents": self.contents,
            "cover": self.cover, "exercise_pages": self.exercise_pages, "exercises": self.exercise_rows,
            "facts": self.facts, "masthead": self.masthead, "notes": self.notes,
            "passage": self.passage_block, "plan": self.plan, "section": self.section,
            "sources": self.sources, "stop": self.stop, "week_grid": self.week_grid,
        }  # fmt: skip

    def block(self, block: BlockSpec) -> Iterable[object]:
        return self.blocks[block.kind](block.options)

    # -- words -----------------------------------------------------------------------------------------------

    def words(self, message: Message, values: Values | None = None) -> Words:
        speech = self.edition.speech
        places = speech.places(self.edition.ward, self.edition.pack)
        return speech.words(message, places | speech.quantities(values or {}))

    def phrase(self, name: str, /, **arguments: str | int) -> Words:
        return self.edition.speech.phrase(f"furniture.{name}", **arguments)

    def some(self, messages: Iterable[Message | None], values: Values | None = None) -> Iterator[Words]:
        return (self.words(message, values) for message in messages if message is not None)

    # -- blocks of one-page documents ------------------------------------------------------------------------

    def masthead(self, options: object) -> Iterator[object]:
        yield self.edition.title
        yield from self.some([self.edition.lead])

    def passage_block(self, options: Any) -> Iterator[object]:
        passage = self.guide.passage(options.passage)
        if passage.heading is not None and (options.heading or isinstance(passage, RedFlagsPassage)):
            yield self.words(passage.heading)
        yield from self.body(passage, options.only)

    def body(self, passage: Passage, only: Sequence[str] = ()) -> Iterator[object]:
        """A passage under its heading; `only` keeps some of its parts."""
        values = passage.values
        if isinstance(passage, RedFlagsPassage):
            yield from self.red_flags(passage, only)
        elif isinstance(passage, TablePassage):
            for row in _chosen(passage.rows, only):
                yield from self.some(row.cells.values(), values)
        elif isinstance(passage, QuestionsPassage):
            for question in _chosen(passage.questions, only):
                yield from self.some([question.question, *question.answer.values()], values)
        else:
            heading = [] if passage.heading is None else [passage.heading]
            yield from self.some((m for m in messages_in(passage) if m not in heading), values)

    def red_flags(self, passage: RedFlagsPassage, only: Sequence[str] = ()) -> Iterator[object]:
        numbers = {
            Urgency.EMERGENCY_NOW: self.edition.pack.number,
            Urgency.PHONE_NOW: self.edition.ward.phone,
        }
        if passage.urgency in numbers:
            yield numbers[passage.urgency]
        for group in _chosen(passage.groups, only):
            yield from self.some([group.heading, *group.signs.values()], passage.values)

    def columns(self, options: Any) -> Iterator[object]:
        for name in (*options.first, *options.second):
            passage = self.guide.passage(name)
            yield from self.some([passage.heading])
            yield from self.body(passage)

    def cards(self, options: Any) -> Iterator[object]:
        passage = self.guide.passage(options.passage)
        yield from self.some([passage.heading])
        for key in options.figures:
            if isinstance(passage, TablePassage):
                yield from self.some(passage.rows[key].cells.values(), passage.values)
            else:
                assert isinstance(passage, ListPassage)
                yield from self.some([passage.items[key]], passage.values)

    def contacts(self, options: object) -> Iterator[object]:
        ward = self.edition.ward
        yield from self.some([ward.name, ward.phone_label])
        yield ward.phone

    def stop(self, options: Any) -> Iterator[object]:
        yield from self.body(self.guide.passage(options.passage))
        yield self.phrase(
            "stop.urgent",
            emergency=self.edition.pack.number,
            ward_phone=unbroken(self.edition.ward.phone),
        )
        yield from self.contacts(options)

    def exercise_rows(self, options: Any) -> Iterator[object]:
        for name in options.exercises:
            exercise = self.guide.exercises[name]
            yield self.words(exercise.title)
            yield self.edition.speech.dose(exercise.doses[options.phase], exercise)
            version = exercise.version(exercise.doses[options.phase])
            words = [exercise.before, version, exercise.start, *exercise.steps.values()]
            yield from self.some(words, exercise.values)

    # -- checklist -------------------------------------------------------------------------------------------

    def checklist_head(self, options: object) -> Iterator[object]:
        yield self.edition.title
        yield self.phrase(f"checklist.{self.edition.birth.value}")
        yield self.phrase("checklist.name")
        start = self.edition.start
        if start is None:
            yield self.phrase("checklist.starts")
        else:
            yield self.edition.speech.date(start)

    def week_grid(self, options: object) -> Iterator[object]:
        edition, speech, programme = self.edition, self.edition.speech, self.guide.programme
        yield self.phrase("checklist.tick")
        first = edition.pack.first_weekday if edition.start is None else edition.start.weekday()
        for day in range(7):
            yield speech.weekday((first + day) % 7, "abbreviated")
            if edition.start is not None:
                yield (edition.start + timedelta(days=day)).day
        exercises = [
            self.guide.exercises[name]
            for name in (*programme.exercises(edition.birth, edition.week), *programme.every_week)
        ]
        for exercise in exercises:
            dose = programme.dose(exercise, edition.birth, edition.week)
            yield self.words(exercise.title)
            yield speech.dose(dose, exercise)
            if dose.easier_first:
                yield from self.some([exercise.easier], exercise.values)
        yield self.phrase("checklist.how_was")
        if programme.gate is None or edition.week < programme.gate.week:
            yield from self.some([programme.ask_first])
        for exercise in exercises:
            yield from self.to_know(exercise)
        if programme.gate is not None and edition.week >= programme.gate.week:
            yield self.words(programme.gate.words)

    def to_know(self, exercise: Exercise) -> Iterator[object]:
        """What must be so before, and how this week's dose is done."""
        gate = self.guide.programme.gate
        dose = self.guide.programme.dose(exercise, self.edition.birth, self.edition.week)
        healing = gate is None or self.edition.week < gate.week
        before = exercise.before if healing or dose.easier_first else None
        version = None if dose.easier_first else exercise.version(dose)
        yield from self.some([before, version], exercise.values)

    # -- booklet ---------------------------------------------------------------------------------------------

    def cover(self, options: object) -> Iterator[object]:
        yield from self.some([self.guide.title, self.guide.lead])

    def contents(self, options: object) -> Iterator[object]:
        yield self.phrase("contents.title")
        for block in self.layout.blocks:
            if block.kind == "section":
                yield self.words(self.guide.sections[block.options.section].title)

    def section(self, options: Any) -> Iterator[object]:
        section = self.guide.sections[options.section]
        yield from self.some([section.title, section.lead])
        for passage in section.passages:
            if passage.id not in options.without:
                yield from self.some([passage.heading])
                yield from self.body(passage)

    def exercise_pages(self, options: Any) -> Iterator[object]:
        chosen = options.exercises or self.guide.exercises
        for exercise in (self.guide.exercises[name] for name in chosen):
            yield from self.some([exercise.title, exercise.why])
            yield from self.some([exercise.before, exercise.start, *exercise.steps.values()], exercise.values)
            for phase in Phase:
                dose = exercise.doses.get(phase)
                if dose is None:
                    yield self.phrase("exercise.not_yet")
                    continue
                yield self.edition.speech.dose(dose, exercise)
                if dose.version in exercise.versions:
                    yield self.words(exercise.versions[dose.version], exercise.values)
            yield from self.some(
                [exercise.easier, exercise.harder, *exercise.stop_if.values(), exercise.caution],
                exercise.values,
            )

    def plan(self, options: object) -> Iterator[object]:
        programme = self.guide.programme
        yield self.phrase("plan.title")
        for birth in Birth:
            yield self.phrase(f"plan.title_{birth.value}")
            yield from WEEKS
            for name in planned(self.edition, birth):
                yield self.words(self.guide.exercises[name].title)
            assert programme.gate is not None
            yield self.words(programme.gate.words)

    def facts(self, options: object) -> Iterator[object]:
        trust, speech = self.edition.trust, self.edition.speech
        yield from self.some(self.guide.about.values())
        yield trust.version
        yield speech.date(trust.issued)
        yield speech.date(trust.review)
        if trust.approval is None:
            yield self.phrase("facts.not_approved")
        else:
            yield from (trust.approval.by, trust.approval.role, speech.date(trust.approval.until))

    def sources(self, options: object) -> Iterator[object]:
        yield self.phrase("sources.title")
        for source in self.guide.sources.values():
            yield source.title if source.publisher is not None else source.citation

    def notes(self, options: object) -> Iterator[object]:
        yield self.phrase("notes.title")

    def back_cover(self, options: object) -> Iterator[object]:
        ward, pack = self.edition.ward, self.edition.pack
        yield self.phrase("back.title")
        yield pack.number
        yield from self.some([pack.say, ward.phone_label])
        yield ward.phone
        if ward.physiotherapy is not None:
            yield ward.physiotherapy
        if pack.advice is not None:
            yield self.words(pack.advice.name)
            yield pack.advice.number
            yield from self.some([pack.advice.note])
        yield from self.some([pack.warning])
        yield self.phrase("back.midwife")


def planned(edition: Edition, birth: Birth) -> list[str]:
    """The rows of the twelve-week plan: what is done every week, then the rest as it comes in."""
    programme = edition.guide.programme
    weekly = [str(name) for week in WEEKS for name in programme.exercises(birth, week)]
    return list(dict.fromkeys([*map(str, programme.every_week), *weekly]))


def _chosen(parts: Mapping[str, Any], only: Sequence[str]) -> list[Any]:
    """The parts that a layout keeps: all when it names none."""
    return [part for name, part in parts.items() if not only or name in only]
