"""Test the call by which another program makes the documents."""

from __future__ import annotations

from pathlib import Path

import pytest

import handouts
from handouts.errors import ApprovalError, FitError, HandoutError
from handouts.outputs import pdf
from handouts.pages.layout import Kind
from handouts.pages.selection import Request
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
