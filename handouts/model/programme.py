"""Hold the twelve-week programme and give each exercise its dose in each week."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass

from handouts.errors import Mark, UsageError
from handouts.model.exercise import PROGRAMME_WEEKS, Birth, Dose, Exercise, Phase
from handouts.model.fields import Fields, Report, quoted
from handouts.model.message import Message
from handouts.source import Mapping, Scalar, Value

MOST_A_WEEK = 4
"""Exercises in a week beside those of every week: a choice made for tired people, not a finding."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A question to be answered with yes before the programme goes on in `week`."""

    week: int
    words: Message


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Programme:
    """Which exercises are done in which week, for each way of birth."""

    id: str
    every_week: tuple[Scalar, ...]
    weeks: AnyMapping[Birth, tuple[tuple[Scalar, ...], ...]]
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

    def dose(self, exercise: Exercise, birth: Birth, week: int) -> Dose:
        """How much of an exercise to do in a week.

        The first time, whatever the week, it is the exercise's first printed dose and its easier version;
        later it is the dose of the week's phase (the rule for everyone, so that a woman who begins bridges
        in week 7 after a caesarean does not begin with two sets of eight).

        Raises UsageError where the programme has no such dose: the exercise has not begun, or the phase
        has none.
        """
        first = self.first_week(birth, exercise.id)
        if first is None or not first <= week <= PROGRAMME_WEEKS:
            raise UsageError(f"{exercise.id} is not done in week {week} after a {birth.value} birth")
        if week == first:
            return exercise.first_dose.first_time()
        phase = Phase.of_week(week)
        if phase not in exercise.doses:
            raise UsageError(f"{exercise.id} has no dose for week {week}")
        return exercise.doses[phase]


def read_programme(value: Value, report: Report) -> Programme:
    """A programme from its file: twelve weeks for each birth."""
    fields = Fields(value, report, "this programme")
    name = fields.identifier("id")
    every_week = fields.identifiers("every_week")
    weeks: dict[Birth, tuple[tuple[Scalar, ...], ...]] = {}
    raw = fields.need("weeks")
    if raw is not None:
        births = Fields(raw, report, "weeks")
        weeks = {birth: _read_weeks(births, birth) for birth in Birth}
        births.finish()
    programme = Programme(
        id=str(name),
        every_week=every_week,
        weeks={birth: weeks.get(birth, ((),) * PROGRAMME_WEEKS) for birth in Birth},
        gate=_read_gate(fields),
        mark=fields.place("id"),
    )
    fields.finish()
    return programme


def _read_weeks(births: Fields, birth: Birth) -> tuple[tuple[Scalar, ...], ...]:
    """The exercises of week 1 to 12 for one birth, whatever the order in the file."""
    value = births.need(birth.value)
    if value is None:
        return ((),) * PROGRAMME_WEEKS
    fields = Fields(value, births.report, f"{birth.value} weeks")
    numbers = [str(week) for week in range(1, PROGRAMME_WEEKS + 1)]
    found = tuple(fields.identifiers(number, required=True) for number in numbers)
    if fields.sound:
        for key in fields.mapping:
            if key not in numbers:
                births.report.add(f"{quoted(key)} is not a week from 1 to {PROGRAMME_WEEKS}", key.mark)
    return found


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
