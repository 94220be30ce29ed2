"""Set any document: what its layout says, for one edition."""

from __future__ import annotations

from dataclasses import replace

from handouts.blocks.edition import Edition
from handouts.errors import HandoutError, together
from handouts.pages.booklet import set_booklet
from handouts.pages.layout import Kind, Layout
from handouts.pages.single import set_single
from handouts.pdf.document import Built

SETTERS = {Kind.BOOKLET: set_booklet, Kind.HANDOUT: set_single, Kind.CHECKLIST: set_single}
"""How each kind of document is set."""


def set_document(layout: Layout, edition: Edition) -> Built:
    """The finished file.

    Raises any HandoutError, with all its problems, and then there is no file. Problems that have no place of
    their own get that of the layout.
    """
    try:
        return SETTERS[layout.kind](layout, edition)
    except HandoutError as error:
        if all(problem.mark for problem in error.problems):
            raise
        placed = [replace(problem, mark=problem.mark or layout.mark) for problem in error.problems]
        raise type(together([error]))(placed) from error
