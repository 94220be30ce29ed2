"""Check that every document can be set, and that those of one page are one page.

Many documents are shared out among processes. Each loads what is to be set by itself, because what has been
loaded cannot be sent to another process; what they find comes back in the order of the documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import repeat

from handouts import assets
from handouts.blocks.edition import Edition
from handouts.checks.references import references
from handouts.checks.result import Problems, Result, counted
from handouts.checks.scope import Scope
from handouts.checks.subject import Subject, load_subject
from handouts.errors import FitError, HandoutError, Problem
from handouts.languages.voices import SOURCE_LANGUAGE
from handouts.model.exercise import PROGRAMME_WEEKS, Birth
from handouts.pages.documents import try_document
from handouts.pages.layout import BlockSpec, Kind, Layout
from handouts.pages.processes import cores, in_processes
from handouts.pages.selection import Job
from handouts.theme.theme import STANDARD, Theme
from handouts.units import PAPERS

_CHARACTER = re.compile(r"U\+[0-9A-F]{4,6}")

LEAST_SHARED = 120
"""Documents from which it pays to start processes: each takes a second to load what is to be set."""

SHARE = 12
"""Documents that a process sets before it is asked again."""

FEW_WEEKS, FEW_BIRTHS = (1, 7), (Birth.CAESAREAN,)
"""Of the checklists in other editions, and of those drawn in translations: one with what to ask first, one
with the gate."""

A_START = date(2026, 11, 30)
"""Some Monday: a checklist with dates is the taller one."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A document to be set for its errors alone; `note` says which one, where its title does not.

    One that is drawn elsewhere, on other paper or for another country, is only tried for its room.
    """

    layout: Layout
    edition: Edition
    note: str = ""
    drawn: bool = True

    def problems(self) -> tuple[Problem, ...]:
        """What keeps it from being printed."""
        try:
            try_document(self.layout, self.edition, drawn=self.drawn)
        except FitError as error:
            return tuple(replace(each, message=f"{each.message}{self.note}") for each in error.problems)
        except HandoutError as error:
            return error.problems
        return ()


def check(subject: Subject, scope: Scope) -> Result | None:
    """All layouts on all papers, in every language, for every ward; checklists for all weeks.

    A character that cannot be printed is reported once, though it may keep many documents from being set.
    """
    problems = Problems()
    lost: set[str] = set()
    documents = list(trials(subject.jobs, scope, subject.themes.values()))
    for problem in (problem for found in _outcomes(documents, scope) for problem in found):
        character = _CHARACTER.search(problem.message)
        if character is None or character.group() not in lost:
            problems.add(problem)
        if character is not None:
            lost.add(character.group())
    if not documents:
        return None
    editions = counted(len({each.edition.theme.name for each in documents}), "edition")
    summary = f"{counted(len(documents), 'document')} in {editions}, on {' and '.join(PAPERS)}"
    return Result(summary, problems.found)


# -- processes -----------------------------------------------------------------------------------------------


def _outcomes(documents: Sequence[Trial], scope: Scope) -> Iterator[tuple[Problem, ...]]:
    """What is wrong with each document, in their order; on all cores when there are many."""
    workers = cores()
    if workers == 1 or len(documents) < LEAST_SHARED:
        yield from (document.problems() for document in documents)
        return
    count = len(documents)
    shares = [range(begin, min(begin + SHARE, count)) for begin in range(0, count, SHARE)]
    for found in in_processes(_outcomes_of_share, repeat(scope), shares, workers=workers):
        yield from found


def _outcomes_of_share(scope: Scope, share: range) -> list[tuple[Problem, ...]]:
    """What is wrong with some of the documents, by their numbers."""
    documents = _documents(scope)
    return [documents[number].problems() for number in share]


@lru_cache(maxsize=1)
def _documents(scope: Scope) -> tuple[Trial, ...]:
    subject = load_subject(scope)
    return tuple(trials(subject.jobs, scope, subject.themes.values()))


# -- what is set ---------------------------------------------------------------------------------------------


def trials(jobs: Iterable[Job], scope: Scope, themes: Iterable[Theme]) -> Iterator[Trial]:
    """Every document that can come out differently tall.

    A layout with a name that leads nowhere is left to the references check.
    """
    themes = tuple(themes)
    only = {assets.shown(path) for path in scope.files} if scope.layouts() else set()
    for job in jobs:
        layout, edition = job.layout, job.edition
        if (only and layout.mark.file not in only) or any(references(layout, edition.guide)):
            continue
        told = scope.all_editions or edition.language.code == SOURCE_LANGUAGE
        for theme in [each for each in themes if told or each.name == STANDARD]:
            for number, paper in enumerate(theme.papers.values()):
                printed = replace(edition, theme=theme, paper=paper)
                if theme.name == STANDARD:
                    yield from _all_of(layout, printed, scope, drawn=number == 0)
                elif not theme.filled:
                    yield from _without_logo(layout, printed)
                else:
                    yield from _some_of(layout, printed, drawn=number == 0)


def _all_of(layout: Layout, edition: Edition, scope: Scope, *, drawn: bool) -> Iterator[Trial]:
    """Each way in which a document of the standard edition, which has the least room, can be printed."""
    if layout.kind is Kind.CHECKLIST:
        yield from _weeks(layout, edition, tuple(Birth), range(1, PROGRAMME_WEEKS + 1), drawn=drawn)
        return
    yield Trial(layout, edition, drawn=drawn)
    if not scope.wards_only:
        yield from _countries(layout, edition)


def _without_logo(layout: Layout, edition: Edition) -> Iterator[Trial]:
    """Those of the ink saver, which is as tall as the standard edition but for the ward's name as its logo.

    In a booklet that is on the cover.
    """
    if layout.kind is Kind.CHECKLIST:
        yield from _weeks(layout, edition, FEW_BIRTHS, FEW_WEEKS, drawn=False)
        return
    if layout.kind is Kind.BOOKLET:
        covers = tuple(spec for spec in layout.blocks if spec.kind == "cover")
        layout = replace(layout, blocks=(*covers, *_ending(layout)))
    yield Trial(layout, edition, drawn=False)


def _some_of(layout: Layout, edition: Edition, *, drawn: bool) -> Iterator[Trial]:
    """Those of an edition with large letters that say whether the others fit as well.

    It has pages to spare; what can be too tall for one of them is in every week, and what can be too tall in
    a booklet, on every paper.
    """
    if layout.kind is Kind.CHECKLIST:
        yield from _weeks(layout, edition, FEW_BIRTHS, FEW_WEEKS, drawn=drawn)
    elif layout.kind is Kind.HANDOUT or drawn:
        yield Trial(layout, edition, drawn=drawn)


def _weeks(
    layout: Layout, edition: Edition, births: Sequence[Birth], weeks: Sequence[int], *, drawn: bool
) -> Iterator[Trial]:
    """The checklists of these weeks after these births, with dates.

    What goes wrong only when they are drawn does so in the source language too, or in every week.
    """
    for birth in births:
        for week in weeks:
            title = edition.speech.phrase("furniture.checklist.title", week=week)
            weekly = replace(edition, birth=birth, week=week, title=title, start=A_START)
            told = edition.language.code == SOURCE_LANGUAGE or (birth in FEW_BIRTHS and week in FEW_WEEKS)
            yield Trial(layout, weekly, f", {birth.value} birth", drawn and told)


def _countries(layout: Layout, edition: Edition) -> Iterator[Trial]:
    """The same for the other countries, as far as what they print can be longer.

    A page of handouts has nothing of a country but its number. The booklet has more on its back cover,
    which must stay one page; it is set alone, after the notes that come before it.
    """
    longest = len(edition.pack.number)
    for country, pack in edition.guide.emergency.items():
        if country == edition.ward.country:
            continue
        elsewhere = replace(edition, pack=pack)
        if layout.kind is Kind.BOOKLET:
            yield Trial(replace(layout, blocks=_ending(layout)), elsewhere, f", back cover for {country}")
        elif len(pack.number) > longest:
            longest = len(pack.number)
            yield Trial(layout, elsewhere, f", {country}", drawn=False)


def _ending(layout: Layout) -> tuple[BlockSpec, ...]:
    """The notes, which fill the last folded sheet, and what comes after them."""
    kinds = [spec.kind for spec in layout.blocks]
    return layout.blocks[kinds.index("notes") :] if "notes" in kinds else ()
