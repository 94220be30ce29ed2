"""See that every message of a guide is printed once, as prose or as a heading, with its values."""

from __future__ import annotations

from collections import Counter

from handouts.checks.printed import Press
from handouts.model.guide import Guide, messages_in


def test_every_message_of_the_guide_comes_once(guide: Guide, press: Press) -> None:
    printed = Counter(piece.words.id for piece in press.guide(guide))
    phrases = set(guide.phrases)
    assert printed == Counter(message.id for message in messages_in(guide) if message.id not in phrases)


def test_values_and_the_ward_are_in_place(guide: Guide, press: Press) -> None:
    words = {piece.words.id: piece.words.text.replace("\u00a0", " ") for piece in press.guide(guide)}
    assert words["care.methods.heat.how"] == "Hold it there for 15 to 20 minutes."
    assert words["care.lead"] == "Ask Sample Ward, or phone +44 20 7946 0018."
    assert words["exercises.bridge.steps.lift"] == "Lift. Hold 2 to 3 seconds."
    assert not any("{" in text for text in words.values())


def test_headings_and_row_heads_are_not_prose(guide: Guide, press: Press) -> None:
    headings = {piece.words.id for piece in press.section(guide.sections["care"]) if not piece.prose}
    assert {
        "care.title",
        "care.intro.heading",
        "care.methods.columns.way",
        "care.methods.heat.way",
    } <= headings
    assert "care.methods.heat.how" not in headings


def test_the_wards_own_words(press: Press) -> None:
    assert [piece.words.text for piece in press.ward_words()] == ["Sample Ward", "Day or night"]
