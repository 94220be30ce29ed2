"""Test which documents a request asks for, and what they and their files are called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from handouts.errors import DataError, UsageError
from handouts.languages.catalogue import SourceCatalogue
from handouts.languages.registry import language_codes, load_language
from handouts.languages.speech import Speech
from handouts.languages.voices import SOURCE_LANGUAGE
from handouts.model.exercise import Birth
from handouts.model.loader import load_guide
from handouts.model.message import Message
from handouts.pages import selection
from handouts.pages.layout import Kind
from handouts.pages.selection import Job, Request
from handouts.units import A4, LETTER
from tests.documents import samples


def select(**options: object) -> list[Job]:
    """The jobs of a request on a day on which the guide is in force."""
    return selection.select(Request(**{"today": samples.in_force(), **options}))


def untranslated(**options: object) -> list[Job]:
    """As `select`, in every language, but with English words: what is asked for does not hang on them."""
    request = Request(**{"today": samples.in_force(), "languages": language_codes(), **options})

    def speak(code: str, phrases: Mapping[str, Message]) -> Speech:
        return Speech(load_language(code), phrases, SourceCatalogue())

    return selection.select(request, speak)


def stems(jobs: list[Job]) -> list[str]:
    """The names of their files."""
    return [job.stem for job in jobs]


def test_everything_is_asked_for_when_nothing_is_said() -> None:
    jobs = select()
    assert [job.layout.kind for job in jobs] == [Kind.BOOKLET, *[Kind.HANDOUT] * 7, Kind.CHECKLIST]
    assert {job.edition.language.code for job in jobs} == {SOURCE_LANGUAGE}
    assert {job.edition.paper for job in jobs} == {A4}


def test_kinds_and_handouts_keep_the_order_asked_for() -> None:
    jobs = select(kinds=[Kind.CHECKLIST, Kind.HANDOUT], handouts=["lifting", "help"])
    assert [job.layout.name for job in jobs] == ["checklist", "lifting", "help"]


def test_every_document_is_made_in_every_language() -> None:
    codes = language_codes()
    jobs = untranslated(kinds=[Kind.HANDOUT], handouts=["help", "lifting"])
    assert [(job.edition.language.code, job.layout.name) for job in jobs] == [
        (code, name) for code in codes for name in ("help", "lifting")
    ]


@pytest.mark.parametrize(
    ("options", "stem"),
    [
        ({"kinds": [Kind.BOOKLET]}, "booklet-en-a4"),
        ({"kinds": [Kind.BOOKLET], "paper": "letter"}, "booklet-en-letter"),
        ({"kinds": [Kind.HANDOUT], "handouts": ["pain-relief"]}, "handout-pain-relief-en-a4"),
        ({"kinds": [Kind.CHECKLIST], "week": 3}, "checklist-w03-vaginal-en-a4"),
        (
            {"kinds": [Kind.CHECKLIST], "week": 12, "birth": Birth.CAESAREAN, "start": date(2027, 1, 4)},
            "checklist-w12-caesarean-en-a4",
        ),
    ],
)
def test_files_are_named_by_what_they_are(options: dict[str, object], stem: str) -> None:
    assert stems(select(**options)) == [stem]


def test_names_of_files_are_ascii_and_each_of_its_own() -> None:
    """They come from fixed words alone: never from what somebody or a ward is called."""
    found = stems(untranslated())
    assert len(set(found)) == len(found)
    assert [name for name in found if not re.fullmatch(r"[a-z0-9-]+", name.lower())] == []


def test_titles_come_from_layout_section_or_week() -> None:
    guide = load_guide()
    titles = {job.layout.name: str(job.edition.title) for job in select(week=5)}
    assert titles["booklet"] == guide.title.text
    assert titles["checklist"] == "My exercises, week 5"
    assert titles["help"] == guide.sections["help"].title.text
    assert titles["lifting"] == "Lifting and carrying"


def test_a_handout_of_a_section_has_its_lead() -> None:
    guide = load_guide()
    (job,) = select(kinds=[Kind.HANDOUT], handouts=["help"])
    assert job.edition.lead == guide.sections["help"].lead


def test_the_paper_is_that_of_the_request_then_that_of_the_ward(tmp_path: Path) -> None:
    ward = tmp_path / "ward.yaml"
    ward.write_text("name: Sample\nphone: 555 010 0199\ncountry: US\npaper: letter\n", encoding="utf-8")
    one = {"kinds": [Kind.HANDOUT], "handouts": ["help"], "ward": ward}
    assert [job.edition.paper for job in select(**one)] == [LETTER]
    assert [job.edition.paper for job in select(**one, paper="a4")] == [A4]


def test_the_emergency_number_is_that_of_the_wards_country(tmp_path: Path) -> None:
    ward = tmp_path / "ward.yaml"
    ward.write_text("name: Sample\nphone: 555 010 0199\ncountry: AU\n", encoding="utf-8")
    (job,) = select(kinds=[Kind.HANDOUT], handouts=["help"], ward=ward)
    assert job.edition.pack.number == "000"


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        ({"week": 0}, "week 0 is not in the programme", "1 to 12"),
        ({"week": 13}, "week 13 is not in the programme", "1 to 12"),
        ({"handouts": ["hepl"], "kinds": [Kind.HANDOUT]}, "no handout", 'did you mean "help"?'),
        ({"languages": ["ne"]}, "no language", "known languages: "),
        ({"guide": "backache"}, "no guide", "postpartum-backache"),
        ({"paper": "a5"}, 'no paper "a5"', "one of a4, letter"),
    ],
)
def test_what_does_not_exist_is_refused(options: dict[str, object], message: str, hint: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        select(**options)
    assert hint in str(caught.value.problems[0].hint)


def test_a_ward_that_is_not_there_is_an_error_in_data(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is no such file"):
        select(ward=tmp_path / "ward.yaml")


def test_the_day_is_that_of_the_epoch_where_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert selection.today() == date(2027, 1, 15)
    assert Request().today == date(2027, 1, 15)


@pytest.mark.parametrize("value", [" ", "soon", "1.5", "9" * 30])
def test_an_epoch_that_is_no_day_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH is "):
        selection.today()


def test_an_empty_epoch_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    before = date.today()
    assert before <= selection.today() <= date.today()
