"""Test that the pages hold what wards and countries differ in: long names, no logo, other numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.model.loader import load_guide
from handouts.pages.layout import Kind
from handouts.pages.selection import Request, select
from tests.documents import printed_page, samples
from tests.documents.printed_page import read_pages
from tests.documents.samples import Sample
from tests.documents.tags import read_tags, spoken
from tests.validators import quick

COUNTRIES = sorted(load_guide().emergency)
ONE_PAGE = (Kind.HANDOUT, Kind.CHECKLIST)

BARE = "name: Ward 5\nphone: 01632 960123\ncountry: {country}\n"
"""As little as a ward can be."""

WORDY = """\
name: Sample Hospital for Women and Children
phone: +44 1632 960123
phone_label: Maternity assessment unit, every day, day or night
physiotherapy: +44 1632 960145
country: {country}
web: https://www.sample-hospital.example.org/maternity/easing-back-pain-after
"""
"""As much as a ward may have to say."""


def documents(
    ward: str,
    folder: Path,
    kinds: tuple[Kind, ...] = ONE_PAGE,
    paper: str = "a4",
    handouts: tuple[str, ...] = (),
) -> list[Sample]:
    """The documents of a ward; all of its handouts where none is named."""
    path = folder / "ward.yaml"
    path.write_text(ward, encoding="utf-8")
    request = Request(kinds=kinds, handouts=handouts, ward=path, paper=paper, today=samples.in_force())
    return [samples.made(job, folder) for job in select(request)]


def check(made: list[Sample]) -> None:
    """Every document has its pages, and no line is printed on another."""
    for sample in made:
        if sample.kind is not Kind.BOOKLET:
            assert sample.built.page_count == 1
        overprints = [found for page in read_pages(sample.path) for found in printed_page.overprints(page)]
        assert overprints == [], sample.name


@pytest.mark.parametrize("country", COUNTRIES)
def test_one_page_is_enough_in_every_country(country: str, tmp_path: Path) -> None:
    handouts = ("help", "first-exercises", "overview")
    made = documents(BARE.format(country=country), tmp_path, handouts=handouts)
    check(made)
    number = load_guide().emergency[country].number
    helping = next(sample for sample in made if sample.job.layout.name == "help")
    assert number in spoken(helping.path)
    if country != "GB":
        assert "999" not in spoken(helping.path)


def test_one_page_is_enough_for_a_ward_with_much_to_say(tmp_path: Path) -> None:
    made = documents(WORDY.format(country="GB"), tmp_path)
    check(made)
    for sample in made:
        assert "+44 1632 960123" in spoken(sample.path).replace("\u00a0", " ")


def test_a_booklet_holds_a_ward_with_much_to_say(tmp_path: Path) -> None:
    (sample,) = documents(WORDY.format(country="DE"), tmp_path, (Kind.BOOKLET,))
    check([sample])
    back = sample.built.page_count
    assert sample.built.page_of["contacts"] == back


def test_a_ward_without_a_logo_is_named_in_its_place(tmp_path: Path) -> None:
    (sample,) = documents(BARE.format(country="GB"), tmp_path, (Kind.HANDOUT,), handouts=("lifting",))
    tags = read_tags(sample.path)
    assert not [figure for figure in tags.all("Figure") if (figure.alt or "").startswith("Logo")]
    (page,) = read_pages(sample.path)
    name = next(stretch for stretch in page.stretches if stretch.text.replace("\xa0", " ") == "Ward 5")
    assert name.right > page.width * 0.85, "at the end of the title's line"
    assert name.bottom > page.height * 0.85


def test_a_wards_logo_says_whose_it_is(a4: dict[str, Sample]) -> None:
    figures = read_tags(a4["lifting"].path).all("Figure")
    assert "Logo of Example Maternity Ward" in {figure.alt for figure in figures}


def test_what_a_ward_leaves_out_is_not_printed(tmp_path: Path) -> None:
    (sample,) = documents(BARE.format(country="GB"), tmp_path, (Kind.BOOKLET,))
    text = spoken(sample.path)
    assert "Read this on the web" not in text
    assert "None" not in text
    last = text[text.index("Who to phone", len(text) // 2) :]
    assert "Physiotherapy" not in last


@pytest.mark.slow
@pytest.mark.parametrize(("ward", "paper"), [(BARE, "a4"), (BARE, "letter"), (WORDY, "a4")])
@pytest.mark.parametrize("country", COUNTRIES)
def test_everything_is_whole_for_every_ward(country: str, ward: str, paper: str, tmp_path: Path) -> None:
    made = documents(ward.format(country=country), tmp_path, tuple(Kind), paper)
    check(made)
    assert {sample.name: quick.problems(sample.path) for sample in made} == {one.name: [] for one in made}
