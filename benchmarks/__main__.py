"""Measure the product beside its peers: time, memory, size and growth, as one table and as JSON.

Runs where Unix tells what a process took: Linux and macOS.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.content import ROOT
from benchmarks.measures import MEASURES, PRODUCT, Bench, Row
from benchmarks.peers import PEERS
from benchmarks.process import run
from benchmarks.table import Report, machine, now

RUNS, QUICK_RUNS = 7, 1
GROWTH, QUICK_GROWTH = (10, 50), (2,)
INSTALL = "pip install -e '.[benchmarks]'"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code, which is 1 when a maker failed."""
    options = _options(arguments)
    titles = {PRODUCT: ("Handouts", "UA-1, A-2a")}
    missing = []
    for name, peer in PEERS.items():
        try:
            titles[name] = (f"{peer.title} {version(peer.package)}", peer.claim)
        except PackageNotFoundError:
            missing.append(peer.title)
    if missing:
        _say(f"not installed, so not measured: {', '.join(missing)}. To have them: {INSTALL}")
    with tempfile.TemporaryDirectory(prefix="handouts-benchmarks-") as name:
        folder = Path(name)
        environ = {
            "HANDOUTS_NO_BOOTSTRAP": "1",
            "PYTHONPATH": str(ROOT),
            # a user's second run finds the compiled modules of the first; installed peers have theirs anyhow
            "PYTHONDONTWRITEBYTECODE": "",
        }
        command = ["-m", "benchmarks.worker", PRODUCT, name, "content", name]
        about = json.loads(run(command, environ).printed)
        issued = datetime.combine(date.fromisoformat(about["issued"]), time(), UTC)
        environ["SOURCE_DATE_EPOCH"] = str(int(issued.timestamp()))
        runs = QUICK_RUNS if options.quick else RUNS
        growth = QUICK_GROWTH if options.quick else GROWTH
        bench = Bench(folder, list(titles), environ, runs, growth, _say)
        rows: list[Row] = []
        for measure in options.only or MEASURES:
            rows += MEASURES[measure](bench)
    report = Report(machine(), platform.python_version(), now(), runs, about["words"], titles, rows)
    print(report.as_text())
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(report.as_json(), indent=1) + "\n", encoding="utf-8")
    _say(f"written: {options.json}")
    for failure in bench.failures:
        _say(f"error: {failure}")
    return int(bool(bench.failures))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="measure once, and let the booklet grow little")
    parser.add_argument(
        "--only", action="append", choices=list(MEASURES), help="only this measure; may be repeated"
    )
    parser.add_argument(
        "--json",
        type=Path,
        default=ROOT / "out" / "benchmarks.json",
        metavar="FILE",
        help="where to write the results  [out/benchmarks.json]",
    )
    return parser.parse_args(arguments)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
