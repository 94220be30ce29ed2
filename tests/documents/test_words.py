"""Test that no word is lost: what the guide says is in the file, filled in, in the order of reading."""

from __future__ import annotations

import pytest

from handouts.model.guide import messages_in
from handouts.model.passage import TablePassage
from handouts.pages.layout import Kind
from handouts.text.markup import parse
from tests.documents import source_words
from tests.documents.samples import Sample
from tests.documents.tags import spoken
from tests.validators import extraction, readback


def test_every_word_is_read_out_in_order(sample: Sample) -> None:
    text = spoken(sample.path)
    expected = source_words.expected(sample.job.layout, sample.job.edition)
    assert readback.missing_words(expected, text) == []


def test_little_is_printed_that_no_data_say(sample: Sample) -> None:
    """A guard of the test above: its words are nearly all the words there are."""
    expected = source_words.expected(sample.job.layout, sample.job.edition)
    share = len(readback.squeezed("".join(expected))) / len(readback.squeezed(spoken(sample.path)))
    assert 0.7 < share <= 1


def test_a_reader_program_finds_every_word_too(sample: Sample) -> None:
    """Search and copy go by the page and not by the tags: there every piece is found, in whatever order."""
    text = readback.squeezed("".join(extraction.page_texts(sample.path)))
    title = parse(str(sample.job.edition.title)).text
    pieces = source_words.expected(sample.job.layout, sample.job.edition)
    words = {word for piece in [title, *pieces] for word in piece.split()}
    assert [word for word in sorted(words) if readback.squeezed(word) not in text] == []


def test_the_booklet_leaves_nothing_of_the_guide_out(booklet: Sample) -> None:
    """Whatever the layout says: a passage that no chapter takes up would be a lost word."""
    text = readback.squeezed(spoken(booklet.path))
    edition = booklet.job.edition
    speech, guide = edition.speech, edition.guide
    places = speech.places(edition.ward, edition.pack)
    lost = []
    for section in guide.sections.values():
        for passage in section.passages:
            values = places | speech.quantities(passage.values)
            labels = _labels_of_stacked_tables(passage)
            lost += [
                message.id
                for message in messages_in(passage)
                if message.id not in labels
                and readback.squeezed(parse(str(speech.words(message, values))).text) not in text
            ]
    for exercise in guide.exercises.values():
        values = places | speech.quantities(exercise.values)
        lost += [
            message.id
            for message in messages_in(exercise)
            if readback.squeezed(parse(str(speech.words(message, values))).text) not in text
        ]
    assert lost == []


def test_every_word_of_every_week_is_read_out(weeks: list[Sample]) -> None:
    for sample in weeks:
        expected = source_words.expected(sample.job.layout, sample.job.edition)
        assert readback.missing_words(expected, spoken(sample.path)) == [], sample.name


@pytest.mark.parametrize("name", ["help", "booklet"])
def test_no_placeholder_and_no_markup_is_printed(a4: dict[str, Sample], name: str) -> None:
    text = spoken(a4[name].path)
    assert [mark for mark in ("{", "}", "**", "](", "None", "\ufffd", "Message(") if mark in text] == []


def test_one_page_documents_name_the_ward_and_its_phone(sample: Sample) -> None:
    ward = sample.job.edition.ward
    text = readback.squeezed(spoken(sample.path))
    assert readback.squeezed(ward.phone) in text
    if sample.kind is not Kind.BOOKLET and sample.job.layout.name != "help":
        assert readback.squeezed(ward.name.text) in text


def _labels_of_stacked_tables(passage: object) -> set[str]:
    """On a narrow page a table is a list of entries: their heads need no label, nor does a lone cell."""
    if not isinstance(passage, TablePassage):
        return set()
    columns = list(passage.columns.values())
    return {message.id for message in (columns if len(columns) == 2 else columns[:1])}
