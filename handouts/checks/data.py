"""Check that every file can be read and that every pattern and piece of markup in it can be understood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.result import Problems, Result, counted
from handouts.checks.scope import Scope
from handouts.checks.subject import Subject
from handouts.errors import HandoutError, Problem
from handouts.languages.patterns import Argument, Patterns
from handouts.languages.speech import Speech
from handouts.model.checks import check_words
from handouts.model.fields import Report
from handouts.model.guide import Guide, messages_in
from handouts.model.message import Message
from handouts.text.markup import parse

_ARGUMENT = re.compile(r"\{\s*(\w+)\s*(?:\}|,\s*(\w+))")


def check(subject: Subject, scope: Scope) -> Result | None:
    """What the loader found, and what it leaves to the page: markup, phrases, words of layouts and wards."""
    problems = Problems(subject.problems)
    for edition, press in subject.presses():
        for problem in _guide_problems(edition.guide, press.speech):
            problems.add(problem)
    for problem in _place_problems(subject):
        problems.add(problem)
    found = problems.found
    if subject.guides:
        found = tuple(problem for problem in found if scope.covers(problem.mark))
    return Result(_summary(subject, scope), found)


def _guide_problems(guide: Guide, speech: Speech) -> Iterator[Problem]:
    """Markup that does not close, and phrases that ICU cannot fill."""
    phrases = set(guide.phrases)
    for message in messages_in(guide):
        if message.id not in phrases:
            yield from _markup_problems(message)
    patterns = Patterns(speech.language, guide.phrases, speech.catalogue)
    for message in guide.phrases.values():
        found = _ARGUMENT.findall(speech.catalogue.translate(message))
        arguments: dict[str, Argument] = {name: "other" if kind == "select" else 1 for name, kind in found}
        try:
            patterns.fill(message, arguments)
        except HandoutError as error:
            yield from error.problems


def _markup_problems(message: Message) -> Iterator[Problem]:
    try:
        parse(message.text)
    except HandoutError as error:
        yield from (Problem(problem.message, message.mark, problem.hint) for problem in error.problems)


def _place_problems(subject: Subject) -> Iterator[Problem]:
    """Placeholders in the words of layouts and wards, where only the ward's own values can stand."""
    report = Report()
    heads = [head for layout in subject.layouts.values() for head in (layout.title, layout.lead) if head]
    wards = [edition.ward for edition in subject.editions()]
    words = [message for ward in wards for message in (ward.name, ward.phone_label) if message]
    check_words([*heads, *words], {}, report)
    yield from report.problems
    for message in (*heads, *words):
        yield from _markup_problems(message)


def _summary(subject: Subject, scope: Scope) -> str:
    if scope.wards_only:
        return counted(len(scope.wards), "ward")
    sections = sum(len(guide.sections) for guide in subject.guides.values())
    exercises = sum(len(guide.exercises) for guide in subject.guides.values())
    return ", ".join(
        (
            counted(len(subject.guides), "guide"),
            counted(sections, "section"),
            counted(exercises, "exercise"),
            counted(len(subject.layouts), "layout"),
            counted(len(subject.themes), "theme"),
            counted(len(subject.languages), "language"),
        )
    )
