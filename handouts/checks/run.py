"""Run all checks in the order in which a person would mend what they find."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handouts.checks import (
    alt_text,
    approvals,
    contrast,
    data,
    fit,
    glyphs,
    lengths,
    links,
    reading,
    references,
    reviews,
    tongues,
    translations,
)
from handouts.checks.result import Result
from handouts.checks.scope import Scope
from handouts.checks.subject import Subject, load_subject

Check = Callable[[Subject, Scope], Result | None]
"""Looks at what the scope is about; None when that is nothing."""

CHECKS: Mapping[str, Check] = {
    "data": data.check,
    "references": references.check,
    "translations": translations.check,
    "language": tongues.check,
    "length": lengths.check,
    "glyphs": glyphs.check,
    "fit": fit.check,
    "links": links.check,
    "contrast": contrast.check,
    "reading": reading.check,
    "alt text": alt_text.check,
    "approvals": approvals.check,
    "review": reviews.check,
}
"""Every check by the name that the table shows."""

OF_WARDS = frozenset(("data", "glyphs", "fit", "links", "alt text"))
"""Checks that say something about a ward's file."""

NEEDS_GUIDE = frozenset(("references", "translations", "language", "length", "approvals", "review"))
NEEDS_DOCUMENTS = frozenset(("glyphs", "fit", "links", "reading", "alt text"))
"""Checks that can say nothing while guides, or all that makes a document, cannot be loaded."""


def run_checks(scope: Scope) -> dict[str, Result | None]:
    """The outcome of each check that is about something in the scope; None where it could not run."""
    subject = load_subject(scope)
    results: dict[str, Result | None] = {}
    for name, check in CHECKS.items():
        if scope.wards_only and name not in OF_WARDS:
            continue
        if (name in NEEDS_GUIDE and not subject.guides) or (name in NEEDS_DOCUMENTS and not subject.jobs):
            results[name] = None
        else:
            result = check(subject, scope)
            if result is not None:
                results[name] = result
    return results
