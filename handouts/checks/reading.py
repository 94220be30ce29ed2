"""Check that every section and every exercise can be read at the reading age the guide is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from handouts.checks.printed import Piece, Press
from handouts.checks.readability import (
    FORMULAS,
    NOT_MEASURED,
    Figures,
    Sentence,
    longest_words,
    measure,
    sentences,
)
from handouts.checks.result import Problems, Result, Row, counted
from handouts.checks.scope import Scope
from handouts.checks.subject import Subject
from handouts.errors import Mark, Problem
from handouts.languages.language import Language
from handouts.model.fields import nearest, quoted
from handouts.model.guide import Guide

SHOWN_WORDS = 6
"""Words of a long sentence that its error quotes."""


def check(subject: Subject, scope: Scope) -> Result | None:
    """Score, mean and longest sentence of each text; in languages without a formula, "not measured"."""
    problems = Problems()
    rows: list[Row] = []
    unmeasured: list[str] = []
    for edition, press in subject.presses():
        language = edition.language
        formula = language.readability
        if formula not in FORMULAS:
            unmeasured.append(language.code)
            if formula != NOT_MEASURED and scope.covers(language.mark):
                problems.add(unknown_formula(language))
            continue
        for name, mark, pieces in texts(edition.guide, press):
            if not scope.covers(mark):
                continue
            found = sentences(piece.words for piece in pieces if piece.prose)
            figures = measure(found, formula)
            if figures is not None:
                place: Row = {"language": language.code, "formula": formula, "text": name, "file": mark.file}
                rows.append({**place, **asdict(figures)})
                for problem in reading_problems(name, mark, found, figures, formula):
                    problems.add(problem)
    if not rows and not unmeasured:
        return None
    parts = [counted(len(rows), "text"), *(f"{code} not measured" for code in unmeasured)]
    return Result(", ".join(parts), problems.found, tuple(rows))


def texts(guide: Guide, press: Press) -> Iterator[tuple[str, Mark, Iterable[Piece]]]:
    """Each section and exercise: its name, where it begins or its title is translated, and its words."""
    catalogue = press.speech.catalogue
    written = catalogue.translation is None
    for section in guide.sections.values():
        mark = section.mark if written else catalogue.place(section.title)
        yield section.id, mark, press.section(section)
    for exercise in guide.exercises.values():
        mark = exercise.mark if written else catalogue.place(exercise.title)
        yield exercise.id, mark, press.exercise(exercise)


def unknown_formula(language: Language) -> Problem:
    """What to say of a language whose formula is not known: a slip must not look like "not measured"."""
    name = language.readability
    hint = nearest(name, [*FORMULAS, NOT_MEASURED]) or f"known: {', '.join(FORMULAS)}, {NOT_MEASURED}"
    return Problem(f"{language.code}: there is no reading formula {quoted(name)}", language.mark, hint)


def reading_problems(
    name: str, mark: Mark, found: list[Sentence], figures: Figures, language_formula: str
) -> Iterator[Problem]:
    """What is too hard: the whole text, at its beginning, and sentences that are too long, at their place."""
    formula = FORMULAS[language_formula]
    if formula.too_hard(figures.score):
        beyond = "less" if formula.higher_is_easier else "more"
        what = f"{name} reads at {formula.measure} {figures.score:.1f}, {beyond} than {formula.limit:g}"
        words = ", ".join(longest_words(found, language_formula))
        yield Problem(
            what, mark, "shorter sentences" + (f", and shorter words than {words}" if words else "")
        )
    if formula.mean is not None and round(figures.mean, 1) > formula.mean:
        what = f"the sentences of {name} have {figures.mean:.1f} words on average, more than {formula.mean:g}"
        yield Problem(what, mark, "make two of the longest")
    for sentence in found:
        if formula.longest is not None and len(sentence.words) > formula.longest:
            begin = " ".join(sentence.words[:SHOWN_WORDS])
            what = f'the sentence "{begin} …" has {len(sentence.words)} words, more than {formula.longest}'
            yield Problem(what, sentence.mark, "make two sentences of it")
