"""Test that any booklet folds: a multiple of four pages, margins at the fold, contacts on the back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from handouts.blocks.edition import Edition
from handouts.errors import GlyphError
from handouts.languages.speech import Speech
from handouts.model.loader import load_guide, load_ward
from handouts.model.section import Section
from handouts.pages import booklet
from handouts.pages.layout import Kind, Layout, load_layouts
from handouts.pages.selection import EXAMPLE_WARD
from handouts.pdf.document import Built
from handouts.units import FOLDED, PAPERS
from tests.documents import samples
from tests.documents.printed_page import PrintedPage, read_pages
from tests.documents.tags import read_tags

FRAME = ("cover", "contents", "notes", "back_cover")
"""The blocks that every booklet has."""


@cache
def edition(paper: str = "a4") -> Edition:
    """The edition of the booklet."""
    (job,) = samples.jobs(paper, [Kind.BOOKLET])
    return job.edition


def short(sections: Sequence[str], blocks: Sequence[str] = FRAME) -> Layout:
    """The booklet's layout with some of its sections."""
    layout = load_layouts()["booklet"]
    kept = [
        block
        for block in layout.blocks
        if block.kind in blocks or (block.kind == "section" and block.options.section in sections)
    ]
    return replace(layout, blocks=tuple(kept))


def pages(built: Built, folder: Path) -> tuple[PrintedPage, ...]:
    """The pages of a booklet as they are printed."""
    path = folder / "booklet.pdf"
    path.write_bytes(built.data)
    return read_pages(path)


def words(page: PrintedPage) -> str:
    """What a page says, in the order of drawing."""
    return " ".join(stretch.text.replace("\u00a0", " ").strip() for stretch in page.stretches)


SECTIONS = ("welcome", "help", "causes", "relief", "medicines", "epidural", "moving", "daily")


@pytest.mark.parametrize("count", range(len(SECTIONS) + 1))
def test_however_long_it_is_it_folds(count: int, tmp_path: Path) -> None:
    """From one to four pages for notes, so that the contacts are on the back of the last sheet."""
    built = booklet.set_booklet(short(SECTIONS[:count]), edition())
    found = pages(built, tmp_path)
    assert len(found) % 4 == 0
    assert built.page_of["contacts"] == len(found), "whom to phone is on the back cover"
    assert "Who to phone" in words(found[-1])
    lines = len(found) - built.page_of["notes"]
    assert 1 <= lines <= 4
    assert "My notes and questions" in words(found[built.page_of["notes"] - 1])


def test_all_numbers_of_notes_pages_come_up() -> None:
    """A guard of the test above: its booklets need one, two, three and four pages to fill the sheet."""
    builds = [booklet.set_booklet(short(SECTIONS[:count]), edition()) for count in range(len(SECTIONS) + 1)]
    assert len({built.page_count - built.page_of["notes"] for built in builds}) >= 3


@pytest.mark.parametrize("paper", PAPERS)
def test_inner_margins_are_at_the_fold(paper: str, tmp_path: Path) -> None:
    grid = edition(paper).theme.pages[FOLDED[paper].name]
    found = pages(booklet.set_booklet(short(["causes"]), edition(paper)), tmp_path)
    for page in found:
        left = min(stretch.left for stretch in page.stretches)
        inner, outer = grid.start, grid.end
        assert left == pytest.approx(inner if page.number % 2 else outer, abs=3), f"page {page.number}"


def test_right_to_left_booklets_are_bound_at_the_right(tmp_path: Path) -> None:
    usual = edition()
    language = replace(usual.language, direction="rtl")
    speech = Speech(language, usual.guide.phrases, usual.speech.catalogue)
    mirrored = replace(usual, speech=speech)
    grid = usual.theme.pages["a5"]
    for page in pages(booklet.set_booklet(short(["causes"]), mirrored), tmp_path):
        right = page.width - max(stretch.right for stretch in page.stretches)
        expected = grid.start if page.number % 2 else grid.end
        assert right == pytest.approx(expected, abs=3), f"page {page.number}"


def test_contents_list_what_is_in_it(tmp_path: Path) -> None:
    built = booklet.set_booklet(short(["causes", "daily"]), edition())
    path = tmp_path / "booklet.pdf"
    path.write_bytes(built.data)
    tags = read_tags(path)
    (toc,) = tags.all("TOC")
    titles = [tags.words(entry.kids[0]) for entry in toc.kids]
    assert titles == ["Causes of back pain", "Daily life", "My notes and questions", "Who to phone"]


@pytest.mark.parametrize("country", sorted(load_guide().emergency))
@pytest.mark.parametrize("paper", PAPERS)
def test_the_back_cover_holds_what_every_country_has_to_say(country: str, paper: str, tmp_path: Path) -> None:
    """Some countries have an advice line, some a warning; all of it stands on one page."""
    usual = edition(paper)
    ward = load_ward(EXAMPLE_WARD, usual.guide)
    abroad = replace(usual, ward=replace(ward, country=country), pack=usual.guide.emergency[country])
    built = booklet.set_booklet(short([]), abroad)
    assert built.page_count % 4 == 0
    back = words(pages(built, tmp_path)[-1])
    pack = abroad.pack
    for text in (pack.number, pack.advice.number if pack.advice else "", ward.phone):
        assert text in back


def test_the_picture_on_the_cover_is_read_on_the_cover(tmp_path: Path) -> None:
    """Blocks take their places in reading order when they are composed, which is when they are reached."""
    path = tmp_path / "booklet.pdf"
    path.write_bytes(booklet.set_booklet(short(["causes"]), edition()).data)
    tags = read_tags(path)
    begins = [tags.page(element) for element in tags.all("Figure", "H1")]
    assert begins == sorted(begins)


def test_problems_of_all_blocks_are_told_though_pages_were_set() -> None:
    """A page that cannot be set is told only where every block could be composed."""
    usual = edition()
    guide = usual.guide

    def without_glyphs(name: str) -> Section:
        section = guide.sections[name]
        return replace(section, title=replace(section.title, text="\U0001f476"))

    broken = replace(guide, sections={**guide.sections, **{n: without_glyphs(n) for n in ("help", "moving")}})
    with pytest.raises(GlyphError) as caught:
        booklet.set_booklet(short(SECTIONS), replace(usual, guide=broken))
    places = {problem.mark.file.rpartition("/")[2] for problem in caught.value.problems if problem.mark}
    assert places == {"help.yaml", "moving.yaml"}
