"""Hold an exercise: its words, its doses by phase, and who may begin it when."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, replace
from enum import Enum

from handouts.errors import Mark
from handouts.model.fields import Fields, Report, nearest, quoted
from handouts.model.message import Message
from handouts.model.quantity import Quantity, Range, read_quantity, read_range, read_values
from handouts.source import Mapping, Scalar, Value

PROGRAMME_WEEKS = 12
DAYS_A_WEEK = 7
EVERY_DAY = Range(DAYS_A_WEEK, DAYS_A_WEEK)
MOST: AnyMapping[str, int] = {
    "repetitions": 30,
    "quick": 30,
    "hold_seconds": 60,
    "sets": 5,
    "times_per_day": 6,
    "minutes": 90,
    "minutes_per_week": 300,
    "days_per_week": DAYS_A_WEEK,
}
"""The numbers a dose is made of, and the most each may be: twice what the guide prints, to catch slips."""


class Birth(Enum):
    """How the baby was born, which sets when an exercise may begin."""

    VAGINAL = "vaginal"
    CAESAREAN = "caesarean"


class Phase(Enum):
    """A span of completed weeks after birth in which a dose holds."""

    WEEKS_0_2 = "weeks_0_2"
    WEEKS_2_6 = "weeks_2_6"
    WEEKS_6_8 = "weeks_6_8"
    WEEKS_8_12 = "weeks_8_12"

    @property
    def weeks(self) -> range:
        """The programme weeks, counted from 1, that lie in this phase."""
        begin, end = (int(part) for part in self.value.split("_")[1:])
        return range(begin + 1, end + 1)

    @classmethod
    def of_week(cls, week: int) -> Phase:
        """The phase of a programme week; week 1 is the time before one week is completed.

        Raises ValueError outside weeks 1 to 12.
        """
        for phase in cls:
            if week in phase.weeks:
                return phase
        raise ValueError(f"the programme has weeks 1 to {PROGRAMME_WEEKS}, not {week}")


class ExerciseKind(Enum):
    """What an exercise does."""

    BREATHING = "breathing"
    MOBILITY = "mobility"
    STRENGTH = "strength"
    STRETCH = "stretch"
    PELVIC_FLOOR = "pelvic_floor"
    WALKING = "walking"


class StartPosition(Enum):
    """How an exercise begins."""

    LYING = "lying"
    SIDE_LYING = "side_lying"
    HANDS_AND_KNEES = "hands_and_knees"
    SITTING = "sitting"
    STANDING = "standing"
    HALF_KNEELING = "half_kneeling"
    ANY = "any"


class RepetitionUnit(Enum):
    """What is counted."""

    TIME = "time"
    BREATH = "breath"
    SQUEEZE = "squeeze"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much of an exercise to do; what is None is not part of the dose.

    `quick` counts the quick squeezes of the pelvic floor beside the slow ones (`repetitions`).
    `version` names words of the exercise that replace the usual way for this dose.
    `easier_first` marks the first time a woman does the exercise: she does it the easier way.
    """

    repetitions: Range | None = None
    quick: Range | None = None
    hold_seconds: Range | None = None
    sets: Range | None = None
    times_per_day: Range | None = None
    minutes: Range | None = None
    minutes_per_week: Range | None = None
    days_per_week: Range = EVERY_DAY
    each_side: bool = False
    unit: RepetitionUnit = RepetitionUnit.TIME
    version: str | None = None
    easier_first: bool = False
    id: str
    mark: Mark

    @property
    def sessions(self) -> Range:
        """Boxes to tick on a day: how often a day, once when nothing is said."""
        return self.times_per_day or Range(1, 1)

    @property
    def days(self) -> Range:
        """Days of the week on which it is done."""
        return self.days_per_week

    def first_time(self) -> Dose:
        """The same dose, marked to be done the easier way."""
        return replace(self, easier_first=True)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exercise:
    """One exercise. `earliest_week` counts completed weeks; `values` holds `hold` among the others.

    `stop_if` are clauses that complete "Stop if …"; `before` is what must be so before it may be done.
    """

    id: str
    title: Message
    why: Message
    kind: ExerciseKind
    earliest_week: AnyMapping[Birth, int]
    start_position: StartPosition
    before: Message | None
    start: Message
    steps: AnyMapping[str, Message]
    values: AnyMapping[str, Quantity]
    doses: AnyMapping[Phase, Dose]
    versions: AnyMapping[str, Message]
    easier: Message
    harder: Message
    stop_if: AnyMapping[str, Message]
    caution: Message | None
    about_baby: bool
    sources: tuple[Scalar, ...]
    mark: Mark

    @property
    def first_dose(self) -> Dose:
        """The dose of the first phase that has one."""
        return next(iter(self.doses.values()))

    def version(self, dose: Dose) -> Message | None:
        """The words of the version that a dose asks for: the easier way the first time, else its own."""
        if dose.easier_first:
            return self.easier
        own = {"easier": self.easier, "harder": self.harder, **self.versions}
        return own[dose.version] if dose.version is not None else None


def read_exercise(value: Value, report: Report) -> Exercise:
    """An exercise from its file."""
    fields = Fields(value, report, "this exercise")
    name = fields.identifier("id")
    values: dict[str, Quantity] = {}
    hold = fields.take("hold")
    if hold is not None:
        values["hold"] = read_quantity("hold", hold, report)
    values |= read_values(fields)
    versions = fields.named_words("versions", required=False)
    exercise = Exercise(
        id=str(name),
        title=fields.words("title"),
        why=fields.words("why"),
        kind=fields.choice("kind", ExerciseKind),
        earliest_week=_read_earliest(fields),
        start_position=fields.choice("start_position", StartPosition),
        before=fields.optional_words("before"),
        start=fields.words("start"),
        steps=fields.named_words("steps"),
        values=values,
        doses=_read_doses(fields, {*versions, "easier", "harder"}),
        versions=versions,
        easier=fields.words("easier"),
        harder=fields.words("harder"),
        stop_if=fields.named_words("stop_if"),
        caution=fields.optional_words("caution"),
        about_baby=fields.flag("about_baby"),
        sources=fields.identifiers("sources"),
        mark=fields.place("id"),
    )
    fields.finish()
    return exercise


def _read_earliest(fields: Fields) -> dict[Birth, int]:
    """The first completed week for each birth."""
    value = fields.need("earliest_week")
    if value is None:
        return dict.fromkeys(Birth, 0)
    inner = Fields(value, fields.report, "earliest_week")
    weeks = {birth: inner.whole(birth.value) for birth in Birth}
    inner.finish()
    for birth, week in weeks.items():
        if week >= PROGRAMME_WEEKS:
            inner.refuse(birth.value, f"{week} completed weeks is after the programme", "write 0 to 11")
            weeks[birth] = 0
    return weeks


def _read_doses(fields: Fields, versions: Iterable[str]) -> dict[Phase, Dose]:
    """The doses in the order of the phases, whatever the order in the file."""
    value = fields.need("dose")
    if value is None:
        return {}
    if not isinstance(value, Mapping) or not value:
        fields.refuse("dose", "must hold at least one phase", "write weeks_0_2: {repetitions: 5}")
        return {}
    phases = Fields(value, fields.report, "dose")
    doses = {
        phase: _read_dose(inner, phase, versions, fields.report)
        for phase in Phase
        if (inner := phases.take(phase.value)) is not None
    }
    phases.finish()
    return doses


def _read_dose(value: Value, phase: Phase, versions: Iterable[str], report: Report) -> Dose:
    """One dose, which must say how much of something."""
    fields = Fields(value, report, f"the dose {phase.value}")
    span = {key: read_range(fields, key, most) for key, most in MOST.items()}
    version = fields.optional_text("version")
    dose = Dose(
        repetitions=span["repetitions"],
        quick=span["quick"],
        hold_seconds=span["hold_seconds"],
        sets=span["sets"],
        times_per_day=span["times_per_day"],
        minutes=span["minutes"],
        minutes_per_week=span["minutes_per_week"],
        days_per_week=span["days_per_week"] or EVERY_DAY,
        each_side=fields.flag("each_side"),
        unit=fields.choice("unit", RepetitionUnit, RepetitionUnit.TIME),
        version=str(version) if version is not None else None,
        id=fields.id,
        mark=fields.mark,
    )
    fields.finish()
    if version is not None and version not in versions:
        fields.refuse("version", f"there is no version {quoted(version)}", nearest(version, versions))
    if fields.sound:
        _check_dose(fields, dose)
    return dose


def _check_dose(fields: Fields, dose: Dose) -> None:
    """Refuse a dose that does not say how much, or of which a part would not be said."""
    if dose.repetitions is None:
        if dose.minutes is None and dose.minutes_per_week is None:
            hint = "give it repetitions, minutes or minutes_per_week"
            fields.report.add(f"{fields.what} does not say how much", fields.mark, hint)
        for key in ("quick", "hold_seconds", "each_side", "unit"):
            if key in fields.mapping:
                fields.refuse(key, "says something about repetitions, and there are none")
    elif dose.quick is not None and dose.each_side:
        fields.refuse("each_side", "slow and quick squeezes have no sides")
