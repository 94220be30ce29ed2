"""Run the product as a person does, whole or with a damaged file, and hold its refusals to one form."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from handouts.cli.build import INVENTED_WARD
from handouts.cli.main import main
from tests.reliability.verdict import A_DAY, LINES

TIMEOUT = 120
"""Seconds after which a command of the tests is a hang, however slow the machine."""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def complaints(self) -> str:
        """What was said on stderr, but for the note that a ward would name its own file."""
        return self.err.replace(f"{INVENTED_WARD}\n", "")

    def refused(self, *fragments: str, code: int = 1) -> Ended:
        """Assert a refusal: its exit code, nothing on stdout, whole lines in our form, and what they say."""
        assert (self.code, self.out) == (code, ""), self
        lines = self.err.splitlines()
        assert lines
        assert [line for line in lines if not LINES.fullmatch(line)] == []
        for fragment in fragments:
            assert fragment in self.err
        return self

    def done(self) -> list[Path]:
        """Assert success and give the files whose paths were printed, each a whole PDF."""
        assert (self.code, self.complaints) == (0, ""), self
        paths = [Path(line) for line in self.out.splitlines()]
        assert paths
        for path in paths:
            whole(path)
        return paths


def whole(path: Path) -> None:
    """Assert that a file is a PDF from its first to its last byte."""
    data = path.read_bytes()
    assert data.startswith(b"%PDF-1.7")
    assert data.rstrip().endswith(b"%%EOF")


@dataclass(frozen=True)
class Copy:
    """A copy of the product whose data and layouts a test may damage."""

    root: Path

    def run(self, *words: str | Path, cwd: Path | None = None, **environ: str) -> Ended:
        """A command in a process of its own; names in `environ` are added to the environment."""
        done = subprocess.run(
            [sys.executable, "-m", "handouts", *map(str, words)],
            cwd=cwd or self.root,
            env={**os.environ, "PYTHONPATH": str(self.root), "PYTHONUTF8": "1", **A_DAY, **environ},
            capture_output=True,
            encoding="utf-8",
            timeout=TIMEOUT,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    @contextmanager
    def damaged(self, changes: dict[str, Callable[[str], str | bytes]]) -> Iterator[None]:
        """Change the text of files while the context is open."""
        whole = {file: (self.root / file).read_bytes() for file in changes}
        try:
            for file, change in changes.items():
                new = change(whole[file].decode())
                assert new != whole[file].decode(), f"nothing changes in {file}"
                (self.root / file).write_bytes(new if isinstance(new, bytes) else new.encode())
            yield
        finally:
            for file, data in whole.items():
                (self.root / file).write_bytes(data)


def replaced(old: str, new: str) -> Callable[[str], str]:
    """A change to the first place where a text stands."""

    def change(text: str) -> str:
        assert old in text, f"{old!r} is not in the file"
        return text.replace(old, new, 1)

    return change


Here = Callable[..., Ended]
"""Runs a command in this process."""


@pytest.fixture
def here(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    """Run commands in this process, on the product's own data."""
    for name, value in A_DAY.items():
        monkeypatch.setenv(name, value)

    def run(*words: str | Path) -> Ended:
        with pytest.raises(SystemExit) as stop:
            main([str(word) for word in words])
        said = capfd.readouterr()
        return Ended(int(stop.value.code or 0), said.out, said.err)

    return run


def errors_of(out: str) -> list[dict[str, object]]:
    """What is wrong, as --json tells it."""
    found = json.loads(out)["errors"]
    assert found
    for each in found:
        assert list(each) == ["file", "line", "column", "message", "hint"]
    return list(found)
