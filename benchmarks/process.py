"""Run a command in a fresh process and tell what it took."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from benchmarks.content import ROOT

_BYTES = 1 if sys.platform == "darwin" else 1024
"""What ru_maxrss counts in."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Seconds of wall clock and of all cores, the peak of memory in MiB, and what was printed."""

    wall: float
    cpu: float
    peak: float
    printed: str


class MeasureError(Exception):
    """A command that is measured has failed; the message is the end of what it said."""


def run(command: Sequence[str], environ: Mapping[str, str]) -> Usage:
    """Run a command of this Python to its end; MeasureError when it fails.

    Memory is that of the largest process: where one starts others, theirs is not added up.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = perf_counter()
        child = subprocess.Popen(
            [sys.executable, *command], stdout=out, stderr=err, cwd=ROOT, env={**os.environ, **environ}
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall = perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if child.returncode:
            said = err.read().decode(errors="replace").strip()
            raise MeasureError(f"{' '.join(command)}: {said[-300:] or child.returncode}")
        peak = usage.ru_maxrss * _BYTES / 2**20
        return Usage(wall, usage.ru_utime + usage.ru_stime, peak, out.read().decode(errors="replace"))


def own_peak() -> float:
    """The peak of this process's memory so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _BYTES / 2**20
