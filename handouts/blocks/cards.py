"""Set a list as cards side by side: a picture on its stage over a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block
from handouts.blocks.edition import Setting
from handouts.blocks.pictures import Picture, figure_named
from handouts.errors import LayoutError, Problem
from handouts.model.fields import Fields
from handouts.model.passage import ListPassage
from handouts.pdf.stacking import Columns, Gap, Stack
from handouts.pdf.structure import StructElem
from handouts.source import Scalar
from handouts.units import MM

STAGE_HEIGHT = 34 * MM


@dataclass(frozen=True, slots=True)
class Options:
    """`passage`: a list; `figures`: the picture of each of its items, by id."""

    passage: Scalar
    figures: Mapping[str, Scalar]


def read(fields: Fields) -> Options:
    """Options from a layout."""
    return Options(passage=fields.text("passage"), figures=fields.named_texts("figures"))


def compose(options: Options, setting: Setting, parent: StructElem) -> list[Flowable]:
    """The list's heading and its cards, as wide as the page together."""
    passage = setting.passage(options.passage)
    if not isinstance(passage, ListPassage) or not set(options.figures) <= set(passage.items):
        known = ", ".join(passage.items) if isinstance(passage, ListPassage) else "none: it is not a list"
        raise LayoutError(
            Problem(
                f"the figures do not fit the items of {options.passage}",
                options.passage.mark,
                f"items: {known}",
            )
        )
    story: list[Flowable] = []
    if passage.heading is not None:
        story += [
            setting.text(setting.words(passage.heading), "h2", parent.add("H2")),
            Gap(setting.space(1.5)),
        ]
    count = len(options.figures)
    width = (setting.measure - setting.grid.gutter * (count - 1)) / count
    height = setting.stage(STAGE_HEIGHT)
    listing = parent.add("L")
    cards: list[Flowable] = []
    for key, name in options.figures.items():
        body = listing.add("LI").add("LBody")
        picture = Picture(figure_named(name), width, height, setting, body, marks=False)
        words = setting.words(passage.items[key], passage.values)
        cards.append(Stack([picture, Gap(setting.space(1.5)), setting.text(words, "body", body.add("P"))]))
    story.append(Columns(cards, [width] * count, setting.grid.gutter, mirrored=setting.mirrored))
    return story


BLOCK = Block(read=read, compose=compose)
