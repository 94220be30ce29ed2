"""Test what a reader may rely on: trust line and status on every page, approval, and the review date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from handouts.errors import ApprovalError
from handouts.model.loader import DEFAULT_GUIDE, load_guide
from handouts.pages.layout import Kind
from handouts.pages.selection import Job, Request, select
from tests.documents import approvals, samples
from tests.documents.approvals import copy_of_data, sign
from tests.documents.printed_page import read_pages
from tests.documents.samples import Sample
from tests.validators import extraction

BAND = "Not yet clinically approved"
OVERDUE = "Draft: past its review date"
HELP = Request(kinds=[Kind.HANDOUT], handouts=["help"])
DAY = timedelta(days=1)


def pages(path: Path) -> list[str]:
    """The words of each page with single spaces."""
    return [" ".join(text.replace("\u00a0", " ").split()) for text in extraction.page_texts(path)]


def request(day: date, **options: bool) -> Request:
    """A request for the handout of warning signs on a day."""
    return replace(HELP, today=day, **options)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data with an approval of exactly its words, for a year from the day of issue."""
    folder = copy_of_data(tmp_path)
    sign(folder)
    return folder


def selected(data: Path, day: date, **options: bool) -> Job:
    """The handout of warning signs from a data folder on a day."""
    (job,) = approvals.select(data, request(day, **options))
    return job


# -- every page ------------------------------------------------------------------------------------------


def test_every_page_tells_name_version_language_and_number(sample: Sample) -> None:
    texts = pages(sample.path)
    title = str(sample.job.edition.title).replace("\u00a0", " ")
    for number, text in enumerate(texts, 1):
        for words in (title, "Version 1.0", "English", f"Page {number} of {len(texts)}"):
            assert words in text, f"page {number}"


def test_every_page_tells_issue_and_review(sample: Sample) -> None:
    if sample.kind is Kind.BOOKLET:
        expected = ("Issued Nov 2026", "Review Nov 2028")
    else:
        expected = ("Issued 22 November 2026", "Review by 22 November 2028")
    for number, text in enumerate(pages(sample.path), 1):
        assert [words for words in expected if words not in text] == [], f"page {number}"


def test_every_page_says_that_nobody_has_approved_it(sample: Sample) -> None:
    for page in read_pages(sample.path):
        first = max(page.stretches, key=lambda stretch: stretch.baseline)
        assert first.text == BAND, f"page {page.number}: it is not at the top"


# -- approval --------------------------------------------------------------------------------------------


def test_an_approved_booklet_says_so_and_has_no_band(approved: Sample) -> None:
    texts = pages(approved.path)
    assert [text for text in texts if BAND in text or "Draft" in text] == []
    facts = [text for text in texts if f"Approved by {approvals.BY}, Sample physiotherapist, on" in text]
    assert len(facts) == 1
    assert "until 22 November 2027" in facts[0]


def test_an_approval_holds_for_required_approval(data: Path) -> None:
    day = samples.in_force()
    assert selected(data, day, require_approved=True).edition.trust.approval is not None


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("guides/postpartum-backache/sections/help.yaml", "coughing blood", "coughing up blood"),
        ("exercises/bridge.yaml", "repetitions: {from: 5, to: 8}", "repetitions: {from: 5, to: 9}"),
        ("emergency/gb.yaml", 'number: "999"', 'number: "998"'),
        ("phrases/furniture.yaml", "**Stop if** {signs}.", "**Stop when** {signs}."),
    ],
)
def test_one_changed_word_voids_the_approval(data: Path, name: str, old: str, new: str) -> None:
    path = data / name
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8")
    day = samples.in_force()
    assert selected(data, day).edition.trust.approval is None
    with pytest.raises(ApprovalError, match="these words are not approved in en") as caught:
        selected(data, day, require_approved=True)
    (problem,) = caught.value.problems
    assert problem.hint is not None


def test_a_page_of_changed_words_has_its_band_back(data: Path, tmp_path: Path) -> None:
    day = samples.in_force()
    before = samples.made(selected(data, day), tmp_path)
    assert BAND not in pages(before.path)[0]
    path = data / "guides" / DEFAULT_GUIDE / "sections" / "help.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("coughing blood", "coughing up blood"), encoding="utf-8"
    )
    (tmp_path / "changed").mkdir()
    after = samples.made(selected(data, day), tmp_path / "changed")
    (text,) = pages(after.path)
    assert text.startswith(BAND)
    assert "coughing up blood" in text


def test_a_comment_voids_nothing(data: Path) -> None:
    path = data / "exercises" / "bridge.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# looked at again\n", encoding="utf-8")
    assert selected(data, samples.in_force()).edition.trust.approval is not None


@pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True), (9, True), (10, False)])
def test_an_approval_holds_from_its_first_day_to_its_last(tmp_path: Path, days: int, holds: bool) -> None:
    data, day = copy_of_data(tmp_path), samples.in_force()
    sign(data, begins=day, ends=day + 9 * DAY)
    assert (selected(data, day + days * DAY).edition.trust.approval is not None) is holds


def test_without_an_approval_required_approval_is_refused() -> None:
    with pytest.raises(ApprovalError, match="not approved") as caught:
        select(request(samples.in_force(), require_approved=True))
    (problem,) = caught.value.problems
    assert "clinician" in str(problem.hint)
    assert str(problem.mark).startswith("data/guides/postpartum-backache/guide.yaml:")


# -- review date -----------------------------------------------------------------------------------------


def test_the_last_day_before_review_is_good() -> None:
    (job,) = select(request(load_guide().review))
    assert not job.edition.trust.overdue


def test_a_guide_past_its_review_date_is_refused() -> None:
    with pytest.raises(ApprovalError, match="was to be reviewed by 2028-11-22") as caught:
        select(request(load_guide().review + DAY))
    (problem,) = caught.value.problems
    assert "--draft" in str(problem.hint)


def test_a_draft_past_its_review_date_says_so_on_the_page(tmp_path: Path) -> None:
    (job,) = select(request(load_guide().review + DAY, draft=True))
    (text,) = pages(samples.made(job, tmp_path).path)
    assert text.startswith(OVERDUE)
    assert "Review by 22 November 2028" in text


def test_an_approval_does_not_hide_that_the_review_is_overdue(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    review = load_guide().review
    sign(data, ends=review + 100 * DAY)
    job = selected(data, review + DAY, draft=True, require_approved=True)
    assert job.edition.trust.approval is not None
    assert pages(samples.made(job, tmp_path).path)[0].startswith(OVERDUE)
