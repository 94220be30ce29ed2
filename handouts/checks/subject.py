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
from handouts.languages.status import Status, status_of
from handouts.languages.voices import SOURCE_LANGUAGE
from handouts.model.guide import Guide, messages_in
from handouts.model.loader import guide_names, load_guide
from handouts.pages.layout import Layout, load_layouts
from handouts.pages.selection import EXAMPLE_WARD, Job, Request, select
from handouts.pages.words import outside_words
from handouts.theme.theme import Theme, load_theme

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Subject:
    """All that could be loaded, by name, and the problems of what could not.

    `translations` are by language code, one for each language but the guide's own. `jobs` are all documents
    in every language that can be printed, for every ward, the checklist for week 1: one guide and ward after
    the other.
    """

    guides: Mapping[str, Guide]
    languages: Mapping[str, Language]
    layouts: Mapping[str, Layout]
    themes: Mapping[str, Theme]
    translations: Mapping[str, Status]
    jobs: tuple[Job, ...]
    problems: tuple[Problem, ...]

    def printed(self) -> tuple[str, ...]:
        """The codes of the languages that can be printed: the guide's own, and complete translations."""
        return tuple(
            code
            for code in self.languages
            if code == SOURCE_LANGUAGE or (code in self.translations and self.translations[code].complete)
        )

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
        translations={},
        jobs=(),
        problems=(),
    )
    if not subject.layouts or len(subject.languages) < len(codes):
        return replace(subject, problems=problems.found)
    subject = replace(subject, translations=_statuses(subject, problems))
    jobs = [
        job
        for guide in subject.guides.values()
        for ward in scope.wards or ward_files()
        for job in _jobs(guide, ward, subject.printed(), problems)
    ]
    return replace(subject, jobs=tuple(jobs), problems=problems.found)


def _statuses(subject: Subject, problems: Problems) -> dict[str, Status]:
    """How far each translation is; languages without a catalogue that can be read are left out."""
    words = problems.attempt(lambda: list(outside_words())) or []
    messages = [*(message for guide in subject.guides.values() for message in messages_in(guide)), *words]
    found: dict[str, Status] = {}
    for code, language in subject.languages.items():
        if code != SOURCE_LANGUAGE and subject.guides:
            status = problems.attempt(status_of, language, messages)
            if status is not None:
                found[code] = status
    return found


def ward_files() -> tuple[Path, ...]:
    """The files of the wards that come with the product, the example first."""
    others = sorted(EXAMPLE_WARD.parent.glob("*.yaml"))
    return tuple(dict.fromkeys([EXAMPLE_WARD, *others]))


def _loaded(names: Iterable[str], load: Callable[[str], Thing], problems: Problems) -> dict[str, Thing]:
    """What could be loaded, by name."""
    found = ((name, problems.attempt(load, name)) for name in names)
    return {name: thing for name, thing in found if thing is not None}


def _jobs(guide: Guide, ward: Path, languages: Sequence[str], problems: Problems) -> Sequence[Job]:
    """Every document of a guide for a ward, in a draft, so that an overdue guide is looked at too."""
    request = Request(languages=languages, guide=guide.id, ward=ward, draft=True)
    return problems.attempt(select, request) or ()
