"""Load everything that is checked, keeping what is wrong instead of stopping at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

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
from handouts.pages.layout import Kind, Layout, load_layouts
from handouts.pages.selection import EXAMPLE_WARD, Job, Request, select
from handouts.theme.theme import Theme, load_theme


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
    """Read all guides, languages, layouts, themes and wards that the scope is about."""
    problems = Problems()
    guides = {name: guide for name in guide_names() if (guide := problems.attempt(lambda: load_guide(name)))}
    codes = language_codes()
    languages = {code: found for code in codes if (found := problems.attempt(lambda: load_language(code)))}
    layouts = problems.attempt(load_layouts) or {}
    names = sorted(path.stem for path in (assets.LAYOUTS / "themes").glob("*.yaml"))
    themes = {name: theme for name in names if (theme := problems.attempt(lambda: load_theme(name)))}
    jobs: list[Job] = []
    if guides and layouts and len(languages) == len(codes):
        for name, guide in guides.items():
            for ward in scope.wards or ward_files():
                if problems.attempt(lambda: load_ward(ward, guide)):
                    jobs += _jobs(name, ward, list(languages), guide, layouts, problems)
    return Subject(guides, languages, layouts, themes, tuple(jobs), problems.found)
