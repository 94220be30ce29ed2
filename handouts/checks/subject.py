"""Load everything that is checked, keeping what is wrong instead of stopping at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from handouts import assets
from handouts.blocks.edition import Edition
from handouts.checks.printed import Press
from handouts.checks.result import Problems
from handouts.checks.scope import Scope
from handouts.errors import Problem
from handouts.languages.language import Language
from handouts.languages.registry import language_codes, load_language
from handouts.model.guide import Guide
from handouts.model.loader import guide_names, load_guide, load_ward
from handouts.pages.layout import Layout, load_layouts
from handouts.pages.selection import EXAMPLE_WARD, Job, Request, select
from handouts.theme.theme import Theme, load_theme

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Subject:
    """All that could be loaded, by name, and the problems of what could not.

    `jobs` are all documents in every language for every ward, the checklist for week 1: one guide, language
    and ward after the other.
    """

    guides: Mapping[str, Guide]
    languages: Mapping[str, Language]
    layouts: Mapping[str, Layout]
    themes: Mapping[str, Theme]
    jobs: tuple[Job, ...]
    problems: tuple[Problem, ...]

    def editions(self) -> Iterator[Edition]:
        """One edition for each guide, language and ward."""
        seen: set[tuple[int, str, int]] = set()
        for job in self.jobs:
            edition = job.edition
            key = (id(edition.guide), edition.language.code, id(edition.ward))
            if key not in seen:
                seen.add(key)
                yield edition

    def presses(self) -> Iterator[tuple[Edition, Press]]:
        """One press for each guide and language, with the first ward."""
        seen: set[tuple[str, str]] = set()
        for edition in self.editions():
            key = (edition.guide.id, edition.language.code)
            if key not in seen:
                seen.add(key)
                yield edition, Press(edition.speech, edition.ward, edition.pack)


def load_subject(scope: Scope) -> Subject:
    """Read all guides, languages, layouts and themes, and the wards that the scope is about."""
    problems = Problems()
    codes, themes = language_codes(), sorted(path.stem for path in (assets.LAYOUTS / "themes").glob("*.yaml"))
    subject = Subject(
        guides=_loaded(guide_names(), load_guide, problems),
        languages=_loaded(codes, load_language, problems),
        layouts=problems.attempt(load_layouts) or {},
        themes=_loaded(themes, load_theme, problems),
        jobs=(),
        problems=(),
    )
    jobs: list[Job] = []
    if subject.layouts and len(subject.languages) == len(codes):
        for guide in subject.guides.values():
            for ward in scope.wards or ward_files():
                jobs += _jobs(guide, ward, codes, subject.layouts, problems)
    return replace(subject, jobs=tuple(jobs), problems=problems.found)


def ward_files() -> tuple[Path, ...]:
    """The files of the wards that come with the product, the example first."""
    others = sorted(EXAMPLE_WARD.parent.glob("*.yaml"))
    return tuple(dict.fromkeys([EXAMPLE_WARD, *others]))


def _loaded(names: Iterable[str], load: Callable[[str], Thing], problems: Problems) -> dict[str, Thing]:
    """What could be loaded, by name."""
    found = ((name, problems.attempt(load, name)) for name in names)
    return {name: thing for name, thing in found if thing is not None}


def _jobs(
    guide: Guide, ward: Path, languages: Sequence[str], layouts: Mapping[str, Layout], problems: Problems
) -> Sequence[Job]:
    """Every document of a guide for a ward, in a draft, so that an overdue guide is looked at too."""
    if problems.attempt(load_ward, ward, guide) is None:
        return ()
    named = [layout.section for layout in layouts.values() if layout.section is not None]
    if not set(named) <= set(guide.sections):
        return ()  # the references check says so
    request = Request(languages=languages, guide=guide.id, ward=ward, draft=True)
    return problems.attempt(select, request) or ()
