"""Test that a screen reader is led through every document as a person would read it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from handouts.model.exercise import Birth
from handouts.pages.layout import Kind
from tests.documents import source_words
from tests.documents.samples import Sample
from tests.documents.tags import TaggedFile, children, read_tags
from tests.validators.structure import Element, ObjectReference

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


@pytest.fixture
def tags(sample: Sample) -> TaggedFile:
    """The structure of each document in turn."""
    return read_tags(sample.path)


def test_the_status_is_read_first_then_the_title(sample: Sample, tags: TaggedFile) -> None:
    spoken = [element for element in tags.walk() if element.kids and tags.words(element)]
    leaves = [element for element in spoken if not any(tags.words(kid) for kid in children(element))]
    assert tags.words(leaves[0]) == "Not yet clinically approved"
    title = next(element for element in leaves if element.role in HEADINGS)
    assert title.role == "H1"
    assert tags.words(title) == str(sample.job.edition.title).replace("\u00a0", " ")
    before = leaves[: leaves.index(title)]
    assert [tags.words(element) for element in before[1:]] in ([], ["Draft for review"])


def test_the_facts_about_the_document_are_read_last(sample: Sample, tags: TaggedFile) -> None:
    facts = children(tags.top[0], "Sect")[-1]
    assert [element.role for element in children(facts)] == ["P", "P"]
    words = tags.words(facts)
    assert str(sample.job.edition.title) in words.replace("\u00a0", " ")
    assert "Version 1.0" in words
    assert "Review" in words


def test_headings_start_at_the_first_level_and_skip_none(tags: TaggedFile) -> None:
    levels = [int(element.role[1]) for element in tags.all(*HEADINGS)]
    assert levels[0] == 1
    jumps = [(one, other) for one, other in pairwise(levels) if other > one + 1]
    assert jumps == []


def test_headings_have_words(tags: TaggedFile) -> None:
    assert all(tags.words(element) for element in tags.all(*HEADINGS))


def test_every_picture_has_an_alternative(tags: TaggedFile) -> None:
    figures = tags.all("Figure")
    assert figures, "there is a logo at least"
    for figure in figures:
        assert figure.alt, f"{figure.path} on page {tags.page(figure)}"
        assert len(figure.alt) < 400, f"{figure.alt}: nobody listens that long"


def test_pictures_of_exercises_are_described_in_full(a4: dict[str, Sample]) -> None:
    tags = read_tags(a4["first-exercises"].path)
    layout = a4["first-exercises"].job.layout
    (rows,) = [block for block in layout.blocks if block.kind == "exercises"]
    described = [figure.alt for figure in tags.all("Figure") if figure.alt and len(figure.alt.split()) > 8]
    assert len(described) == len(rows.options.exercises)


def test_every_table_has_heads(tags: TaggedFile) -> None:
    for table in tags.all("Table"):
        (head,) = children(table, "THead")
        (body,) = children(table, "TBody")
        columns = [cell for row in children(head, "TR") for cell in children(row)]
        assert {cell.role for cell in columns} == {"TH"}
        assert {cell.attributes.get("Scope") for cell in columns} == {"Column"}
        rows = children(body)
        assert rows
        for row in rows:
            first, *others = children(row)
            assert (first.role, first.attributes.get("Scope")) == ("TH", "Row")
            assert {cell.role for cell in others} == {"TD"}
            assert len(others) + 1 == len(columns), f"{tags.words(row)}: cells"


def test_tables_are_where_they_should_be(a4: dict[str, Sample]) -> None:
    """A guard of the test above: the documents do have tables."""
    guide = a4["booklet"].job.edition.guide
    count = {name: len(read_tags(sample.path).all("Table")) for name, sample in a4.items()}
    assert count["booklet"] >= len(guide.exercises) + 2
    assert count["checklist-w01-vaginal"] == 1
    assert count["overview"] == 1


def test_lists_hold_items_with_bodies(tags: TaggedFile) -> None:
    for listing in tags.all("L"):
        items = children(listing)
        assert {item.role for item in items} == {"LI"}
        for item in items:
            assert [kid.role for kid in children(item)] in (["LBody"], ["Lbl", "LBody"])


def test_steps_are_numbered_from_one(a4: dict[str, Sample]) -> None:
    tags = read_tags(a4["first-exercises"].path)
    numbered = 0
    for listing in tags.all("L"):
        labels = [tags.words(label) for item in children(listing, "LI") for label in children(item, "Lbl")]
        if any(labels):
            numbered += 1
            assert labels == [str(number) for number in range(1, len(labels) + 1)]
    assert numbered >= 6


def test_one_language_is_declared(tags: TaggedFile) -> None:
    assert {element.language for element in tags.walk()} == {"en-GB"}


def test_red_flags_stand_before_everything_but_the_welcome(booklet: Sample) -> None:
    """Safety first (PDF.md): the chapter of the warning signs is the second, and its pages the first six."""
    tags = read_tags(booklet.path)
    titles = [tags.words(heading) for heading in tags.all("H1")]
    assert titles.index("When to get help") <= 3
    heading = next(one for one in tags.all("H1") if tags.words(one) == "When to get help")
    assert tags.page(heading) <= 6


def test_an_exercise_is_on_one_page_from_its_name_to_its_stop_box(booklet: Sample) -> None:
    tags = read_tags(booklet.path)
    guide = booklet.job.edition.guide
    titles = {exercise.title.text for exercise in guide.exercises.values()}
    found = {}
    for section in tags.all("Sect"):
        heads = [tags.words(head) for head in children(section, "H2")]
        if heads and heads[0] in titles:
            found[heads[0]] = tags.pages(section)
    assert found.keys() == titles
    assert {title: sorted(pages) for title, pages in found.items() if len(pages) > 1} == {}


def test_the_plan_has_a_bead_for_every_planned_week(booklet: Sample) -> None:
    edition = booklet.job.edition
    programme, guide = edition.guide.programme, edition.guide
    tags = read_tags(booklet.path)
    plans = [table for table in tags.all("Table") if _row_length(table) == 13]
    assert len(plans) == len(Birth)
    for birth, table in zip(Birth, plans, strict=True):
        head, body = children(table)
        assert [tags.words(cell) for cell in children(children(head)[0])] == [
            "Week",
            *map(str, range(1, 13)),
        ]
        rows = [children(row) for row in children(body)]
        names = source_words.planned(edition, birth)
        assert [tags.words(row[0]) for row in rows] == [guide.exercises[name].title.text for name in names]
        for name, row in zip(names, rows, strict=True):
            beads = [week for week, cell in enumerate(row[1:], 1) if tags.words(cell) == "planned"]
            due = [
                week
                for week in range(1, 13)
                if name in programme.every_week or name in programme.exercises(birth, week)
            ]
            assert beads == due, f"{name} after a {birth.value} birth"


def test_no_element_is_empty(sample: Sample, tags: TaggedFile) -> None:
    """Cells may be: a day without a box is said by its emptiness."""
    cells = ("TD", "TH")
    empty = [element.path for element in tags.walk() if not element.kids and element.role not in cells]
    assert empty == []
    if sample.kind is Kind.HANDOUT:
        assert [one.path for one in tags.all(*cells) if not one.kids] == []


def test_links_and_fields_belong_to_elements(tags: TaggedFile) -> None:
    for element in tags.all("Link", "Form"):
        assert any(isinstance(kid, ObjectReference) for kid in element.kids), element.path


def _row_length(table: Element) -> int:
    return len(children(children(children(table)[0])[0]))
