"""See that void, foreign, early and late approvals are told from valid ones and from history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handouts.checks.approvals import approval_problems
from handouts.checks.reviews import state
from handouts.errors import Mark
from handouts.model.approval import Approval
from handouts.model.guide import Guide

TODAY = date(2026, 12, 1)
NOW, BEFORE = "a" * 64, "b" * 64


def approval(language: str = "en", hashed: str = NOW, begin: int = 2026, end: int = 2027) -> Approval:
    """A sign-off from the first of a year to the last day of another."""
    return Approval(
        language=language,
        by="Nobody",
        role="Nothing",
        date=date(begin, 1, 1),
        until=date(end, 12, 31),
        hash=hashed,
        mark=Mark("sample.yaml", 2, 5),
    )


def problems(guide: Guide, *approvals: Approval) -> list[str]:
    """What is wrong with a guide that has these approvals."""
    signed = replace(guide, approvals=approvals)
    return [problem.message for problem in approval_problems(signed, {"en": NOW}, TODAY)]


def test_no_approval_and_a_valid_one_are_no_problem(guide: Guide) -> None:
    assert problems(guide) == []
    assert problems(guide, approval()) == []


def test_an_older_one_is_history(guide: Guide) -> None:
    assert problems(guide, approval(hashed=BEFORE), approval()) == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (approval(hashed=BEFORE), "the words in en have changed since they were approved on 2026-01-01"),
        (approval(begin=2027), "the approval in en is dated in the future"),
        (approval(begin=2024, end=2025), "the approval in en ended on 2025-12-31"),
        (approval(language="em"), "there is no language “em”, or its translation is not complete"),
    ],
)
def test_what_looks_approved_and_is_not(guide: Guide, wrong: Approval, message: str) -> None:
    assert [text.replace('"em"', "“em”") for text in problems(guide, wrong)] == [message]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 1), "review by 2028-11-22"),
        (date(2028, 11, 2), "review by 2028-11-22, in 20 days"),
        (date(2028, 11, 22), "review by 2028-11-22, in 0 days"),
        (date(2028, 11, 23), "overdue since 2028-11-22"),
    ],
)
def test_the_review_date_in_words(guide: Guide, day: date, words: str) -> None:
    assert state(guide, day) == words
