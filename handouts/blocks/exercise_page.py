"""Set exercises one to a page: picture, steps, doses week by week, easier and harder ways, when to stop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from reportlab.platypus.doctemplate import PageBreak
from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block
from handouts.blocks.callouts import signed_box
from handouts.blocks.contents import ContentsRow
from handouts.blocks.dose_table import dose_table
from handouts.blocks.edition import Setting
from handouts.blocks.lists import steps
from handouts.blocks.pictures import Picture, figure_of
from handouts.blocks.section import chapter_heading
from handouts.errors import FitError, Problem
from handouts.model.exercise import Exercise
from handouts.model.fields import Fields, brief
from handouts.pdf.outline import Anchor
from handouts.pdf.stacking import Columns, Gap, Stack, measure
from handouts.pdf.structure import StructElem
from handouts.source import Scalar
from handouts.units import MM, millimetres

CHAPTER = "exercises"
"""The anchor of the chapter."""

STAGE_HEIGHT = (22 * MM, 44 * MM)
"""The least and the most that the picture gets of the page."""

STEPS = ((1.0, 0.0), (0.8, 0.0), (0.65, 0.0), (0.5, 0.0), (0.35, 0.0), (0.35, 0.5), (0.35, 1.0))
"""Tried in turn: a factor for the spaces of the page, and how far its lines go to their closest."""


@dataclass(frozen=True, slots=True)
class Options:
    """`exercises`: which ones in which order; all of the guide's when left out."""

    exercises: tuple[Scalar, ...] = ()


def read(fields: Fields) -> Options:
    """Options from a layout."""
    return Options(exercises=fields.identifiers("exercises"))


def compose(options: Options, setting: Setting, parent: StructElem) -> Iterator[Flowable]:
    """The chapter's opening with a list of its exercises, then a page for each, made when it is reached."""
    named = [setting.exercise(name) for name in options.exercises]
    exercises = named or list(setting.edition.guide.exercises.values())
    section = parent.add("Sect")
    yield from _opening(exercises, setting, section)
    for exercise in exercises:
        yield PageBreak()
        yield from exercise_page(exercise, setting, section)


def _opening(exercises: Sequence[Exercise], setting: Setting, section: StructElem) -> list[Flowable]:
    heading = chapter_heading(setting.phrase("exercise.chapter"), CHAPTER, setting, section)
    lead = setting.text(setting.phrase("exercise.lead"), "lead", section.add("P"))
    listing = section.add("TOC")
    rows: list[Flowable] = []
    for exercise in exercises:
        words = setting.words(exercise.title)
        rows += [
            Gap(setting.space(1)),
            ContentsRow(words, _anchor(exercise), setting, listing, rank="body"),
        ]
    return [PageBreak(), Stack([*heading, Gap(setting.space(1.5)), lead, Gap(setting.space(1.5)), *rows])]


def _anchor(exercise: Exercise) -> str:
    return f"exercise-{exercise.id}"


def exercise_page(exercise: Exercise, setting: Setting, parent: StructElem) -> list[Flowable]:
    """The page with the widest spaces, then lines, that leave the picture its least height.

    In an edition with large letters an exercise that is still too tall goes on over the page.
    """
    least = setting.edition.language.least_line_height
    for space, closeness in STEPS:
        section = StructElem("Sect")
        theme = setting.theme.spaced(space).closer(closeness, least)
        tighter = replace(setting, theme=theme)
        page, missing = _page(exercise, tighter, section)
        if missing <= 0:
            parent.adopt(section)
            return page
    if setting.theme.one_column:
        return _page(exercise, setting, parent.add("Sect"))[0]
    title, missing_mm = brief(exercise.title.text), ceil(millimetres(missing))
    message = f"{title} is {missing_mm} mm too tall for one page of the booklet"
    raise FitError(Problem(message, exercise.mark, "shorten its words"))


def _page(exercise: Exercise, setting: Setting, section: StructElem) -> tuple[list[Flowable], float]:
    """Everything about one exercise in the order in which it is needed; the picture takes the room left.

    Also the height in points that is missing, which is negative when there is room to spare.
    """
    title = setting.words(exercise.title)
    anchor = Anchor(_anchor(exercise), title.text, level=1)
    head: list[Flowable] = [
        setting.text(title, "h1", section.add("H2"), anchor=anchor),
        setting.text(setting.words(exercise.why), "lead", section.add("P")),
        Gap(setting.space(1.5)),
    ]
    picture_elem = section.add("Sect")
    before: list[Flowable] = []
    if exercise.before is not None:
        words = setting.words(exercise.before, exercise.values)
        before = [setting.text(words, "strong", section.add("P")), Gap(setting.space(1))]
    start = setting.words(exercise.start, exercise.values)
    items = [setting.words(step, exercise.values) for step in exercise.steps.values()]
    done = steps(items, setting, section, start=start)
    doses = dose_table(exercise, setting, section)
    ways = _ways(exercise, setting, section)
    ways.keepWithNext = True  # the stop box is never alone on a page
    after: list[Flowable] = [
        Gap(setting.space(2)),
        *before,
        done,
        Gap(setting.space(2)),
        doses,
        Gap(setting.space(1.5)),
        ways,
        Gap(setting.space(2)),
        stop_box(exercise, setting, section),
    ]
    room = setting.height - measure(Stack([*head, *after]), setting.measure) - 1
    least, most = STAGE_HEIGHT
    if setting.on_screen:
        least = (least + most) / 2
    height = max(least, min(most, room))
    picture = Picture(figure_of(exercise), setting.measure, height, setting, picture_elem, largest=40)
    return [Stack([*head, picture, *after])], least - room


def _ways(exercise: Exercise, setting: Setting, parent: StructElem) -> Flowable:
    """The easier and the harder way side by side, the easier first."""
    half = (setting.measure - setting.grid.gutter) / 2
    beside = setting.readable(half)
    cells: list[Flowable] = []
    for label, message in (("easier", exercise.easier), ("harder", exercise.harder)):
        head = setting.text(setting.phrase(f"exercise.{label}"), "h3", parent.add("H3"))
        words = setting.text(setting.words(message, exercise.values), "body", parent.add("P"))
        head.keepWithNext = True
        cells.append(Stack([head, words]))
    if not beside:
        return Stack(cells, setting.space(1))
    return Columns(cells, [half, half], setting.grid.gutter, mirrored=setting.mirrored)


def stop_box(exercise: Exercise, setting: Setting, parent: StructElem) -> Flowable:
    """When to stop this exercise, in one sentence, and its caution."""
    clauses = [setting.words(clause, exercise.values).text for clause in exercise.stop_if.values()]
    sentence = setting.phrase("stop.line", signs=setting.edition.speech.join(clauses, either=True))
    content: list[Flowable] = [setting.text(sentence, "body", parent.add("P"))]
    if exercise.caution is not None:
        caution = setting.words(exercise.caution, exercise.values)
        content += [Gap(setting.space(0.5)), setting.text(caution, "strong", parent.add("P"))]
    return signed_box(content, setting, sign="stop", colour="flag", tint=None)


BLOCK = Block(read=read, compose=compose, short="exercises")
