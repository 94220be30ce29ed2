"""Test the call by which another program makes the documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import handouts
from handouts.blocks.edition import Edition
from handouts.errors import ApprovalError, FitError, GlyphError, HandoutError, UsageError
from handouts.imposition.sheet import Marks
from handouts.imposition.signature import Flip
from handouts.outputs import output, pdf, run
from handouts.outputs.output import USUAL, Document, Output
from handouts.outputs.run import File, Order
from handouts.pages.layout import Kind, Layout
from handouts.pages.selection import Request
from handouts.pdf.document import Built
from tests.documents import samples


def request(*names: str, **options: bool) -> Request:
    """A request for some handouts on a day on which the guide is in force."""
    return Request(kinds=[Kind.HANDOUT], handouts=names, today=samples.in_force(), **options)


def test_it_writes_what_is_asked_for_and_gives_the_paths(tmp_path: Path) -> None:
    paths = run.build(tmp_path / "out", request("help", "lifting"))
    assert paths == [tmp_path / "out" / f"handout-{name}-en-a4.pdf" for name in ("help", "lifting")]
    assert all(path.read_bytes().startswith(b"%PDF-1.7") for path in paths)


def test_the_package_offers_it() -> None:
    assert handouts.build is run.build
    with pytest.raises(AttributeError, match="no attribute 'demolish'"):
        _ = handouts.demolish


def test_nothing_is_written_when_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ApprovalError):
        run.build(tmp_path / "out", request("help", require_approved=True))
    assert not (tmp_path / "out").exists()


def test_nothing_is_written_when_one_does_not_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = output.set_document

    def set_document(layout: Layout, edition: Edition) -> Built:
        if layout.name == "lifting":
            raise FitError("too tall")
        return made(layout, edition)

    monkeypatch.setattr(output, "set_document", set_document)
    with pytest.raises(HandoutError, match="too tall"):
        run.build(tmp_path / "out", request("help", "lifting"))
    assert not (tmp_path / "out").exists()


def test_the_bytes_do_not_depend_on_who_makes_them() -> None:
    finish = replace(USUAL, flip=Flip.LONG, marks=Marks.FOLD, resolution=40)
    order = Order(request("help", "lifting", "overview"), ("pdf", "imposed", "png", "contact-sheet"), finish)
    jobs = run.jobs_of(order)
    assert list(run.outcomes(order, jobs, workers=2)) == [run.files_of(order, job) for job in jobs]


def test_a_process_tells_all_that_is_wrong(tmp_path: Path) -> None:
    """What is refused in another process comes back whole, and the rest is made."""
    ward = tmp_path / "ward.yaml"
    ward.write_text("name: Sample 鬱 Ward\nphone: 01632 960123\ncountry: GB\n", encoding="utf-8")
    order = Order(replace(request("help", "lifting"), ward=ward))
    jobs = run.jobs_of(order)
    alone = list(run.outcomes(order, jobs, workers=1))
    shared = list(run.outcomes(order, jobs, workers=2))
    assert all(isinstance(outcome, GlyphError) for outcome in alone + shared)
    assert [str(outcome) for outcome in shared] == [str(outcome) for outcome in alone]
    assert f"{ward}:1:7: error: " in str(shared[0])


# -- formats ---------------------------------------------------------------------------------------------


@pytest.fixture
def of_checklists(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second format, made of checklists only, with two files of each."""

    def make(document: Document) -> dict[str, bytes]:
        return {f"-{number}.txt": document.job.stem.encode() for number in (1, 2)}

    extra = Output(make, kinds=frozenset((Kind.CHECKLIST,)))
    monkeypatch.setattr(run, "OUTPUTS", {"pdf": pdf.OUTPUT, "lines": extra})


@pytest.mark.usefixtures("of_checklists")
def test_a_format_is_made_of_the_kinds_that_it_is_for() -> None:
    asked = replace(request("help"), kinds=(Kind.HANDOUT, Kind.CHECKLIST))
    both = Order(asked, ("pdf", "lines"))
    made = [[file.name for file in run.files_of(both, job)] for job in run.jobs_of(both)]
    week = "checklist-w01-vaginal-en-a4"
    assert made == [["handout-help-en-a4.pdf"], [f"{week}.pdf", f"{week}-1.txt", f"{week}-2.txt"]]


@pytest.mark.usefixtures("of_checklists")
def test_documents_that_have_nothing_in_a_format_are_not_set() -> None:
    order = Order(replace(request("help"), kinds=(Kind.HANDOUT, Kind.CHECKLIST)), ("lines",))
    (job,) = run.jobs_of(order)
    assert job.layout.kind is Kind.CHECKLIST
    name = "checklist-w01-vaginal-en-a4"
    assert run.files_of(order, job) == tuple(
        File(f"{name}-{number}.txt", "lines", name.encode()) for number in (1, 2)
    )


@pytest.mark.usefixtures("of_checklists")
def test_a_format_of_which_nothing_can_be_made_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="lines is made of none of the documents") as refused:
        run.build(tmp_path / "out", request("help"), formats=("pdf", "lines"))
    assert refused.value.problems[0].hint == "add: checklist"
    assert not (tmp_path / "out").exists()


def test_what_is_made_of_all_documents_comes_last(tmp_path: Path) -> None:
    finish = replace(USUAL, resolution=30)
    paths = run.build(tmp_path, request("help", "lifting"), 0, ("contact-sheet", "pdf"), finish)
    names = ["handout-help-en-a4.pdf", "handout-lifting-en-a4.pdf", "contact-sheet.png"]
    assert [path.name for path in paths] == names
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


def test_a_format_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match='there is no format "fax"'):
        run.build(tmp_path / "out", request("help"), formats=("fax",))
