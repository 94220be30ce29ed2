"""Prove layouts in two made-up languages: a longer one, and one that runs from right to left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pikepdf
import pytest

from handouts.errors import FitError
from handouts.figures.alt import alt_texts
from handouts.languages import pseudo
from handouts.languages.language import Language
from handouts.languages.speech import Speech
from handouts.languages.status import count
from handouts.languages.voices import speech_in
from handouts.model.exercise import PROGRAMME_WEEKS, Birth
from handouts.model.loader import load_guide
from handouts.model.message import Message
from handouts.pages.documents import set_document
from handouts.pages.layout import Kind, load_layouts
from handouts.pages.selection import Job, Request, select
from handouts.pages.words import printed_messages
from handouts.text.markup import parse
from handouts.units import PAPERS
from tests.documents import samples, source_words
from tests.documents.printed_page import PrintedPage, Stretch, read_pages
from tests.documents.samples import Sample
from tests.documents.tags import read_tags, spoken
from tests.validators import readback, structure

LEADING = 1.30
"""A line height for the right-to-left proof with which every page fits, because it is about sides."""

SIDES = replace(pseudo.RIGHT_TO_LEFT, line_height=LEADING, size_factor=1.0, least_line_height=0.0)
LAYOUTS = sorted(load_layouts())
BOLD = re.compile(r"\*\*")


@cache
def speech(language: Language) -> Speech:
    """The voice of a made-up language."""
    guide = load_guide()
    return Speech(language, guide.phrases, pseudo.catalogue(language, printed_messages(guide)))


def jobs(language: Language, paper: str, name: str, **options: object) -> list[Job]:
    """The jobs of one layout in a made-up language."""

    def speak(code: str, phrases: Mapping[str, Message]) -> Speech:
        return speech(language) if code == language.code else speech_in(code, phrases)

    layout = load_layouts()[name]
    handouts = [name] if layout.kind is Kind.HANDOUT else []
    request = Request(
        kinds=[layout.kind],
        languages=[language.code],
        handouts=handouts,
        paper=paper,
        today=samples.in_force(),
        **options,  # type: ignore[arg-type]  # week, birth, start
    )
    return select(request, speak)


# -- the words --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", [pseudo.LONGER, pseudo.RIGHT_TO_LEFT], ids=lambda each: each.code)
def test_made_up_words_are_sound_and_complete(language: Language) -> None:
    status = count(speech(language).catalogue, printed_messages(load_guide()))  # type: ignore[arg-type]
    assert (status.unsound, status.left) == ((), ())
    assert not status.translation.reviewed


def test_longer_words_are_longer_and_marked() -> None:
    english = "Rest **well**, see [it](https://example.org/a) and {ward_phone}."
    assert pseudo.longer("Rest well.") == "[Řřééššť wééľľ.]"
    assert pseudo.longer("{number}") == "{number}"
    assert pseudo.longer("01632 960123") == "01632 960123"
    grown = pseudo.longer(english)
    assert "](https://example.org/a)" in grown
    assert "{ward_phone}" in grown
    assert len(BOLD.findall(grown)) == 2
    words = [message.text for message in load_guide().phrases.values() if "{" not in message.text]
    before, after = (sum(map(len, texts)) for texts in (words, [pseudo.longer(text)[1:-1] for text in words]))
    assert 1.37 < after / before < 1.43


def test_right_to_left_words_have_no_latin_letters_but_addresses() -> None:
    assert pseudo.right_to_left("See it, at csep.example.ca.") == "سي يت، ات csep.example.ca."
    assert not re.search("[A-Za-z]", pseudo.right_to_left("The quick brown fox? Yes; it jumps."))


# -- forty per cent more ----------------------------------------------------------------------------------


def outcomes(name: str, paper: str, **options: object) -> Iterator[FitError | None]:
    for job in jobs(pseudo.LONGER, paper, name, **options):
        try:
            assert set_document(job.layout, job.edition).page_count > 0
            yield None
        except FitError as error:
            yield error


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", LAYOUTS)
def test_longer_words_fit_or_say_what_to_do(name: str, paper: str) -> None:
    """Nothing else may happen: no word cut off, no page too many, no crash."""
    for error in outcomes(name, paper):
        for problem in error.problems if error else ():
            assert re.search(r"is \d+ mm too tall for one page", problem.message)
            assert problem.mark is not None
            assert problem.hint is not None


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("birth", Birth)
@pytest.mark.parametrize("week", range(1, PROGRAMME_WEEKS + 1))
def test_longer_words_in_every_week(week: int, birth: Birth, paper: str) -> None:
    for error in outcomes("checklist", paper, week=week, birth=birth):
        assert error is None or "too tall" in str(error)


def test_words_of_the_same_length_with_accents_fit_where_there_is_room() -> None:
    """The handout with the most room: it shows that accents above capitals and brackets do no harm."""
    guide = load_guide()
    words = pseudo.catalogue(pseudo.LONGER, printed_messages(guide), 1.0)
    (job,) = jobs(pseudo.LONGER, "a4", "lifting")
    voice = Speech(pseudo.LONGER, guide.phrases, words)
    edition = replace(job.edition, speech=voice, title=voice.words(job.edition.title.message))
    assert set_document(job.layout, edition).page_count == 1


# -- right to left ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Sample]:
    """A document that runs from right to left, made once."""
    folder = tmp_path_factory.mktemp("mirrored")

    @cache
    def make(name: str, paper: str) -> Sample:
        (job,) = jobs(SIDES, paper, name)
        return samples.made(job, folder)

    return make


@pytest.fixture(params=[(name, paper) for name in LAYOUTS for paper in PAPERS], ids="-".join)
def sample(request: pytest.FixtureRequest, mirrored: Callable[[str, str], Sample]) -> Sample:
    """Each document on each paper."""
    return mirrored(*request.param)


@pytest.mark.parametrize("paper", ["a4", pytest.param("letter", marks=pytest.mark.slow)])
def test_every_document_is_valid(
    mirrored: Callable[[str, str], Sample], valid: Callable[..., None], paper: str
) -> None:
    valid(*(mirrored(name, paper).path for name in LAYOUTS))


def test_the_tree_is_sound_and_names_its_languages(sample: Sample) -> None:
    with pikepdf.open(sample.path) as pdf:
        assert structure.problems(pdf) == []
        assert str(pdf.Root.Lang) == "ar-XB"
        assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"
    tags = read_tags(sample.path)
    english = [element for element in tags.walk() if "approved" in tags.words(element)]
    assert {element.language for element in english if element.role == "P"} == {"en-GB"}


def test_every_word_is_read_out_in_order(sample: Sample) -> None:
    edition = sample.job.edition
    expected = source_words.expected(sample.job.layout, edition)
    text = spoken(sample.path)
    if sample.kind is Kind.CHECKLIST:  # days have the short names that Arabic lacks: the grid takes others
        days = {edition.speech.weekday(day, "abbreviated") for day in range(7)}
        expected = [words for words in expected if words not in days]
    assert readback.missing_words(expected, text) == []


def test_pictures_are_told_in_the_language_of_the_page(sample: Sample) -> None:
    told = {speech(SIDES).words(Message(alt.id, alt.text, alt.mark)).text for alt in alt_texts()}
    figures = [element for element in read_tags(sample.path).walk() if element.role == "Figure"]
    english = {alt.text for alt in alt_texts()}
    assert not {element.alt for element in figures} & english
    if sample.kind is not Kind.HANDOUT or sample.job.layout.name in ("lifting", "first-exercises"):
        assert {element.alt for element in figures} & told


def near(one: float, other: float) -> bool:
    return abs(one - other) < 2.0


def edges(page: PrintedPage, stretches: list[Stretch]) -> tuple[int, int]:
    """How many stretches begin at the page's right margin, and how many at its left."""
    right = max(stretch.right for stretch in page.stretches)
    left = min(stretch.left for stretch in page.stretches)
    return (
        sum(near(stretch.right, right) for stretch in stretches),
        sum(near(stretch.left, left) for stretch in stretches),
    )


def test_lines_begin_at_the_right(sample: Sample) -> None:
    for page in read_pages(sample.path):
        lines = [each for each in page.stretches if re.search("[\u0620-\u064a]", each.text)]
        right, left = edges(page, lines)
        assert right >= left, page.number


def arabic(text: str) -> bool:
    return bool(re.search("[\u0620-\u064a]", text))


def test_numbers_and_phone_numbers_run_from_left_to_right(sample: Sample) -> None:
    """Digits of one number follow each other from left to right on the page, as everybody dials them."""
    ward = sample.job.edition.ward
    digits = re.sub(r"\D", "", str(ward.phone))
    printed = [
        re.sub(r"\D", "", stretch.text) for page in read_pages(sample.path) for stretch in page.stretches
    ]
    if sample.kind is not Kind.HANDOUT or sample.job.layout.name != "first-exercises":
        assert any(digits in text for text in printed)
    assert not any(digits[::-1] in text for text in printed)


def test_the_twelve_weeks_run_from_right_to_left(mirrored: Callable[[str, str], Sample]) -> None:
    pages = read_pages(mirrored("booklet", "a4").path)
    rows = []
    for page in pages:
        weeks = {each.text.strip(): each.left for each in page.stretches if each.text.strip().isdigit()}
        if set(map(str, range(1, 13))) <= set(weeks):
            rows.append([weeks[str(week)] for week in range(1, 13)])
    assert rows
    assert all(earlier > later for row in rows for earlier, later in pairwise(row))


def test_the_band_says_both_in_both_languages(sample: Sample) -> None:
    voice, english = sample.job.edition.speech, sample.job.edition.english
    names = ["not_approved", "machine_translated"]
    if sample.kind is Kind.BOOKLET:
        names = [f"short_{name}" for name in names]
    for page in read_pages(sample.path):
        top = sorted({round(each.baseline) for each in page.stretches}, reverse=True)[:2]
        band = " ".join(each.text for each in page.stretches if round(each.baseline) in top)
        for name in names:
            words = re.findall(r"\w+", english.phrase(f"furniture.band.{name}").text)
            assert [word for word in words if word not in band] == [], page.number
    text = readback.squeezed(spoken(sample.path))
    for name in names:
        assert readback.squeezed(parse(voice.phrase(f"furniture.band.{name}").text).text) in text
