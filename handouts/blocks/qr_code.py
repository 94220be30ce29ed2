"""Set the ward's web address: in words, and as a QR code beside them for a phone to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import quote

from reportlab.lib.colors import HexColor
from reportlab.platypus.flowables import Flowable

from handouts.blocks.edition import Setting
from handouts.languages.speech import Words
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.figure import Figure
from handouts.pdf.packages import enter
from handouts.pdf.stacking import Columns, Stack
from handouts.pdf.structure import StructElem
from handouts.units import MM

QUIET_ZONE = 4
"""Modules of white that a reader needs on every side (ISO/IEC 18004, 5.3.8)."""

SIZE = 16 * MM
"""The side of the code with its quiet zone: read from an arm's length away, and no taller than two lines."""

LEAST_MODULE = 0.4 * MM
"""A smaller module fills up when a page is photocopied, so a long address makes the code larger instead."""

ERROR_LEVEL = "m"
"""At least: 15 % may be spoilt by a fold or a stain; more (segno's boost) where it costs no module."""

CODE_GAP = 2
"""Spaces of the theme between the code, which has its quiet zone, and the words."""

Matrix = tuple[tuple[bool, ...], ...]
"""Rows from the top; whether each module is dark."""

Loop = list[tuple[int, int]]
"""Corners of a closed outline in modules, y up."""


@lru_cache(maxsize=8)
def matrix(address: str) -> Matrix:
    """The modules of the code for an address, without the quiet zone.

    Letters that are not ASCII are percent-encoded (RFC 3987, 3.1), as in the links of the PDF: phones do not
    agree on the encoding of others.
    """
    enter("segno")  # its writers of files and pictures bring HTTP and XML, 40 ms and 5 MiB
    from segno.encoder import encode  # most documents have no code

    target = "".join(char if "!" <= char <= "~" else quote(char) for char in address)
    code = encode(target, error=ERROR_LEVEL, micro=False)  # type: ignore[no-untyped-call]
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


@lru_cache(maxsize=8)
def _loops(address: str) -> tuple[Loop, ...]:
    """The outlines of an address, which a handout may compose four times and a batch on every page."""
    return tuple(outlines(matrix(address)))


def outlines(modules: Sequence[Sequence[bool]]) -> Iterator[Loop]:
    """The outlines of the dark areas, holes included; dark is on the left of every edge.

    One path of them has no seams, which show as white hairs between squares that are drawn one by one.
    """
    rows, columns = len(modules), len(modules[0])

    def dark(x: int, y: int) -> bool:
        return 0 <= x < columns and 0 <= y < rows and bool(modules[rows - 1 - y][x])

    edges: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for y in range(rows):
        for x in range(columns):
            if dark(x, y):
                around = (
                    (dark(x, y - 1), (x, y), (x + 1, y)),
                    (dark(x + 1, y), (x + 1, y), (x + 1, y + 1)),
                    (dark(x, y + 1), (x + 1, y + 1), (x, y + 1)),
                    (dark(x - 1, y), (x, y + 1), (x, y)),
                )
                for inside, start, end in around:
                    if not inside:
                        edges.setdefault(start, []).append(end)
    while edges:
        yield _loop(edges)


def _loop(edges: dict[tuple[int, int], list[tuple[int, int]]]) -> Loop:
    """Take one closed outline out of the edges, its corners alone."""
    first = min(edges)
    loop: Loop = []
    here, heading = first, (0, 0)
    while here in edges:
        there = edges[here].pop()
        if not edges[here]:
            del edges[here]
        step = there[0] - here[0], there[1] - here[1]
        if step != heading:
            loop.append(here)
        here, heading = there, step
    return loop


def qr_code(setting: Setting, address: str, parent: StructElem) -> Figure:
    """The code as a figure with its address in its words; black on white, and never mirrored."""
    modules = matrix(address)
    side = len(modules) + 2 * QUIET_ZONE
    size = max(SIZE, side * LEAST_MODULE)
    loops = _loops(address)

    def paint(canvas: TaggedCanvas) -> None:
        canvas.scale(size / side, size / side)
        canvas.setFillColor(HexColor(setting.colour("paper")))
        canvas.rect(0, 0, side, side, stroke=0, fill=1)
        canvas.setFillColor(HexColor(setting.colour("ink")))
        path = canvas.beginPath()
        for loop in loops:
            path.moveTo(loop[0][0] + QUIET_ZONE, loop[0][1] + QUIET_ZONE)
            for x, y in loop[1:]:
                path.lineTo(x + QUIET_ZONE, y + QUIET_ZONE)
            path.close()
        canvas.drawPath(path, stroke=0, fill=1)

    alt = setting.phrase("contact.qr_alt", address=address).text
    return Figure(size, size, paint, parent.add("Figure", alt=alt))


def web_width(setting: Setting, code: Figure) -> float:
    """The measure that is left beside the code."""
    return setting.measure - code.width - setting.space(CODE_GAP)


def beside_code(words: Sequence[Flowable], code: Figure, setting: Setting) -> Columns:
    """Words with the code at their end side, level with the last line."""
    widths = [web_width(setting, code), code.width]
    return Columns(
        [Stack(words), code], widths, setting.space(CODE_GAP), mirrored=setting.mirrored, align="bottom"
    )


def bare_address(setting: Setting, address: str) -> Words:
    """The address alone, as a link, where there is no room for a sentence."""
    return setting.phrase("contact.web_address", address=address)


def web_words(setting: Setting, address: str, parent: StructElem, width: float) -> Flowable:
    """The address as a link, in a sentence if that goes into one line of so many points."""
    words = setting.phrase("contact.web_link", address=address)
    if setting.text(words).natural_width > width:
        words = bare_address(setting, address)
    return setting.text(words, "body", parent.add("P"))
