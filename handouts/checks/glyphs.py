"""Check that every character of every message has a glyph in every language that prints it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.blocks.edition import Edition
from handouts.checks.result import Problems, Result, counted
from handouts.checks.scope import Scope
from handouts.checks.subject import Subject
from handouts.errors import Mark, Problem
from handouts.languages.language import Language
from handouts.model.guide import messages_in
from handouts.model.message import Message
from handouts.pages.layout import Layout
from handouts.source import Scalar
from handouts.text.characters import MissingGlyph, RefusedCharacter
from handouts.text.markup import MarkedText
from handouts.text.paragraph import PreparedText
from handouts.text.style import TextStyle

Written = tuple[str, Mark]


def check(subject: Subject, scope: Scope) -> Result | None:
    """All words, printed names and numbers, in both weights of the language's faces."""
    problems = Problems()
    seen: set[tuple[str, str, Mark]] = set()
    for edition in subject.editions():
        language = edition.language
        printed: set[str] = set()  # a text of characters that all print in others need not be shaped
        for text, mark in _written(edition, subject):
            if (language.code, text, mark) not in seen and scope.covers(mark):
                seen.add((language.code, text, mark))
                if printed.issuperset(text):
                    continue
                missing = list(missing_glyphs(text, mark, language))
                for problem in missing:
                    problems.add(problem)
                if not missing:
                    printed.update(text)
    if not seen:
        return None
    languages = counted(len({code for code, _, _ in seen}), "language")
    return Result(f"{counted(len(seen), 'piece')} of text in {languages}", problems.found)


def _written(edition: Edition, subject: Subject) -> Iterator[Written]:
    """Everything that a document of this edition may print, with its place."""
    guide, ward, catalogue = edition.guide, edition.ward, edition.speech.catalogue
    for message in (*messages_in(guide), *_layout_words(subject.layouts.values())):
        yield catalogue.translate(message), catalogue.place(message)
    for source in guide.sources.values():
        yield from _scalars(source.citation, source.title, source.publisher)
    for pack in guide.emergency.values():
        yield from _scalars(pack.number, pack.advice.number if pack.advice else None)
    for approval in guide.approvals:
        yield from ((text, approval.mark) for text in (approval.by, approval.role))
    yield from ((text, edition.language.mark) for text in (edition.language.name, edition.language.own_name))
    yield guide.version, guide.mark
    yield from ((message.text, message.mark) for message in messages_in(ward))
    yield from _scalars(ward.phone, ward.physiotherapy, ward.web)


def _layout_words(layouts: Iterable[Layout]) -> Iterator[Message]:
    return (words for layout in layouts for words in (layout.title, layout.lead) if words is not None)


def _scalars(*scalars: Scalar | None) -> Iterator[Written]:
    return ((str(scalar), scalar.mark) for scalar in scalars if scalar is not None)


def missing_glyphs(text: str, mark: Mark, language: Language) -> Iterator[Problem]:
    """One problem for each different character that does not print."""
    for bold in (False, True):
        style = TextStyle(
            faces=language.faces,
            bold=bold,
            size=12.0,
            leading=16.0,
            language=language.tag,
            script=language.script,
            direction=language.direction,
        )
        left = text
        while True:
            try:
                PreparedText(MarkedText(left), style)
                break
            except (MissingGlyph, RefusedCharacter) as error:
                yield from (Problem(each.message, mark, each.hint) for each in error.problems)
                left = left.replace(error.char, " ")
