"""Damage lists of women many times over, and make a long list in which some rows are broken.

    python -m tests.reliability.rosters --mutations 20000 --rows 5000

A damaged list is read in this process: it gives rows, clear refusals, or both. The long list goes through the
command, which must make every sound row and refuse every broken one.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from handouts.batch.cells import parse_table
from handouts.batch.roster import Roster, read_roster
from handouts.errors import DataError, HandoutError
from handouts.languages.registry import language_codes
from handouts.model.exercise import PROGRAMME_WEEKS
from handouts.model.guide import Guide
from handouts.model.loader import load_guide
from tests.reliability.checkout import ROOT
from tests.reliability.mutations import TEXTS
from tests.reliability.verdict import A_DAY, Tally, crash_signature, fault_of

START = date(2026, 11, 23)
HEAD = "id,language,birth,birth_date,week,start,name,email,midwife,held_back"
CELLS = HEAD.count(",") + 1

NAMES = ("", "", "Code Seven", "कोड सात", "代码七", "رمز سبعة")
"""Words in the place of names, in several scripts; they are nobody's."""

BROKEN = {
    "language": "xx",
    "birth": "cesarean",
    "birth_date": "2026-02-30",
    "email": "a@example.org b@example.org",
    "held_back": "bridg",
    "name": "\u202eCode",
}
"""What makes a row one to refuse, by its column."""

MUTATED_ROWS = 8
BROKEN_SHARE = 0.05
HELD_BACK_SHARE = 0.02
PARTLY = 3


def mutated_rosters(count: int, seed: str) -> Tally:
    """Read `count` damaged lists; a failure is a crash, or a refusal that is not clear."""
    tally = Tally()
    guide = load_guide()
    languages = language_codes()
    for number in range(count):
        random = Random(f"{seed}:{number}")
        whole = sound_list(random, MUTATED_ROWS)
        data, by = whole, random.choice(sorted(TEXTS))
        for _ in range(random.randint(1, 3)):
            data = TEXTS[by](random, data, whole)
        if random.random() < 0.2:
            data = data.decode("utf-8", "replace").encode(random.choice(("utf-16", "utf-8-sig", "utf-7")))
        began = process_time()
        fault = _fault(data, guide, languages, tally)
        tally.slowest = max(tally.slowest, process_time() - began)
        tally.runs += 1
        tally.kinds[by] += 1
        if fault is not None:
            tally.fail(fault, file="roster.csv", by=by, seed=seed, number=number)
    return tally


def _fault(data: bytes, guide: Guide, languages: Sequence[str], tally: Tally) -> str | None:
    """What is wrong with how a list is taken."""
    lines = {"roster.csv": data.count(b"\n") + data.count(b"\r") + data.count(b"\n\x00") + 1}
    try:
        roster = read_roster(parse_table(data, "roster.csv"), guide, languages, START)
    except HandoutError as error:
        tally.refused += 1
        return fault_of(error, lines)
    except Exception as error:
        return crash_signature(error)
    tally.accepted += 1
    return _doubtful(roster, guide) or (
        fault_of(DataError(roster.problems), lines) if roster.problems else None
    )


def _doubtful(roster: Roster, guide: Guide) -> str | None:
    """A row that was taken and should not have been."""
    ids = [row.id.casefold() for row in roster.rows]
    if len(set(ids)) < len(ids):
        return "an id was taken twice"
    refused = {problem.mark.line for problem in roster.problems if problem.mark is not None}
    for row in roster.rows:
        if row.line in refused:
            return "a row was taken and refused"
        if not 1 <= row.week <= PROGRAMME_WEEKS or not set(row.held_back) <= set(guide.exercises):
            return "a row was taken that cannot be printed"
    return None


def long_list(rows: int, seed: str, jobs: int = 1) -> str:
    """Make a list through the command. Raises AssertionError when a row is lost, doubled or wrongly taken."""
    random = Random(seed)
    lines = sound_list(random, rows).decode().splitlines()
    columns = HEAD.split(",")
    broken = sorted(random.sample(range(1, rows + 1), round(rows * BROKEN_SHARE)))
    for number in broken:
        cells = lines[number].split(",")
        column = random.choice(sorted(BROKEN))
        cells[columns.index(column)] = BROKEN[column]
        lines[number] = ",".join(cells)
    with TemporaryDirectory(prefix="roster ") as name:
        roster, out = Path(name, "roster.csv"), Path(name, "out")
        roster.write_text("\n".join([*lines, ""]), encoding="utf-8")
        words = ["batch", roster, "--start", START.isoformat(), "--out", out, "--jobs", str(jobs), "--json"]
        began = perf_counter()
        done = run(words)
        seconds = perf_counter() - began
        assert done.returncode == PARTLY, done.stderr
        assert "Traceback" not in done.stderr
        sheets = list(out.glob("*.pdf"))
        assert len(sheets) == rows - len(broken), f"{len(sheets)} sheets of {rows - len(broken)}"
        again = run(words)
        assert again.returncode == PARTLY
        assert again.stdout.count('"kept": true') == len(sheets), "sheets were made twice"
        size = sum(sheet.stat().st_size for sheet in sheets) / len(sheets)
    return (
        f"{rows:,} rows, {len(broken):,} of them broken: {len(sheets):,} sheets of {size / 1000:.1f} kB in "
        f"{seconds:.1f} s, {len(sheets) / seconds:.0f} a second with loading; none lost, none made twice"
    )


def run(words: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """The product in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "handouts", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **A_DAY},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def sound_list(random: Random, rows: int) -> bytes:
    """A sound list with codes and no people."""
    lines = [HEAD]
    for number in range(1, rows + 1):
        born = START - timedelta(random.randrange(PROGRAMME_WEEKS * 7))
        language = random.choice(("en", "hi", "zh-Hans"))
        birth = random.choice(("vaginal", "caesarean"))
        email = random.choice(("", f"w{number}@example.org"))
        held = random.choice(("bridge", "bridge clam")) if random.random() < HELD_BACK_SHARE else ""
        name, midwife = random.choice(NAMES), "Team 3"
        cells = [f"w-{number}", language, birth, born.isoformat(), "", "", name, email, midwife, held]
        assert len(cells) == CELLS
        lines.append(",".join(cells))
    return ("\n".join(lines) + "\n").encode()


def main() -> int:
    """Run what the command line asks for; 1 when there was any failure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mutations", type=int, default=0, metavar="N", help="damaged lists to read")
    parser.add_argument("--rows", type=int, default=0, metavar="N", help="rows of the long list")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes for the long list")
    parser.add_argument("--seed", default="handouts")
    given = parser.parse_args()
    failures = 0
    if given.mutations:
        tally = mutated_rosters(given.mutations, given.seed)
        failures += tally.failures.total()
        print(
            f"{tally.runs:,} damaged lists: {tally.accepted:,} with rows to look at, {tally.refused:,} refused whole, "
            f"{tally.failures.total():,} failures; slowest {tally.slowest:.3f} s"
        )
        for signature, number in tally.failures.most_common():
            print(f"  {number:6,} x {signature}  {tally.findings[signature]}")
    if given.rows:
        print(long_list(given.rows, given.seed, given.jobs))
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
