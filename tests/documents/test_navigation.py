"""Test that page numbers are true and that every link and bookmark leads where it says."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
import pytest

from tests.documents.samples import Sample
from tests.documents.tags import children, read_tags
from tests.validators import extraction


def chapter_pages(sample: Sample) -> dict[str, int]:
    """The page of each first-level heading, as the structure tree has it."""
    tags = read_tags(sample.path)
    return {tags.words(heading): tags.page(heading) for heading in tags.all("H1")}


def exercise_pages(sample: Sample) -> dict[str, int]:
    """The page of each exercise by its heading; other chapters may use the same words further on."""
    tags = read_tags(sample.path)
    titles = {exercise.title.text for exercise in sample.job.edition.guide.exercises.values()}
    headings = reversed(tags.all("H2"))
    return {tags.words(one): tags.page(one) for one in headings if tags.words(one) in titles}


def contents(sample: Sample, number_of_list: int = 0) -> dict[str, int]:
    """The page numbers in the list of chapters, or in that of the exercises, by title."""
    tags = read_tags(sample.path)
    entries = {}
    for entry in children(tags.all("TOC")[number_of_list]):
        assert entry.role == "TOCI"
        title, number = children(entry)
        assert [title.role, number.role] == ["Reference", "Lbl"]
        entries[tags.words(title)] = int(tags.words(number))
    return entries


def page_number(pdf: pikepdf.Pdf, target: pikepdf.Object) -> int:
    """The number of a page object; StopIteration when it is no page of the file."""
    return next(number for number, page in enumerate(pdf.pages, 1) if page.obj.objgen == target.objgen)


def internal_links(pdf: pikepdf.Pdf) -> Iterator[tuple[str, int, float]]:
    """What each link inside the document says, and the page and height that it goes to."""
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            if annotation.Subtype == "/Link" and "/Dest" in annotation:
                target, how, _, top, _ = list(annotation.Dest)
                assert how == "/XYZ"
                yield str(annotation.Contents), page_number(pdf, target), float(top)


def outline(item: pikepdf.Object | None, level: int = 0) -> Iterator[tuple[int, str, pikepdf.Object]]:
    """Every bookmark below an entry: its level, its title and the entry itself."""
    while item is not None:
        yield level, str(item.Title), item
        yield from outline(item.get("/First"), level + 1)
        item = item.get("/Next")


def test_contents_give_the_pages_of_all_chapters(booklet: Sample) -> None:
    pages = chapter_pages(booklet)
    listed = contents(booklet)
    assert listed == {title: pages[title] for title in listed}
    own = {str(booklet.job.edition.title), "Contents"}
    assert set(pages) - set(listed) <= own, "a chapter is missing from the contents"
    assert list(listed.values()) == sorted(listed.values())


def test_the_exercises_are_listed_with_their_pages(booklet: Sample) -> None:
    assert contents(booklet, 1) == exercise_pages(booklet)
    assert list(contents(booklet, 1)) == [
        exercise.title.text for exercise in booklet.job.edition.guide.exercises.values()
    ]


def test_printed_page_numbers_are_those_of_the_pages(booklet: Sample) -> None:
    texts = extraction.page_texts(booklet.path)
    for title, page in (contents(booklet) | contents(booklet, 1)).items():
        text = " ".join(texts[page - 1].replace("\u00a0", " ").split())
        assert f"Page {page} of {len(texts)}" in text
        assert title in text


def test_contents_are_links_to_the_headings(booklet: Sample) -> None:
    tags, pages = read_tags(booklet.path), chapter_pages(booklet)
    with pikepdf.open(booklet.path) as pdf:
        links = list(internal_links(pdf))
    goals = {title.replace("\u00a0", " "): page for title, page, _ in links}
    assert goals == {title: pages[title] for title in contents(booklet)} | exercise_pages(booklet)
    lists = [link for toc in tags.all("TOC") for link in toc.walk() if link.role == "Link"]
    assert len(lists) == len(goals)


def test_links_go_to_where_the_heading_stands(booklet: Sample) -> None:
    """Not only to its page: the height is just above the heading's line."""
    with pikepdf.open(booklet.path) as pdf:
        heights = [(float(pdf.pages[page - 1].mediabox[3]), top) for _, page, top in internal_links(pdf)]
    assert heights
    assert all(20 < top < height for height, top in heights)


def test_bookmarks_lead_to_chapters_and_exercises(booklet: Sample) -> None:
    tags = read_tags(booklet.path)
    headings = {(tags.words(one), tags.page(one)) for one in tags.all("H1", "H2")}
    exercises = [exercise.title.text for exercise in booklet.job.edition.guide.exercises.values()]
    with pikepdf.open(booklet.path) as pdf:
        entries = list(outline(pdf.Root.Outlines.get("/First")))
        found = {title: page_number(pdf, item.Dest[0]) for _, title, item in entries}
    assert set(found.items()) <= headings
    assert {"Contents", "When to get help", *contents(booklet), *exercises} <= set(found)
    assert [level for level, title, _ in entries if title in exercises] == [1] * len(exercises)


@pytest.mark.parametrize("name", ["help", "checklist-w01-vaginal"])
def test_one_page_documents_have_one_bookmark(a4: dict[str, Sample], name: str) -> None:
    with pikepdf.open(a4[name].path) as pdf:
        titles = [title for _, title, _ in outline(pdf.Root.Outlines.get("/First"))]
    assert titles == [str(a4[name].job.edition.title)]


def test_web_links_say_where_they_lead(booklet: Sample) -> None:
    with pikepdf.open(booklet.path) as pdf:
        links = [
            (str(annotation.A.URI), str(annotation.Contents))
            for page in pdf.pages
            for annotation in page.obj.get("/Annots", ())
            if annotation.Subtype == "/Link" and "/A" in annotation
        ]
    assert booklet.job.edition.ward.web in [address for address, _ in links]
    assert all(words.strip() for _, words in links)
