"""Remember which e-mails are planned, on their way and sent, so that none goes out twice.

A mail is noted as `sending` on the disk before the relay gets it, and as `sent` after the relay has answered
for it. One that is found `sending` by a later run was cut off in between: it may have gone out or not, so it
waits until somebody says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from handouts.batch.ledger import Ledger, Sheet

Key: TypeAlias = tuple[str, date]
"""The code of a woman and the first day of her week: she gets one mail for it."""


class State(StrEnum):
    """How far a mail is."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Entry:
    """A mail in the ledger; `content` is the hash of what its sheet was made from, `message` its id."""

    state: State
    content: bytes
    message: str


class Outbox:
    """The mails of a ledger. Every method raises OutputError as the ledger's do."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def entries(self) -> Mapping[Key, Entry]:
        """All mails."""
        with self._ledger.transaction() as connection:
            rows = connection.execute("SELECT id, start, state, content, message FROM mail").fetchall()
        return {
            (code, date.fromisoformat(start)): Entry(State(state), content, message)
            for code, start, state, content, message in rows
        }

    def plan(self, sheets: Iterable[Sheet], domain: str) -> None:
        """Plan a mail for each sheet; what is on its way or sent stays as it is.

        The id of a message is the same for the same sheet, so that a mail program knows a second copy of it.
        """
        rows = [
            (each.id, each.start.isoformat(), State.PLANNED, each.content, self._message(each, domain))
            for each in sheets
        ]
        with self._ledger.transaction() as connection:
            connection.executemany(
                "INSERT INTO mail VALUES (?, ?, ?, ?, ?) ON CONFLICT (id, start) DO UPDATE"
                " SET content = excluded.content, message = excluded.message WHERE state = 'planned'",
                rows,
            )

    def move(self, key: Key, state: State) -> None:
        """Note a new state of a planned mail or a later one; on the disk when this returns."""
        code, start = key
        with self._ledger.transaction() as connection:
            connection.execute(
                "UPDATE mail SET state = ? WHERE id = ? AND start = ?", (state, code, start.isoformat())
            )

    def _message(self, sheet: Sheet, domain: str) -> str:
        name = self._ledger.digest("mail", sheet.id, sheet.start.isoformat(), sheet.content.hex()).hex()
        return f"<{name}@{domain}>"
