"""Set any document: what its layout says, for one edition."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from handouts.blocks.edition import Edition
from handouts.errors import HandoutError, together
from handouts.pages.booklet import set_booklet
from handouts.pages.flowing import set_flowing, try_flowing
from handouts.pages.layout import Kind, Layout
from handouts.pages.single import set_single, try_single
from handouts.pdf.document import Built

SETTERS = {Kind.BOOKLET: set_booklet, Kind.HANDOUT: set_single, Kind.CHECKLIST: set_single}
"""How each kind of document is set, in an edition in which those of one page are one page."""

ONE_SIDE = 1


def set_document(layout: Layout, edition: Edition) -> Built:
    """The finished file.

    Raises any HandoutError, with all its problems, and then there is no file. Problems that have no place of
    their own get that of the layout.
    """
    with _placed(layout):
        if _flows(layout, edition):
            return set_flowing(layout, edition)
        return SETTERS[layout.kind](layout, edition)


def set_for_copies(layout: Layout, edition: Edition) -> Built:
    """A handout or a checklist with the objects that copies of it are made of. Raises as `set_document`."""
    with _placed(layout):
        return (set_flowing if _flows(layout, edition) else set_single)(layout, edition, keep=True)


def try_document(layout: Layout, edition: Edition, *, drawn: bool = True) -> None:
    """Raises like `set_document`, in less time; see `try_single` for what is not found unless `drawn`."""
    with _placed(layout):
        if _flows(layout, edition):
            try_flowing(layout, edition)
        elif SETTERS[layout.kind] is set_single:
            try_single(layout, edition, drawn=drawn)
        else:
            SETTERS[layout.kind](layout, edition)


def _flows(layout: Layout, edition: Edition) -> bool:
    """Whether a handout or a checklist may take several pages."""
    return edition.theme.sides != ONE_SIDE and layout.kind is not Kind.BOOKLET


@contextmanager
def _placed(layout: Layout) -> Iterator[None]:
    """Give problems without a place that of the layout."""
    try:
        yield
    except HandoutError as error:
        if all(problem.mark for problem in error.problems):
            raise
        placed = [replace(problem, mark=problem.mark or layout.mark) for problem in error.problems]
        raise type(together([error]))(placed) from error
