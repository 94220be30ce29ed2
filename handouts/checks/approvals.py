"""Check that what was signed off is what is printed now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from handouts import assets
from handouts.checks.result import Problems, Result, Row
from handouts.checks.scope import Scope
from handouts.checks.subject import Subject
from handouts.errors import Mark, Problem
from handouts.model.approval import approval_for
from handouts.model.fields import nearest, quoted
from handouts.model.guide import Guide
from handouts.pages.selection import today
from handouts.pages.trust import approved_content

NOT_APPROVED = "not yet clinically approved"


def check(subject: Subject, scope: Scope) -> Result | None:
    """The state of every guide in every language that is printed; no approval is no error, a void one is."""
    problems = Problems()
    day = today()
    states: dict[str, list[str]] = {}
    rows: list[Row] = []
    for guide in subject.guides.values():
        file = assets.DATA / "approvals" / f"{guide.id}.yaml"
        if not (scope.covers(guide.mark) or scope.covers(Mark(assets.shown(file)))):
            continue
        hashes = {code: approved_content(guide, code) for code in subject.printed()}
        for code, hashed in hashes.items():
            valid = approval_for(guide, code, hashed, day)
            state = f"approved until {valid.until.isoformat()}" if valid else NOT_APPROVED
            states.setdefault(f"{guide.id}: {state}", []).append(code)
            rows.append({"guide": guide.id, "language": code, "state": state, "hash": hashed})
        for problem in approval_problems(guide, hashes, day):
            problems.add(problem)
    told = "; ".join(f"{state} ({', '.join(codes)})" for state, codes in states.items())
    return Result(told, problems.found, tuple(rows)) if rows else None


def approval_problems(guide: Guide, hashes: Mapping[str, str], day: date) -> Iterator[Problem]:
    """Sign-offs that look as if they held and do not.

    The last one of each language counts; those before it are history. `hashes` are the contents by language.
    """
    latest = {approval.language: approval for approval in guide.approvals}
    for code, approval in latest.items():
        if code not in hashes:
            what = f"there is no language {quoted(code)}, or its translation is not complete"
            yield Problem(what, approval.mark, nearest(code, hashes))
        elif approval.hash != hashes[code]:
            what = f"the words in {code} have changed since they were approved on {approval.date.isoformat()}"
            hint = "have them signed off again, and record it with handouts approve"
            yield Problem(what, approval.mark, hint)
        elif approval.date > day:
            yield Problem(f"the approval in {code} is dated in the future", approval.mark, "mend the date")
        elif approval.until < day:
            what = f"the approval in {code} ended on {approval.until.isoformat()}"
            yield Problem(what, approval.mark, "have the words signed off again")
