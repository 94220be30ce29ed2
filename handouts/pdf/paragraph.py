"""Set words as a paragraph that wraps once, draws from that result and carries its own structure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Protocol

from reportlab.platypus.flowables import Flowable

from handouts.errors import DataError, GlyphError, HandoutError, Mark, Problem
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.colour import BLACK, Colour, colour_operator
from handouts.pdf.links import LinkBoxes, continues, is_invisible, link_ordinals, link_texts
from handouts.pdf.outline import Anchor
from handouts.pdf.structure import StructElem
from handouts.pdf.text import TextWriter
from handouts.text.isolate import source_offset
from handouts.text.line import GlyphRun, Line
from handouts.text.markup import MarkedText, parse
from handouts.text.paragraph import PreparedText, prepare
from handouts.text.style import TextStyle

KEPT_LINES = 2
"""Lines that stay together at the foot and at the head of a page: no widow, no orphan."""

ROUNDING = 0.01
"""Points of room that rounding may have taken."""

_SERIAL = count()
Placed = tuple[GlyphRun, float]
"""A run and the top of its line."""


class MarkedWords(Protocol):
    """Words that know where they were written: `handouts.languages.speech.Words`."""

    @property
    def text(self) -> str:
        """The words, in our markup."""

    @property
    def mark(self) -> Mark | None:
        """Where a person wrote them."""


@dataclass(frozen=True, slots=True)
class _Source:
    """Prepared words, and what the pieces of a split paragraph share: its identity, words and links."""

    marked: MarkedText
    prepared: PreparedText
    serial: int
    whole: MarkedText
    links: tuple[str, ...]
    first_link: int = 0

    @staticmethod
    def read(words: str | MarkedWords, style: TextStyle) -> _Source:
        """Parse and prepare; errors get the place of the words."""
        markup, mark = (words, None) if isinstance(words, str) else (words.text, words.mark)
        try:
            marked = parse(markup)
            return _Source(marked, prepare(marked, style), next(_SERIAL), marked, link_texts(marked))
        except GlyphError as error:
            raise GlyphError(_placed(error, mark)) from error
        except DataError as error:
            raise DataError(_placed(error, mark)) from error

    def rest(self, placed: int) -> _Source:
        """The words from an offset of the prepared text on, for a frame of another width."""
        start = source_offset(self.marked.text, self.prepared.text, placed)
        before = MarkedText(self.marked.text, tuple(span for span in self.marked.spans if span.end <= start))
        kept = [span for span in self.marked.spans if span.end > start]
        spans = tuple(replace(span, start=max(span.start - start, 0), end=span.end - start) for span in kept)
        marked = MarkedText(self.marked.text[start:], spans)
        first_link = self.first_link + len(link_texts(before))
        if kept and kept[0].href and before.spans and continues(before.spans[-1], kept[0]):
            first_link -= 1
        return replace(
            self, marked=marked, prepared=prepare(marked, self.prepared.style), first_link=first_link
        )


class Paragraph(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Words in one style and colour that belong to one structure element.

    Without an element the words are an artifact, or part of the element whose content is open. Links become
    Link elements with one annotation for each line piece. In right-to-left text the element gets its words as
    ActualText, because readers reorder such text each in their own way; not where it holds a link.
    """

    def __init__(
        self,
        words: str | MarkedWords,
        style: TextStyle,
        colour: Colour = "#000000",
        elem: StructElem | None = None,
        *,
        space_before: float = 0.0,
        space_after: float = 0.0,
        keep_with_next: bool = False,
        anchor: Anchor | None = None,
        link_to: str | None = None,
    ) -> None:
        """`anchor` names the top of the paragraph; `link_to` makes all of it a link to an anchor's key.

        Raises GlyphError for a character no font has and DataError for markup that cannot be read, both at
        the words' own place.
        """
        super().__init__()
        self.style, self.colour, self.elem = style, colour, elem
        self.spaceBefore, self.spaceAfter = space_before, space_after
        self.keepWithNext = keep_with_next
        self.anchor, self.link_to = anchor, link_to
        self.width = self.height = 0.0
        self.mark: Mark | None = None if isinstance(words, str) else words.mark
        self._source = _Source.read(words, style)
        self._lines: Sequence[Line] = ()
        self._links: dict[int, int] = {}
        self._measure = -1.0
        self._cut = False

    # -- measures --------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The words of the whole paragraph without their markup."""
        return self._source.whole.text

    @property
    def _own_text(self) -> str:
        """The words of this piece of the paragraph, in reading order."""
        return "".join(run.text for line in self._lines for run in line.runs)

    @property
    def natural_width(self) -> float:
        """Width in points when nothing wraps."""
        return self._source.prepared.natural_width

    @property
    def widest_word(self) -> float:
        """The smallest measure, in points, in which no word sticks out."""
        return self._source.prepared.widest_word

    @property
    def line_count(self) -> int:
        """How many lines the last `wrap` made."""
        return len(self._lines)

    @property
    def lines(self) -> Sequence[Line]:
        """The lines of the last `wrap`."""
        return self._lines

    def minWidth(self) -> float:  # noqa: N802  # ReportLab's name
        """What ReportLab's tables ask for: the widest word."""
        return self.widest_word

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """Break to the measure, once for each measure; the width is the measure."""
        if aw != self._measure:
            self._break(aw)
        self.width = aw
        self.height = len(self._lines) * self.style.leading
        return aw, self.height

    def _break(self, measure: float) -> None:
        if self._cut:
            self._source, self._cut = self._source.rest(self._lines[0].start), False
        source = self._source
        self._lines = source.prepared.lines(measure)
        self._links = link_ordinals(self._lines, source.first_link) if source.links else {}
        self._measure = measure

    def split(self, aw: float, ah: float) -> list[Flowable]:
        """Two pieces that share words and element, or nothing when that would leave a line alone."""
        self.wrap(aw, ah)
        total = len(self._lines)
        fitting = int((ah + ROUNDING) // self.style.leading)
        if fitting >= total:
            return [self]
        fitting = min(fitting, total - KEPT_LINES)
        if fitting < KEPT_LINES:
            return []
        first, rest = self._piece(self._lines[:fitting]), self._piece(self._lines[fitting:])
        rest._cut = True
        first.spaceAfter, rest.spaceBefore = 0.0, 0.0
        first.keepWithNext, rest.anchor = False, None
        rest.keepWithNext = False  # it stands at the top of a page, and could be too long to share that page
        return [first, rest]

    def _piece(self, lines: Sequence[Line]) -> Paragraph:
        piece = Paragraph.__new__(type(self))
        piece.__dict__.update(self.__dict__)
        piece._lines = lines
        return piece

    # -- drawing ---------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """Write the lines with the origin at the lower left corner."""
        canvas: TaggedCanvas = self.canv
        if not self._lines:
            return
        elem = canvas.elem_for(self, self.elem)
        if self.anchor is not None and (elem is not None or self.elem is None):
            self.anchor.place(canvas, 0, self.height)
        writer = TextWriter(canvas)
        colour = colour_operator(self.colour)
        if colour != BLACK or canvas._fillColorObj != (0, 0, 0):
            writer.raw(colour)
        if elem is not None:
            self._describe(canvas, elem)
        if elem is None or elem is canvas.open_mark:
            self._write_plain(writer, marked=canvas.open_mark is None)
            writer.flush()
        elif self.link_to is None and not self._links:
            told = self._told_apart(canvas, elem, self._own_text) if elem.kids else elem
            writer.raw(canvas.content_operator(told))
            self._write_plain(writer, marked=False)
            writer.raw("EMC")
            writer.flush()
        elif self.link_to is None:
            self._write_links(canvas, writer, elem)
        else:
            self._write_as_link(canvas, writer, elem, self.link_to)

    def _describe(self, canvas: TaggedCanvas, elem: StructElem) -> None:
        """Tell a reader the language where it is another one, and the words where they run right to left."""
        if not _same_language(self.style.language, canvas.language):
            canvas.tree.lang[elem] = self.style.language
        if self.style.direction == "rtl" and not self._source.links and self.link_to is None:
            canvas.tree.speak(elem, self._source.serial, self.text)

    def _told_apart(self, canvas: TaggedCanvas, owner: StructElem, text: str) -> StructElem:
        """Where words go that share their element with others: right-to-left ones in a Span that says them.

        The letters of such words are written from left to right, and an element that holds others cannot have
        a text of its own.
        """
        if self.style.direction != "rtl" or not text.strip():
            return owner
        span = canvas.tree.span(owner)
        canvas.tree.speak(span, self._source.serial, text)
        return span

    def _write_plain(self, writer: TextWriter, *, marked: bool) -> None:
        y, leading = self.height - self._source.prepared.baseline, self.style.leading
        if marked:
            writer.raw("/Artifact BMC")
        for line in self._lines:
            for run in line.runs:
                writer.run(run, 0.0, y)
            y -= leading
        if marked:
            writer.raw("EMC")

    def _write_links(self, canvas: TaggedCanvas, writer: TextWriter, elem: StructElem) -> None:
        """Switch between the element and its links; then put an annotation over each piece of a link."""
        leading, baseline = self.style.leading, self._source.prepared.baseline
        boxes = LinkBoxes()
        for stretch, runs in self._stretches():
            owner = elem if stretch is None else self._link(canvas, elem, stretch)
            told = self._told_apart(canvas, owner, "".join(run.text for run, _ in runs))
            writer.raw(canvas.content_operator(told))
            for run, top in runs:
                writer.run(run, 0.0, top - baseline)
                ordinal = self._links.get(id(run))
                if ordinal is not None and run.href is not None:
                    boxes.add(ordinal, run.href, (run.x, top - leading, run.x + run.width, top))
            writer.raw("EMC")
        writer.flush()
        for ordinal, href, box in boxes.found:
            canvas.link_uri(self._link(canvas, elem, ordinal), box, href, self._source.links[ordinal])

    def _stretches(self) -> list[tuple[int | None, list[Placed]]]:
        """Runs of one link, or of none, that follow each other."""
        found: list[tuple[int | None, list[Placed]]] = []
        top = self.height
        for line in self._lines:
            for run in line.runs:
                ordinal = self._links.get(id(run))
                if not found or (ordinal != found[-1][0] and not is_invisible(run)):
                    found.append((ordinal, []))
                found[-1][1].append((run, top))
            top -= self.style.leading
        return found

    def _link(self, canvas: TaggedCanvas, elem: StructElem, ordinal: int) -> StructElem:
        """The Link element of the nth link."""
        return canvas.tree.link(elem, self._source.serial, ordinal)

    def _write_as_link(self, canvas: TaggedCanvas, writer: TextWriter, elem: StructElem, key: str) -> None:
        """All lines belong to one link that stays in the document."""
        link = elem if elem.role == "Link" else self._link(canvas, elem, 0)
        writer.raw(canvas.content_operator(self._told_apart(canvas, link, self._own_text)))
        self._write_plain(writer, marked=False)
        writer.raw("EMC")
        writer.flush()
        top = self.height
        for line in self._lines:
            left = min((run.x for run in line.runs), default=0.0)
            right = max((run.x + run.width for run in line.runs), default=self.width)
            canvas.link_anchor(link, (left, top - self.style.leading, right, top), key, self.text)
            top -= self.style.leading


def _placed(error: HandoutError, mark: Mark | None) -> list[Problem]:
    return [Problem(problem.message, problem.mark or mark, problem.hint) for problem in error.problems]


def _same_language(one: str, other: str) -> bool:
    """Whether one tag is the other or a more exact form of it (RFC 4647, basic filtering)."""
    one, other = one.lower(), other.lower()
    return one == other or one.startswith(other + "-") or other.startswith(one + "-")
