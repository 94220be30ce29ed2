"""See which documents are set, and that what does not fit is told with the document's name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from handouts import assets
from handouts.checks.fit import Trial, check, trials
from handouts.checks.scope import Scope
from handouts.checks.subject import Subject, load_subject
from handouts.errors import FitError, GlyphError, Mark, Problem
from handouts.languages.voices import SOURCE_LANGUAGE
from handouts.model.exercise import PROGRAMME_WEEKS, Birth
from handouts.pages.layout import Kind
from handouts.source import Scalar
from handouts.theme.theme import load_theme, theme_names
from handouts.units import PAPERS

WEEKS = PROGRAMME_WEEKS * len(Birth)


@pytest.fixture(scope="module")
def subject() -> Subject:
    """The product's own data."""
    return load_subject(Scope())


def test_every_layout_is_set_on_every_paper_and_every_week(subject: Subject) -> None:
    found = list(trials(subject.jobs, Scope(), [load_theme()]))
    editions = len(list(subject.editions()))
    own = Counter((each.layout.name, each.edition.paper.name) for each in found if "cover" not in each.note)
    assert own == {
        (name, paper): editions * (WEEKS if layout.kind is Kind.CHECKLIST else 1)
        for name, layout in subject.layouts.items()
        for paper in PAPERS
    }
    weeks = {(each.edition.birth, each.edition.week) for each in found if each.layout.kind is Kind.CHECKLIST}
    assert len(weeks) == WEEKS


def test_translations_are_set_in_the_other_editions_when_asked(subject: Subject) -> None:
    found = trials(subject.jobs, Scope(), subject.themes.values())
    others = {each.edition.language.code for each in found if each.edition.theme.name != "standard"}
    assert others == {SOURCE_LANGUAGE}


def test_handouts_and_checklists_are_set_in_every_edition(subject: Subject) -> None:
    found = list(trials(subject.jobs, Scope(all_editions=True), subject.themes.values()))
    made = {(each.edition.theme.name, each.edition.language.code, each.layout.name) for each in found}
    assert made >= {
        (theme, code, name)
        for theme in theme_names()
        for code in subject.printed()
        for name, layout in subject.layouts.items()
        if layout.kind is not Kind.BOOKLET
    }
    assert {each.edition.paper.name for each in found if each.edition.theme.name == "phone"} == {"phone"}


def test_the_back_cover_is_set_for_every_country(subject: Subject) -> None:
    found = [each for each in trials(subject.jobs, Scope(), [load_theme()]) if "back cover" in each.note]
    (guide,) = subject.guides.values()
    countries = {each.edition.pack.country for each in found} | {subject.jobs[0].edition.ward.country}
    assert countries == set(guide.emergency)
    assert {spec.kind for each in found for spec in each.layout.blocks} == {"notes", "back_cover"}


def test_a_longer_number_is_tried_in_handouts(subject: Subject) -> None:
    job = next(job for job in subject.jobs if job.layout.kind is Kind.HANDOUT)
    guide = job.edition.guide
    pack = replace(guide.emergency["NZ"], number=Scalar("11 22 33"))
    edition = replace(job.edition, guide=replace(guide, emergency={**guide.emergency, "NZ": pack}))
    found = list(trials([replace(job, edition=edition)], Scope(), [load_theme()]))
    assert [(each.edition.paper.name, each.note) for each in found] == [
        (paper, note) for paper in PAPERS for note in ("", ", NZ")
    ]


def test_every_document_is_drawn_on_one_paper_and_tried_for_room_on_the_other(subject: Subject) -> None:
    def what(trial: Trial) -> tuple[str, str, str, int]:
        edition = trial.edition
        return trial.layout.name, edition.language.code, f"{edition.birth.value}{trial.note}", edition.week

    jobs = [job for job in subject.jobs if job.edition.language.code == SOURCE_LANGUAGE]
    standard = trials(jobs, Scope(), [load_theme()])
    found = [each for each in standard if each.edition.pack is subject.jobs[0].edition.pack]
    drawn = {what(each) for each in found if each.drawn}
    assert drawn == {what(each) for each in found}
    assert len(drawn) == sum(each.drawn for each in found) == len(found) / len(PAPERS)


def test_each_layout_is_drawn_in_every_language_with_and_without_the_gate(subject: Subject) -> None:
    drawn = Counter(
        (each.layout.name, each.edition.language.code)
        for each in trials(subject.jobs, Scope(), [load_theme()])
        if each.drawn and "cover" not in each.note and each.edition.language.code != SOURCE_LANGUAGE
    )
    languages = {edition.language.code for edition in subject.editions()} - {SOURCE_LANGUAGE}
    assert drawn == {
        (name, language): 2 if layout.kind is Kind.CHECKLIST else 1
        for name, layout in subject.layouts.items()
        for language in languages
    }


def test_the_ink_saver_is_tried_where_the_wards_name_stands_for_its_logo(subject: Subject) -> None:
    found = list(trials(subject.jobs, Scope(all_editions=True), [load_theme("ink-saver")]))
    assert {each.layout.name for each in found} == set(subject.layouts)
    assert not any(each.drawn for each in found)
    booklet = next(each.layout for each in found if each.layout.kind is Kind.BOOKLET)
    assert [spec.kind for spec in booklet.blocks] == ["cover", "notes", "back_cover"]


def test_layouts_alone_are_set_alone(subject: Subject) -> None:
    scope = Scope(files=(assets.LAYOUTS / "handout-lifting.yaml",))
    assert {each.layout.name for each in trials(subject.jobs, scope, [load_theme()])} == {"lifting"}


def test_a_layout_with_a_name_that_leads_nowhere_is_not_set(subject: Subject) -> None:
    job = subject.jobs[0]
    broken = replace(job, layout=replace(job.layout, section=Scalar("nowhere", Mark("layout.yaml", 3, 10))))
    assert list(trials([broken], Scope(), [load_theme()])) == []


@pytest.mark.parametrize(
    ("error", "message"),
    [(FitError("too tall"), "too tall, caesarean birth"), (GlyphError(Problem("no font")), "no font")],
)
def test_only_what_does_not_fit_is_told_with_the_documents_name(
    subject: Subject, monkeypatch: pytest.MonkeyPatch, error: FitError, message: str
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise error

    monkeypatch.setattr("handouts.checks.fit.try_document", fail)
    job = subject.jobs[0]
    problems = list(Trial(job.layout, job.edition, ", caesarean birth").problems())
    assert [problem.message for problem in problems] == [message]


def test_processes_find_what_one_process_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ward = tmp_path / "ward.yaml"
    ward.write_text("name: Sample\nphone: 01632 960123\ncountry: GB\nlogo: logo.png\n", encoding="utf-8")
    (tmp_path / "logo.png").write_bytes(b"not a picture")
    scope = Scope(files=(assets.LAYOUTS / "handout-lifting.yaml",), wards=(ward,))
    subject = load_subject(scope)
    alone = check(subject, scope)
    monkeypatch.setattr("handouts.checks.fit.LEAST_SHARED", 1)
    monkeypatch.setattr("handouts.checks.fit.SHARE", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert check(subject, scope) == alone
    assert alone is not None
    assert [problem.message.rpartition(" is ")[2] for problem in alone.problems] == ["neither PNG nor JPEG"]
