"""Check that no guide is past the date by which it must be reviewed."""

from __future__ import annotations

from datetime import date

from handouts.checks.result import Result
from handouts.checks.scope import Scope
from handouts.checks.subject import Subject
from handouts.errors import Problem
from handouts.model.guide import Guide
from handouts.pages.selection import today

SOON = 90
"""Days before the review in which the summary says that it is due."""


def check(subject: Subject, scope: Scope) -> Result | None:
    """The review date of every guide."""
    day = today()
    guides = [guide for guide in subject.guides.values() if scope.covers(guide.mark)]
    if not guides:
        return None
    states = [f"{guide.id}: {state(guide, day)}" for guide in guides]
    problems = [
        Problem(
            f"the guide was to be reviewed by {guide.review.isoformat()}",
            guide.mark,
            "have a clinician review it, then move the dates of issue and review",
        )
        for guide in guides
        if day > guide.review
    ]
    return Result("; ".join(states), tuple(problems))


def state(guide: Guide, day: date) -> str:
    """The review date in words."""
    left = (guide.review - day).days
    if left < 0:
        return f"overdue since {guide.review.isoformat()}"
    return f"review by {guide.review.isoformat()}" + (f", in {left} days" if left <= SOON else "")
