"""Set a section of the guide as a chapter: heading, lead and all its passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportlab.platypus.doctemplate import CondPageBreak, PageBreak
from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block
from handouts.blocks.cards import Options as CardOptions
from handouts.blocks.cards import compose as compose_cards
from handouts.blocks.edition import Setting
from handouts.blocks.passage import Options as PassageOptions
from handouts.blocks.passage import kept_together, require_parts, set_passage
from handouts.errors import Mark
from handouts.languages.speech import Words
from handouts.model.fields import Fields
from handouts.model.passage import TextPassage
from handouts.pdf.outline import Anchor
from handouts.pdf.stacking import Gap, Stack
from handouts.pdf.structure import StructElem
from handouts.source import Scalar

LEAST_ROOM = 0.38
"""The part of a page that must be left for a chapter to begin on it."""


@dataclass(frozen=True, slots=True)
class Options:
    """`section`: its id; `without`: passages that stand elsewhere; `new_page`: whether it begins one;
    `figures`: the picture beside a passage, by the passage's id; `cards`: passages set as cards, with the
    picture of each item."""

    section: Scalar
    without: tuple[Scalar, ...] = ()
    new_page: bool = False
    figures: Mapping[str, Scalar] = field(default_factory=dict)
    cards: Mapping[str, Mapping[str, Scalar]] = field(default_factory=dict)


def read(fields: Fields) -> Options:
    """Options from a layout."""
    return Options(
        section=fields.text("section"),
        without=fields.identifiers("without"),
        new_page=fields.flag("new_page"),
        figures=fields.named_texts("figures"),
        cards=_read_cards(fields),
    )


def _read_cards(fields: Fields) -> Mapping[str, Mapping[str, Scalar]]:
    if fields.take("cards") is None:
        return {}
    inner = fields.child("cards")
    return {str(name): inner.named_texts(name) for name in inner.mapping}


def compose(options: Options, setting: Setting, parent: StructElem) -> list[Flowable]:
    """The chapter; its anchor is the section's id."""
    section = setting.section(options.section)
    require_parts(_named(options), [passage.id for passage in section.passages], section.id)
    elem = parent.add("Sect")
    head: list[Flowable] = chapter_heading(setting.words(section.title), section.id, setting, elem)
    if section.lead is not None:
        lead = setting.text(setting.words(section.lead), "lead", elem.add("P"))
        lead.keepWithNext = not setting.on_screen  # what follows may fill a screen by itself
        head += [Gap(setting.space(1.5)), lead]
    story: list[Flowable] = []
    for passage in section.passages:
        if passage.id in options.without:
            continue
        if passage.id in options.cards:
            address = Scalar(f"{section.id}.{passage.id}", options.section.mark)
            flowables = compose_cards(CardOptions(address, options.cards[passage.id]), setting, elem)
        else:
            chosen = PassageOptions(Scalar(passage.id), figure=options.figures.get(passage.id))
            flowables = set_passage(passage, setting, elem, chosen)
        if story and passage.heading is None and isinstance(passage, TextPassage):
            story[-1:] = [kept_together([story[-1], *flowables], setting)]
            continue
        if not isinstance(flowables[0], Gap):
            flowables.insert(0, Gap(setting.space(3)))
        if not story:
            flowables = [Stack([*head, *flowables])]
        story += flowables
    return [*chapter_break(setting, always=options.new_page), *story]


def _named(options: Options) -> Iterator[tuple[str, Mark]]:
    """The passages that the options name, each with its place."""
    yield from ((name, name.mark) for name in options.without)
    yield from ((name, figure.mark) for name, figure in options.figures.items())
    for name, figures in options.cards.items():
        yield name, next(iter(figures.values()), options.section).mark


def chapter_break(setting: Setting, *, always: bool) -> list[Flowable]:
    """Begin a page, or, unless `always`, only where little is left of this one."""
    if always:
        return [PageBreak()]
    return [CondPageBreak(setting.height * LEAST_ROOM), Gap(setting.space(6))]


def chapter_heading(title: Words, key: str, setting: Setting, parent: StructElem) -> list[Flowable]:
    """The heading of a chapter, an entry of the outline, kept with what follows."""
    words = setting.text(title, "h1", parent.add("H1"), anchor=Anchor(key, plain(title)))
    words.keepWithNext = True
    return [words]


def plain(words: Words) -> str:
    """Words without markup, for the outline."""
    return words.text.replace("**", "")


BLOCK = Block(read=read, compose=compose, short="section")
