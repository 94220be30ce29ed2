"""Hold the twelve-week programme and give each exercise its dose in each week."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass

from handouts.errors import Mark, UsageError
from handouts.model.exercise import PROGRAMME_WEEKS, Birth, Dose, Exercise, Phase
from handouts.model.fields import Fields, Report, quoted
from handouts.model.message import Message
from handouts.source import Mapping, Scalar, Sequence, Value

MOST_A_WEEK = 4
"""Exercises in a week beside those of every week: a choice made for tired people, not a finding."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A question to be answered with yes before the programme goes on in `week`."""

    week: int
    words: Message


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Programme:
    """Which exercises are done in which week, for each way of birth.

    `ask_first` says with which conditions to ask a clinician before anything is done. `held_back` names, for
    an exercise in a week, an earlier phase whose dose still holds then.
    """

    id: str
    every_week: tuple[Scalar, ...]
    weeks: AnyMapping[Birth, tuple[tuple[Scalar, ...], ...]]
    held_back: AnyMapping[tuple[Birth, int, str], Phase]
    ask_first: Message | None
    gate: Gate | None
    mark: Mark

    def exercises(self, birth: Birth, week: int) -> tuple[Scalar, ...]:
        """The week's own exercises in order, without those of `every_week`; weeks count from 1.

        Raises UsageError outside weeks 1 to 12.
        """
        if not 1 <= week <= PROGRAMME_WEEKS:
            raise UsageError(f"the programme has weeks 1 to {PROGRAMME_WEEKS}, not {week}")
        return self.weeks[birth][week - 1]

    def first_week(self, birth: Birth, exercise_id: str) -> int | None:
        """The week in which an exercise is first done, or None if never."""
        if exercise_id in self.every_week:
            return 1
        for week, names in enumerate(self.weeks[birth], start=1):
            if exercise_id in names:
                return week
        return None

    def phase(self, exercise_id: str, birth: Birth, week: int) -> Phase:
        """The phase whose dose holds in a week from 1 to 12."""
        return self.held_back.get((birth, week, exercise_id)) or Phase.of_week(week)

    def dose(self, exercise: Exercise, birth: Birth, week: int) -> Dose:
        """How much of an exercise to do in a week.

        The first time, whatever the week, it is the exercise's first printed dose and its easier version;
        later it is the dose of the week’s phase, unless the programme holds it back. The rule is for
        everyone: who begins bridges in week 7 after a caesarean does not begin with two sets of eight.

        Raises UsageError where the programme has no such dose: the exercise has not begun, or the phase
        has none.
        """
        first = self.first_week(birth, exercise.id)
        if first is None or not first <= week <= PROGRAMME_WEEKS:
            raise UsageError(f"{exercise.id} is not done in week {week} after a {birth.value} birth")
        if week == first:
            return exercise.first_dose.first_time()
        phase = self.phase(exercise.id, birth, week)
        if phase not in exercise.doses:
            raise UsageError(f"{exercise.id} has no dose for week {week}")
        return exercise.doses[phase]


def read_programme(value: Value, report: Report) -> Programme:
    """A programme from its file: twelve weeks for each birth."""
    fields = Fields(value, report, "this programme")
    name = fields.identifier("id")
    every_week = fields.identifiers("every_week")
    weeks: dict[Birth, tuple[tuple[Scalar, ...], ...]] = {}
    held_back: dict[tuple[Birth, int, str], Phase] = {}
    raw = fields.need("weeks")
    births = Fields(raw, report, "weeks") if raw is not None else None
    for birth in Birth:
        value_of_birth = births.need(birth.value) if births is not None else None
        weeks[birth] = _read_weeks(value_of_birth, birth, held_back, report)
    if births is not None:
        births.finish()
    programme = Programme(
        id=str(name),
        every_week=every_week,
        weeks=weeks,
        held_back=held_back,
        ask_first=fields.optional_words("ask_first"),
        gate=_read_gate(fields),
        mark=fields.place("id"),
    )
    fields.finish()
    return programme


def _read_weeks(
    value: Value | None, birth: Birth, held_back: dict[tuple[Birth, int, str], Phase], report: Report
) -> tuple[tuple[Scalar, ...], ...]:
    """The exercises of week 1 to 12 for one birth, whatever the order in the file."""
    if value is None:
        return ((),) * PROGRAMME_WEEKS
    fields = Fields(value, report, f"{birth.value} weeks")
    numbers = [str(week) for week in range(1, PROGRAMME_WEEKS + 1)]
    found: list[tuple[Scalar, ...]] = []
    for number in numbers:
        names = dict(_read_week(fields, number))
        found.append(tuple(names))
        held_back |= {(birth, int(number), str(name)): phase for name, phase in names.items() if phase}
    for key in fields.mapping:
        if key not in numbers:
            report.add(f"{quoted(key)} is not a week from 1 to {PROGRAMME_WEEKS}", key.mark)
    return tuple(found)


def _read_week(fields: Fields, number: str) -> Iterator[tuple[Scalar, Phase | None]]:
    """The entries of a week: `bridge`, or `{bird_dog: weeks_6_8}` for one that is held back."""
    value = fields.need(number)
    if value is None:
        return
    if not isinstance(value, Sequence):
        fields.refuse(number, "must be a list", f'write "{number}": [bridge, clam]')
        return
    seen: set[str] = set()
    for entry in value:
        if isinstance(entry, Sequence) or (isinstance(entry, Mapping) and len(entry) != 1):
            fields.report.add(f"{number}: must be a list of exercises", entry.mark)
            continue
        name = entry if isinstance(entry, Scalar) else next(iter(entry))
        if name in seen:
            fields.report.add(f"{number}: {quoted(name)} is here twice", name.mark)
            continue
        seen.add(name)
        phase = None
        if isinstance(entry, Mapping):
            phase = Fields(entry, fields.report, "this exercise").choice(name, Phase)
        yield name, phase


def _read_gate(fields: Fields) -> Gate | None:
    value = fields.take("gate")
    if value is None:
        return None
    inner = Fields(value, fields.report, "the gate")
    gate = Gate(inner.whole("week"), inner.words("words"))
    inner.finish()
    if isinstance(value, Mapping) and not 1 <= gate.week <= PROGRAMME_WEEKS:
        inner.refuse("week", f"{gate.week} is not a week from 1 to {PROGRAMME_WEEKS}")
    return gate
