"""Remember in the output folder what has been made, so that a stopped run goes on where it was.

The ledger holds codes, file names and hashes, and never a name or an address. Its hashes are keyed with a
random key of its own (BLAKE2, RFC 7693), so that nobody finds a name by hashing a list of names with nothing
but a backup of the sheets in hand. The file is readable by its owner only.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from handouts.assets import shown
from handouts.errors import OutputError, Problem
from handouts.outputs.files import PRIVATE

LEDGER_NAME = "ledger.sqlite3"

DIGEST_BYTES = 16

MIGRATIONS = (
    """
    CREATE TABLE secret (key BLOB NOT NULL);
    CREATE TABLE sheet (
        id TEXT NOT NULL,
        start TEXT NOT NULL,
        file TEXT NOT NULL,
        content BLOB NOT NULL,
        sha256 BLOB NOT NULL,
        PRIMARY KEY (id, start)
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE mail (
        id TEXT NOT NULL,
        start TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'sent')),
        content BLOB NOT NULL,
        message TEXT NOT NULL,
        PRIMARY KEY (id, start)
    ) WITHOUT ROWID;
    """,
)
"""How the tables came about, one entry for each version; a new version adds an entry and changes none.

`PRAGMA user_version` is how many of them a file has had.
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that is whole in the folder: for whose code, which week, from what, and its own SHA-256.

    `content` is the `digest` of all that was to be printed: see `handouts.batch.plan`.
    """

    id: str
    start: date
    file: str
    content: bytes
    sha256: bytes


class Ledger:
    """The ledger of one folder, for use in a `with` block and under the folder's lock.

    Every method raises OutputError where the file cannot be read or written, or is no ledger.
    """

    def __init__(self, folder: Path) -> None:
        """Open it, or begin one."""
        self.path = folder / LEDGER_NAME
        with self._telling():
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, PRIVATE))  # private from birth
            if os.name == "posix":
                os.chmod(self.path, PRIVATE)
            self.connection = sqlite3.connect(self.path, isolation_level=None)
            try:
                self._migrate()
                (self._key,) = self.connection.execute("SELECT key FROM secret").fetchone()
            except BaseException:
                self.connection.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def digest(self, *parts: str) -> bytes:
        """A keyed hash of texts, for what the ledger must recognise and not tell."""
        told = hashlib.blake2b(key=self._key, digest_size=DIGEST_BYTES)
        for part in parts:
            data = part.encode("utf-8", "surrogatepass")
            told.update(b"%d:" % len(data) + data)
        return told.digest()

    def sheets(self) -> Mapping[tuple[str, date], Sheet]:
        """What has been made, by code and first day of the week."""
        with self._telling():
            rows = self.connection.execute("SELECT id, start, file, content, sha256 FROM sheet").fetchall()
            sheets = [Sheet(row[0], date.fromisoformat(row[1]), *row[2:]) for row in rows]
        return {(sheet.id, sheet.start): sheet for sheet in sheets}

    def record(self, sheets: Iterable[Sheet]) -> None:
        """Note sheets that are in their places, in one transaction; each replaces an older one."""
        rows = [(each.id, each.start.isoformat(), each.file, each.content, each.sha256) for each in sheets]
        with self.transaction():
            self.connection.executemany("INSERT OR REPLACE INTO sheet VALUES (?, ?, ?, ?, ?)", rows)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All statements of the block together, or none of them; on the disk when it ends."""
        with self._telling():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def _migrate(self) -> None:
        (version,) = self.connection.execute("PRAGMA user_version").fetchone()
        if version > len(MIGRATIONS):
            hint = "use the newer Handouts, or another folder"
            raise OutputError(f"{shown(self.path)} is from a newer version of Handouts", hint=hint)
        self.connection.execute("PRAGMA synchronous = FULL")
        self.connection.execute("PRAGMA cache_size = -256")  # kB: a long list must not need more memory
        for number, statements in enumerate(MIGRATIONS[version:], version + 1):
            with self.transaction():
                for statement in filter(str.strip, statements.split(";")):
                    self.connection.execute(statement)
                if number == 1:
                    self.connection.execute("INSERT INTO secret VALUES (?)", (secrets.token_bytes(32),))
                self.connection.execute(f"PRAGMA user_version = {number}")

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Say what is wrong with the file, and that the sheets can be made without it."""
        try:
            yield
        except (sqlite3.Error, OSError, TypeError, ValueError) as error:
            place = shown(self.path)
            if isinstance(error, sqlite3.OperationalError | OSError):
                reason = getattr(error, "strerror", None) or str(error)
                raise OutputError(Problem(f"cannot write {place}: {reason.lower()}")) from error
            hint = "move it out of the folder: every sheet is then made anew"
            raise OutputError(Problem(f"{place} is damaged, or no ledger", hint=hint)) from error
