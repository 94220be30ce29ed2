"""Set any document: what its layout says, for one edition."""

from __future__ import annotations

from handouts.blocks.edition import Edition
from handouts.pages.booklet import set_booklet
from handouts.pages.layout import Kind, Layout
from handouts.pages.single import set_single
from handouts.pdf.document import Built

SETTERS = {Kind.BOOKLET: set_booklet, Kind.HANDOUT: set_single, Kind.CHECKLIST: set_single}
"""How each kind of document is set."""


def set_document(layout: Layout, edition: Edition) -> Built:
    """The finished file. Raises any HandoutError, with all its problems, and then there is no file."""
    return SETTERS[layout.kind](layout, edition)
