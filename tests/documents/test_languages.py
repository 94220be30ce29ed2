"""Test that every translation prints each of its words, fits, and is as legible and valid as the English."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from handouts.languages.registry import language_codes
from handouts.pages.layout import Kind
from tests.conftest import Golden
from tests.documents import samples, source_words, test_legibility
from tests.documents.samples import Sample
from tests.documents.tags import spoken
from tests.documents.test_golden import brief
from tests.validators import quick, readback

CODES = [code for code in language_codes() if code != "en"]

Valid = Callable[..., None]


@pytest.fixture(scope="session", params=CODES)
def translated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    """The sample set on A4 of each language in turn."""
    folder = tmp_path_factory.mktemp(request.param)
    return list(samples.sample_set("a4", folder, request.param).values())


def test_every_word_is_read_out_in_order(translated: list[Sample]) -> None:
    """By the structure tree: screen readers get letters in logical order, whatever the direction."""
    for sample in translated:
        expected = source_words.expected(sample.job.layout, sample.job.edition)
        missing = set(readback.missing_words(expected, spoken(sample.path)))
        assert missing <= labels(sample), sample.name


def labels(sample: Sample) -> set[str]:
    """What may be missing: where a page is full, lines to write on, and weekdays that are shortened."""
    speech = sample.job.edition.speech
    if sample.kind is Kind.BOOKLET:
        return {str(speech.phrase(f"furniture.back.{name}")) for name in ("midwife", "questions")}
    return {speech.weekday(day, "abbreviated") for day in range(7)}


def test_pages_are_legible(translated: list[Sample]) -> None:
    for sample in translated:
        test_legibility.test_handouts_and_checklists_are_one_page(sample)
        test_legibility.test_nothing_is_set_under_12_points(sample)
        test_legibility.test_no_word_leaves_the_margins(sample)


def test_files_pass_without_java(translated: list[Sample]) -> None:
    assert {sample.name: quick.problems(sample.path) for sample in translated} == {
        sample.name: [] for sample in translated
    }


def test_sources_are_english_paragraphs_of_their_own_direction(translated: list[Sample]) -> None:
    """A citation that follows the page from right to left would come out jumbled."""
    (booklet,) = (sample for sample in translated if sample.kind is Kind.BOOKLET)
    lines = readback.trace(booklet.path).splitlines()
    source = "European Spine Journal, 2012. Pregnancy-related"
    found = [line for line in lines if source in line.replace("\N{NO-BREAK SPACE}", " ")]
    assert len(found) == 1
    assert " | en-GB | " in found[0]


@pytest.mark.parametrize("code", CODES)
def test_the_handout_of_warning_signs(
    code: str, tmp_path_factory: pytest.TempPathFactory, golden: Golden
) -> None:
    (job,) = samples.jobs("a4", [Kind.HANDOUT], handouts=["help"], language=code)
    sample = samples.made(job, tmp_path_factory.mktemp(code))
    golden(f"{code}/handout-help.txt", brief(readback.trace(sample.path)))


@pytest.mark.parametrize("code", CODES)
def test_a_checklist(code: str, tmp_path_factory: pytest.TempPathFactory, golden: Golden) -> None:
    (job,) = samples.jobs("a4", [Kind.CHECKLIST], week=3, language=code)
    sample = samples.made(job, tmp_path_factory.mktemp(code))
    golden(f"{code}/checklist-w03-vaginal.txt", brief(readback.trace(sample.path)))


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("code", CODES)
def test_all_documents_are_accessible_and_archivable(
    code: str, paper: str, tmp_path_factory: pytest.TempPathFactory, valid: Valid
) -> None:
    """PDF/UA-1 and PDF/A-2a, as veraPDF judges."""
    made = samples.sample_set(paper, tmp_path_factory.mktemp(code), code)
    valid(*(sample.path for sample in made.values()))


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("code", CODES)
def test_the_checklists_of_every_week_are_one_page(
    code: str, paper: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = samples.all_checklists(paper, tmp_path_factory.mktemp(code), code)
    assert [sample.built.page_count for sample in made] == [1] * 24
    assert {sample.name: quick.problems(sample.path) for sample in made} == {one.name: [] for one in made}
