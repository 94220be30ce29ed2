"""Check that the parts of a guide agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from datetime import date

from handouts.errors import Mark
from handouts.model.exercise import PROGRAMME_WEEKS, Birth, Phase
from handouts.model.fields import Report, nearest, quoted
from handouts.model.guide import Guide, messages_in
from handouts.model.message import Message
from handouts.model.passage import Urgency
from handouts.model.programme import MOST_A_WEEK
from handouts.model.quantity import Quantity
from handouts.source import Scalar

ALWAYS_AVAILABLE = ("emergency", "ward_phone", "ward_name")
"""Placeholders that the ward and its country fill."""

REVIEW_YEARS = 2
"""Longest time from issue to review (NHS practice allows three; two is the safer choice here)."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}|[{}]")


def check_guide(guide: Guide, report: Report) -> None:
    """Report everything in a guide that does not fit together."""
    _check_dates(guide, report)
    _check_ids(guide, report)
    _check_sources(guide, report)
    _check_urgencies(guide, report)
    _check_placeholders(guide, report)
    for birth in Birth:
        _check_programme(guide, birth, report)


def _check_dates(guide: Guide, report: Report) -> None:
    if date.min in (guide.issued, guide.review):
        return
    if guide.review <= guide.issued:
        report.add(
            "review: is not after issued", guide.mark, "a guide is reviewed within two years of its issue"
        )
    elif guide.review > _years_after(guide.issued, REVIEW_YEARS):
        report.add(
            f"review: is more than {REVIEW_YEARS} years after issued", guide.mark, "choose an earlier date"
        )


def _years_after(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes 1 March, and the calendar ends in the year 9999."""
    if day.year + years > date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _check_ids(guide: Guide, report: Report) -> None:
    """No two messages share an id: translations and approvals go by it."""
    first: dict[str, Mark] = {}
    for message in messages_in(guide):
        if message.id in first:
            hint = f"it is also at {first[message.id]}; rename one"
            report.add(f"the id {quoted(message.id)} is used twice", message.mark, hint)
        else:
            first[message.id] = message.mark


def _check_sources(guide: Guide, report: Report) -> None:
    for name in _source_names(guide):
        if name not in guide.sources:
            hint = nearest(name, guide.sources) or "sources are listed in data/sources.yaml"
            report.add(f"there is no source {quoted(name)}", name.mark, hint)


def _source_names(guide: Guide) -> Iterator[Scalar]:
    for section in guide.sections.values():
        for passage in section.passages:
            yield from passage.sources
            for parts in (getattr(passage, "rows", {}), getattr(passage, "questions", {})):
                for part in parts.values():
                    yield from part.sources
    for exercise in guide.exercises.values():
        yield from exercise.sources


def _check_urgencies(guide: Guide, report: Report) -> None:
    """Every tier of urgency has its red flags: a guide without one of them is not safe to hand out."""
    there = {passage.urgency for passage in guide.red_flags()}
    for urgency in Urgency:
        if urgency not in there:
            report.add(
                f"no red flags have the urgency {urgency.value}",
                guide.mark,
                "add a passage of kind red_flags",
            )


# -- placeholders -----------------------------------------------------------------------------------------


def _check_placeholders(guide: Guide, report: Report) -> None:
    """Every `{name}` is a value that is declared beside the words, and every declared value is placed."""
    check_words((guide.title, guide.lead, *guide.about.values()), {}, report)
    for section in guide.sections.values():
        heads = (section.title, section.short_title, section.lead)
        check_words((head for head in heads if head is not None), {}, report)
        for passage in section.passages:
            check_words(messages_in(passage), passage.values, report)
    for exercise in guide.exercises.values():
        check_words(messages_in(exercise), exercise.values, report)
    check_words(messages_in(guide.emergency), {}, report)
    if guide.programme.ask_first is not None:
        check_words((guide.programme.ask_first,), {}, report)
    if guide.programme.gate is not None:
        check_words((guide.programme.gate.words,), {}, report)


def check_words(messages: Iterable[Message], values: AnyMapping[str, Quantity], report: Report) -> None:
    """Report placeholders without a value and values without a placeholder."""
    placed: set[str] = set()
    known = (*values, *ALWAYS_AVAILABLE)
    for message in messages:
        for match in _PLACEHOLDER.finditer(message.text):
            name = match.group(1)
            if name is None:
                report.add("a brace without its partner", message.mark, "write {name}, or no brace")
            elif name not in known:
                hint = nearest(name, known) or "declare it under values:"
                report.add(f"{{{name}}} is not a value here", message.mark, hint)
            else:
                placed.add(name)
    for name, value in values.items():
        if name in ALWAYS_AVAILABLE:
            report.add(f"the value {name} has the name of one that the ward fills", value.mark, "rename it")
        elif name not in placed:
            report.add(f"the value {name} is not used", value.mark, f"place it as {{{name}}}, or take it out")


# -- programme --------------------------------------------------------------------------------------------


def _check_programme(guide: Guide, birth: Birth, report: Report) -> None:
    """No exercise comes too early, without a dose, or as one too many."""
    programme = guide.programme
    for name in programme.every_week:
        for week in range(1, PROGRAMME_WEEKS + 1):
            _check_item(guide, birth, week, name, report)
    for week in range(1, PROGRAMME_WEEKS + 1):
        names = programme.exercises(birth, week)
        if len(names) > MOST_A_WEEK:
            report.add(
                f"week {week} ({birth.value}) has {len(names)} exercises, more than {MOST_A_WEEK}",
                names[MOST_A_WEEK].mark,
                "long programmes are not done; move one to another week",
            )
        for name in names:
            if name in programme.every_week:
                report.add(f"{name} is done every week, and again in week {week}", name.mark, "name it once")
            _check_item(guide, birth, week, name, report)


def _check_item(guide: Guide, birth: Birth, week: int, name: Scalar, report: Report) -> None:
    """One exercise in one week."""
    exercise = guide.exercises.get(name)
    if exercise is None:
        hint = nearest(name, guide.exercises) or "the guide lists its exercises"
        report.add(f"the guide has no exercise {quoted(name)}", name.mark, hint)
        return
    earliest = exercise.earliest_week[birth]
    if week - 1 < earliest:
        report.add(
            f"{name} is in week {week} ({birth.value}), but may not begin before {earliest} completed weeks",
            name.mark,
            f"week {earliest + 1} is the first that it may be in",
        )
    phase = guide.programme.phase(name, birth, week)
    own = Phase.of_week(week)
    if phase.weeks.start > own.weeks.start:
        report.add(
            f"{name} in week {week} ({birth.value}) has the dose of a later phase, {phase.value}",
            name.mark,
            "an exercise may be held back, never hurried on",
        )
    first = guide.programme.first_week(birth, name) == week
    if exercise.doses and not first and phase not in exercise.doses:
        report.add(f"{name} is in week {week} ({birth.value}) but has no dose for {phase.value}", name.mark)
