"""Set one passage of the guide: paragraphs, list, steps, table, note, questions or warning signs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block
from handouts.blocks.callouts import callout
from handouts.blocks.edition import Setting
from handouts.blocks.lists import bullets, paragraphs, steps
from handouts.blocks.passage_table import passage_table
from handouts.blocks.pictures import beside_picture
from handouts.blocks.red_flags import flag_box
from handouts.errors import LayoutError, Mark, Problem
from handouts.model.fields import Fields, nearest, quoted
from handouts.model.passage import (
    ListPassage,
    NotePassage,
    Passage,
    QuestionsPassage,
    RedFlagsPassage,
    StepsPassage,
    TablePassage,
    TextPassage,
)
from handouts.pdf.stacking import Gap, Stack, measure
from handouts.pdf.structure import StructElem
from handouts.source import Scalar

SHORT = 0.36
"""The part of a page up to which a passage is not divided."""


@dataclass(frozen=True, slots=True)
class Options:
    """`passage`: its address; `only`: these questions or rows alone; `figure`: a picture beside it;
    `columns`: of a warning box; `heading`: whether its heading is set."""

    passage: Scalar
    only: tuple[Scalar, ...] = ()
    figure: Scalar | None = None
    columns: int = 2
    heading: bool = True


def read(fields: Fields) -> Options:
    """Options from a layout."""
    options = Options(
        passage=fields.text("passage"),
        only=fields.identifiers("only"),
        figure=fields.optional_text("figure"),
        columns=fields.whole("columns", 2),
        heading=fields.flag("heading", default=True),
    )
    if options.columns not in (1, 2):
        fields.refuse("columns", "is neither 1 nor 2")
    return options


def compose(options: Options, setting: Setting, parent: StructElem) -> list[Flowable]:
    """The passage with its heading, which never stands alone at the foot of a page."""
    passage = setting.passage(options.passage)
    require_parts(((name, name.mark) for name in options.only), _parts(passage), options.passage)
    return set_passage(passage, setting, parent, options)


_WHOLE = "it has no parts with names: leave this out, or make what you want of it a passage of its own"


def require_parts(names: Iterable[tuple[str, Mark]], known: Collection[str], whole: str) -> None:
    """Raises LayoutError with every name that is no part of the whole: its words would be lost in silence."""
    otherwise = f"it has {', '.join(known)}" if known else _WHOLE
    problems = [
        Problem(f"{whole} has no {quoted(name)}", mark, nearest(name, known) or otherwise)
        for name, mark in names
        if name not in known
    ]
    if problems:
        raise LayoutError(problems)


def _parts(passage: Passage) -> Collection[str]:
    """The ids of what a layout may choose from a passage."""
    if isinstance(passage, TablePassage):
        return passage.rows
    if isinstance(passage, QuestionsPassage):
        return passage.questions
    return passage.groups if isinstance(passage, RedFlagsPassage) else ()


def set_passage(
    passage: Passage, setting: Setting, parent: StructElem, options: Options | None = None
) -> list[Flowable]:
    """The flowables of any passage; `options` as a layout gives them."""
    options = options or Options(Scalar(passage.id))
    if isinstance(passage, RedFlagsPassage):
        columns = 1 if setting.one_column else options.columns
        groups = [group for group in passage.groups.values() if not options.only or group.id in options.only]
        return [flag_box(passage, groups, setting, parent, columns=columns)]
    titled = passage.heading is not None and options.heading
    plain_text = isinstance(passage, TextPassage) and not titled
    before: list[Flowable] = [Gap(setting.space(1.5))] if plain_text else []
    head: list[Flowable] = []
    if passage.heading is not None and options.heading:
        title = setting.text(setting.words(passage.heading), "h2", parent.add("H2"))
        title.keepWithNext = True
        head = [title, Gap(setting.space(1))]
    if options.figure is not None:
        body: list[Flowable] = [
            beside_picture(
                options.figure, setting, parent, lambda narrow, elem: _body(passage, narrow, elem, options)
            )
        ]
    else:
        body = _body(passage, setting, parent, options)
    return [*before, kept_together([*head, *body], setting)]


def kept_together(children: list[Flowable], setting: Setting) -> Stack:
    """Flowables one below the other, on one page if they are short; a long passage may go over the page."""
    stack = Stack(children)
    stack.whole = setting.one_column and measure(stack, setting.measure) <= setting.height * SHORT
    return stack


def _body(passage: Passage, setting: Setting, parent: StructElem, options: Options) -> list[Flowable]:
    return BODIES[type(passage)](passage, setting, parent, options)


def _text(passage: TextPassage, setting: Setting, parent: StructElem, options: Options) -> list[Flowable]:
    words = [setting.words(each, passage.values) for each in passage.paragraphs.values()]
    return [paragraphs(words, setting, parent)]


def _list(passage: ListPassage, setting: Setting, parent: StructElem, options: Options) -> list[Flowable]:
    children: list[Flowable] = []
    if passage.intro is not None:
        intro = setting.text(setting.words(passage.intro, passage.values), "body", parent.add("P"))
        intro.keepWithNext = True
        children = [intro, Gap(setting.space(1))]
    items = [setting.words(each, passage.values) for each in passage.items.values()]
    return [Stack([*children, bullets(items, setting, parent)])]


def _steps(passage: StepsPassage, setting: Setting, parent: StructElem, options: Options) -> list[Flowable]:
    start = setting.words(passage.start, passage.values) if passage.start is not None else None
    items = [setting.words(each, passage.values) for each in passage.steps.values()]
    return [steps(items, setting, parent, start=start)]


def _table(passage: TablePassage, setting: Setting, parent: StructElem, options: Options) -> list[Flowable]:
    rows = [row for row in passage.rows.values() if not options.only or row.id in options.only]
    titled = passage.heading is not None and options.heading
    return [passage_table(passage, rows, setting, parent, titled=titled)]


def _note(passage: NotePassage, setting: Setting, parent: StructElem, options: Options) -> list[Flowable]:
    words = setting.words(passage.text, passage.values)
    return [callout(words, passage.tone, setting, parent, passage.icon)]


def _questions(
    passage: QuestionsPassage, setting: Setting, parent: StructElem, options: Options
) -> list[Flowable]:
    """Each question as a run-in head over its answer; the two stay together."""
    blocks: list[Flowable] = []
    for question in passage.questions.values():
        if options.only and question.id not in options.only:
            continue
        if blocks:
            blocks.append(Gap(setting.space(2)))
        ask = setting.text(
            setting.words(question.question, passage.values),
            "h3",
            parent.add("H3" if passage.heading and options.heading else "H2"),
        )
        ask.keepWithNext = True
        answers = [setting.words(each, passage.values) for each in question.answer.values()]
        blocks += [ask, paragraphs(answers, setting, parent, gap=1)]
    return blocks


BODIES: dict[type, Callable[[Any, Setting, StructElem, Options], list[Flowable]]] = {
    TextPassage: _text,
    ListPassage: _list,
    StepsPassage: _steps,
    TablePassage: _table,
    NotePassage: _note,
    QuestionsPassage: _questions,
}

BLOCK = Block(read=read, compose=compose, short="passage", lesser=True)
