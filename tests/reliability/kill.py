"""Kill the product at random moments and look at what it leaves behind.

    python -m tests.reliability.kill --build 250 --batch 250

Half of the kills come at any moment of a run, the other half just after it has begun to write. A kill depends
on the seed and its number, as far as a machine keeps time. Builds write over an old set. A batch is run again
and again on one folder, as a ward would, until it is whole; then the folder is emptied.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.reliability.checkout import ROOT
from tests.reliability.rosters import sound_list
from tests.reliability.verdict import A_DAY

OLD = b"%PDF-1.7 an older sheet\n%%EOF\n"
"""What stands in the folder before a run."""

AFTER_FIRST_WRITE = 0.03
"""Seconds within which the second half of the kills fall, from the first change in the folder on."""

BUILD = ("build", "handout", "checklist")

WOMEN = 300
"""Rows of the list that a batch is made from: it needs a second or two."""


@dataclass
class Kills:
    """What was found after a number of kills: runs that had ended before, and files by what they were."""

    kills: int = 0
    too_late: int = 0
    found: Counter[str] = field(default_factory=Counter)

    @property
    def torn(self) -> int:
        """Files under a document's name that are neither the old nor the new ones, missing, or too many."""
        return self.found["torn"] + self.found["lost"] + self.found["doubled"]

    def __str__(self) -> str:
        files = ", ".join(f"{number:,} {name}" for name, number in sorted(self.found.items()))
        return f"{self.kills:,} kills ({self.too_late:,} after the end): {files}"


def start(words: Sequence[str | Path]) -> subprocess.Popen[bytes]:
    """The product in a process of its own that says nothing."""
    return subprocess.Popen(
        [sys.executable, "-m", "handouts", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **A_DAY},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill_once(words: Sequence[str | Path], folder: Path, random: Random, length: float) -> bool:
    """Start a run of about `length` seconds that writes into a folder, and kill it; whether it still ran."""
    before = names(folder)
    soon = random.random() < 0.5
    wait = random.uniform(0, AFTER_FIRST_WRITE if soon else length)
    process = start(words)
    began = perf_counter()
    while process.poll() is None:
        if soon and names(folder) != before:
            soon, began = False, perf_counter()
        if not soon and perf_counter() - began >= wait:
            break
    running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return running


def names(folder: Path) -> list[str]:
    """What is in a folder, half-written files too."""
    return sorted(entry.name for entry in os.scandir(folder))


def killed_builds(count: int, seed: str) -> Kills:
    """Kill `count` builds over an old set; each document must be the old one or the new one, whole."""
    tally = Kills()
    with TemporaryDirectory(prefix="kills ") as name:
        whole, out = Path(name, "whole"), Path(name, "out")
        began = perf_counter()
        if start([*BUILD, "--out", whole]).wait():
            raise RuntimeError("a build that nobody disturbed failed")
        length = perf_counter() - began
        new = {path.name: path.read_bytes() for path in whole.iterdir()}
        out.mkdir()
        for number in range(count):
            for each in new:
                (out / each).write_bytes(OLD)
            running = kill_once([*BUILD, "--out", out], out, Random(f"{seed}:{number}"), length)
            tally.kills += 1
            tally.too_late += not running
            tally.found += Counter(_state(out / each, data) for each, data in new.items())
            tally.found["stray"] += _swept(out)
    return tally


def killed_batches(count: int, seed: str) -> Kills:
    """Kill `count` batches; each sheet must be whole whenever it is there, and in the end there is each once."""
    tally = Kills()
    with TemporaryDirectory(prefix="kills ") as name:
        roster, whole, out = Path(name, "roster.csv"), Path(name, "whole"), Path(name, "out")
        roster.write_bytes(sound_list(Random(seed), WOMEN))
        words = ["batch", roster, "--start", "2026-11-23", "--out"]
        began = perf_counter()
        if start([*words, whole]).wait():
            raise RuntimeError("a batch that nobody disturbed failed")
        length = perf_counter() - began
        new = {path.name: path.read_bytes() for path in whole.glob("*.pdf")}
        out.mkdir()
        for number in range(count):
            running = kill_once([*words, out], out, Random(f"{seed}:{number}"), length)
            tally.kills += 1
            tally.too_late += not running
            tally.found += Counter(
                "new" if new.get(path.name) == path.read_bytes() else "torn" for path in out.glob("*.pdf")
            )
            if not running or number == count - 1:
                _finish([*words, out], out, new, tally)
    return tally


def _finish(words: Sequence[str | Path], out: Path, new: Mapping[str, bytes], tally: Kills) -> None:
    """Let the batch end, count what is missing, and empty its folder."""
    if start(words).wait():
        raise RuntimeError("a batch that was killed before could not go on")
    there = {path.name: path.read_bytes() for path in out.glob("*.pdf")}
    tally.found["finished"] += 1
    tally.found["lost"] += len(new.keys() - there.keys())
    tally.found["doubled"] += len(there.keys() - new.keys())
    tally.found["torn"] += sum(new.get(name, data) != data for name, data in there.items())
    tally.found["stray"] += len(list(out.glob(".*.part")))
    shutil.rmtree(out)
    out.mkdir()


def _state(path: Path, new: bytes) -> str:
    if not path.exists():
        return "lost"
    data = path.read_bytes()
    return {OLD: "old", new: "new"}.get(data, "torn")


def _swept(folder: Path) -> int:
    """Remove the temporary files of a run that was killed; how many there were."""
    strays = list(folder.glob(".*.part"))
    for path in strays:
        path.unlink()
    return len(strays)


def main() -> int:
    """Run what the command line asks for; 1 when a file was torn."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build", type=int, default=0, metavar="N", help="kills of a build")
    parser.add_argument("--batch", type=int, default=0, metavar="N", help="kills of a batch")
    parser.add_argument("--seed", default="handouts")
    given = parser.parse_args()
    torn = 0
    for name, killed in (("build", killed_builds), ("batch", killed_batches)):
        count = getattr(given, name)
        if count:
            tally = killed(count, given.seed)
            torn += tally.torn
            print(f"{name}: {tally}")
    return 1 if torn else 0


if __name__ == "__main__":
    raise SystemExit(main())
