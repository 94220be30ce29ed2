"""Build a document from a story and page templates, in one pass, and hand back the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reportlab.platypus.doctemplate import BaseDocTemplate, LayoutError, PageBreak, PageTemplate
from reportlab.platypus.flowables import Flowable

from handouts.errors import FitError, Problem
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.metadata import DocumentInfo
from handouts.pdf.object_streams import Objects
from handouts.pdf.paragraph import Paragraph
from handouts.pdf.places import Place
from handouts.pdf.structure import StructElem
from handouts.units import millimetres

__all__ = ["Built", "DocumentInfo", "build", "write"]


_SHOWN_WORDS = 40
"""Characters of a paragraph that name it in a message."""


class _Rest(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The part of a story that was not asked for yet: it stands last in the list of what is laid out."""

    def __init__(self, story: Iterable[Flowable]) -> None:
        super().__init__()
        self.story = iter(story)


class _Template(BaseDocTemplate):  # type: ignore[misc]
    """ReportLab's document template, which takes a story as it goes and remembers what it lays out.

    What it lays out is named when that fails.
    """

    current: Flowable | None = None

    def filterFlowables(self, flowables: list[Flowable | None]) -> None:  # noqa: N802  # ReportLab's name
        """Take from the story what is laid out next: a flowable, or several that keep with the next one.

        A page break is followed by a page only where something stands on it.
        """
        at = 0
        while at < len(flowables):
            flowable = flowables[at]
            if isinstance(flowable, _Rest):
                following = next(flowable.story, None)
                flowables[at:] = [following, flowable] if following is not None else []
            elif flowable is not None and (isinstance(flowable, PageBreak) or flowable.getKeepWithNext()):
                at += 1
            else:
                break
        if not flowables:
            flowables.append(None)  # that is how ReportLab is told of nothing
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


class _Finished:
    """The file as it is handed over, in one piece: written into a buffer it would be in memory twice."""

    def __init__(self) -> None:
        self.data = b""

    def write(self, data: bytes) -> None:
        """Take all of it."""
        self.data = data


@dataclass(frozen=True, slots=True)
class Built:
    """A finished file and what is known about it."""

    data: bytes
    page_count: int
    page_of: Mapping[str, int]
    """Page number, from 1, of every anchor."""
    objects: Objects | None = None
    """What the file is made of, where that was to be kept."""
    places: tuple[Place, ...] = ()
    """Where each copy has words of its own."""


def build(
    story: Iterable[Flowable],
    templates: Sequence[PageTemplate],
    info: DocumentInfo,
    root: StructElem,
    *,
    compact: bool = True,
    keep: bool = False,
) -> Built:
    """Lay out the story on the templates, the first one first; `root` is the Document element of the story.

    Flowables are asked for as the pages fill and forgotten when they are drawn, so that a story that is made
    on the way is never whole in memory. Page numbers that are not known while drawing are painted by
    `TaggedCanvas.later`, so one pass is enough. `keep` keeps the objects of the file, for copies of it.
    Raises FitError for a flowable that is taller than any frame, and what the story raises.
    """
    file = _Finished()
    template = _Template(file, pageTemplates=list(templates), pagesize=templates[0].pagesize)
    canvases: list[TaggedCanvas] = []

    def make_canvas(filename: BinaryIO, **options: object) -> TaggedCanvas:
        canvas = TaggedCanvas(filename, document_root=root, info=info, compact=compact, keep=keep, **options)
        canvases.append(canvas)
        return canvas

    try:
        template.build([_Rest(story)], canvasmaker=make_canvas)
    except LayoutError as error:
        raise template.too_tall() from error
    canvas = canvases[-1]
    pages = {key: place[0] for key, place in canvas.anchors.items()}
    return Built(file.data, canvas.page_count or 0, pages, canvas.objects, tuple(canvas.places))


def write(
    story: Iterable[Flowable],
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
