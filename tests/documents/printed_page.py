"""Read a finished page as ink on paper, with pdfium: stretches of text with boxes and colours, and pixels."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

SAME_LINE = 0.5
"""Points between two baselines of one line."""

GAP = 1.2
"""A gap of so many times the height of a line's letters ends a stretch of text."""

KERNING = 0.15
"""Of its size by how much a letter may stand under the one before, as a comma does under a final r."""

Colour = tuple[int, int, int]


@dataclass(slots=True)
class Stretch:
    """Letters that follow each other on one baseline in one colour; the box is that of the ink, in points."""

    page: int
    text: str
    baseline: float
    size: float
    colour: Colour
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """From the lowest to the highest ink."""
        return self.top - self.bottom

    def __str__(self) -> str:
        return f"page {self.page}, {self.left:.0f} {self.baseline:.0f}: {self.text}"


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as it is printed: its size in points and its text."""

    number: int
    width: float
    height: float
    stretches: tuple[Stretch, ...]


@lru_cache(maxsize=64)
def read_pages(path: Path) -> tuple[PrintedPage, ...]:
    """All pages of a file."""
    document = pypdfium2.PdfDocument(path)
    try:
        return tuple(_read_page(page, number) for number, page in enumerate(document, 1))
    finally:
        document.close()


def pictures(path: Path, scale: float) -> Iterator[Image.Image]:
    """Each page in turn as a picture of `scale` pixels a point, form fields left out."""
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            yield page.render(scale=scale).to_pil().convert("RGB")
            page.close()
    finally:
        document.close()


def overprints(page: PrintedPage) -> list[str]:
    """Pairs of stretches whose ink lies on each other by more than a fifth of the lower one's height."""
    found = []
    for one, other in combinations(page.stretches, 2):
        across = min(one.right, other.right) - max(one.left, other.left)
        along = min(one.top, other.top) - max(one.bottom, other.bottom)
        if across > 1 and along > 0.2 * min(one.height, other.height):
            found.append(f"{one} ON {other}")
    return found


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 for black to 1 for white (WCAG 2.2)."""
    shares = [value / 255 for value in colour]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def ground(picture: Image.Image, scale: float, stretch: Stretch) -> Colour:
    """The colour that a stretch of text stands on: the commonest in its box that is not its own."""
    box = (
        int(stretch.left * scale) - 1,
        int(picture.height - stretch.top * scale) - 1,
        int(stretch.right * scale) + 2,
        int(picture.height - stretch.bottom * scale) + 2,
    )
    part = picture.crop(box)
    counted = part.getcolors(maxcolors=part.width * part.height)
    _, colour = max((count, colour) for count, colour in counted if not _near(colour, stretch.colour))
    return colour


def _near(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) < 48 for a, b in zip(one, other, strict=True))


def _read_page(page: pypdfium2.PdfPage, number: int) -> PrintedPage:
    textpage = page.get_textpage()
    try:
        stretches = tuple(_stretches(textpage.raw, number))
    finally:
        textpage.close()
    return PrintedPage(number, page.get_width(), page.get_height(), stretches)


def _stretches(raw: object, number: int) -> Iterator[Stretch]:
    current: Stretch | None = None
    last: tuple[float, ...] = ()
    for index in range(pdfium.FPDFText_CountChars(raw)):
        if pdfium.FPDFText_IsGenerated(raw, index):
            continue
        char = chr(pdfium.FPDFText_GetUnicode(raw, index))
        box = _doubles(4, pdfium.FPDFText_GetCharBox, raw, index)
        left, right, bottom, top = box
        if char.isspace() or right <= left or top <= bottom or box == last:  # the last is a ligature
            if current is not None:
                current.text += char
            continue
        last = box
        _, baseline = _doubles(2, pdfium.FPDFText_GetCharOrigin, raw, index)
        colour = _fill_colour(raw, index)
        follows = (
            current is not None
            and abs(baseline - current.baseline) < SAME_LINE
            and -max(2, KERNING * current.size) < left - current.right < GAP * max(current.height, 8)
            and colour == current.colour
        )
        if current is None or not follows:
            if current is not None:
                yield current
            size = pdfium.FPDFText_GetFontSize(raw, index)
            current = Stretch(number, char, baseline, size, colour, left, bottom, right, top)
            continue
        current.text += char
        current.right = max(right, current.right)
        current.bottom, current.top = min(bottom, current.bottom), max(top, current.top)
    if current is not None:
        yield current


def _doubles(count: int, function: Callable[..., int], raw: object, index: int) -> tuple[float, ...]:
    values = [ctypes.c_double() for _ in range(count)]
    assert function(raw, index, *values)
    return tuple(value.value for value in values)


def _fill_colour(raw: object, index: int) -> Colour:
    values = [ctypes.c_uint() for _ in range(4)]
    assert pdfium.FPDFText_GetFillColor(raw, index, *values)
    red, green, blue, _ = (value.value for value in values)
    return red, green, blue
