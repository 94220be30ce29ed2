"""Say what is done in one week: which exercises, how often on which day, and what to know about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handouts.blocks.edition import Setting
from handouts.languages.speech import Words
from handouts.model.exercise import Dose, Exercise

DAY_ORDER = (0, 2, 4, 6, 1, 3, 5)
"""Which days get an exercise first: three days a week are never next to each other."""


@dataclass(frozen=True, slots=True)
class Times:
    """How many times on a day: for certain, and beyond that for who feels well."""

    certain: int
    extra: int


class WeekPlan:
    """The week of an edition: `own` are its exercises by id, `names` those and what is done every week."""

    def __init__(self, setting: Setting) -> None:
        edition = setting.edition
        self.setting, self.programme, self.guide = setting, edition.guide.programme, edition.guide
        week = self.programme.exercises(edition.birth, edition.week)
        self.own = [name for name in week if name not in edition.held_back]
        daily = [name for name in self.programme.every_week if name not in edition.held_back]
        self.names = [*self.own, *daily]
        gate = self.programme.gate
        self.after_gate = gate is not None and edition.week >= gate.week

    def exercises(self) -> Iterator[Exercise]:
        """The exercises in the order of the sheet."""
        return (self.guide.exercises[str(name)] for name in self.names)

    def dose(self, exercise: Exercise) -> Dose:
        """How much of an exercise this week."""
        return self.programme.dose(exercise, self.setting.edition.birth, self.setting.edition.week)

    def heading(self, exercise: Exercise) -> Words:
        """The name of an exercise, and whether it is new."""
        title = self.setting.words(exercise.title)
        new = self.dose(exercise).easier_first
        return self.setting.phrase("checklist.new", exercise=title.text) if new else title

    def instructions(self, exercise: Exercise) -> list[Words]:
        """The dose, and the easier way for who is new to it."""
        setting, dose = self.setting, self.dose(exercise)
        words = [setting.edition.speech.dose(dose, exercise)]
        if dose.easier_first:
            easier = setting.words(exercise.easier, exercise.values)
            words.append(setting.phrase("checklist.easier", words=easier.text))
        return words

    def times(self, dose: Dose, day: int) -> Times:
        """How often on a day of the week, 0 being its first."""
        rank = DAY_ORDER.index(day)
        if rank >= dose.days.high:
            return Times(0, 0)
        certain = 0 if rank >= dose.days.low else dose.sessions.low
        return Times(certain, dose.sessions.high - certain)

    def notes(self) -> list[Words]:
        """What to ask first, until the gate; which exercises are held back; what to know of the others."""
        setting, held_back = self.setting, self.setting.edition.held_back
        words = list(self._conditions())
        if held_back:
            names = [setting.words(self.guide.exercises[name].title).text for name in sorted(held_back)]
            words.insert(
                0, setting.phrase("checklist.held_back", exercises=setting.edition.speech.join(names))
            )
        if self.programme.ask_first is not None and not self.after_gate:
            words.insert(0, setting.words(self.programme.ask_first))
        return words

    def _conditions(self) -> Iterator[Words]:
        """For each exercise, what must be so before, and how it is done at this week's dose.

        What must be so before is said every week until the gate, and later the first time only: it is about
        healing that is over by then.
        """
        setting = self.setting
        for exercise in self.exercises():
            dose = self.dose(exercise)
            sentences: list[Words] = []
            if exercise.before is not None and (not self.after_gate or dose.easier_first):
                sentences.append(setting.words(exercise.before, exercise.values))
            version = exercise.version(dose)
            if version is not None and not dose.easier_first:
                sentences.append(setting.words(version, exercise.values))
            if sentences:
                yield setting.labelled(setting.words(exercise.title), setting.running(sentences))
