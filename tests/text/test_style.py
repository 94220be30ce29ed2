"""Check what a style knows of itself."""

from __future__ import annotations

from tests.text.samples import SAMPLES


def test_base_level_follows_the_direction() -> None:
    assert (SAMPLES["en"].style().level, SAMPLES["ur"].style().level) == (0, 1)


def test_styles_with_the_same_values_are_the_same_key() -> None:
    assert hash(SAMPLES["en"].style()) == hash(SAMPLES["en"].style())
    assert SAMPLES["en"].style() != SAMPLES["en"].style(bold=True)
