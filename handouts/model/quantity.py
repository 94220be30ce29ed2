"""Hold numbers apart from words: ranges, and quantities with their unit."""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from enum import Enum

from handouts.errors import Mark
from handouts.model.fields import Fields, Report, quoted
from handouts.source import Mapping, Scalar, Value

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,3})?\Z")


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """Whole numbers from `low` to `high`, both included; one number when they are equal."""

    low: int
    high: int

    @property
    def single(self) -> bool:
        """Whether this is one number."""
        return self.low == self.high

    def __str__(self) -> str:
        return str(self.low) if self.single else f"{self.low}-{self.high}"


class QuantityKind(Enum):
    """What a quantity measures; each kind has its own units."""

    DURATION = "duration"
    TEMPERATURE = "temperature"
    MASS = "mass"
    LENGTH = "length"
    SHARE = "share"
    COUNT = "count"


class Unit(Enum):
    """A unit, by its phrase `numbers.unit.<name>`."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    CELSIUS = "celsius"
    MICROGRAM = "microgram"
    MILLIGRAM = "milligram"
    GRAM = "gram"
    KILOGRAM = "kilogram"
    CENTIMETRE = "centimetre"
    METRE = "metre"
    KILOMETRE = "kilometre"


UNITS: AnyMapping[QuantityKind, tuple[Unit, ...]] = {
    QuantityKind.DURATION: (
        Unit.SECOND,
        Unit.MINUTE,
        Unit.HOUR,
        Unit.DAY,
        Unit.WEEK,
        Unit.MONTH,
        Unit.YEAR,
    ),
    QuantityKind.TEMPERATURE: (Unit.CELSIUS,),
    QuantityKind.MASS: (Unit.MICROGRAM, Unit.MILLIGRAM, Unit.GRAM, Unit.KILOGRAM),
    QuantityKind.LENGTH: (Unit.CENTIMETRE, Unit.METRE, Unit.KILOMETRE),
    QuantityKind.SHARE: (),
    QuantityKind.COUNT: (),
}
"""The units each kind may have; a share is in percent, and a count has none."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range of numbers, with its unit; `low` equals `high` when it is one number."""

    kind: QuantityKind
    low: int | float
    high: int | float
    unit: Unit | None
    mark: Mark


def read_range(fields: Fields, key: str, most: int) -> Range | None:
    """A whole number or `{from, to}`, from 1 to `most`, under a key that may be left out."""
    value = fields.take(key)
    if value is None:
        return None
    known = len(fields.report.problems)
    if isinstance(value, Mapping):
        inner = Fields(value, fields.report, f"the range {key}")
        found = Range(inner.whole("from"), inner.whole("to"))
        inner.finish()
    else:
        number = fields.as_whole(key, value)
        found = Range(number, number)
    if len(fields.report.problems) > known:
        return found
    if isinstance(value, Mapping) and found.low >= found.high:
        fields.refuse(
            key, f"from {found.low} to {found.high} does not rise", "one number needs no from and to"
        )
    elif found.low == 0:
        fields.refuse(key, "begins at 0", "a dose begins at 1; leave the key out for none")
    elif found.high > most:
        fields.refuse(key, f"{found.high} is more than {most}", "is it a slip of the pen?")
    return found


def read_quantity(name: Scalar | str, value: Value, report: Report) -> Quantity:
    """A quantity: its kind, `value` or `from` and `to`, and a unit of that kind."""
    fields = Fields(value, report, f"the value {name}")
    kind = fields.choice("quantity", QuantityKind)
    if "value" in fields.mapping:
        low = high = _number(fields, "value")
    else:
        low, high = _number(fields, "from"), _number(fields, "to")
        if fields.sound and low >= high:
            fields.refuse("from", f"from {low} to {high} does not rise", "write value: for one number")
    units = UNITS[kind]
    unit = fields.choice("unit", Unit) if units else None
    if unit is not None and unit not in units and "unit" in fields.mapping:
        options = ", ".join(option.value for option in units)
        fields.refuse("unit", f"{quoted(unit.value)} does not measure a {kind.value}; it is one of {options}")
    fields.finish()
    return Quantity(kind, low, high, unit, fields.mark)


def read_values(fields: Fields, key: str = "values") -> dict[str, Quantity]:
    """The quantities that words of one passage or exercise may place, by name."""
    value = fields.take(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        fields.refuse(key, "must hold named quantities", "write values: {wait: {quantity: …}}")
        return {}
    for name in value:
        fields.check_identifier(name)
    return {str(name): read_quantity(name, quantity, fields.report) for name, quantity in value.items()}


def _number(fields: Fields, key: str) -> int | float:
    text = fields.text(key)
    if text and not _NUMBER.match(text):
        fields.refuse(key, f"{quoted(text)} is not a number", "digits only, with a full stop before decimals")
        return 0
    if not text:
        return 0
    return float(text) if "." in text else int(text)
