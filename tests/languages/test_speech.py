"""Check what is said: words with their values, quantities, doses, dates, and the way it fails."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from handouts.errors import DataError, Mark
from handouts.languages.catalogue import SourceCatalogue
from handouts.languages.speech import DateStyle, Speech, WeekdayWidth, Words, unbroken
from handouts.model.exercise import Dose, RepetitionUnit
from handouts.model.guide import Guide
from handouts.model.loader import load_ward
from handouts.model.message import Message
from handouts.model.quantity import Quantity, QuantityKind, Range, Unit
from handouts.units import NBSP
from tests.model.conftest import SAMPLE

HERE = Mark("a.yaml", 1, 2)
FSI, PDI = "\u2068", "\u2069"
BREATH, SQUEEZE = RepetitionUnit.BREATH, RepetitionUnit.SQUEEZE

Voice = Callable[[str], Speech]


def message(text: str) -> Message:
    return Message("a.b", text, HERE)


def spaced(text: str) -> str:
    """Text with every space a plain one."""
    return text.replace(NBSP, " ")


# -- words ------------------------------------------------------------------------------------------------


def test_words_keep_their_message(english: Speech) -> None:
    said = english.words(message("Rest **well**."))
    assert (said.text, said.id, said.mark, str(said)) == ("Rest **well**.", "a.b", HERE, "Rest **well**.")


def test_values_are_put_in_their_places(english: Speech) -> None:
    said = english.words(message("{a}, then {b-2} and {a}."), {"a": "one", "b-2": "{a}", "c": "three"})
    assert said.text == "one, then {a} and one."


def test_values_are_isolated_in_a_right_to_left_language(voice: Voice) -> None:
    arabic = voice("ar")
    assert arabic.words(message("{a}."), {"a": "+44 20"}).text == f"{FSI}+44 20{PDI}."
    assert arabic.words(message("{a}."), {"a": f"{FSI}1{PDI}"}).text == f"{FSI}1{PDI}."
    assert arabic.words(message("{a}."), {"a": ""}).text == "."
    assert arabic.phrase("furniture.page", page=1, pages="12").text == f"Page 1 of {FSI}12{PDI}"


def test_a_placeholder_without_a_value(english: Speech) -> None:
    with pytest.raises(DataError) as caught:
        english.words(message("For {tme}."), {"time": "5"})
    assert str(caught.value) == (
        'a.yaml:1:2: error: nothing to put in the place of {tme} in English\n  hint: did you mean "time"?'
    )


def test_words_of_a_ward_are_never_looked_up(guide: Guide, english: Speech) -> None:
    class Empty:
        def translate(self, message: Message) -> str:
            raise DataError("not translated")

    speech = Speech(english.language, guide.phrases, Empty())
    assert speech.words(Message("ward.name", "St Sample’s", HERE)).text == "St Sample’s"
    with pytest.raises(DataError, match="not translated"):
        speech.words(message("Rest."))
    with pytest.raises(DataError, match="not translated"):
        speech.phrase("furniture.band")


def test_what_all_words_may_place(guide: Guide, english: Speech, tmp_path: Any) -> None:
    path = tmp_path / "ward.yaml"
    text = (SAMPLE / "wards" / "sample.yaml").read_text(encoding="utf-8").replace("logo: logo.png\n", "")
    path.write_text(text, encoding="utf-8")
    ward = load_ward(path, guide)
    assert english.places(ward, guide.emergency["NZ"]) == {
        "emergency": "111",
        "ward_phone": f"+44{NBSP}20{NBSP}7946{NBSP}0018",
        "ward_name": "Sample Ward",
    }
    assert unbroken("0800 611 116") == f"0800{NBSP}611{NBSP}116"


# -- phrases ----------------------------------------------------------------------------------------------


def test_phrase(english: Speech, guide: Guide) -> None:
    said = english.phrase("furniture.page", page=1, pages=12)
    assert said == Words("Page 1 of 12", guide.phrases["furniture.page"])
    assert english.phrase("furniture.band").text == "Not yet approved"


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (1000, "1,000 pages")]
)
def test_plural(english: Speech, count: int, said: str) -> None:
    assert english.phrase("furniture.left", count=count, name="Ann O’Nym").text == f"{said} for Ann O’Nym"


def test_plural_forms_that_english_does_not_have(voice: Voice, guide: Guide) -> None:
    pattern = "{n, plural, zero {z} one {o} two {t} few {f} many {m} other {x}}"
    phrases = {"p.n": Message("p.n", pattern, HERE)}
    arabic = Speech(voice("ar").language, phrases, SourceCatalogue())
    assert "".join(arabic.phrase("p.n", n=n).text for n in (0, 1, 2, 3, 10, 11, 99, 100)) == "zotffmmx"


def test_phrase_that_is_not_there(english: Speech) -> None:
    with pytest.raises(DataError) as caught:
        english.phrase("furniture.pge", page=1)
    assert str(caught.value) == (
        'error: there is no phrase "furniture.pge"\n  hint: did you mean "furniture.page"?'
    )


def test_phrase_without_an_argument(english: Speech) -> None:
    with pytest.raises(
        DataError, match=r"furniture.yaml:1:7: error: .*asks for \{pages\}, which it is not given"
    ):
        english.phrase("furniture.page", page=1)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        (
            "{n, plurl, other {x}}",
            "an argument of a kind that does not exist, or words where a number must be",
        ),
        ("{n, plural, one {x}}", 'a plural or select without "other"'),
        ("{n", "the braces do not match"),
        ("{n, plural, other {x}", "not a pattern that ICU can read"),
        ("{", "the braces do not match"),
        ("{}", "not a pattern that ICU can read"),
        ("{n, number, 0.0.0}", "ICU says no, with code 65555"),
    ],
)
def test_broken_pattern(english: Speech, pattern: str, reason: str) -> None:
    speech = Speech(english.language, {"p.n": Message("p.n", pattern, HERE)}, SourceCatalogue())
    # More than once: ICU's own account of the error is not safe to look at, and must not be.
    for _ in range(20):
        with pytest.raises(DataError) as caught:
            speech.phrase("p.n", n=1)
        assert str(caught.value) == f"a.yaml:1:2: error: p.n in English: {reason}"
        assert caught.value.__context__ is None


def test_argument_of_the_wrong_kind(english: Speech) -> None:
    speech = Speech(english.language, {"a.b": message("{n, plural, one {x} other {y}}")}, SourceCatalogue())
    with pytest.raises(DataError, match=r"a.b in English: .* words where a number must be"):
        speech.phrase("a.b", n="many")


def test_brace_too_many(english: Speech) -> None:
    phrases = {"p.n": Message("p.n", "For {n}}", HERE)}
    speech = Speech(english.language, phrases, SourceCatalogue())
    with pytest.raises(DataError, match=r"a.yaml:1:2: error: the pattern p.n has a brace too many"):
        speech.phrase("p.n", n=1)
    assert speech.phrase("p.n", n="{x").text == "For {x}"


def test_every_pattern_of_numbers_compiles(english: Speech, guide: Guide) -> None:
    numbers: dict[str, Any] = {
        "number": "3",
        "low": 3,
        "high": 3,
        "hold": "5 s",
        "quick": "4",
        "side": "each",
    }
    names_of_parts = {"from": "1", "to": "2", "first": "a", "next": "b"}
    names = [name for name in guide.phrases if name.startswith("numbers.")]
    assert len(names) > 30
    for name in names:
        assert english.phrase(name, **numbers, **names_of_parts).text


# -- quantities -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "low", "high", "unit", "said"),
    [
        (QuantityKind.DURATION, 15, 20, Unit.MINUTE, f"15 to 20{NBSP}minutes"),
        (QuantityKind.DURATION, 1, 1, Unit.HOUR, f"1{NBSP}hour"),
        (QuantityKind.DURATION, 0, 1, Unit.WEEK, f"0 to 1{NBSP}week"),
        (QuantityKind.DURATION, 1, 2, Unit.DAY, f"1 to 2{NBSP}days"),
        (QuantityKind.DURATION, 1.5, 2, Unit.YEAR, f"1.5 to 2{NBSP}years"),
        (QuantityKind.TEMPERATURE, 38, 38, Unit.CELSIUS, f"38{NBSP}°C"),
        (QuantityKind.TEMPERATURE, 37.5, 37.5, Unit.CELSIUS, f"37.5{NBSP}°C"),
        (QuantityKind.MASS, 10, 10, Unit.MICROGRAM, f"10{NBSP}micrograms"),
        (QuantityKind.LENGTH, 1, 1, Unit.METRE, f"1{NBSP}metre"),
        (QuantityKind.SHARE, 68, 68, None, "68%"),
        (QuantityKind.COUNT, 12944, 12944, None, "12,944"),
        (QuantityKind.COUNT, 2, 3, None, "2 to 3"),
    ],
)
def test_quantity(
    english: Speech, kind: QuantityKind, low: float, high: float, unit: Unit | None, said: str
) -> None:
    assert english.quantity(Quantity(kind, low, high, unit, HERE)) == said


def test_quantities_by_name(english: Speech, guide: Guide) -> None:
    assert english.quantities(guide.passage("care.methods").values) == {"heat_time": f"15 to 20{NBSP}minutes"}


def test_digits_are_western_in_every_language(voice: Voice) -> None:
    assert voice("ar").number(12345) == "12,345"
    assert (
        voice("ar").quantity(Quantity(QuantityKind.TEMPERATURE, 38, 38, Unit.CELSIUS, HERE)) == f"38{NBSP}°C"
    )


# -- doses ------------------------------------------------------------------------------------------------

DOSES: list[tuple[dict[str, Any], str]] = [
    # as the guide prints them
    ({"repetitions": 5, "unit": BREATH, "times_per_day": 3}, "5 breaths, 3 times a day"),
    ({"repetitions": 8, "each_side": True, "times_per_day": (1, 2)}, "8 each side, once or twice a day"),
    (
        {"repetitions": 5, "quick": 5, "hold_seconds": (3, 5), "times_per_day": 3},
        "5 slow (3 to 5 seconds) and 5 quick, 3 times a day",
    ),
    (
        {"repetitions": (10, 12), "sets": (2, 3), "days_per_week": 3},
        "10 to 12 times, 2 or 3 sets, 3 days a week",
    ),
    ({"minutes": (5, 10), "times_per_day": (1, 3)}, "5 to 10 minutes, 1 to 3 times a day"),
    ({"hold_seconds": 20, "repetitions": 2, "each_side": True}, "twice each side, for 20 seconds"),
    ({"minutes_per_week": (120, 150)}, "120 to 150 minutes a week, built up slowly"),
    ({"repetitions": (5, 8), "sets": 2, "days_per_week": 3}, "5 to 8 times, 2 sets, 3 days a week"),
    # one, two and neighbours
    ({"repetitions": 1}, "once"),
    ({"repetitions": 2}, "twice"),
    ({"repetitions": (1, 2)}, "once or twice"),
    ({"repetitions": (2, 3)}, "2 or 3 times"),
    ({"repetitions": (2, 4)}, "2 to 4 times"),
    ({"repetitions": 8, "sets": 1}, "8 times"),
    ({"repetitions": 8, "sets": (1, 2)}, "8 times, 1 or 2 sets"),
    ({"repetitions": 8, "times_per_day": 1}, "8 times, once a day"),
    ({"repetitions": 8, "times_per_day": 2}, "8 times, twice a day"),
    ({"repetitions": 8, "days_per_week": 1}, "8 times, 1 day a week"),
    ({"repetitions": 8, "days_per_week": (5, 7)}, "8 times, 5 to 7 days a week"),
    ({"repetitions": 8, "days_per_week": (3, 4)}, "8 times, 3 or 4 days a week"),
    ({"repetitions": 8, "days_per_week": 7}, "8 times"),
    ({"repetitions": 1, "each_side": True}, "1 each side"),
    ({"repetitions": (3, 4), "each_side": True}, "3 or 4 each side"),
    # breaths and squeezes
    ({"repetitions": 1, "unit": BREATH}, "1 breath"),
    ({"repetitions": 4, "unit": BREATH, "each_side": True}, "4 breaths each side"),
    ({"repetitions": (3, 5), "unit": SQUEEZE}, "3 to 5 squeezes"),
    ({"repetitions": 5, "unit": SQUEEZE, "each_side": True}, "5 squeezes each side"),
    # holds
    ({"repetitions": 1, "hold_seconds": (20, 30)}, "once, for 20 to 30 seconds"),
    ({"repetitions": 2, "hold_seconds": (20, 30)}, "twice, for 20 to 30 seconds"),
    ({"repetitions": (1, 2), "hold_seconds": 30}, "once or twice, for 30 seconds"),
    ({"repetitions": 3, "hold_seconds": 30}, "3 times, for 30 seconds"),
    ({"repetitions": 1, "hold_seconds": 30, "each_side": True}, "once each side, for 30 seconds"),
    ({"repetitions": (1, 2), "hold_seconds": 30, "each_side": True}, "once or twice each side, for 30 seconds"),
    ({"repetitions": 3, "hold_seconds": 1, "each_side": True}, "3 times each side, for 1 second"),
    ({"repetitions": 5, "unit": SQUEEZE, "hold_seconds": 5}, "5 squeezes, 5 seconds each"),
    ({"repetitions": 1, "unit": SQUEEZE, "hold_seconds": 5}, "1 squeeze, for 5 seconds"),
    ({"repetitions": 5, "unit": BREATH, "hold_seconds": 4}, "5 breaths, 4 seconds each"),
    (
        {"repetitions": 5, "unit": BREATH, "hold_seconds": 4, "each_side": True},
        "5 breaths each side, 4 seconds each",
    ),
    ({"repetitions": 8, "quick": 8}, "8 slow and 8 quick"),
    # walks
    ({"minutes": 1}, "1 minute"),
    ({"minutes": (25, 30), "days_per_week": 5}, "25 to 30 minutes, 5 days a week"),
    ({"minutes": (29, 30)}, "29 to 30 minutes"),
    ({"minutes_per_week": 150, "days_per_week": 5}, "150 minutes a week, built up slowly, over 5 days"),
    ({"minutes": 30, "minutes_per_week": 150}, "30 minutes, 150 minutes a week, built up slowly"),
]  # fmt: skip


def dose(**fields: Any) -> Dose:
    spans = {
        name: value
        if isinstance(value, (bool, RepetitionUnit))
        else Range(*value)
        if isinstance(value, tuple)
        else Range(value, value)
        for name, value in fields.items()
    }
    return Dose(id="exercises.bridge.dose.weeks_0_2", mark=HERE, **spans)


@pytest.mark.parametrize(("fields", "said"), DOSES, ids=[said for _, said in DOSES])
def test_dose(english: Speech, guide: Guide, fields: dict[str, Any], said: str) -> None:
    words = english.dose(dose(**fields), guide.exercises["bridge"])
    assert spaced(words.text) == said
    assert (words.id, words.mark) == ("exercises.bridge.dose.weeks_0_2", HERE)


def test_a_dose_does_not_break_between_number_and_unit(english: Speech, guide: Guide) -> None:
    long = dose(repetitions=(10, 12), sets=(2, 3), days_per_week=3)
    said = english.dose(long, guide.exercises["bridge"]).text
    assert said == f"10 to 12{NBSP}times, 2 or 3{NBSP}sets, 3{NBSP}days a week"
    slow = dose(repetitions=5, quick=5, hold_seconds=(3, 5))
    said = english.dose(slow, guide.exercises["bridge"]).text
    assert said == f"5{NBSP}slow (3 to 5{NBSP}seconds) and 5{NBSP}quick"


def test_every_dose_of_the_sample_can_be_said(english: Speech, guide: Guide) -> None:
    for exercise in guide.exercises.values():
        for each in exercise.doses.values():
            assert english.dose(each, exercise).text


# -- dates and lists --------------------------------------------------------------------------------------

DAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("long", "22 November 2026"),
        ("full", "Sunday, 22 November 2026"),
        ("month", "Nov 2026"),
        ("day_month", "22 November"),
        ("short", "22 Nov"),
        ("day", "22"),
    ],
)
def test_date(english: Speech, style: DateStyle, said: str) -> None:
    assert english.date(DAY, style) == said
    assert english.date(DAY, style) == said
    assert english.date(DAY) == "22 November 2026"


@pytest.mark.parametrize(
    "day", [datetime.date(2026, 3, 29), datetime.date(2024, 2, 29), datetime.date(2027, 1, 1)]
)
def test_a_date_is_the_same_day_everywhere(english: Speech, day: datetime.date) -> None:
    assert english.date(day) == f"{day.day} {day:%B} {day.year}"


def test_dates_in_arabic_have_western_digits(voice: Voice) -> None:
    assert voice("ar").date(DAY) == "22 نوفمبر 2026"


@pytest.mark.parametrize(
    ("width", "said"),
    [
        ("wide", "Monday Sunday"),
        ("abbreviated", "Mon Sun"),
        ("short", "Mo Su"),
        ("narrow", "M S"),
    ],
)
def test_weekday(english: Speech, width: WeekdayWidth, said: str) -> None:
    assert f"{english.weekday(0, width)} {english.weekday(6, width)}" == said


def test_weekday_in_arabic(voice: Voice) -> None:
    assert voice("ar").weekday(0) == "الاثنين"


@pytest.mark.parametrize(
    ("parts", "both", "either"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a or b"),
        (["a", "b", "c"], "a, b and c", "a, b or c"),
    ],
)
def test_list(english: Speech, parts: list[str], both: str, either: str) -> None:
    assert english.join(parts) == both
    assert english.join(parts, either=True) == either
