"""Check that translations are whole, current, and have lost nothing on the way."""

from __future__ import annotations

from collections.abc import Iterator

from handouts import assets
from handouts.checks.result import Problems, Result
from handouts.checks.scope import Scope
from handouts.checks.subject import Subject
from handouts.errors import DataError, Mark, Problem
from handouts.languages.catalogue import catalogue_path
from handouts.languages.glossary import load_glossary, misused
from handouts.languages.status import Status


def check(subject: Subject, scope: Scope) -> Result | None:
    """Every catalogue. One that was not begun is no error: its language is not printed yet."""
    problems = Problems()
    lines: list[str] = []
    for code, status in subject.translations.items():
        if scope.covers(_mark(code)):
            lines.append(summary(status))
            for problem in translation_problems(status):
                problems.add(problem)
            if status.complete:
                for problem in glossary_problems(code):
                    problems.add(problem)
    return Result("; ".join(lines), problems.found) if lines else None


def translation_problems(status: Status) -> Iterator[Problem]:
    """What has lost something, each at its place; at the file, that it was begun and is not whole."""
    yield from status.unsound
    if status.left and len(status.left) < status.total:
        code = status.language.code
        what = (
            f"{len(status.left):,} of {status.total:,} messages have no current {status.language.name} words"
        )
        yield Problem(what, _mark(code), f"handouts translate status {code} -v names them")


def glossary_problems(code: str) -> Iterator[Problem]:
    """Where a translation does not keep to its glossary, or what is wrong with the glossary itself."""
    try:
        yield from misused(code, load_glossary(code))
    except DataError as error:
        yield from error.problems


def summary(status: Status) -> str:
    """How far a translation is, in a few words."""
    if status.complete:
        return f"{status.language.code}: {status.state}"
    return f"{status.language.code}: {status.percent} %, not printed yet"


def _mark(code: str) -> Mark:
    return Mark(assets.shown(catalogue_path(code)))
