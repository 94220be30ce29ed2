"""Check that every picture has a text alternative that a person would listen to the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handouts import assets, source
from handouts.blocks.logo import LOGO_HEIGHT
from handouts.checks.result import Problems, Result, counted
from handouts.checks.scope import Scope
from handouts.checks.subject import Subject
from handouts.errors import HandoutError, Mark, Problem
from handouts.figures.display_list import BAKED, figure_names, load_figure
from handouts.figures.variant import AVERAGE
from handouts.pdf.image import read_picture

LONGEST = 250
"""Characters of the longest text alternative; screen readers cut some that are longer."""

POSES = assets.DATA / "figures" / "poses"


def check(subject: Subject, scope: Scope) -> Result | None:
    """All figures, and the logos of wards, which must be pictures that can be printed."""
    problems = Problems()
    lengths: list[int] = []
    for name in figure_names():
        mark = _mark(name)
        if scope.covers(mark):
            alt = load_figure(name).alt
            lengths.append(len(alt))
            for problem in alt_problems(alt, f"the figure {name}", mark):
                problems.add(problem)
    logos = 0
    for edition in subject.editions():
        ward = edition.ward
        if ward.logo is None or not scope.covers(ward.mark):
            continue
        logos += 1
        problems.attempt(read_picture, ward.logo, LOGO_HEIGHT, LOGO_HEIGHT, ward.mark)
        alt = edition.speech.phrase("furniture.logo.alt", ward=ward.name.text).text
        for problem in alt_problems(alt, "the logo", ward.name.mark):
            problems.add(problem)
    if not lengths and not logos:
        return None
    parts = [counted(logos, "logo")] if logos else []
    if lengths:
        parts.append(f"{counted(len(lengths), 'figure')}, the longest text {max(lengths)} characters")
    return Result(", ".join(parts), problems.found)


def alt_problems(alt: str, what: str, mark: Mark) -> Iterator[Problem]:
    """What is wrong with one text alternative."""
    if not alt.strip():
        hint = "say what it shows, for those who cannot see it"
        yield Problem(f"{what} has no text alternative", mark, hint)
    elif len(alt) > LONGEST:
        message = f"{what} has a text alternative of {len(alt)} characters, more than {LONGEST}"
        yield Problem(message, mark, "say what it shows in two sentences")


def _mark(name: str) -> Mark:
    """Where the words of a figure were written: its pose, else the baked file."""
    path = POSES / f"{name}.yaml"
    try:
        alt = source.read(path).at("alt")
    except HandoutError:
        return Mark(assets.shown(_baked(name)))
    return alt.mark if alt is not None else Mark(assets.shown(path))


def _baked(name: str) -> Path:
    return BAKED / AVERAGE.drawing / f"{name}.json"
