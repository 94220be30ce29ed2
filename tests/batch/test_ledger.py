"""Test that the ledger keeps what was made, tells nothing about anybody, and is whole whatever happens."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from handouts.batch import ledger as ledgers
from handouts.batch.ledger import LEDGER_NAME, MIGRATIONS, Ledger, Sheet
from handouts.batch.lock import locked
from handouts.errors import OutputError

ROOT = Path(__file__).resolve().parents[2]
MONDAY = date(2026, 11, 23)


def sheet(code: str, content: bytes = b"c", file: str = "checklist.pdf") -> Sheet:
    return Sheet(code, MONDAY, file, content, b"s" * 32)


def test_what_is_recorded_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.record([sheet("w-1"), sheet("w-2")])
    with Ledger(tmp_path) as ledger:
        assert ledger.sheets() == {("w-1", MONDAY): sheet("w-1"), ("w-2", MONDAY): sheet("w-2")}


def test_a_changed_sheet_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.record([sheet("w-1")])
        ledger.record([sheet("w-1", b"other", "other.pdf")])
        assert list(ledger.sheets().values()) == [sheet("w-1", b"other", "other.pdf")]


def test_hashes_are_the_same_in_one_ledger_and_others_in_another(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        first = ledger.digest("a", "b")
        assert first != ledger.digest("ab", "") != ledger.digest("a", "b", "")
    with Ledger(tmp_path) as ledger:
        assert ledger.digest("a", "b") == first
    other = tmp_path / "other"
    other.mkdir()
    with Ledger(other) as ledger:
        assert ledger.digest("a", "b") != first


@pytest.mark.skipif(os.name != "posix", reason="file modes as POSIX has them")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        with Ledger(tmp_path) as ledger, ledger.transaction() as connection:
            connection.execute("DELETE FROM sheet WHERE id = 'w-1'")
            connection.execute("INSERT INTO sheet VALUES ('w-1', '2026-11-23', 'f', x'00', x'00')")
            modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    finally:
        os.umask(old)
    assert modes.pop(LEDGER_NAME) == 0o600
    assert set(modes.values()) <= {0o600}, "the journal too"


def test_a_block_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:

        def fail() -> None:
            with ledger.transaction() as connection:
                connection.execute("INSERT INTO sheet VALUES ('w-1', '2026-11-23', 'f', x'00', x'00')")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()
        assert ledger.sheets() == {}
        ledger.record([sheet("w-1")])


def test_a_process_that_is_killed_in_a_transaction_leaves_nothing_of_it(tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from datetime import date\n"
        "from handouts.batch.ledger import Ledger, Sheet\n"
        "ledger = Ledger(Path(sys.argv[1]))\n"
        "ledger.record([Sheet('kept', date(2026, 11, 23), 'f', b'c', b's')])\n"
        "with ledger.transaction() as connection:\n"
        "    connection.executemany('INSERT INTO sheet VALUES (?, ?, ?, ?, ?)',\n"
        "        [(f'lost-{n}', '2026-11-23', 'f', b'c', b's') for n in range(50_000)])\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == -9
    with Ledger(tmp_path) as ledger:
        assert [each.id for each in ledger.sheets().values()] == ["kept"]


@pytest.mark.parametrize("data", [b"no ledger at all" * 100, b"%PDF"])
def test_a_damaged_ledger_is_named_with_the_way_out(data: bytes, tmp_path: Path) -> None:
    (tmp_path / LEDGER_NAME).write_bytes(data)
    with pytest.raises(OutputError, match="damaged, or no ledger") as caught:
        Ledger(tmp_path)
    assert caught.value.problems[0].hint == "move it out of the folder: every sheet is then made anew"


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(OutputError, match="from a newer version"):
        Ledger(tmp_path)


def test_an_older_ledger_gets_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.record([sheet("w-1")])
        digest = ledger.digest("a")
    monkeypatch.setattr(ledgers, "MIGRATIONS", (*MIGRATIONS, "CREATE TABLE letter (id TEXT);"))
    for _ in range(2):
        with Ledger(tmp_path) as ledger:
            assert (ledger.digest("a"), len(ledger.sheets())) == (digest, 1)
            assert ledger.connection.execute("SELECT count(*) FROM letter").fetchone() == (0,)


def test_a_ledger_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot write"):
        Ledger(tmp_path / "nowhere")
    with Ledger(tmp_path) as ledger:
        other = sqlite3.connect(tmp_path / LEDGER_NAME, timeout=0)
        other.execute("BEGIN EXCLUSIVE")
        ledger.connection.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(OutputError, match="database is locked"):
            ledger.record([sheet("w-1")])
        other.close()


# -- the folder's lock -----------------------------------------------------------------------------------

HOLD = (
    "import sys; from pathlib import Path; from handouts.batch.lock import locked\n"
    "with locked(Path(sys.argv[1])):\n"
    "    print('held', flush=True)\n"
    "    sys.stdin.read()\n"
)


def test_another_process_keeps_us_out_until_it_ends_however_it_ends(tmp_path: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert other.stdout is not None
    assert other.stdin is not None
    assert other.stdout.readline() == b"held\n"
    with pytest.raises(OutputError, match="another run is at work in"), locked(tmp_path):
        pass
    other.kill()
    other.communicate()
    with locked(tmp_path):
        pass


def test_the_folder_is_made(tmp_path: Path) -> None:
    with locked(tmp_path / "new" / "folder"):
        assert (tmp_path / "new" / "folder").is_dir()


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot write to"), locked(tmp_path / "out"):
        pass
