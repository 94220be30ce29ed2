"""Say what an output format is: of which kinds of document it is made, and how its files come about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from handouts.imposition.sheet import THICKNESS, Marks
from handouts.imposition.signature import Flip
from handouts.pages.documents import set_document
from handouts.pages.layout import Kind
from handouts.pages.selection import Job


@dataclass(frozen=True, slots=True)
class Finish:
    """How formats are made, where they leave a choice.

    For imposed sheets: the edge that the printer turns them on, the marks on them, the thickness of the paper
    in points, and whether a sheet before them tells how to print. For pictures: pixels an inch, None for what
    the format usually has.
    """

    flip: Flip = Flip.SHORT
    marks: Marks = Marks.NONE
    thickness: float = THICKNESS
    cover_sheet: bool = True
    resolution: int | None = None


USUAL = Finish()
"""What is done unless somebody says otherwise."""


class Document:
    """A document of a run, set once however many formats are made of it, and not at all if none needs it."""

    def __init__(self, job: Job, finish: Finish) -> None:
        self.job = job
        self.finish = finish

    @cached_property
    def pdf(self) -> bytes:
        """The reading file: PDF/UA-1 and PDF/A-2a, the same for the same job. Raises any HandoutError."""
        return set_document(self.job.layout, self.job.edition).data


@dataclass(frozen=True, slots=True)
class Output:
    """One format that `build --format` offers.

    `make` gives the files of a document, in order, by what their names have after the document's stem, such
    as `.pdf`; it raises any HandoutError. No two formats may use the same endings. Documents whose kind is
    not among `kinds` have nothing in this format. `text` tells that a terminal can show it.

    A format that is made of the whole run has `gather`. Then what `make` gives are parts, which are not
    written, and `gather` makes files, by name, of the parts of all documents, by stem and ending.
    """

    make: Callable[[Document], Mapping[str, bytes]]
    kinds: frozenset[Kind] = frozenset(Kind)
    text: bool = False
    gather: Callable[[Mapping[str, bytes], Finish], Mapping[str, bytes]] | None = None
