"""Set exercises as rows: picture at the start, then name, dose tag, starting position and steps."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block
from handouts.blocks.edition import Setting
from handouts.blocks.lists import steps
from handouts.blocks.pictures import Picture, figure_of
from handouts.blocks.tag import Tag
from handouts.errors import LayoutError, Problem
from handouts.model.exercise import Exercise, Phase
from handouts.model.fields import Fields
from handouts.pdf.stacking import Columns, Gap, Stack, measure
from handouts.pdf.structure import StructElem
from handouts.source import Scalar
from handouts.units import MM

LEAST_STAGE = 24 * MM
ALONE_STAGE = 25 * MM


@dataclass(frozen=True, slots=True)
class Options:
    """`exercises`: their ids in order; `phase`: whose dose is printed."""

    exercises: tuple[Scalar, ...]
    phase: Phase


def read(fields: Fields) -> Options:
    """Options from a layout."""
    return Options(
        exercises=fields.identifiers("exercises", required=True),
        phase=fields.choice("phase", Phase, Phase.WEEKS_0_2),
    )


def compose(options: Options, setting: Setting, parent: StructElem) -> list[Flowable]:
    """One row an exercise, a hairline between rows."""
    rows: list[Flowable] = []
    for name in options.exercises:
        if rows:
            rows += [Gap(setting.space(1.4)), setting.rule("hair", "line"), Gap(setting.space(1.4))]
        exercise = setting.exercise(name)
        if options.phase not in exercise.doses:
            message = f"{name} has no dose for {options.phase.value}"
            raise LayoutError(Problem(message, name.mark, "choose another exercise or phase"))
        rows.append(exercise_row(exercise, options.phase, setting, parent))
    return rows


def exercise_row(exercise: Exercise, phase: Phase, setting: Setting, parent: StructElem) -> Flowable:
    """The row of one exercise; its steps carry the numbers that stand in its picture, beside it or above."""
    section = parent.add("Sect")
    stage = setting.span(2)
    width = setting.measure - stage - setting.grid.gutter
    room = width if setting.readable(width) else setting.measure
    heading = setting.text(setting.words(exercise.title), "h2", section.add("H2"))
    chosen = exercise.doses[phase]
    dose = setting.edition.speech.dose(chosen, exercise)
    tag = Tag(dose, setting, section.add("P"))
    start = setting.words(exercise.start, exercise.values)
    words: list[Flowable] = [heading_with_tag(heading, tag, room, setting), Gap(setting.space(0.5))]
    for message in (exercise.before, exercise.version(chosen)):
        if message is not None:
            said = setting.words(message, exercise.values)
            words += [setting.text(said, "strong", section.add("P")), Gap(setting.space(0.5))]
    items = [setting.words(step, exercise.values) for step in exercise.steps.values()]
    words.append(steps(items, setting, section, start=start, gap=0.35))
    text = Stack(words)
    height = max(text.wrap(width, 0)[1], setting.stage(LEAST_STAGE))
    if not setting.readable(width):
        picture = Picture(figure_of(exercise), setting.measure, setting.stage(ALONE_STAGE), setting, section)
        head, *rest = words
        row = Stack([head, Gap(setting.space(1)), picture, *rest])
        row.whole = measure(row, setting.measure) <= setting.height
        return row
    picture = Picture(figure_of(exercise), stage, height, setting, section)
    return Columns(
        [picture, text], [stage, width], setting.grid.gutter, mirrored=setting.mirrored, align="middle"
    )


def heading_with_tag(heading: Flowable, tag: Tag, width: float, setting: Setting) -> Flowable:
    """Tag at the end of the heading's line, or under it when both do not fit."""
    room = width - heading.natural_width - 1
    if tag.natural_width + setting.space(1.5) <= room:
        widths = [width - tag.natural_width, tag.natural_width]
        return Columns([heading, tag], widths, mirrored=setting.mirrored, align="middle")
    return Stack([heading, Gap(setting.space(0.5)), tag])


BLOCK = Block(read=read, compose=compose, short="exercises")
