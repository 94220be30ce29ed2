"""Set exercises one to a page: picture, steps, doses week by week, easier and harder ways, when to stop."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus.doctemplate import PageBreak
from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block
from handouts.blocks.callouts import signed_box
from handouts.blocks.dose_table import dose_table
from handouts.blocks.edition import Setting
from handouts.blocks.lists import bullets, steps
from handouts.blocks.pictures import Picture, figure_named
from handouts.model.exercise import Exercise
from handouts.model.fields import Fields
from handouts.pdf.outline import Anchor
from handouts.pdf.stacking import Columns, Gap, Stack
from handouts.pdf.structure import StructElem
from handouts.source import Scalar
from handouts.units import MM

STAGE_HEIGHT = 40 * MM


@dataclass(frozen=True, slots=True)
class Options:
    """`exercises`: which ones in which order; all of the guide's when left out."""

    exercises: tuple[Scalar, ...] = ()


def read(fields: Fields) -> Options:
    """Options from a layout."""
    return Options(exercises=fields.identifiers("exercises"))


def compose(options: Options, setting: Setting, parent: StructElem) -> list[Flowable]:
    """A page for each exercise."""
    exercises = [setting.exercise(name) for name in options.exercises]
    story: list[Flowable] = []
    for exercise in exercises or setting.edition.guide.exercises.values():
        story.append(PageBreak())
        story += exercise_page(exercise, setting, parent.add("Sect"))
    return story


def exercise_page(exercise: Exercise, setting: Setting, parent: StructElem) -> list[Flowable]:
    """Everything about one exercise, in the order in which it is needed."""
    title = setting.words(exercise.title)
    anchor = Anchor(f"exercise-{exercise.id}", title.text, level=1)
    heading = setting.text(title, "h1", parent.add("H2"), anchor=anchor)
    why = setting.text(setting.words(exercise.why), "lead", parent.add("P"))
    story: list[Flowable] = [heading, Gap(setting.space(0.5)), why, Gap(setting.space(2))]
    picture = Picture(figure_named(exercise.id), setting.measure, STAGE_HEIGHT, setting, parent, largest=40)
    story += [picture, Gap(setting.space(2))]
    if exercise.before is not None:
        words = setting.words(exercise.before, exercise.values)
        story += [setting.text(words, "strong", parent.add("P")), Gap(setting.space(1))]
    start = setting.words(exercise.start, exercise.values)
    items = [setting.words(step, exercise.values) for step in exercise.steps.values()]
    story += [steps(items, setting, parent, start=start), Gap(setting.space(2.5))]
    story += [dose_table(exercise, setting, parent), Gap(setting.space(2))]
    story += [_ways(exercise, setting, parent), Gap(setting.space(2))]
    story.append(stop_box(exercise, setting, parent))
    return story


def _ways(exercise: Exercise, setting: Setting, parent: StructElem) -> Flowable:
    """The easier and the harder way side by side, the easier first."""
    half = (setting.measure - setting.grid.gutter) / 2
    cells: list[Flowable] = []
    for label, message in (("easier", exercise.easier), ("harder", exercise.harder)):
        head = setting.text(setting.phrase(f"exercise.{label}"), "h3", parent.add("H3"))
        words = setting.text(setting.words(message, exercise.values), "body", parent.add("P"))
        cells.append(Stack([head, words]))
    return Columns(cells, [half, half], setting.grid.gutter, mirrored=setting.mirrored)


def stop_box(exercise: Exercise, setting: Setting, parent: StructElem) -> Flowable:
    """When to stop this exercise, and its caution."""
    section = parent.add("Sect")
    content: list[Flowable] = [setting.text(setting.phrase("stop.title"), "h3", section.add("H3"))]
    clauses = [setting.words(clause, exercise.values) for clause in exercise.stop_if.values()]
    inner = setting.narrowed(setting.measure)
    content.append(bullets(clauses, inner, section, gap=0.5))
    if exercise.caution is not None:
        caution = setting.words(exercise.caution, exercise.values)
        content += [Gap(setting.space(1)), setting.text(caution, "strong", section.add("P"))]
    return signed_box(content, setting, sign="stop", colour="flag", tint=None)


BLOCK = Block(read=read, compose=compose, short="exercises")
