"""Say what is wrong with a refusal, and count what a run of mutations came to."""

from __future__ import annotations

import re
import traceback
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from handouts.errors import HandoutError

A_DAY = {"SOURCE_DATE_EPOCH": "1796083200"}
"""The first of December 2026, when the guide is in force."""

SECONDS = 10
"""A process that computes for longer is a hang; the clock says nothing on a machine that others use too."""

MEGABYTES = 500
"""More memory than this is too much."""

LONGEST_LINE = 600
"""Characters of one line of a refusal; more is not one clear line."""

PLACE = r"(?:[^:\n]+(?::\d+){0,2}: )?"
LINES = re.compile(rf"{PLACE}error: \S.*|  hint: \S.*|\.\.\. and \d+ more")
"""What a command may say on stderr when it refuses."""

QUOTED = re.compile('“[^”]*”|"[^"]*"')


@dataclass
class Tally:
    """What happened to a number of mutations; `findings` has one example of each kind of failure."""

    runs: int = 0
    accepted: int = 0
    refused: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    findings: dict[str, dict[str, Any]] = field(default_factory=dict)
    slowest: float = 0.0
    slowest_run: str = ""
    megabytes: float = 0.0

    def fail(self, signature: str, **example: Any) -> None:
        """Note a failure; the first of its kind is kept as an example."""
        self.failures[signature] += 1
        self.findings.setdefault(signature, example)

    def add(self, other: Tally) -> None:
        """Take in what another worker found."""
        self.runs += other.runs
        self.accepted += other.accepted
        self.refused += other.refused
        self.kinds += other.kinds
        self.failures += other.failures
        self.findings = {**other.findings, **self.findings}
        if other.slowest > self.slowest:
            self.slowest, self.slowest_run = other.slowest, other.slowest_run
        self.megabytes = max(self.megabytes, other.megabytes)


def crash_signature(error: BaseException) -> str:
    """The same text for two crashes at the same place of the product."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/handouts/" in frame.filename]
    place = f"{frames[-1].filename.rpartition('/handouts/')[2]} {frames[-1].name}" if frames else "elsewhere"
    return f"{type(error).__name__} in {place}"


def fault_of(error: HandoutError, lines_of: dict[str, int]) -> str | None:
    """What is not clear about a refusal, or None; `lines_of` are the lines of each file that is read."""
    if not error.problems:
        return "a refusal without a problem"
    for problem in error.problems:
        shown = [problem.message, *([problem.hint] if problem.hint else [])]
        if any("\n" in text or not text.strip() for text in shown):
            return f"more than one line, or none: {problem.message[:60]!r}"
        if any(len(text) > LONGEST_LINE for text in shown):
            return f"a line of {max(map(len, shown))} characters: {problem.message[:60]!r}"
        if problem.mark is None or not problem.mark.file:
            return f"no place: {QUOTED.sub('…', problem.message)}"
        if problem.mark.line > lines_of.get(problem.mark.file, 10**9) + 1:
            return f"a place after the end of the file: {problem.message[:60]!r}"
    return None
