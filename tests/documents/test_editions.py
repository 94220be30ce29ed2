"""Test the editions with large letters: every word, sizes, margins, boxes, structure, numbers that dial."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from handouts.errors import FitError
from handouts.languages import pseudo
from handouts.languages.speech import Speech
from handouts.languages.voices import speech_in
from handouts.model.exercise import Birth
from handouts.model.loader import load_guide
from handouts.model.message import Message
from handouts.pages.documents import set_document
from handouts.pages.flowing import set_flowing
from handouts.pages.layout import Kind, load_layouts
from handouts.pages.selection import Request, select
from handouts.pages.words import printed_messages
from handouts.theme.limits import LEAST_SIZES
from handouts.units import MM, PAPERS
from tests.conftest import Golden
from tests.documents import printed_page, samples, source_words
from tests.documents.printed_page import read_pages
from tests.documents.samples import Sample
from tests.documents.tags import read_tags, spoken
from tests.documents.test_boxes import exercises, fields, rows
from tests.documents.test_golden import brief
from tests.documents.test_structure import HEADINGS
from tests.validators import content, quick, readback

EDITIONS = ("large-print", "phone")
SIZES = {"large-print": (210 * MM, 297 * MM), "phone": (100 * MM, 178 * MM)}
LINE_END = 1.6
FEW_LINES = 5
"""The line of the band among them."""
TEXT = ("P", "LBody", "Lbl", "Reference", "TH", "TD")
PSEUDO = {language.code: language for language in (pseudo.LONGER, pseudo.RIGHT_TO_LEFT)}


@pytest.fixture(scope="module", params=EDITIONS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    """The sample set of an edition, with a checklist of a later week."""
    folder = tmp_path_factory.mktemp(request.param)
    later = samples.jobs("a4", [Kind.CHECKLIST], week=7, birth=Birth.CAESAREAN, edition=request.param)
    return [samples.made(job, folder) for job in [*samples.jobs("a4", edition=request.param), *later]]


def test_every_word_is_read_out_in_order(made: list[Sample]) -> None:
    for sample in made:
        expected = source_words.expected(sample.job.layout, sample.job.edition)
        unwritten = {"My midwife", "My notes and questions"} if sample.name.endswith("phone") else set()
        wanted = [words for words in expected if words not in unwritten]
        assert readback.missing_words(wanted, spoken(sample.path)) == [], sample.name


def test_files_pass_without_java(made: list[Sample]) -> None:
    short = [sample for sample in made if sample.kind is not Kind.BOOKLET]
    assert {sample.name: quick.problems(sample.path) for sample in short} == {one.name: [] for one in short}


def test_pages_have_their_size_and_nothing_on_them_is_small(made: list[Sample]) -> None:
    for sample in made:
        name = sample.job.edition.theme.name
        with pikepdf.open(sample.path) as pdf:
            for page in pdf.pages:
                size = tuple(float(value) for value in list(page.mediabox)[2:])
                assert size == pytest.approx(SIZES[name], abs=0.01)
                shown = [each for sequence in content.read_page(page) for each in sequence.shown]
                assert min(each.size for each in shown) >= LEAST_SIZES[name] - 0.01, sample.name


def test_no_line_is_on_another_or_in_the_margin(made: list[Sample]) -> None:
    for sample in made:
        edition = sample.job.edition
        margins = edition.theme.pages[edition.paper.name]
        for page in read_pages(sample.path):
            assert printed_page.overprints(page) == [], sample.name
            for stretch in page.stretches:
                assert margins.start - LINE_END <= stretch.left, stretch
                assert stretch.right <= page.width - margins.end + LINE_END, stretch
                assert margins.bottom - LINE_END <= stretch.bottom, stretch


def test_no_page_ends_with_a_heading(made: list[Sample]) -> None:
    """A heading is on the page on which what follows begins."""
    for sample in made:
        tags = read_tags(sample.path)
        leaves = [each for each in tags.walk() if each.kids and each.role in (*HEADINGS, *TEXT)]
        for one, other in pairwise(leaves):
            wordless = tags.words(one) in ("", "My notes and questions")
            if one.role in HEADINGS and not wordless and tags.words(other):
                assert max(tags.pages(one)) in tags.pages(other), f"{sample.name}: {tags.words(one)}"


def test_large_print_takes_few_sides(made: list[Sample]) -> None:
    """Two for a checklist, and two sheets for all that the warning signs need."""
    for sample in made:
        if sample.job.edition.theme.name == "large-print" and sample.kind is not Kind.BOOKLET:
            assert sample.built.page_count <= (2 if sample.kind is Kind.CHECKLIST else 4), sample.name


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", ["ar", "en", "es", "hi", "zh-Hans"])
def test_most_handouts_in_large_print_take_two_sides(language: str, paper: str) -> None:
    chosen = {"lifting", "caesarean", "feeding-resting", "overview"}
    request = Request(
        languages=(language,),
        kinds=(Kind.HANDOUT,),
        paper=paper,
        edition="large-print",
        today=samples.in_force(),
    )
    sides = {
        job.layout.name: set_document(job.layout, job.edition).page_count
        for job in select(request)
        if job.layout.name in chosen
    }
    assert sides == dict.fromkeys(chosen, 2)


def test_no_page_of_a_phone_has_but_a_few_lines(made: list[Sample]) -> None:
    """Rather than begin a page for them, the gaps before them close up; the last page may be short."""
    for sample in made:
        if sample.job.edition.theme.name == "phone" and sample.kind is not Kind.BOOKLET:
            for page in read_pages(sample.path)[:-1]:
                (foot,) = [each.baseline for each in page.stretches if each.text.startswith("Page ")]
                lines = {round(each.baseline) for each in page.stretches if each.baseline > foot + 1}
                assert len(lines) > FEW_LINES, f"{sample.name}, page {page.number}"


def test_checklists_have_a_box_for_every_time(made: list[Sample]) -> None:
    for sheet in (sample for sample in made if sample.kind is Kind.CHECKLIST):
        tags, edition = read_tags(sheet.path), sheet.job.edition
        names = exercises(sheet)
        assert len(rows(tags)) == len(names) + 1
        programme, guide = edition.guide.programme, edition.guide
        doses = [programme.dose(guide.exercises[name], edition.birth, edition.week) for name in names]
        boxes = [field["/T"] for field in fields(sheet) if not field["/T"].startswith("gate")]
        assert len(boxes) == sum(dose.sessions.high * dose.days.high for dose in doses)
        with pikepdf.open(sheet.path) as pdf:
            for page in pdf.pages:
                across = [each.Rect for each in page.obj.get("/Annots", ()) if each.Subtype == "/Widget"]
                assert all(float(each[0]) > 0 for each in across)
                assert all(float(each[2]) < float(page.mediabox[2]) for each in across)


def test_numbers_dial_on_a_phone(made: list[Sample]) -> None:
    for sample in made:
        ward = sample.job.edition.ward
        with pikepdf.open(sample.path) as pdf:
            links = {
                str(each.A.URI)
                for page in pdf.pages
                for each in page.obj.get("/Annots", ())
                if each.Subtype == "/Link" and "/A" in each
            }
        dials = f"tel:{ward.phone.replace(' ', '')}" in links
        assert dials is (sample.job.edition.theme.name == "phone"), sample.name


def test_what_is_on_the_first_page_of_large_print(made: list[Sample], golden: Golden) -> None:
    for sample in made:
        if sample.job.layout.name == "help":
            edition = sample.job.edition.theme.name
            golden(f"handout-help-{edition}.txt", brief(readback.trace(sample.path).split("\n\n")[0]))


def test_too_many_sides_are_refused_in_millimetres(tmp_path: Path) -> None:
    text = "kind: handout\nname: sample\ntitle: A sample\nblocks:\n  - masthead\n"
    text += "".join("  - passage: help.now\n  - passage: help.today\n" for _ in range(3))
    (tmp_path / "handout-sample.yaml").write_text(text, encoding="utf-8")
    layout = load_layouts(tmp_path)["sample"]
    (job,) = samples.jobs("a4", [Kind.HANDOUT], handouts=["help"], edition="large-print")
    with pytest.raises(FitError, match=r" is \d+ mm too tall for 6 sides in en, large-print, a4") as caught:
        set_flowing(layout, job.edition)
    assert str(caught.value.problems[0].mark).endswith("handout-sample.yaml:2:7")


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("code", PSEUDO)
def test_languages_to_come_can_be_set(edition: str, code: str) -> None:
    """Words 40 % longer, and words from right to left, go on over the page."""
    kinds = [Kind.HANDOUT, Kind.CHECKLIST]
    request = Request(kinds=kinds, languages=[code], edition=edition, today=samples.in_force())
    for job in select(request, _speak):
        assert set_document(job.layout, job.edition).page_count


def _speak(code: str, phrases: dict[str, Message]) -> Speech:
    if code not in PSEUDO:
        return speech_in(code, phrases)
    words = pseudo.catalogue(PSEUDO[code], printed_messages(load_guide()))
    return Speech(PSEUDO[code], load_guide().phrases, words)


@pytest.mark.slow
@pytest.mark.parametrize("code", ["en", "hi", "zh-Hans"])
@pytest.mark.parametrize("edition", ["ink-saver", *EDITIONS])
def test_files_are_accessible_and_archivable_at_once(
    edition: str, code: str, tmp_path: Path, valid: object
) -> None:
    request = Request(languages=[code], edition=edition, today=samples.in_force())
    assert callable(valid)
    valid(*(samples.made(job, tmp_path).path for job in select(request)))
