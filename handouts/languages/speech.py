"""Say words, quantities, doses and dates in a language.

Patterns are ICU MessageFormat; ICU's plural rules, dates and list rules are the ones of CLDR. Digits are
always Western ones and dates Gregorian, so that a dose or a date cannot be misread (the product's rule).
ICU loads when it is first needed: words without numbers do not need it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from handouts.errors import DataError, Mark, Problem
from handouts.languages.catalogue import Catalogue
from handouts.languages.language import Language
from handouts.languages.patterns import Argument, Patterns
from handouts.model.exercise import EVERY_DAY, Dose, Exercise
from handouts.model.fields import nearest
from handouts.model.message import Message
from handouts.model.quantity import Quantity, QuantityKind, Range
from handouts.model.ward import EmergencyPack, Ward
from handouts.units import NBSP

DateStyle: TypeAlias = Literal["long", "month", "full", "day_month", "short", "day"]
WeekdayWidth: TypeAlias = Literal["wide", "abbreviated", "short", "narrow"]

_DATE_SKELETONS: Mapping[str, str] = {
    "long": "yMMMMd",
    "month": "yMMM",
    "full": "yMMMMEEEEd",
    "day_month": "MMMMd",
    "short": "MMMd",
    "day": "d",
}
_WEEKDAY_PATTERNS: Mapping[str, str] = {
    "wide": "cccc",
    "abbreviated": "ccc",
    "short": "cccccc",
    "narrow": "ccccc",
}
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_-]*)\}")
_ADDRESS = re.compile(r"\]\([^()]*\)")
_FSI, _PDI = "\u2068", "\u2069"
_NUMBER_END = "\ue000"
"""Stands after a number while a pattern is filled; private use, so that no words can hold it."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words in the language of the page, as inline markup, and the message that they say."""

    text: str
    message: Message

    def __str__(self) -> str:
        return self.text

    @property
    def id(self) -> str:
        """The id of the message."""
        return self.message.id

    @property
    def mark(self) -> Mark:
        """Where the message was written, for errors."""
        return self.message.mark


class Speech:
    """One language's voice for one guide."""

    def __init__(self, language: Language, phrases: Mapping[str, Message], catalogue: Catalogue) -> None:
        self.language = language
        self.catalogue = catalogue
        self.patterns = Patterns(language, phrases, catalogue)
        self._dates: dict[str, Any] = {}
        self._weekdays: dict[str, Any] = {}
        self._lists: dict[bool, Any] = {}
        self._numbers: Any = None

    # -- words --------------------------------------------------------------------------------------------

    def words(self, message: Message, values: Mapping[str, str] | None = None) -> Words:
        """A message with its `{placeholders}` filled.

        Raises DataError at the message when a placeholder has no value.
        """
        if not message.translatable:
            text = message.text
        else:
            text, message = self.catalogue.translate(message), self.patterns.placed(message)
        if "{" in text:
            text = self._filled(text, message, values or {})
        return Words(text, message)

    def _filled(self, text: str, message: Message, values: Mapping[str, str]) -> str:
        def place(match: re.Match[str]) -> str:
            name = match.group(1)
            if name not in values:
                raise DataError(
                    Problem(
                        f"nothing to put in the place of {{{name}}} in {self.language.name}",
                        message.mark,
                        nearest(name, values),
                    )
                )
            return self.isolated(values[name])

        return _addressed(_PLACEHOLDER.sub(place, text))

    def phrase(self, phrase_id: str, /, **arguments: Argument) -> Words:
        """A fixed phrase such as `furniture.footer.page`, its pattern filled with `arguments`.

        Raises DataError when there is no such phrase, its pattern is broken, or it lacks an argument.
        """
        message = self.patterns.message(phrase_id)
        placed = {
            name: self.isolated(value) if isinstance(value, str) else value
            for name, value in arguments.items()
        }
        return Words(_addressed(self.patterns.fill(message, placed)), self.patterns.placed(message))

    def isolated(self, text: str) -> str:
        """Text as it is placed in a sentence: apart from its direction in a right-to-left language.

        First strong isolate (UAX #9) runs digits, phone numbers and Latin from left to right, and words of
        the language from right to left.
        """
        if self.language.direction == "rtl" and text and not text.startswith(_FSI):
            return f"{_FSI}{text}{_PDI}"
        return text

    def places(self, ward: Ward, pack: EmergencyPack) -> dict[str, str]:
        """What the placeholders stand for that all words may use."""
        return {
            "emergency": unbroken(pack.number),
            "ward_phone": unbroken(ward.phone),
            "ward_name": ward.name.text,
        }

    # -- numbers ------------------------------------------------------------------------------------------

    def number(self, value: int | float) -> str:
        """A number with the language's signs between thousands and before decimals, in Western digits."""
        if self._numbers is None:
            import icu

            self._numbers = icu.NumberFormat.createInstance(self.patterns.locale)
        return str(self._numbers.format(value))

    def quantity(self, quantity: Quantity) -> str:
        """A quantity with its unit: "15 to 20 minutes", where the space before the unit does not break."""
        if quantity.unit is not None:
            phrase = f"numbers.unit.{quantity.unit.value}"
        elif quantity.kind is QuantityKind.SHARE:
            phrase = "numbers.share"
        else:
            phrase = "numbers.count"
        return self._amount(phrase, quantity.low, quantity.high, counted=False)

    def quantities(self, values: Mapping[str, Quantity]) -> dict[str, str]:
        """The values of a passage or an exercise, ready to be placed in its words."""
        return {name: self.quantity(quantity) for name, quantity in values.items()}

    def dose(self, dose: Dose, exercise: Exercise) -> Words:
        """How much of an exercise to do: "5 to 8 times, 2 sets, 3 days a week".

        Says neither the version nor `easier_first`, which are words of their own. The model sees to it that
        a dose says how much.
        """
        parts = [part for part in (self._repetitions(dose), *self._frequencies(dose)) if part]
        text = parts[0]
        for part in parts[1:]:
            text = self.patterns.filled("numbers.dose.join", {"first": text, "next": part})
        return Words(text, Message(dose.id or f"exercises.{exercise.id}.dose", text, dose.mark))

    def _repetitions(self, dose: Dose) -> str:
        """What is done in one go, without minutes."""
        if dose.repetitions is None:
            return ""
        phrase = "slow_and_quick" if dose.quick is not None else dose.unit.value
        more: dict[str, Argument] = {"side": "each" if dose.each_side else "other"}
        if dose.quick is not None:
            more["quick"] = self._range(dose.quick.low, dose.quick.high, counted=True) + _NUMBER_END
        if dose.hold_seconds is not None:
            phrase = f"held_{phrase}"
            hold = dose.hold_seconds
            more["hold"] = self._amount("numbers.unit.second", hold.low, hold.high, counted=False)
        return self._counted(phrase, dose.repetitions, more)

    def _frequencies(self, dose: Dose) -> list[str]:
        """Everything after the repetitions; one set, and seven days a week, need no words."""
        days = "days_per_week" if dose.minutes_per_week is None else "over_days"
        spans = (
            ("minutes", dose.minutes),
            ("sets", dose.sets if dose.sets != Range(1, 1) else None),
            ("times_per_day", dose.times_per_day),
            ("minutes_per_week", dose.minutes_per_week),
            (days, dose.days_per_week if dose.days_per_week != EVERY_DAY else None),
        )
        return [self._counted(phrase, span, {}) for phrase, span in spans if span is not None]

    def _counted(self, phrase: str, span: Range, more: Mapping[str, Argument]) -> str:
        counted = not phrase.startswith("minutes")
        return self._amount(f"numbers.dose.{phrase}", span.low, span.high, counted=counted, more=more)

    def _amount(
        self,
        phrase_id: str,
        low: int | float,
        high: int | float,
        *,
        counted: bool,
        more: Mapping[str, Argument] | None = None,
    ) -> str:
        """A pattern of `numbers.yaml` filled with a range, the space after each number made unbreakable."""
        number = self._range(low, high, counted=counted) + _NUMBER_END
        text = self.patterns.filled(phrase_id, {"number": number, "low": low, "high": high, **(more or {})})
        return text.replace(f"{_NUMBER_END} ", NBSP).replace(_NUMBER_END, "")

    def _range(self, low: int | float, high: int | float, *, counted: bool) -> str:
        """A number or a range in words; of things that are counted, neighbours are "2 or 3"."""
        if low == high:
            return self.number(low)
        phrase = "numbers.either" if counted and high - low == 1 else "numbers.range"
        return self.patterns.filled(phrase, {"from": self.number(low), "to": self.number(high)})

    # -- dates and lists ----------------------------------------------------------------------------------

    def date(self, day: datetime.date, style: DateStyle = "long") -> str:
        """A Gregorian date: long is "22 November 2026", full adds the weekday, short is "22 Nov"."""
        form = self._dates.get(style)
        if form is None:
            import icu

            generator = icu.DateTimePatternGenerator.createInstance(self.patterns.locale)
            form = self._dates[style] = self._date_format(generator.getBestPattern(_DATE_SKELETONS[style]))
        return _formatted_day(form, day)

    def weekday(self, index: int, width: WeekdayWidth = "wide") -> str:
        """The name of a weekday, 0 being Monday; short is the shortest name that is still clear."""
        form = self._weekdays.get(width)
        if form is None:
            form = self._weekdays[width] = self._date_format(_WEEKDAY_PATTERNS[width])
        return _formatted_day(form, _A_MONDAY + datetime.timedelta(days=index))

    def join(self, parts: Sequence[str], *, either: bool = False) -> str:
        """Parts as a list in a sentence: "a, b and c", or with `either` "a, b or c"."""
        form = self._lists.get(either)
        if form is None:
            import icu

            kind = icu.UListFormatterType.OR if either else icu.UListFormatterType.AND
            width = icu.UListFormatterWidth.WIDE
            form = self._lists[either] = icu.ListFormatter.createInstance(self.patterns.locale, kind, width)
        return str(form.format(list(parts)))

    def _date_format(self, pattern: str) -> Any:
        import icu

        form = icu.SimpleDateFormat(pattern, self.patterns.locale)
        form.setTimeZone(icu.TimeZone.getGMT())
        return form


def _addressed(text: str) -> str:
    """Text whose link addresses hold no isolates: a value in them is part of the address alone."""
    if _FSI not in text:
        return text
    return _ADDRESS.sub(lambda found: found.group().replace(_FSI, "").replace(_PDI, ""), text)


_A_MONDAY = datetime.date(2024, 1, 1)


def _formatted_day(form: Any, day: datetime.date) -> str:
    """A day as ICU formats it, at noon in the format's own zone, so that no clock change moves it."""
    noon = datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC)
    return str(form.format(noon)).replace("\u202f", NBSP)


def unbroken(text: str) -> str:
    """A phone number or the like that is never divided between two lines."""
    return text.replace(" ", NBSP)
