"""Check levels and visual order against Unicode's own conformance test."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.text.bidi import levels, needs_levels, visual_order

CASES = Path(__file__).parent / "unicode" / "BidiCharacterTest.txt.xz"

KNOWN_DEVIATIONS = 31
"""Cases where ICU differs: brackets at overrides, marks behind brackets, and over 63 open brackets."""


def cases() -> Iterator[tuple[str, int, list[str], list[int]]]:
    """Text, paragraph level, the level of each character (`x` if removed) and the visual order."""
    with lzma.open(CASES, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.partition("#")[0].strip().split(";")
            if len(fields) == 5:
                text = "".join(chr(int(code, 16)) for code in fields[0].split())
                yield text, int(fields[2]), fields[3].split(), [int(place) for place in fields[4].split()]


def test_unicode_conformance() -> None:
    passed = failed = 0
    for text, base, expected, order in cases():
        found = levels(text, base)
        kept = [i for i, level in enumerate(expected) if level != "x"]
        same = all(int(expected[i]) == found[i] for i in kept)
        if same and [kept[i] for i in visual_order([found[i] for i in kept])] == order:
            passed += 1
        else:
            failed += 1
    assert (passed, failed) == (91_707 - KNOWN_DEVIATIONS, KNOWN_DEVIATIONS)


def reference_order(run_levels: list[int]) -> list[int]:
    """Rule L2 by recursion: a stretch of a higher level is ordered by itself, then placed as a whole."""

    def place(indices: list[int], level: int) -> list[int]:
        groups: list[list[int]] = []
        for i in indices:
            deeper = run_levels[i] > level
            if deeper and groups and run_levels[groups[-1][0]] > level:
                groups[-1].append(i)
            else:
                groups.append([i])
        placed = [place(g, level + 1) if run_levels[g[0]] > level else g for g in groups]
        if level & 1:
            placed.reverse()
        return [i for group in placed for i in group]

    return place(list(range(len(run_levels))), 0)


@given(st.lists(st.integers(0, 6), max_size=24))
def test_visual_order_agrees_with_a_recursive_reference(run_levels: list[int]) -> None:
    assert visual_order(run_levels) == reference_order(run_levels)


@pytest.mark.parametrize("text", ["", "plain", "𐌰𐌱 😀", "हिन्दी"])
def test_left_to_right_text_needs_no_levels(text: str) -> None:
    assert not needs_levels(text, 0)
    assert list(levels(text, 0)) == [0] * len(text)


def test_levels_count_code_points_not_utf_16_units() -> None:
    assert list(levels("😀 א😀ב a", 0)) == [0, 0, 1, 1, 1, 0, 0]
    assert list(levels("😀ab", 1)) == [1, 2, 2]
