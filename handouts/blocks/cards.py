"""Set a list or a table as cards: a picture on its stage over a few words, two or more beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block
from handouts.blocks.edition import Setting
from handouts.blocks.pictures import Picture, figure_named
from handouts.errors import LayoutError, Problem
from handouts.languages.speech import Words
from handouts.model.fields import Fields
from handouts.model.passage import ListPassage, Passage, TablePassage
from handouts.pdf.stacking import Columns, Gap, Stack
from handouts.pdf.structure import StructElem
from handouts.source import Scalar
from handouts.units import MM

STAGE_HEIGHT = 34 * MM
FOLDED_STAGE = 26 * MM
WIDE_CARD_STAGE = 1.5
"""Columns of the grid that the picture of a wide card takes."""

NARROWEST = 110.0
"""Points of a card under which fewer stand in a row."""


@dataclass(frozen=True, slots=True)
class Options:
    """`passage`: a list or a table; `figures`: the picture of each of its items or rows, by id."""

    passage: Scalar
    figures: Mapping[str, Scalar]


def read(fields: Fields) -> Options:
    """Options from a layout."""
    return Options(passage=fields.text("passage"), figures=fields.named_texts("figures"))


def compose(options: Options, setting: Setting, parent: StructElem) -> list[Flowable]:
    """The heading, and the cards in rows as wide as the page."""
    passage = setting.passage(options.passage)
    known = _texts(passage, setting)
    missing = [name for name in options.figures if name not in known]
    if missing or not options.figures:
        what = f'{options.passage} has no "{missing[0]}"' if missing else "no figures are named"
        hint = f"it has {', '.join(known)}" if known else "name a list or a table"
        raise LayoutError(Problem(what, options.passage.mark, hint))
    return [Stack(card_rows(passage, known, options.figures, setting, parent))]


def card_rows(
    passage: Passage,
    texts: Mapping[str, list[Words]],
    figures: Mapping[str, Scalar],
    setting: Setting,
    parent: StructElem,
) -> list[Flowable]:
    """Heading and rows; as many cards in a row as stay readable.

    Where the last row would not be full, each card has a row of its own, with its words beside the picture.
    """
    story: list[Flowable] = []
    if passage.heading is not None:
        heading = setting.text(setting.words(passage.heading), "h2", parent.add("H2"))
        heading.keepWithNext = True
        story += [heading, Gap(setting.space(1.5))]
    gutter = setting.grid.gutter
    most = 1 if setting.theme.one_column else max(1, int((setting.measure + gutter) // (NARROWEST + gutter)))
    rows = -(-len(figures) // most)
    count = -(-len(figures) // rows)
    alone = len(figures) % count > 0 or most == 1
    count = 1 if alone else count
    width = (setting.measure - gutter * (count - 1)) / count
    beside = setting.readable(width - setting.span(WIDE_CARD_STAGE) - gutter)
    make = _wide_card if alone and beside else _card
    listing = parent.add("L")
    cards = [
        make(texts[key], name, width, setting, listing.add("LI").add("LBody"))
        for key, name in figures.items()
    ]
    for first in range(0, len(cards), count):
        row = cards[first : first + count]
        if first:
            story.append(Gap(setting.space(2.5)))
        story.append(Columns(row, [width] * len(row), gutter, mirrored=setting.mirrored))
    return story


def _texts(passage: Passage, setting: Setting) -> dict[str, list[Words]]:
    """The words of each item, or of each row with its head in bold."""
    if isinstance(passage, ListPassage):
        return {key: [setting.words(item, passage.values)] for key, item in passage.items.items()}
    if not isinstance(passage, TablePassage):
        return {}
    found: dict[str, list[Words]] = {}
    for key, row in passage.rows.items():
        head, *others = (setting.words(cell, passage.values) for cell in row.cells.values())
        found[key] = [setting.phrase("exercise.bold", words=head.text), *others]
    return found


def _card(texts: list[Words], name: Scalar, width: float, setting: Setting, body: StructElem) -> Stack:
    picture = Picture(
        figure_named(name),
        width,
        setting.stage(FOLDED_STAGE if setting.one_column else STAGE_HEIGHT),
        setting,
        body,
        marks=False,
    )
    words = [setting.text(text, "body", body.add("P")) for text in texts]
    return Stack([picture, Gap(setting.space(1.5)), Stack(words, setting.space(0.25))], whole=True)


def _wide_card(texts: list[Words], name: Scalar, width: float, setting: Setting, body: StructElem) -> Columns:
    stage = setting.span(WIDE_CARD_STAGE)
    height = setting.stage(FOLDED_STAGE)
    picture = Picture(figure_named(name), stage, height, setting, body, marks=False)
    words = [setting.text(text, "body", body.add("P")) for text in texts]
    widths = [stage, width - stage - setting.grid.gutter]
    return Columns(
        [picture, Stack(words, setting.space(0.25))],
        widths,
        setting.grid.gutter,
        mirrored=setting.mirrored,
        align="middle",
    )


BLOCK = Block(read=read, compose=compose)
