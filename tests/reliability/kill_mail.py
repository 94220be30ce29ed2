"""Kill the sending of mails at random moments, and count what every woman got.

    python -m tests.reliability.kill_mail --kills 100

Each run is killed at any moment after it has begun to send. Mails that it leaves as cut off are resolved as a
midwife would, by what the relay has; then the next run goes on. In the end every woman has one mail.
"""

from __future__ import annotations

import argparse
import signal
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from handouts.batch.ledger import Ledger
from handouts.batch.outbox import Outbox, State
from tests.outputs.relays import Served, serve
from tests.reliability.kill import start

WARD = "name: Ward 5\nphone: 01632 960123\ncountry: GB\nemail: ward@example.org\n"
HEAD = "id,language,birth,week,start,email\n"
PER_KILL = 4
"""Women on the list for each kill, so that mails are left to the end."""

LONGEST = 0.08
"""Seconds after the first mail of a run within which it is killed: some six mails."""


@dataclass
class Tally:
    """What was found: kills, mails that were cut off, and how many mails each woman got."""

    kills: int
    cut_off: int
    not_taken: int
    got: Counter[int]

    @property
    def sound(self) -> bool:
        """Whether everybody got one mail."""
        return set(self.got) == {1}

    def __str__(self) -> str:
        got = ", ".join(f"{women:,} women got {mails}" for mails, women in sorted(self.got.items()))
        return (
            f"{self.kills:,} kills: {self.cut_off:,} mails reported as cut off, {self.not_taken:,} of them"
            f" not taken by the relay; {got}"
        )


def killed_mails(kills: int, seed: str) -> Tally:
    """Send to many women with a run that is killed again and again."""
    with TemporaryDirectory(prefix="kills ") as name:
        folder = Path(name)
        women = [f"w-{number}" for number in range(kills * PER_KILL)]
        rows = (f"{code},en,vaginal,3,2026-11-23,{code}@example.org\n" for code in women)
        (folder / "roster.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
        (folder / "ward.yaml").write_text(WARD, encoding="utf-8")
        shared = [folder / "roster.csv", "--ward", folder / "ward.yaml", "--out", folder / "out"]
        if start(["batch", *shared]).wait():
            raise RuntimeError("the sheets could not be made")
        tally = Tally(0, 0, 0, Counter())
        with serve(folder) as served:
            send = ["mail", *shared, "--send", "--yes", "--rate", "6000", "--relay", served.place]
            send += ["--ca-file", served.ca_file]
            words: list[str] = []
            for number in range(kills):
                running = _kill_once([*send, *words], served, Random(f"{seed}:{number}"))
                tally.kills += running
                words = _words(folder / "out", served, tally)
            if start([*send, *words]).wait():
                raise RuntimeError("the last run did not send what was left")
            times = Counter(served.post.recipients())
        tally.got = Counter(times[f"{code}@example.org"] for code in women)
        return tally


def _kill_once(words: list[str | Path], served: Served, random: Random) -> bool:
    """Start a run and kill it soon after its first mail; whether it still ran."""
    before, wait = len(served.post.taken), random.uniform(0, LONGEST)
    process = start(words)
    began: float | None = None
    while process.poll() is None:
        if began is None and len(served.post.taken) > before:
            began = perf_counter()
        if began is not None and perf_counter() - began >= wait:
            break
    running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return running


def _words(out: Path, served: Served, tally: Tally) -> list[str]:
    """What a midwife says about the mails that were cut off, after a look at the relay."""
    taken = set(served.post.recipients())
    words: list[str] = []
    with Ledger(out) as ledger:
        entries = Outbox(ledger).entries()
    for (code, _), entry in entries.items():
        there = f"{code}@example.org" in taken
        if entry.state is State.SENDING:
            tally.cut_off += 1
            tally.not_taken += not there
            words += ["--mark-sent" if there else "--send-again", code]
        elif there is not (entry.state is State.SENT):
            raise RuntimeError(f"the ledger says {entry.state} of a mail that the relay tells otherwise of")
    return words


def main() -> int:
    """Kill as often as asked, and print what was found; 1 if a woman got no mail or two."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    tally = killed_mails(options.kills, options.seed)
    print(tally)
    return 0 if tally.sound else 1


if __name__ == "__main__":
    raise SystemExit(main())
