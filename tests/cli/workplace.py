"""Lay out a copy of the project that commands may write into."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polib

from tests.cli.commands import ROOT, environment

ISSUED = "1795305600"
"""22 November 2026, the guide's day of issue, as SOURCE_DATE_EPOCH."""

LARGE = ("fonts", "data/figures/baked")
"""What no command changes is linked, not copied."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """A copy of the package with its data and layouts."""

    root: Path

    def run(self, *arguments: object, code: int = 0, epoch: str = ISSUED) -> subprocess.CompletedProcess[str]:
        """A command on this copy, which has to end with a code."""
        done = subprocess.run(
            [sys.executable, "-m", "handouts", *map(str, arguments)],
            cwd=self.root,
            env=environment(PYTHONPATH=str(self.root), SOURCE_DATE_EPOCH=epoch),
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done

    def json(self, *arguments: object, **options: Any) -> Any:
        """What a command says to a program."""
        return json.loads(self.run(*arguments, "--json", **options).stdout)

    def path(self, name: str) -> Path:
        """A file of this copy."""
        return self.root / name

    def edit(self, name: str, old: str, new: str) -> None:
        """Change words in a file."""
        text = self.path(name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old} is there {text.count(old)} times"
        self.path(name).write_text(text.replace(old, new), encoding="utf-8")

    def catalogue(self, code: str) -> polib.POFile:
        """A catalogue of this copy."""
        return polib.pofile(str(self.path(f"data/translations/{code}.po")))


def make(root: Path) -> Workplace:
    """A copy in an empty folder."""
    skipped = shutil.ignore_patterns("__pycache__", "baked")
    for name in ("handouts", "layouts", "data"):
        shutil.copytree(ROOT / name, root / name, ignore=skipped)
    for name in LARGE:
        (root / name).symlink_to(ROOT / name)
    return Workplace(root)
