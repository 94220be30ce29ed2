"""Check that every picture has a text alternative that a person would listen to the end."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.blocks.logo import LOGO_HEIGHT
from handouts.checks.result import Problems, Result, counted
from handouts.checks.scope import Scope
from handouts.checks.subject import Subject
from handouts.errors import Mark, Problem
from handouts.figures.alt import LONGEST, alt_texts
from handouts.figures.display_list import figure_names
from handouts.model.message import Message
from handouts.pdf.image import read_picture


def check(subject: Subject, scope: Scope) -> Result | None:
    """All figures in all languages, and the logos of wards, which must be pictures that can be printed."""
    problems = Problems()
    texts = problems.attempt(alt_texts) or ()
    lengths: list[int] = []
    for edition, press in subject.presses():
        for alt in texts:
            words = press.words(Message(alt.id, alt.text, alt.mark))
            if scope.covers(words.mark):
                lengths.append(len(words.text))
                for problem in alt_problems(words.text, f"{alt.id} in {edition.language.name}", words.mark):
                    problems.add(problem)
    for name in sorted(set(figure_names()) - {alt.id.split(".")[1] for alt in texts}) if texts else ():
        problems.add(
            Problem(f"the figure {name} has no text alternative", None, "write alt: in its pose file")
        )
    logos = _logos(subject, scope, problems)
    found = tuple(problem for problem in problems.found if scope.covers(problem.mark))
    parts = [counted(logos, "logo")] if logos else []
    if lengths:
        parts.append(f"{counted(len(lengths), 'text')}, the longest {max(lengths)} characters")
    return Result(", ".join(parts), found) if parts or found else None


def _logos(subject: Subject, scope: Scope, problems: Problems) -> int:
    """Look at the logo of each ward; how many there were."""
    count = 0
    for edition in subject.editions():
        ward = edition.ward
        if ward.logo is not None and scope.covers(ward.mark):
            count += 1
            problems.attempt(read_picture, ward.logo, LOGO_HEIGHT, LOGO_HEIGHT, ward.logo_mark)
            alt = edition.speech.phrase("furniture.logo.alt", ward=ward.name.text).text
            for problem in alt_problems(alt, "the logo", ward.name.mark):
                problems.add(problem)
    return count


def alt_problems(alt: str, what: str, mark: Mark) -> Iterator[Problem]:
    """What is wrong with one text alternative."""
    if not alt.strip():
        hint = "say what it shows, for those who cannot see it"
        yield Problem(f"{what} has no text alternative", mark, hint)
    elif len(alt) > LONGEST:
        message = f"{what} has a text alternative of {len(alt)} characters, more than {LONGEST}"
        yield Problem(message, mark, "say what it shows in two sentences")
