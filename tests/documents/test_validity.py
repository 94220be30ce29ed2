"""Test that every file is accessible and archivable, is whole, and does and tells nothing it should not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from handouts.pages.layout import Kind
from tests.documents import samples
from tests.documents.samples import Sample
from tests.validators import quick

Valid = Callable[..., None]


def test_files_are_accessible_and_archivable_at_once(a4: dict[str, Sample], valid: Valid) -> None:
    """PDF/UA-1 and PDF/A-2a, as veraPDF judges."""
    valid(*(sample.path for sample in a4.values()))


@pytest.mark.slow
def test_files_on_letter_are_too(letter: dict[str, Sample], valid: Valid) -> None:
    valid(*(sample.path for sample in letter.values()))


def test_every_weeks_checklist_is_one_page(weeks: list[Sample]) -> None:
    assert [sample.built.page_count for sample in weeks] == [1] * 24


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_checklists_of_every_week_are_too(paper: str, tmp_path: Path, valid: Valid) -> None:
    made = samples.all_checklists(paper, tmp_path)
    assert [sample.built.page_count for sample in made] == [1] * 24
    assert {sample.name: quick.problems(sample.path) for sample in made} == {one.name: [] for one in made}
    valid(*(sample.path for sample in made))


def test_files_pass_without_java(sample: Sample) -> None:
    """Syntax, pdfua, fonts embedded and subset with their Unicode, structure, and nothing that acts."""
    assert quick.problems(sample.path) == []


def test_every_page_is_set_in_the_fonts_of_the_language(sample: Sample) -> None:
    with pikepdf.open(sample.path) as pdf:
        for page in pdf.pages:
            for font in page.Resources.get("/Font", {}).values():
                assert re.fullmatch(r"/[A-Z]{6}\+NotoSans-(Regular|Bold)", str(font.BaseFont))


def test_a_file_says_what_it_is_and_names_nobody(sample: Sample) -> None:
    edition = sample.job.edition
    with pikepdf.open(sample.path) as pdf:
        about = {key: str(value) for key, value in pdf.docinfo.items()}
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert about.pop("/Title") == str(edition.title)
    assert about.pop("/Subject") == edition.guide.title.text
    assert {about.pop(key) for key in ("/Author", "/Creator", "/Producer")} == {"Handouts"}
    day = f"D:{edition.trust.issued:%Y%m%d}000000Z"
    assert about == {"/CreationDate": day, "/ModDate": day}


def test_nothing_of_this_machine_is_in_a_file(sample: Sample) -> None:
    words = quick.words_outside_pages(sample.path)
    found = re.findall(r"(?:/home|/tmp|/root|/work|/Users|[A-Z]:\\)[^\s<]*", words)
    assert found == []


def test_an_approval_names_the_clinician_on_the_page_only(approved: Sample) -> None:
    approval = approved.job.edition.trust.approval
    assert approval is not None
    assert approval.by not in quick.words_outside_pages(approved.path)


@pytest.mark.parametrize("paper", ["a4", pytest.param("letter", marks=pytest.mark.slow)])
def test_files_are_small_enough_to_mail(paper: str, request: pytest.FixtureRequest) -> None:
    """A booklet under half a megabyte, a page under a tenth of one: twice what they are."""
    for sample in request.getfixturevalue(paper).values():
        most = 500_000 if sample.kind is Kind.BOOKLET else 100_000
        assert len(sample.built.data) < most, sample.name
