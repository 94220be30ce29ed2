"""Run the handouts command as people and jobs do: in this process, in one of its own, and on a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from handouts.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
HELP = ("build", "handout", "--handout", "help")
"""The quickest document."""

QUICK = (*HELP, "--handout", "lifting")
"""Two documents."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Outcome:
    """The command in this process."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return Outcome(ended.value.code, out, err)


def command(*arguments: object) -> list[str]:
    """The command line of a process of its own."""
    return [sys.executable, "-m", "handouts", *map(str, arguments)]


def environment(**variables: str) -> dict[str, str]:
    """The environment of such a process, wherever it runs."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **variables}


def spawn(
    *arguments: object, cwd: Path, variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, with its output in a pipe."""
    return subprocess.run(
        command(*arguments),
        cwd=cwd,
        env=environment(**(variables or {})),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def on_terminal(*arguments: object, cwd: Path, variables: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Exit code and everything shown when standard output and error are a terminal."""
    import pty  # POSIX only

    terminal, inside = pty.openpty()
    maker = subprocess.Popen(
        command(*arguments),
        cwd=cwd,
        env=environment(**(variables or {})),
        stdin=inside,
        stdout=inside,
        stderr=inside,
        start_new_session=True,
    )
    os.close(inside)
    shown = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # how Linux says that the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(terminal)
    return maker.wait(), shown.decode()
