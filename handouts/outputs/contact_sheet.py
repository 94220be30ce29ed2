"""Deliver one picture of all pages of all documents of a run, small, each with its name below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING

from handouts import assets
from handouts.errors import OutputError
from handouts.outputs.output import Document, Finish, Output
from handouts.outputs.page_pictures import page_endings
from handouts.outputs.raster import page_pictures, png

if TYPE_CHECKING:
    from PIL import Image
    from PIL.ImageFont import FreeTypeFont

NAME = "contact-sheet.png"
TITLE = "Contact sheet"

RESOLUTION = 40
"""Pixels an inch of the pages, unless told otherwise: headings and pictures are clear, words are not."""

MOST_PIXELS = 100_000_000
"""Of a whole sheet: what programs that show pictures still open."""

SHAPE = 1.5
"""Width over height that the sheet comes near to, as screens have it."""

GAP = 16
LETTERS = 14
CAPTION = 20
"""Pixels between pages, of the captions' letters and of their lines."""

TABLE, EDGE, INK = "#d9d9d9", "#8c8c8c", "#000000"

FACE = assets.FONTS / "noto-sans" / "NotoSans-Regular.ttf"
"""Captions are file names: plain Latin letters and digits."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A page, its caption, and the pixels that both take."""

    caption: str
    picture: Image.Image
    width: int
    height: int


def _make(document: Document) -> dict[str, bytes]:
    """The small pages of one document, as files in memory that any process can hand on."""
    parts: dict[str, bytes] = {}
    pixels = 0
    pictures = page_pictures(document.pdf, document.finish.resolution or RESOLUTION)
    for ending, picture in zip(page_endings(), pictures, strict=False):
        pixels += picture.width * picture.height
        _check_pixels(pixels)  # rather than when all pages of the run were painted
        parts[ending] = _packed(picture)
    return parts


def _check_pixels(pixels: int) -> None:
    if pixels > MOST_PIXELS:
        raise OutputError(
            f"this contact sheet would have more than {MOST_PIXELS // 10**6} million pixels",
            hint="ask for fewer documents, or for a lower --resolution",
        )


def _packed(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.convert("RGB").save(file, "PNG", compress_level=1)
    return file.getvalue()


def _gather(parts: Mapping[str, bytes], finish: Finish) -> dict[str, bytes]:
    """The sheet of all parts, in their order. Raises OutputError for more than a picture should hold."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(FACE, LETTERS, layout_engine=ImageFont.Layout.BASIC)
    cells = [_cell(name, data, font) for name, data in parts.items()]
    rows = list(_rows(cells, _line(cells)))
    width = GAP + max(sum(cell.width + GAP for cell in row) for row in rows)
    height = GAP + sum(_height(row) + GAP for row in rows)
    _check_pixels(width * height)
    sheet = Image.new("RGB", (width, height), TABLE)
    draw = ImageDraw.Draw(sheet)
    top = GAP
    for row in rows:
        left = GAP
        for cell in row:
            foot = top + cell.picture.height
            sheet.paste(cell.picture, (left, top))
            draw.rectangle((left - 1, top - 1, left + cell.picture.width, foot), outline=EDGE)
            draw.text((left, foot + CAPTION), cell.caption, INK, font, anchor="ls")
            left += cell.width + GAP
        top += _height(row) + GAP
    return {NAME: png(sheet, finish.resolution or RESOLUTION, {"Title": TITLE})}


def _cell(name: str, data: bytes, font: FreeTypeFont) -> _Cell:
    from PIL import Image

    picture = Image.open(BytesIO(data))
    width = max(picture.width, round(font.getlength(name) + 0.5))
    return _Cell(name, picture, width, picture.height + CAPTION + CAPTION // 2)


def _line(cells: Sequence[_Cell]) -> int:
    """How wide a row may be, for a sheet of the shape that is wanted."""
    area = sum((cell.width + GAP) * (cell.height + GAP) for cell in cells)
    return max(round(sqrt(area * SHAPE)), *(cell.width + GAP for cell in cells))


def _rows(cells: Sequence[_Cell], line: int) -> Iterator[list[_Cell]]:
    """Cells in rows, as words are in lines; pages of another size begin a row of their own."""
    row: list[_Cell] = []
    for cell in cells:
        full = sum(each.width + GAP for each in (*row, cell)) > line
        if row and (full or cell.picture.height != row[-1].picture.height):
            yield row
            row = []
        row.append(cell)
    yield row


def _height(row: Sequence[_Cell]) -> int:
    return max(cell.height for cell in row)


OUTPUT = Output(_make, gather=_gather)
