"""Check what is isolated and bound in right-to-left text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.text.isolate import bind_phones, isolate, source_offset
from handouts.text.markup import MarkedText, parse, plain


def shown(text: str) -> str:
    """Isolates as angle brackets and no-break spaces as underlines."""
    return text.translate({0x2066: "‹", 0x2069: "›", 0xA0: "_"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بدون", "بدون"),
        ("اتصل 0123 456 7890.", "اتصل ‹0123_456_7890›."),
        ("هاتف +44 (0)20 7946 0018؛", "هاتف ‹+44_(0)20_7946_0018›؛"),
        ("خذي 500 mg مرتين", "خذي ‹500_mg› مرتين"),
        ("حرارة 38 °C أو 38.5°C", "حرارة ‹38_°C› أو ‹38.5°C›"),
        ("نسبة 50% أو ‎-5 °C", "نسبة ‹50%› أو ‎‹-5_°C›"),
        ("قسم (Cardiology) هنا", "قسم (‹Cardiology›) هنا"),
        ("قسم (Example Ward) هنا", "قسم (‹Example_Ward›) هنا"),
        ("قسم Example Ward (NHS) هنا", "قسم ‹Example_Ward_(NHS)› هنا"),
        ("قسم (NHS) Example هنا", "قسم ‹(NHS)_Example› هنا"),
        ("قسم Example (قسم)", "قسم ‹Example› (قسم)"),
        ("قسم Example (NHS قسم)", "قسم ‹Example› (NHS قسم)"),
        ("موقع https://example.org/a?b=1#c.", "موقع ‹https://example.org/a?b=1#c›."),
        ("بريد back@example.org", "بريد ‹back@example.org›"),
        ("الأرقام 5, 6, 7", "الأرقام ‹5›, ‹6›, ‹7›"),
        ("غرفة Room 12, Level 3", "غرفة ‹Room_12,_Level_3›"),
        ("في 22/11/2026", "في ‹22/11/2026›"),
        ("رقم ٠١٢٣ ٤٥٦", "رقم ‹٠١٢٣_٤٥٦›"),
        ("The Example Maternity Ward of Anytown", "‹The Example Maternity Ward of Anytown›"),
        ("قسم \u2066Example 5\u2069 و 6", "قسم ‹Example 5› و ‹6›"),
    ],
)
def test_isolated(text: str, expected: str) -> None:
    assert shown(isolate(plain(text)).text) == expected


def test_spans_move_with_their_words() -> None:
    isolated = isolate(parse("قسم **Example** و[0123 456](tel:1) **نعم**"))
    assert [shown(isolated.text[span.start : span.end]) for span in isolated.spans] == [
        "Example",
        "0123_456",
        "نعم",
    ]


@given(st.text(alphabet="اب 0519+-().,:%aZ/@\u2066\u2069", max_size=40))
def test_only_isolates_and_no_break_spaces_are_added(text: str) -> None:
    isolated = isolate(MarkedText(text)).text
    kept = isolated.translate({0x2066: None, 0x2069: None}).replace("\u00a0", " ")
    assert kept == text.translate({0x2066: None, 0x2069: None})
    added = isolated.count("\u2066") - text.count("\u2066")
    assert added == isolated.count("\u2069") - text.count("\u2069")


@pytest.mark.parametrize("text", ["قسم NHS 111 و 38 °C م", "(NHS) 5, 6 م"])
def test_source_offset_undoes_isolation(text: str) -> None:
    isolated = isolate(plain(text)).text
    places = [i for i, char in enumerate(isolated) if char not in "\u2066\u2069"]
    assert [source_offset(text, isolated, place) for place in places] == list(range(len(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phone 0123 456 7890 now", "Phone 0123_456_7890 now"),
        ("Phone +44 (0)20 7946-0018.", "Phone +44_(0)20_7946-0018."),
        ("电话0123 456 7890，", "电话0123_456_7890，"),
        ("5 to 8 times, 2 sets", "5 to 8 times, 2 sets"),
        ("10 000 women", "10 000 women"),
    ],
)
def test_phone_numbers_are_bound_in_left_to_right_text(text: str, expected: str) -> None:
    assert shown(bind_phones(plain(text)).text) == expected
