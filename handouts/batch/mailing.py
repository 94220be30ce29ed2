"""Bring the sheets of a list to the women who have an e-mail address: as drafts, or through the relay."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Protocol

from handouts.batch.ledger import Sheet
from handouts.batch.making import Design, job_of
from handouts.batch.outbox import Entry, Key, Outbox, State
from handouts.batch.roster import Roster, Row
from handouts.batch.run import ENDING, Item, Plan
from handouts.blocks.edition import Edition
from handouts.errors import MailError, OutputError, Problem
from handouts.outputs.mail import Attachment, compose, draft, ready
from handouts.outputs.mail_relay import LostError, RefusedError, UncertainError
from handouts.pages.selection import Job, select

DRAFT_ENDING = ".eml"

STUCK = "this e-mail was being sent when a run was cut off; nobody knows whether it went out"
CHANGED = "this e-mail was sent, and the sheet has changed since"


class Relayed(Protocol):
    """What messages are handed to: see `handouts.outputs.mail_relay.Session`."""

    def send(self, sender: str, recipient: str, data: bytes) -> None:
        """Hand over one message."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a mail."""

    item: Item
    state: State
    problem: Problem | None = None


def addressed(roster: Roster) -> Roster:
    """The rows with an address. Rows that share one are refused: one of them is a slip, and nobody knows
    which."""
    counts = Counter(row.email.casefold() for row in roster.rows if row.email)
    twice = [row for row in roster.rows if counts[row.email.casefold()] > 1]
    problems = [
        Problem(
            "this address is in the list for more than one woman",
            roster.mark(row, "email"),
            "correct it, or leave it out and print her sheet",
        )
        for row in twice
    ]
    kept = tuple(row for row in roster.rows if counts[row.email.casefold()] == 1)
    return replace(roster, rows=kept, problems=(*roster.problems, *problems))


class Letters:
    """The mails of a plan, composed from the sheets that are in the folder."""

    def __init__(self, plan: Plan, folder: Path, sheets: Mapping[Key, Sheet], sender: str | None) -> None:
        self.plan, self.folder, self.sheets, self.sender = plan, folder, sheets, sender
        self._editions: dict[Design, Edition] = {}

    @cached_property
    def _jobs(self) -> Mapping[str, Job]:
        return {job.edition.language.code: job for job in select(self.plan.request)}

    def draft(self, item: Item) -> bytes:
        """The bytes of a draft, the same for the same sheet."""
        return draft(compose(self._edition(item), item.row.email, self._attachment(item), self.sender))

    def ready(self, item: Item, message_id: str) -> bytes:
        """The bytes to be sent now."""
        message = compose(self._edition(item), item.row.email, self._attachment(item), self.sender)
        return ready(message, message_id, datetime.now(UTC))

    def _edition(self, item: Item) -> Edition:
        edition = self._editions.get(item.design)
        if edition is None:
            job = job_of(self._jobs[item.row.language], self.plan.request, item.design)
            edition = self._editions[item.design] = job.edition
        return edition

    def _attachment(self, item: Item) -> Attachment:
        """The sheet as it was made, under a name without the woman's code."""
        path = self.folder / item.file
        sheet = self.sheets[key_of(item.row)]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise OutputError(f"cannot read {path.name}: {(error.strerror or '').lower()}") from error
        if hashlib.sha256(data).digest() != sheet.sha256:
            raise OutputError(f"{path.name} is not as it was made", hint="run it again: it is made anew")
        return Attachment(item.stem + ENDING, data)


def key_of(row: Row) -> Key:
    """What the ledger knows a row by."""
    return row.id, row.start


def due(
    items: Sequence[Item], entries: Mapping[Key, Entry], sheets: Mapping[Key, Sheet], roster: Roster
) -> tuple[list[Item], list[Posted]]:
    """The mails that are to be sent, and the others: sent already, or cut off and waiting for a word."""
    waiting: list[Item] = []
    others: list[Posted] = []
    for item in items:
        key = key_of(item.row)
        entry = entries.get(key)
        if entry is None or entry.state is State.PLANNED:
            waiting.append(item)
            continue
        problem = None
        if entry.state is State.SENDING:
            problem = Problem(STUCK, roster.mark(item.row, "id"), _way_out(item.row.id))
        elif entry.content != sheets[key].content:
            hint = f"to send the new one too: --send-again {item.row.id}"
            problem = Problem(CHANGED, roster.mark(item.row, "id"), hint)
        others.append(Posted(item, entry.state, problem))
    return waiting, others


def _way_out(code: str) -> str:
    return f"look in the relay's log, or ask her; then --mark-sent {code} or --send-again {code}"


def resolve(outbox: Outbox, roster: Roster, sent: Sequence[str], again: Sequence[str]) -> None:
    """Carry out what somebody has found out about mails that were cut off, by the codes of the list.

    Raises MailError for a code that is not in the list or whose mail is in no such state; nothing is changed
    then.
    """
    rows = {row.id: row for row in roster.rows}
    entries = outbox.entries()
    moves: list[tuple[Key, State]] = []
    for codes, fitting, state in (
        (sent, (State.SENDING,), State.SENT),
        (again, (State.SENDING, State.SENT), State.PLANNED),
    ):
        for code in codes:
            if code not in rows:
                raise MailError(f'no row of the list has the id "{code}" and an address', hint="see the list")
            key = key_of(rows[code])
            entry = entries.get(key)
            if entry is None or entry.state not in fitting:
                now = "not sent yet" if entry is None or entry.state is State.PLANNED else entry.state.value
                raise MailError(f'the e-mail of "{code}" is {now}', hint="run it without this option")
            moves.append((key, state))
    for key, state in moves:
        outbox.move(key, state)


class Pace:
    """Lets so many messages a minute pass; relays block who sends faster than they allow."""

    def __init__(
        self,
        rate: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._gap, self._clock, self._sleep = 60 / rate, clock, sleep
        self._next = clock()

    def wait(self) -> None:
        """Return when the next message may go."""
        while (left := self._next - self._clock()) > 0:
            self._sleep(left)
        self._next = self._clock() + self._gap


def post(
    items: Sequence[Item], letters: Letters, outbox: Outbox, relay: Relayed, sender: str, pace: Pace
) -> Iterator[Posted]:
    """Send mails one after the other, each noted before and after.

    It ends early where the connection is lost: the rest stays planned.
    """
    entries = outbox.entries()
    roster = letters.plan.roster
    for item in items:
        key = key_of(item.row)
        data = letters.ready(item, entries[key].message)
        pace.wait()
        outbox.move(key, State.SENDING)
        try:
            relay.send(sender, item.row.email, data)
        except RefusedError as error:
            outbox.move(key, State.PLANNED)
            yield Posted(item, State.PLANNED, _placed(error, roster, item.row, "it is tried again next time"))
        except LostError as error:
            outbox.move(key, State.PLANNED)
            yield Posted(item, State.PLANNED, _placed(error, roster, item.row, "run it again later"))
            return
        except UncertainError as error:
            hint = _way_out(item.row.id)
            yield Posted(item, State.SENDING, _placed(error, roster, item.row, hint))
            return
        else:
            outbox.move(key, State.SENT)
            yield Posted(item, State.SENT)


def _placed(error: MailError, roster: Roster, row: Row, hint: str) -> Problem:
    return Problem(error.problems[0].message, roster.mark(row, "email"), hint)
