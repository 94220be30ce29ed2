"""See that mails keep their state in the ledger, and that no more go out a minute than were allowed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.batch.ledger import Ledger, Sheet
from handouts.batch.mailing import Pace, addressed
from handouts.batch.outbox import Outbox, State
from tests.batch.lists import read, rows

MONDAY = date(2026, 11, 23)
SHEET = Sheet("w-1", MONDAY, "a.pdf", b"content", b"sum")
NEWER = Sheet("w-1", MONDAY, "a.pdf", b"newer", b"sum")


def test_a_sent_mail_is_not_planned_again(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        outbox = Outbox(ledger)
        for state in (State.SENDING, State.SENT):
            outbox.plan([SHEET], "example.org")
            outbox.move(("w-1", MONDAY), state)
            outbox.plan([NEWER], "example.org")
            entry = outbox.entries()["w-1", MONDAY]
            assert (entry.state, entry.content) == (state, b"content")


def test_a_planned_mail_is_that_of_the_newest_sheet(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        outbox = Outbox(ledger)
        outbox.plan([SHEET], "example.org")
        first = outbox.entries()["w-1", MONDAY]
        outbox.plan([SHEET], "example.org")
        assert outbox.entries()["w-1", MONDAY] == first
        outbox.plan([NEWER], "example.org")
        second = outbox.entries()["w-1", MONDAY]
        assert (second.state, second.content) == (State.PLANNED, b"newer")
        assert second.message != first.message


def test_an_id_tells_nothing_and_differs_between_wards(tmp_path: Path) -> None:
    ids = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        with Ledger(tmp_path / name) as ledger:
            Outbox(ledger).plan([SHEET], "example.org")
            ids.append(Outbox(ledger).entries()["w-1", MONDAY].message)
    assert len(set(ids)) == 2
    assert all(each.startswith("<") and each.endswith("@example.org>") for each in ids)
    assert all("w-1" not in each for each in ids)


def test_a_state_survives_the_end_of_a_run(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        Outbox(ledger).plan([SHEET], "example.org")
        Outbox(ledger).move(("w-1", MONDAY), State.SENDING)
    with Ledger(tmp_path) as ledger:
        assert Outbox(ledger).entries()["w-1", MONDAY].state is State.SENDING


def test_rows_that_share_an_address_are_refused_whatever_the_case() -> None:
    roster = addressed(
        read(
            rows(
                [
                    {"email": "one@example.org"},
                    {"email": "ONE@example.org"},
                    {"email": "two@example.org"},
                    {},
                ]
            )
        )
    )
    assert [row.id for row in roster.rows] == ["w-3"]
    assert [problem.mark.line for problem in roster.problems if problem.mark] == [2, 3]
    assert "one@" not in str(roster.problems).lower()


class Clock:
    """A clock that only moves when somebody waits or works."""

    def __init__(self) -> None:
        self.now = 100.0
        self.begun: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


@given(st.integers(1, 600), st.lists(st.floats(0, 30), min_size=2, max_size=40))
def test_no_more_mails_a_minute_than_allowed(rate: int, work: list[float]) -> None:
    clock = Clock()
    pace = Pace(rate, lambda: clock.now, clock.sleep)
    for seconds in work:
        pace.wait()
        clock.begun.append(clock.now)
        clock.sleep(seconds)
    assert clock.begun[0] == pytest.approx(100)
    gaps = [after - before for before, after in zip(clock.begun, clock.begun[1:], strict=False)]
    assert all(gap >= 60 / rate - 1e-6 for gap in gaps)
    assert all(gap <= max(60 / rate, busy) + 1e-6 for gap, busy in zip(gaps, work, strict=False))
