"""Test that `handouts list` tells what there is and how it stands."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from handouts.assets import LAYOUTS
from handouts.languages.registry import language_codes
from handouts.model.loader import load_guide
from handouts.pages.layout import Kind, load_layouts
from tests.cli.commands import run

pytestmark = pytest.mark.usefixtures("in_force")


def test_it_names_every_guide_handout_and_language(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = run(capsys, "list")
    assert (outcome.code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == ["Guides", "Handouts", "Languages"]
    for path in LAYOUTS.glob("handout-*.yaml"):
        assert any(line.split()[0] == path.stem.removeprefix("handout-") for line in lines)
    assert "    version 1.0, issued 2026-11-22, review by 2028-11-22" in lines
    assert "    en: not yet clinically approved" in lines


def test_json_has_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, "list", "--json").out)
    (guide,) = found["guides"]
    assert guide["review"] == load_guide().review.isoformat()
    assert guide["approval"]["en"] == "not yet clinically approved"
    handouts = [name for name, layout in load_layouts().items() if layout.kind is Kind.HANDOUT]
    assert [handout["name"] for handout in found["handouts"]] == handouts
    assert all(handout["title"] for handout in found["handouts"])
    assert [language["code"] for language in found["languages"]] == list(language_codes())


def test_an_overdue_guide_is_listed_as_such(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    late = load_guide().review + timedelta(days=1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str((late - date(1970, 1, 1)).days * 86400))
    assert "review by 2028-11-22 (overdue: refused without --draft)" in run(capsys, "list").out
