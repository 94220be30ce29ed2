"""Check line breaks against Unicode's own test, the language tailorings and offsets beyond the BMP."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from handouts.text.breaks import letter_around, line_breaks

CASES = Path(__file__).parent / "unicode" / "LineBreakTest.txt.xz"

RULES_SINCE = 31
"""Cases of Unicode 15.0 that the rules of Unicode 16 (LB15, LB20a, LB25) decide otherwise."""


def pieces(text: str, language: str) -> list[str]:
    """The text cut wherever a line may end."""
    edges = [edge for edge in line_breaks(text, language) if edge]
    return [text[start:end] for start, end in zip([0, *edges], edges, strict=False)]


def test_unicode_conformance() -> None:
    passed = failed = 0
    with lzma.open(CASES, "rt", encoding="utf-8") as lines:
        for line in lines:
            signs = line.partition("#")[0].split()
            text, expected = "", []
            for sign in signs:
                if sign == "÷":
                    expected.append(len(text))
                elif sign != "×":
                    text += chr(int(sign, 16))
            if signs and [edge for edge in line_breaks(text, "en") if edge] == expected:
                passed += 1
            elif signs:
                failed += 1
    assert (passed, failed) == (7_654 - RULES_SINCE, RULES_SINCE)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Rest well, twice-daily", "en-GB", ["Rest ", "well, ", "twice-", "daily"]),
        ("0123\u00a0456 7890", "en", ["0123\u00a0456 ", "7890"]),
        ("𐌰𐌱 😀 a", "en", ["𐌰𐌱 ", "😀 ", "a"]),
        ("ผู้ป่วยนอก", "th", ["ผู้", "ป่วย", "นอก"]),
        ("ยา\u200bครั้ง", "th", ["ยา\u200b", "ครั้ง"]),
        ("សូមទូរសព្ទទៅមន្ទីរពេទ្យ", "km", ["សូម", "ទូរសព្ទ", "ទៅ", "មន្ទីរពេទ្យ"]),
        ("ຮັກສາຫຼັງໃຫ້ອົບອຸ່ນ", "lo", ["ຮັກສາ", "ຫຼັງ", "ໃຫ້", "ອົບອຸ່ນ"]),
        ("ကျန်းမာရေးအတွက်ရေသောက်ပါ", "my", ["ကျန်းမာရေး", "အတွက်", "ရေသောက်", "ပါ"]),
        ("请勿进食。好", "zh-Hans", ["请", "勿", "进", "食。", "好"]),
        ("きゃっと", "ja", ["きゃっ", "と"]),
        ("きゃっと", "en", ["きゃっ", "と"]),
        ("허리가 아프면 전화", "ko", ["허리가 ", "아프면 ", "전화"]),
        ("one\ntwo", "en", ["one\n", "two"]),
    ],
)
def test_pieces(text: str, language: str, expected: list[str]) -> None:
    assert pieces(text, language) == expected


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [("ab", 1, (1, 1)), ("क्षमा", 2, (0, 3)), ("น้ำ", 1, (0, 3)), ("😀e\u0301x", 2, (1, 3)), ("ab", 2, (2, 2))],
)
def test_letter_around(text: str, offset: int, expected: tuple[int, int]) -> None:
    assert letter_around(text, offset) == expected
