"""Damage data and layouts many times over and report what was not a clear refusal.

    python -m tests.reliability.mutate --loader 200000 --build 2000

Each worker has its own copy of the product. A mutation depends on the seed and its number alone, so that a
finding can be looked at again.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.reliability.checkout import ROOT, SHARES, copy_product
from tests.reliability.verdict import A_DAY, Tally

WORKERS = {"loader": "tests.reliability.loading", "build": "tests.reliability.building"}


def measure(what: str, count: int, seed: str, workers: int, kinds: Sequence[str] = tuple(SHARES)) -> Tally:
    """Share `count` mutations among workers and add up what they found.

    Raises RuntimeError when a worker dies: then the product has ended its process.
    """
    total = Tally()
    with TemporaryDirectory(prefix="mutations ") as folder:
        running = []
        for worker in range(workers):
            copy = copy_product(Path(folder) / f"copy {worker}")
            share = count // workers + (worker < count % workers)
            command = [sys.executable, "-m", WORKERS[what], str(share), f"{seed}-{worker}", *kinds]
            environ = {
                **os.environ,
                "PYTHONPATH": os.pathsep.join((str(copy), str(ROOT))),
                "NO_COLOR": "1",
                **A_DAY,
            }
            running.append(subprocess.Popen(command, cwd=copy, env=environ, stdout=subprocess.PIPE))
        for process in running:
            answer, _ = process.communicate()
            if process.returncode:
                raise RuntimeError(f"a worker ended with {process.returncode}")
            given = json.loads(answer)
            counters = {name: Counter(given.pop(name)) for name in ("kinds", "failures")}
            total.add(Tally(**given, **counters))
    return total


def described(what: str, tally: Tally, seconds: float) -> str:
    """The figures of a run, and one example of each kind of failure."""
    lines = [
        f"{what}: {tally.runs:,} mutations in {seconds:.0f} s: {tally.accepted:,} accepted, "
        f"{tally.refused:,} refused, {tally.failures.total():,} failures of {len(tally.failures)} kinds; "
        f"slowest {tally.slowest:.2f} s, most memory {tally.megabytes:.0f} MB",
        "  " + ", ".join(f"{kind} {number:,}" for kind, number in tally.kinds.most_common()),
        *([f"  slowest: {tally.slowest_run}"] if tally.slowest_run else []),
    ]
    for signature, number in tally.failures.most_common():
        example = tally.findings[signature]
        lines.append(
            f"  {number:6,} x {signature}  [{example['file']} {example['by']} {example['seed']}:{example['number']}]"
        )
    return "\n".join(lines)


def main() -> int:
    """Run what the command line asks for; 1 when there was any failure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--loader", type=int, default=0, metavar="N", help="mutations through the loader")
    parser.add_argument("--build", type=int, default=0, metavar="N", help="mutations through whole commands")
    parser.add_argument("--seed", default="handouts")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--kind", action="append", choices=list(SHARES), help="only this kind of file")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write figures and examples as JSON")
    given = parser.parse_args()
    report, failed = {}, False
    for what, count in (("loader", given.loader), ("build", given.build)):
        if count:
            began = perf_counter()
            tally = measure(what, count, given.seed, given.workers, given.kind or tuple(SHARES))
            print(described(what, tally, perf_counter() - began), flush=True)
            report[what] = {**vars(tally)}
            failed |= bool(tally.failures)
    if given.report:
        given.report.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
