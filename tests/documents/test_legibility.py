"""Test that tired eyes can read every page: sizes, contrast, margins, and no line on another."""

from __future__ import annotations

import pikepdf
import pytest
from PIL import Image

from handouts.pages.layout import Kind
from handouts.theme.theme import PageToken
from handouts.units import FOLDED
from tests.documents import printed_page
from tests.documents.printed_page import PrintedPage, contrast, ground, read_pages
from tests.documents.samples import Sample
from tests.validators import content

SMALLEST = 12.0
RUNNING_TEXT = 13.5
"""Points up to which text may be running text, which needs more contrast than headings."""

SMALL = 13.0
"""Points up to which text is black, or white in a numbered dot; colour starts with the second heading."""

LINE_END = 1.6
"""Points by which the end of a heavy line may stand out, half its weight."""

BLACK, WHITE = (0, 0, 0), (255, 255, 255)
PIXELS = 1.0
"""Pixels a point at which pages are looked at."""


def grid(sample: Sample) -> PageToken:
    """Margins of the pages of a document."""
    edition = sample.job.edition
    paper = FOLDED[edition.paper.name] if sample.kind is Kind.BOOKLET else edition.paper
    return edition.theme.pages[paper.name]


def sides(sample: Sample, page: int) -> tuple[float, float]:
    """The margins at the left and at the right, which change places on every second page of a booklet.

    The first page of what is read from right to left is a left-hand page.
    """
    margins = grid(sample)
    start_is_left = (page % 2 == 1) == (sample.job.edition.language.direction == "ltr")
    return (margins.start, margins.end) if start_is_left else (margins.end, margins.start)


def body_height(page: PrintedPage, margins: PageToken) -> tuple[float, float]:
    """The lower and the upper edge of what may be printed."""
    return margins.bottom, page.height - margins.top


def test_handouts_and_checklists_are_one_page(sample: Sample) -> None:
    pages = len(read_pages(sample.path))
    assert pages == sample.built.page_count
    if sample.kind is Kind.BOOKLET:
        assert pages % 4 == 0, f"{pages} pages do not fold"
    else:
        assert pages == 1


def test_pages_have_the_size_of_the_paper(sample: Sample) -> None:
    paper = sample.job.edition.paper
    expected = FOLDED[paper.name] if sample.kind is Kind.BOOKLET else paper
    for page in read_pages(sample.path):
        assert (page.width, page.height) == pytest.approx(expected.size, abs=0.01)


def test_nothing_is_set_under_12_points(sample: Sample) -> None:
    """Scripts with large letters may be as much smaller as their size factor says."""
    smallest = SMALLEST * min(1.0, sample.job.edition.language.size_factor)
    with pikepdf.open(sample.path) as pdf:
        small = [
            f"page {number}: {shown.size:g} pt {shown.text}"
            for number, page in enumerate(pdf.pages, 1)
            for sequence in content.read_page(page)
            for shown in sequence.shown
            if shown.size < smallest - 0.01
        ]
    assert small == []


def test_words_stand_out_from_their_ground(sample: Sample) -> None:
    """Measured on the printed page: the colour of the letters against the colour around them."""
    weak, seen = [], 0
    for page, picture in zip(
        read_pages(sample.path), printed_page.pictures(sample.path, PIXELS), strict=True
    ):
        for stretch in page.stretches:
            least = 7.0 if stretch.size <= RUNNING_TEXT else 4.5
            ratio = contrast(stretch.colour, ground(picture, PIXELS, stretch))
            seen += 1
            if ratio < least:
                weak.append(f"{stretch}: {ratio:.1f} of {least:g}")
    assert weak == []
    assert seen > 20


def test_running_text_is_black(sample: Sample) -> None:
    """Lasers print coloured small letters as dots, which the second photocopy loses."""
    coloured = [
        f"{stretch} in {stretch.colour}"
        for page in read_pages(sample.path)
        for stretch in page.stretches
        if stretch.size <= SMALL and stretch.colour not in (BLACK, WHITE)
    ]
    assert coloured == []


def test_no_line_is_printed_on_another(sample: Sample) -> None:
    assert [found for page in read_pages(sample.path) for found in printed_page.overprints(page)] == []


def test_no_word_leaves_the_margins(sample: Sample) -> None:
    outside = []
    for page in read_pages(sample.path):
        left, right = sides(sample, page.number)
        bottom, top = body_height(page, grid(sample))
        for stretch in page.stretches:
            inside_across = left - 1 <= stretch.left and stretch.right <= page.width - right + 1
            if not (inside_across and bottom - 1 <= stretch.bottom and stretch.top <= top + 1):
                outside.append(str(stretch))
    assert outside == []


def test_the_margins_are_white(sample: Sample) -> None:
    """Frames, pictures and rules keep them too: a printer cannot reach the edge of the paper."""
    scale = 2.0
    marked = []
    pictures = printed_page.pictures(sample.path, scale)
    for page, picture in zip(read_pages(sample.path), pictures, strict=True):
        left, right = sides(sample, page.number)
        margins = grid(sample)
        across, down = picture.width, picture.height
        strips = {
            "left": (0, 0, int((left - LINE_END) * scale), down),
            "right": (across - int((right - LINE_END) * scale), 0, across, down),
            "top": (0, 0, across, int((margins.top - LINE_END) * scale)),
            "bottom": (0, down - int((margins.bottom - LINE_END) * scale), across, down),
        }
        for name, box in strips.items():
            if not _is_white(picture.crop(box)):
                marked.append(f"page {page.number}: ink in the {name} margin")
    assert marked == []


def _is_white(picture: Image.Image) -> bool:
    return picture.getextrema() == ((255, 255),) * 3
