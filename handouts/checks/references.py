"""Check that what layouts name is there, and that everything there is printed by some layout."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from handouts.blocks.pictures import has_figure
from handouts.checks.result import Problems, Result, counted
from handouts.checks.scope import Scope
from handouts.checks.subject import Subject
from handouts.errors import HandoutError, Problem
from handouts.figures.display_list import figure_names
from handouts.model.exercise import Phase
from handouts.model.fields import nearest, quoted
from handouts.model.guide import Guide
from handouts.model.passage import ListPassage, Passage, QuestionsPassage, RedFlagsPassage, TablePassage
from handouts.pages.layout import BlockSpec, Layout
from handouts.source import Scalar


def check(subject: Subject, scope: Scope) -> Result | None:
    """Every name in a layout against the guides, and every passage and exercise against the layouts."""
    problems = Problems()
    names = 0
    for guide in subject.guides.values():
        for layout in subject.layouts.values():
            for found in references(layout, guide):
                names += 1
                if found is not None:
                    problems.add(found)
        for problem in (*unprinted(guide, subject.layouts.values()), *_without_figure(guide)):
            problems.add(problem)
    found_here = tuple(problem for problem in problems.found if scope.covers(problem.mark))
    return Result(f"{counted(names, 'name')} in {counted(len(subject.layouts), 'layout')}", found_here)


def references(layout: Layout, guide: Guide) -> Iterator[Problem | None]:
    """For each name in a layout its problem, or None where it is right."""
    if layout.section is not None:
        yield _known(layout.section, "section", guide.sections)
    for spec in layout.blocks:
        for name, value in _options(spec):
            resolve = RESOLVERS.get(name)
            if resolve is not None and value is not None:
                yield from resolve(value, spec, guide)


def _options(spec: BlockSpec) -> Iterator[tuple[str, Any]]:
    if dataclasses.is_dataclass(spec.options):
        for field in dataclasses.fields(spec.options):
            yield field.name, getattr(spec.options, field.name)


# -- one resolver for each option that holds names -----------------------------------------------------------

Resolver = Callable[[Any, BlockSpec, Guide], Iterator[Problem | None]]


def _known(name: Scalar, what: str, known: Iterable[str]) -> Problem | None:
    known = list(known)
    if name in known:
        return None
    hint = nearest(name, known) or f"known: {', '.join(known) or 'none'}"
    return Problem(f"there is no {what} {quoted(name)}", name.mark, hint)


def _passage(name: Scalar, spec: BlockSpec, guide: Guide) -> Iterator[Problem | None]:
    try:
        guide.passage(name, name.mark)
    except HandoutError as error:
        yield from error.problems
    else:
        yield None


def _passages(names: Iterable[Scalar], spec: BlockSpec, guide: Guide) -> Iterator[Problem | None]:
    for name in names:
        yield from _passage(name, spec, guide)


def _section(name: Scalar, spec: BlockSpec, guide: Guide) -> Iterator[Problem | None]:
    yield _known(name, "section", guide.sections)


def _exercises(names: Iterable[Scalar], spec: BlockSpec, guide: Guide) -> Iterator[Problem | None]:
    """Exercises, which must have a dose where the block prints that of one phase."""
    phase: Phase | None = getattr(spec.options, "phase", None)
    for name in names:
        yield _known(name, "exercise", guide.exercises)
        if phase is not None and name in guide.exercises and phase not in guide.exercises[name].doses:
            hint = "choose another exercise or phase"
            yield Problem(f"{name} has no dose for {phase.value}", name.mark, hint)


def _figure(name: Scalar, spec: BlockSpec, guide: Guide) -> Iterator[Problem | None]:
    yield _known(name, "figure", figure_names())


def _figures(figures: Mapping[str, Scalar], spec: BlockSpec, guide: Guide) -> Iterator[Problem | None]:
    """Figures by the passage of a section, or the item of a passage, that they stand beside."""
    yield from _figures_of(figures, _parts(spec, guide))


def _cards(
    cards: Mapping[str, Mapping[str, Scalar]], spec: BlockSpec, guide: Guide
) -> Iterator[Problem | None]:
    """Passages of a section that are set as cards, each with the figures of its items."""
    for name, figures in cards.items():
        passage = _find(guide, f"{spec.options.section}.{name}")
        if passage is None:
            mark = next((figure.mark for figure in figures.values()), spec.mark)
            known = _parts(spec, guide) or []
            yield Problem(f"there is no passage {quoted(name)} to set as cards", mark, nearest(name, known))
        else:
            yield from _figures_of(figures, parts_of(passage))


def _figures_of(figures: Mapping[str, Scalar], parts: list[str] | None) -> Iterator[Problem | None]:
    for key, name in figures.items():
        yield _known(name, "figure", figure_names())
        if parts is not None and key not in parts:
            hint = nearest(key, parts) or f"known: {', '.join(parts)}"
            yield Problem(f"nothing is named {quoted(key)}, which has the figure {name}", name.mark, hint)


def _parts_named(names: Iterable[Scalar], spec: BlockSpec, guide: Guide) -> Iterator[Problem | None]:
    """Parts of the passage or section that the block sets."""
    parts = _parts(spec, guide)
    for name in names if parts is not None else ():
        yield _known(name, "part", parts or ())


def _parts(spec: BlockSpec, guide: Guide) -> list[str] | None:
    """What the passage or the section of a block consists of, by id; None when there is no such thing."""
    section = getattr(spec.options, "section", None)
    if section is not None:
        found = guide.sections.get(section)
        return [passage.id for passage in found.passages] if found else None
    address = getattr(spec.options, "passage", None)
    passage = _find(guide, address) if address is not None else None
    return parts_of(passage) if passage is not None else None


def parts_of(passage: Passage) -> list[str]:
    """The ids of what a layout can choose from a passage; none where it can only be taken whole."""
    if isinstance(passage, TablePassage):
        return list(passage.rows)
    if isinstance(passage, QuestionsPassage):
        return list(passage.questions)
    if isinstance(passage, RedFlagsPassage):
        return list(passage.groups)
    return list(passage.items) if isinstance(passage, ListPassage) else []


def _find(guide: Guide, address: str) -> Passage | None:
    section, _, name = address.partition(".")
    found = guide.sections.get(section)
    return next((passage for passage in found.passages if passage.id == name), None) if found else None


RESOLVERS: Mapping[str, Resolver] = {
    "passage": _passage,
    "first": _passages,
    "second": _passages,
    "section": _section,
    "exercises": _exercises,
    "figure": _figure,
    "figures": _figures,
    "cards": _cards,
    "only": _parts_named,
    "without": _parts_named,
}
"""The options of blocks that hold names, by the name of the option."""


# -- the other way round -------------------------------------------------------------------------------------


def unprinted(guide: Guide, layouts: Iterable[Layout]) -> Iterator[Problem]:
    """Passages, parts of them, and exercises that no layout prints: words that were lost."""
    printed: dict[str, set[str]] = {}
    exercises: set[str] = set()
    for spec in (spec for layout in layouts for spec in layout.blocks):
        for address, parts in _printed(spec, guide):
            printed.setdefault(address, set()).update(parts)
        if hasattr(spec.options, "exercises"):
            exercises.update(spec.options.exercises or guide.exercises)
    hint = "name it in a layout, or take it away"
    for section in guide.sections.values():
        for passage in section.passages:
            address = f"{section.id}.{passage.id}"
            if address not in printed:
                yield Problem(f"no layout prints the passage {address}", passage.mark, hint)
                continue
            for part in parts_of(passage):
                if part not in printed[address]:
                    yield Problem(f"no layout prints {part} of {address}", passage.mark, hint)
    for exercise in guide.exercises.values():
        if exercise.id not in exercises:
            what = f"no layout prints the exercise {exercise.id}"
            yield Problem(what, exercise.mark, "add the block exercise_pages to the booklet")


def _printed(spec: BlockSpec, guide: Guide) -> Iterator[tuple[str, list[str]]]:
    """The addresses of the passages that a block prints, with the parts that it prints of each."""
    options = dict(_options(spec))
    section = guide.sections.get(options.get("section", ""))
    for passage in section.passages if section else ():
        if passage.id not in options["without"]:
            yield (
                f"{options['section']}.{passage.id}",
                list(options["cards"].get(passage.id, parts_of(passage))),
            )
    for address in (*options.get("first", ()), *options.get("second", ()), options.get("passage")):
        found = _find(guide, address) if address is not None else None
        if found is not None:
            chosen = options.get("only") or options.get("figures") or parts_of(found)
            yield str(address), [str(part) for part in chosen]


def _without_figure(guide: Guide) -> Iterator[Problem]:
    for exercise in guide.exercises.values():
        if not has_figure(exercise.id):
            hint = f"draw it in data/figures/poses/{exercise.id}.yaml"
            yield Problem(f"the exercise {exercise.id} has no figure", exercise.mark, hint)
