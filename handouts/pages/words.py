"""Gather every message that documents print: of guides, of layouts and of pictures."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.figures.alt import alt_texts
from handouts.model.guide import Guide, messages_in
from handouts.model.message import Message
from handouts.pages.layout import load_layouts


def printed_messages(guide: Guide) -> tuple[Message, ...]:
    """Everything that has to be translated before all documents of a guide can be printed, in order."""
    return (*messages_in(guide), *outside_words())


def outside_words() -> Iterator[Message]:
    """Words that stand in no guide: titles and leads of layouts, and the text alternatives of pictures."""
    for layout in load_layouts().values():
        yield from (words for words in (layout.title, layout.lead) if words is not None)
    for alt in alt_texts():
        yield Message(alt.id, alt.text, alt.mark)
