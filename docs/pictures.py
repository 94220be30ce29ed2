"""Make the pictures of pages that the README shows, from the documents that the product makes now.

    python -m docs.pictures            write docs/images/*.png
    python -m docs.pictures --check    say which no longer show the pages; exit code 1 if one does not

Needs the development packages.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageStat

from handouts.model.loader import load_guide
from handouts.pages.documents import set_document
from handouts.pages.selection import Request, select
from handouts.pdf.document import Built

IMAGES = Path(__file__).resolve().parent / "images"
COLOURS = 128
"""Colours of a picture: pages have about twenty, and the edges of letters need more."""

GROUND, EDGE = "#e4e7e8", "#9aa3a6"
GAP = 28
"""Pixels around each page."""

SOFTENING = 8
ALIKE = 2.0
"""Two pictures, made smaller by SOFTENING, are alike when their pixels differ, on average, by up to this many
of 255 steps: the edges of letters may differ from one machine to another, words and pictures may not."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: the layout of its document, and the anchor of a place in it or its first page."""

    layout: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """Pages side by side, each `width` pixels wide."""

    pages: tuple[Shown, ...]
    width: int


STRIPS: Mapping[str, Strip] = {
    "booklet.png": Strip(
        (Shown("booklet"), Shown("booklet", "help"), Shown("booklet", "exercise-bridge")), 480
    ),
    "sheets.png": Strip((Shown("overview"), Shown("checklist")), 720),
}
"""What each file of docs/images/ shows."""


@cache
def documents() -> Mapping[str, Built]:
    """The documents that are shown, by the name of their layout, on a day on which the guide is in force."""
    wanted = {page.layout for strip in STRIPS.values() for page in strip.pages}
    jobs = select(Request(paper="a4", week=3, today=load_guide().issued))
    shown = [job for job in jobs if job.layout.name in wanted]
    return {job.layout.name: set_document(job.layout, job.edition) for job in shown}


def drawn(strip: Strip) -> Image.Image:
    """The strip in full colour."""
    pages = [page_picture(page, strip.width) for page in strip.pages]
    height = max(page.height for page in pages)
    picture = Image.new("RGB", (GAP + len(pages) * (strip.width + GAP), height + 2 * GAP), GROUND)
    pen = ImageDraw.Draw(picture)
    for number, page in enumerate(pages):
        x = GAP + number * (strip.width + GAP)
        picture.paste(page, (x, GAP))
        pen.rectangle((x - 1, GAP - 1, x + page.width, GAP + page.height), outline=EDGE)
    return picture


def page_picture(page: Shown, width: int) -> Image.Image:
    """One page in full colour, `width` pixels wide."""
    built = documents()[page.layout]
    number = built.page_of[page.anchor] if page.anchor else 1
    with pypdfium2.PdfDocument(built.data) as pdf:
        sheet = pdf[number - 1]
        picture: Image.Image = sheet.render(scale=width / sheet.get_width(), may_draw_forms=True).to_pil()
    return picture.convert("RGB").crop((0, 0, width, picture.height))


def write() -> list[Path]:
    """Write all pictures; their paths."""
    IMAGES.mkdir(exist_ok=True)
    paths = []
    for name, strip in STRIPS.items():
        path = IMAGES / name
        few = drawn(strip).quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        paths.append(path)
    return paths


def stale() -> list[str]:
    """The names of pictures that are missing or no longer show the pages."""
    return [name for name, strip in STRIPS.items() if difference(IMAGES / name, drawn(strip)) > ALIKE]


def difference(path: Path, picture: Image.Image) -> float:
    """By how many of 255 steps a file and a picture differ when seen from afar; 255 when there is no file."""
    if not path.is_file():
        return 255.0
    with Image.open(path) as kept:
        known = kept.convert("L")
    if known.size != picture.size:
        return 255.0
    near = [each.convert("L").reduce(SOFTENING) for each in (known, picture)]
    return float(ImageStat.Stat(ImageChops.difference(*near)).mean[0])


def main(arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    if list(arguments) == ["--check"]:
        names = stale()
        for name in names:
            print(f"docs/images/{name} is not current: run python -m docs.pictures", file=sys.stderr)
        return int(bool(names))
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    for path in write():
        print(f"{path.relative_to(IMAGES.parent.parent).as_posix()}  {path.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
