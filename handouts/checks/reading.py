"""Check that every section and every exercise can be read at the reading age the guide is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from handouts.checks.printed import Piece, Press
from handouts.checks.readability import (
    FORMULAS,
    GRADE,
    LONGEST,
    MEAN,
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
from handouts.model.guide import Guide

SHOWN_WORDS = 6
"""Words of a long sentence that its error quotes."""


def check(subject: Subject, scope: Scope) -> Result | None:
    """Grade, mean and longest sentence of each text; in languages without a formula, "not measured"."""
    problems = Problems()
    rows: list[Row] = []
    unmeasured: list[str] = []
    for edition, press in subject.presses():
        formula = edition.language.readability
        if formula not in FORMULAS:
            unmeasured.append(edition.language.code)
            continue
        for name, mark, pieces in texts(edition.guide, press):
            if not scope.covers(mark):
                continue
            found = sentences(piece.words for piece in pieces if piece.prose)
            figures = measure(found, formula)
            if figures is not None:
                place: Row = {"language": edition.language.code, "text": name, "file": mark.file}
                rows.append({**place, **asdict(figures)})
                for problem in reading_problems(name, mark, found, figures):
                    problems.add(problem)
    if not rows and not unmeasured:
        return None
    parts = [counted(len(rows), "text"), *(f"{code} not measured" for code in unmeasured)]
    return Result(", ".join(parts), problems.found, tuple(rows))


def texts(guide: Guide, press: Press) -> Iterator[tuple[str, Mark, Iterable[Piece]]]:
    """Each section and exercise: its name, where it begins, and its words."""
    for section in guide.sections.values():
        yield section.id, section.mark, press.section(section)
    for exercise in guide.exercises.values():
        yield exercise.id, exercise.mark, press.exercise(exercise)


def reading_problems(name: str, mark: Mark, found: list[Sentence], figures: Figures) -> Iterator[Problem]:
    """What is too hard: the whole text, at its beginning, and sentences that are too long, at their place."""
    if round(figures.grade, 1) > GRADE:
        what = f"{name} reads at grade {figures.grade:.1f}, more than {GRADE:g}"
        words = ", ".join(longest_words(found))
        yield Problem(
            what, mark, "shorter sentences" + (f", and shorter words than {words}" if words else "")
        )
    if round(figures.mean, 1) > MEAN:
        what = f"the sentences of {name} have {figures.mean:.1f} words on average, more than {MEAN:g}"
        yield Problem(what, mark, "make two of the longest")
    for sentence in found:
        if len(sentence.words) > LONGEST:
            begin = " ".join(sentence.words[:SHOWN_WORDS])
            what = f'the sentence "{begin} …" has {len(sentence.words)} words, more than {LONGEST}'
            yield Problem(what, sentence.mark, "make two sentences of it")
