"""Damage lists of women, and kill builds and batches, in small numbers; tests/README.md tells the full runs."""

from __future__ import annotations

import os
import sys

import pytest

from tests.reliability import kill, rosters

POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")


def test_a_damaged_list_gives_sound_rows_or_clear_refusals() -> None:
    tally = rosters.mutated_rosters(300, "ci")
    assert tally.failures == {}, tally.findings
    assert tally.accepted > 100
    assert tally.refused > 50


@pytest.mark.slow
def test_a_long_list_with_broken_rows_loses_none_and_doubles_none() -> None:
    assert rosters.long_list(400, "ci").startswith("400 rows, 20 of them broken: 380 sheets")


@pytest.mark.slow
@POSIX_ONLY
def test_killed_builds_leave_whole_files() -> None:
    tally = kill.killed_builds(10, "ci")
    assert (tally.kills, tally.torn) == (10, 0), str(tally)


@pytest.mark.slow
@POSIX_ONLY
def test_killed_batches_go_on_and_lose_and_double_nothing() -> None:
    tally = kill.killed_batches(10, "ci")
    assert (tally.kills, tally.torn) == (10, 0), str(tally)
    assert tally.found["finished"] > 0


@pytest.mark.parametrize("script", [kill, rosters])
def test_it_says_how_to_run_it(
    script: object, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["script", "--help"])
    with pytest.raises(SystemExit):
        script.main()  # type: ignore[attr-defined]
    assert "python -m tests.reliability." in capsys.readouterr().out
