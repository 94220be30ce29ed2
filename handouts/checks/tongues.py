"""Check that every translation is in its language: none left in English, none from another catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.identity import Recogniser
from handouts.checks.pairs import read_pairs
from handouts.checks.result import Problems, Result, Row
from handouts.checks.scope import Scope
from handouts.checks.subject import Subject
from handouts.errors import Mark, Problem
from handouts.model.fields import quoted

CHECKED = "language checked"
"""What a translator writes in the comment of an entry whose words are right although they seem to be not."""


def check(subject: Subject, scope: Scope) -> Result | None:
    """Every translation by itself, and every section as a whole; by letters where CLD2 knows no more."""
    problems = Problems()
    rows: list[Row] = []
    for code in subject.translations:
        pairs = [pair for pair in read_pairs(code) if CHECKED not in pair.comment]
        if not pairs or not scope.covers(Mark(pairs[0].mark.file)):
            continue
        language = subject.languages[code]
        others = [subject.languages[other] for other in subject.translations if other != code]
        recogniser = Recogniser(language, pairs, others)
        found = list(_problems(recogniser, language.name))
        for problem in found:
            problems.add(problem)
        known = recogniser.code is not None
        rows.append(
            {
                "language": code,
                "name": language.name,
                "texts": len(pairs),
                "recognised": recogniser.sure() if known else None,
                "other": len(found),
                "told_from": ", ".join(sorted(each for each in recogniser.suspects if each))
                if known
                else None,
            }
        )
    return Result("; ".join(map(summary, rows)), problems.found, tuple(rows)) if rows else None


def summary(row: Row) -> str:
    """How much of a catalogue was recognised, in a few words."""
    if row["recognised"] is None:
        return f"{row['language']}: not measured, letters only"
    return f"{row['language']}: sure of {row['recognised']} of {row['texts']}"


def _problems(recogniser: Recogniser, name: str) -> Iterator[Problem]:
    """Every text that is not in the language; then sections that are in another one and hold no such text."""
    hint = f"translate it; if it is right, write {quoted(CHECKED)} in the entry's comment"
    told = set()
    for pair, why in recogniser.found():
        told.add(pair.section)
        yield Problem(f"{pair.id}: {quoted(pair.translated)} is not {name}: it {why}", pair.mark, hint)
    for section, pair, verdict in recogniser.strange_sections():
        if section not in told:
            what = f"the words of {section} together read like {verdict.name} and should be {name}"
            yield Problem(what, pair.mark, "look at the section: it may come from another catalogue")
