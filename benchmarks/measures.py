"""Measure every maker in turn, round by round, so that all of them meet the same noise of the machine."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from types import MappingProxyType
from typing import Any

from benchmarks.content import DOCUMENTS, HANDOUT, WEEK
from benchmarks.process import MeasureError, Usage, run

PRODUCT = "handouts"

ARGUMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "handout": ("handout", "--handout", HANDOUT),
        "booklet": ("booklet",),
        "checklist": ("checklist", "--week", str(WEEK)),
    }
)
"""What the product's `build` is told for each document."""

LISTS, PEERS_LISTS = 500, 20
"""Checklists of one run: of the product, and of those that set every page anew."""

SLOWEST = 150.0
"""Seconds: a longer booklet that would take more is left out."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is measured: its unit and, by maker, the median and what it is the median of."""

    name: str
    unit: str
    values: Mapping[str, float]
    samples: Mapping[str, Sequence[float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bench:
    """Where and how often to measure whom; `say` is told what is going on."""

    folder: Path
    makers: Sequence[str]
    environ: Mapping[str, str]
    runs: int
    growth: Sequence[int]
    say: Callable[[str], None]
    failures: list[str] = field(default_factory=list)

    def worker(self, maker: str, *task: str) -> dict[str, Any] | None:
        """What a worker finds in a fresh process; None when it fails, which is noted."""
        try:
            usage = run(["-m", "benchmarks.worker", maker, str(self.folder), *task], self.environ)
        except MeasureError as error:
            self.failures.append(str(error))
            return None
        found: dict[str, Any] = json.loads(usage.printed)
        return found

    def build(self, *arguments: str) -> Usage:
        """The product's own command."""
        command = ["generate.py", "build", "--paper", "a4", "--out", str(self.folder), *arguments]
        return run(command, self.environ)


def cold(bench: Bench) -> Iterator[Row]:
    """A fresh process that makes one document and ends: wall clock, all cores, memory."""
    for document in DOCUMENTS:
        found: dict[str, list[Usage]] = {maker: [] for maker in bench.makers}
        for number in range(bench.runs + 1):
            bench.say(f"cold {document}, round {number}")
            for maker in bench.makers:
                try:
                    usage = _made_cold(bench, maker, document)
                except MeasureError as error:
                    bench.failures.append(str(error))
                    continue
                if number:  # the first round warms the disk
                    found[maker].append(usage)
        yield _row(f"cold {document}, wall", "s", _each(found, lambda usage: usage.wall))
        yield _row(f"cold {document}, CPU", "s", _each(found, lambda usage: usage.cpu))
        yield _row(f"cold {document}, peak memory", "MiB", _each(found, lambda usage: usage.peak))


def warm(bench: Bench) -> Iterator[Row]:
    """A process that has made the document before, and makes it again with other sentences."""
    for document in DOCUMENTS:
        whole: dict[str, list[float]] = {}
        pages: dict[str, list[float]] = {}
        for maker in bench.makers:
            bench.say(f"warm {document}, {maker}")
            found = bench.worker(maker, "warm", document, str(bench.runs))
            if found is not None:
                whole[maker] = [value * 1000 for value in found["seconds"]]
                pages[maker] = [found["pages"]]
        yield _row(f"warm {document}", "ms", whole)
        page = {maker: [value / pages[maker][0] for value in values] for maker, values in whole.items()}
        yield _row(f"warm {document}, a page", "ms", page)
        yield _row(f"{document}, pages", "", pages)


def sizes(bench: Bench) -> Iterator[Row]:
    """Kilobytes of each document, with its pictures and with words alone."""
    found: dict[str, dict[str, Any]] = {}
    for maker in bench.makers:
        bench.say(f"sizes, {maker}")
        answer = bench.worker(maker, "sizes")
        if answer is not None:
            found[maker] = answer
    for document in DOCUMENTS:
        for place, what in enumerate(("with pictures", "words alone")):
            kilobytes = {maker: [answer[document][place] / 1000] for maker, answer in found.items()}
            yield _row(f"{document}, {what}", "kB", kilobytes)


def growth(bench: Bench) -> Iterator[Row]:
    """A booklet with all chapters and exercises many times, in a process that has made it once."""
    slow: set[str] = set()
    for copies in (1, *bench.growth):
        seconds: dict[str, list[float]] = {}
        peaks: dict[str, list[float]] = {}
        for maker in (each for each in bench.makers if each not in slow):
            bench.say(f"booklet x{copies}, {maker}")
            runs = max(1, bench.runs // copies)
            found = bench.worker(maker, "longer", str(copies), str(runs))
            if found is None:
                slow.add(maker)
                continue
            seconds[maker] = [value * 1000 / found["pages"] for value in found["seconds"]]
            peaks[maker] = [found["peak"]]
            following = next((each for each in bench.growth if each > copies), copies)
            if median(found["seconds"]) * following / copies > SLOWEST:
                slow.add(maker)
        yield _row(f"booklet x{copies}, a page", "ms", seconds)
        yield _row(f"booklet x{copies}, peak memory", "MiB", peaks)


def batch(bench: Bench) -> Iterator[Row]:
    """Checklists as files of their own: the product's batch of names, and peers that set page after page."""
    for way, what in (("files", "checklists to files"), ("synced", "checklists to files, each synced")):
        rates: dict[str, list[float]] = {}
        for maker in bench.makers:
            bench.say(f"{what}, {maker}")
            count = LISTS if maker == PRODUCT else PEERS_LISTS
            found = bench.worker(maker, "lists", str(count), str(bench.runs), way)
            if found is not None:
                rates[maker] = [count / value for value in found["seconds"]]
        yield _row(what, "a second", rates)
    full = bench.worker(PRODUCT, "lists", str(PEERS_LISTS), str(bench.runs), "full")
    if full is not None:
        rates = {PRODUCT: [PEERS_LISTS / value for value in full["seconds"]]}
        yield _row("checklists to files, each laid out in full", "a second", rates)
    for count in (LISTS, 10 * LISTS):
        bench.say(f"memory of {count} checklists")
        found = bench.worker(PRODUCT, "lists", str(count), "1", "files")
        if found is not None:
            yield _row(f"{count} checklists", "a second", {PRODUCT: [count / found["seconds"][0]]})
            yield _row(f"{count} checklists, peak memory", "MiB", {PRODUCT: [found["peak"]]})


def everything(bench: Bench) -> Iterator[Row]:
    """The product's `build` of all documents, on one process and, where it can, on two."""
    option = _processes_option(bench)
    counts = (1, 2) if option else (1,)
    walls: dict[int, list[float]] = {count: [] for count in counts}
    for number in range(bench.runs):
        bench.say(f"all documents, round {number + 1}")
        for count in counts:
            try:
                usage = bench.build(*((option, str(count)) if option else ()))
            except MeasureError as error:
                bench.failures.append(str(error))
                continue
            walls[count].append(usage.wall)
    for count, found in walls.items():
        yield _row(f"all documents, {count} process{'es' * (count - 1)}", "s", {PRODUCT: found})


MEASURES: Mapping[str, Callable[[Bench], Iterator[Row]]] = MappingProxyType(
    {"cold": cold, "warm": warm, "sizes": sizes, "growth": growth, "batch": batch, "all": everything}
)
"""What can be measured, by the name that `--only` takes."""


def _made_cold(bench: Bench, maker: str, document: str) -> Usage:
    if maker == PRODUCT:
        return bench.build(*ARGUMENTS[document])
    file = str(bench.folder / f"{maker}.pdf")
    return run(["-m", "benchmarks.worker", maker, str(bench.folder), "once", document, file], bench.environ)


def _processes_option(bench: Bench) -> str | None:
    """The option of `build` that says on how many processes it runs, if there is one.

    Its help is asked, not its module: a child's peak of memory is never told as less than its parent's, so
    this process has to stay small.
    """
    found = re.search(r"--(jobs|processes|workers)\b", bench.build("--help").printed)
    return found[0] if found else None


def _each(found: Mapping[str, list[Usage]], part: Callable[[Usage], float]) -> dict[str, list[float]]:
    return {maker: [part(usage) for usage in usages] for maker, usages in found.items()}


def _row(name: str, unit: str, samples: Mapping[str, Sequence[float]]) -> Row:
    values = {maker: median(found) for maker, found in samples.items() if found}
    return Row(name, unit, values, {maker: list(found) for maker, found in samples.items()})
