"""Test the call by which another program makes the documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import handouts
from handouts.errors import ApprovalError, FitError, GlyphError, HandoutError
from handouts.outputs import pdf
from handouts.pages.layout import Kind
from handouts.pages.selection import Request, select
from tests.documents import samples


def request(*names: str, **options: bool) -> Request:
    """A request for some handouts on a day on which the guide is in force."""
    return Request(kinds=[Kind.HANDOUT], handouts=names, today=samples.in_force(), **options)


def test_it_writes_what_is_asked_for_and_gives_the_paths(tmp_path: Path) -> None:
    paths = pdf.build(tmp_path / "out", request("help", "lifting"))
    assert paths == [tmp_path / "out" / f"handout-{name}-en-a4.pdf" for name in ("help", "lifting")]
    assert all(path.read_bytes().startswith(b"%PDF-1.7") for path in paths)


def test_the_package_offers_it() -> None:
    assert handouts.build is pdf.build
    with pytest.raises(AttributeError, match="no attribute 'demolish'"):
        _ = handouts.demolish


def test_nothing_is_written_when_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ApprovalError):
        pdf.build(tmp_path / "out", request("help", require_approved=True))
    assert not (tmp_path / "out").exists()


def test_nothing_is_written_when_one_does_not_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = pdf.render

    def render(job: pdf.Job) -> bytes:
        if job.layout.name == "lifting":
            raise FitError("too tall")
        return made(job)

    monkeypatch.setattr(pdf, "render", render)
    with pytest.raises(HandoutError, match="too tall"):
        pdf.build(tmp_path / "out", request("help", "lifting"))
    assert not (tmp_path / "out").exists()


def test_the_bytes_do_not_depend_on_who_makes_them() -> None:
    asked = request("help", "lifting", "overview")
    jobs = select(asked)
    assert list(pdf.rendered(asked, jobs, workers=2)) == [pdf.render(job) for job in jobs]


def test_a_process_tells_all_that_is_wrong(tmp_path: Path) -> None:
    """What is refused in another process comes back whole, and the rest is made."""
    ward = tmp_path / "ward.yaml"
    ward.write_text("name: Sample 鬱 Ward\nphone: 01632 960123\ncountry: GB\n", encoding="utf-8")
    asked = replace(request("help", "lifting"), ward=ward)
    jobs = select(asked)
    alone = list(pdf.rendered(asked, jobs, workers=1))
    shared = list(pdf.rendered(asked, jobs, workers=2))
    assert all(isinstance(outcome, GlyphError) for outcome in alone + shared)
    assert [str(outcome) for outcome in shared] == [str(outcome) for outcome in alone]
    assert f"{ward}:1:7: error: " in str(shared[0])
