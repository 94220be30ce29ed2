"""Follow the links of a paragraph through its lines, its pieces and the places they take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from handouts.pdf.marks import Rect
from handouts.text.line import GlyphRun, Line
from handouts.text.markup import MarkedText, Span

_NEAR = 0.5
"""Points between two boxes that still are one piece of a link: the rounding of advances."""


def continues(span: Span, after: Span) -> bool:
    """Whether two spans are parts of one link, as when some of its words are bold."""
    return span.href == after.href and span.end == after.start


def link_texts(marked: MarkedText) -> tuple[str, ...]:
    """The words of each link, in order."""
    texts: list[str] = []
    last: Span | None = None
    for span in marked.spans:
        if span.href is not None:
            words = marked.text[span.start : span.end]
            if last is not None and continues(last, span):
                texts[-1] += words
            else:
                texts.append(words)
            last = span
    return tuple(texts)


def is_invisible(run: GlyphRun) -> bool:
    """Whether a run has marks of direction only, which stand outside the links they are put between."""
    return not (run.width or run.overhang)


def link_ordinals(lines: Sequence[Line], first: int) -> dict[int, int]:
    """For each run of a link, by identity, which link of the paragraph it belongs to, `first` the first."""
    ordinals: dict[int, int] = {}
    number, last = first - 1, None
    for line in lines:
        for run in line.runs:
            if run.href is not None:
                if run.href != last:
                    number += 1
                ordinals[id(run)] = number
                last = run.href
            elif not is_invisible(run):
                last = None
    return ordinals


@dataclass(slots=True)
class LinkBoxes:
    """The boxes that links take, those of one link that touch on a line joined."""

    found: list[tuple[int, str, Rect]] = field(default_factory=list)

    def add(self, ordinal: int, href: str, box: Rect) -> None:
        """Add the box of one run of a link."""
        if self.found:
            number, _, last = self.found[-1]
            beside = last[1] == box[1] and last[0] <= box[2] + _NEAR and box[0] <= last[2] + _NEAR
            if number == ordinal and beside:
                box = min(last[0], box[0]), box[1], max(last[2], box[2]), box[3]
                self.found.pop()
        self.found.append((ordinal, href, box))
