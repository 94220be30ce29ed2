"""Set a section of the guide as a chapter: heading, lead and all its passages."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus.doctemplate import PageBreak
from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block
from handouts.blocks.edition import Setting
from handouts.blocks.passage import set_passage
from handouts.languages.speech import Words
from handouts.model.fields import Fields
from handouts.pdf.outline import Anchor
from handouts.pdf.stacking import Gap
from handouts.pdf.structure import StructElem
from handouts.source import Scalar


@dataclass(frozen=True, slots=True)
class Options:
    """`section`: its id; `without`: passages that stand elsewhere; `new_page`: whether it begins one."""

    section: Scalar
    without: tuple[Scalar, ...] = ()
    new_page: bool = True
    figures: dict[str, Scalar] | None = None


def read(fields: Fields) -> Options:
    """Options from a layout."""
    return Options(
        section=fields.text("section"),
        without=fields.identifiers("without"),
        new_page=fields.flag("new_page", default=True),
    )


def compose(options: Options, setting: Setting, parent: StructElem) -> list[Flowable]:
    """The chapter; its anchor is the section's id."""
    section = setting.section(options.section)
    elem = parent.add("Sect")
    story: list[Flowable] = [PageBreak()] if options.new_page else [Gap(setting.space(6))]
    story += chapter_heading(setting.words(section.title), section.id, setting, elem)
    if section.lead is not None:
        story += [Gap(setting.space(1.5)), setting.text(setting.words(section.lead), "lead", elem.add("P"))]
    for passage in section.passages:
        if passage.id not in options.without:
            story.append(Gap(setting.space(3)))
            story += set_passage(passage, setting, elem)
    return story


def chapter_heading(title: Words, key: str, setting: Setting, parent: StructElem) -> list[Flowable]:
    """The heading of a chapter, an entry of the outline, kept with what follows."""
    words = setting.text(title, "h1", parent.add("H1"), anchor=Anchor(key, plain(title)))
    words.keepWithNext = True
    return [words]


def plain(words: Words) -> str:
    """Words without markup, for the outline."""
    return words.text.replace("**", "")


BLOCK = Block(read=read, compose=compose, short="section")
