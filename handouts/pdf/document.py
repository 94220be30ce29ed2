"""Build a document from a story and page templates, in one pass, and hand back the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from reportlab.platypus.doctemplate import BaseDocTemplate, LayoutError, PageTemplate
from reportlab.platypus.flowables import Flowable

from handouts.errors import FitError, Problem
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.metadata import DocumentInfo
from handouts.pdf.paragraph import Paragraph
from handouts.pdf.structure import StructElem
from handouts.units import millimetres

__all__ = ["Built", "DocumentInfo", "build", "write"]


_SHOWN_WORDS = 40
"""Characters of a paragraph that name it in a message."""


class _Template(BaseDocTemplate):  # type: ignore[misc]  # ReportLab has no types
    """ReportLab's document template, which remembers what it lays out, to name it when that fails."""

    current: Flowable | None = None

    def filterFlowables(self, flowables: list[Flowable]) -> None:  # noqa: N802  # ReportLab's name
        """Look at the next flowable, and let it pass."""
        self.current = flowables[0]

    def too_tall(self) -> FitError:
        """What does not fit, where, and by how much."""
        flowable, frame = self.current, self.frame
        words = max(_paragraphs(flowable), key=lambda each: each.height, default=None)
        what = f'"{words.text[:_SHOWN_WORDS]}"' if words else f"a {type(flowable).__name__}"
        width, height = flowable.wrapOn(self.canv, frame._aW, frame._aH) if flowable else (0.0, 0.0)
        tall, wide = millimetres(height - frame._aH), millimetres(width - frame._aW)
        by = f"{wide:.0f} mm too wide" if wide > tall else f"{max(tall, 1):.0f} mm too tall"
        return FitError(
            Problem(
                f"page {self.page}: {what} is {by} for the frame {frame.id or round(frame.width)}",
                words.mark if words else None,
                "shorten it, or let it split over pages",
            )
        )


def _paragraphs(thing: object) -> Iterator[Paragraph]:
    """The paragraphs in a flowable, however deep they stand in what it holds."""
    if isinstance(thing, Paragraph):
        yield thing
    elif isinstance(thing, list | tuple):
        for part in thing:
            yield from _paragraphs(part)
    elif isinstance(thing, Flowable):
        for part in vars(thing).values():
            yield from _paragraphs(part)


@dataclass(frozen=True, slots=True)
class Built:
    """A finished file and what is known about it."""

    data: bytes
    page_count: int
    page_of: Mapping[str, int]
    """Page number, from 1, of every anchor."""


def build(
    story: list[Flowable],
    templates: Sequence[PageTemplate],
    info: DocumentInfo,
    root: StructElem,
    *,
    compact: bool = True,
) -> Built:
    """Lay out the story on the templates, the first one first; `root` is the Document element of the story.

    The list is emptied on the way, so that a long story does not stay in memory. Page numbers that are not
    known while drawing are painted by `TaggedCanvas.later`, so one pass is enough. Raises FitError for a
    flowable that is taller than any frame.
    """
    file = BytesIO()
    template = _Template(file, pageTemplates=list(templates), pagesize=templates[0].pagesize)
    canvases: list[TaggedCanvas] = []

    def make_canvas(filename: BinaryIO, **options: object) -> TaggedCanvas:
        canvases.append(TaggedCanvas(filename, document_root=root, info=info, compact=compact, **options))
        return canvases[-1]

    try:
        template.build(story, canvasmaker=make_canvas)
    except LayoutError as error:
        raise template.too_tall() from error
    canvas = canvases[-1]
    pages = {key: place[0] for key, place in canvas.anchors.items()}
    return Built(file.getvalue(), canvas.page_count or 0, pages)


def write(
    story: list[Flowable],
    templates: Sequence[PageTemplate],
    info: DocumentInfo,
    target: Path | BinaryIO,
    root: StructElem,
    *,
    compact: bool = True,
) -> Built:
    """Like `build`, and put the file in a path or a stream."""
    built = build(story, templates, info, root, compact=compact)
    if isinstance(target, Path):
        target.write_bytes(built.data)
    else:
        target.write(built.data)
    return built
