"""Write thousands of files into one folder without waiting for the disk after each."""

from __future__ import annotations

import contextlib
import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from handouts.outputs.files import SHARED, telling

SYNCING = 16
"""Files that are synced at a time: a disk takes many waiting writes in hardly more time than one."""


class Filing:
    """Put files into one folder, each whole or not at all.

    For use in a `with` block. A file is written under another name when it is added, is synced by a thread
    while others are made, and takes its place when `place` is called. What has no place at the end of the
    block is taken away. `sync` off leaves it to the system when files reach the disk.
    """

    def __init__(self, folder: Path, mode: int = SHARED, *, sync: bool = True) -> None:
        self.folder, self.mode = folder, mode
        self._staged: deque[tuple[str, Future[None] | None]] = deque()
        self._threads = ThreadPoolExecutor(SYNCING) if sync else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        for name, _ in self._staged:
            with contextlib.suppress(OSError):
                os.unlink(self._part(name))

    def __len__(self) -> int:
        return len(self._staged)

    def add(self, name: str, data: bytes) -> None:
        """Write one file under another name. Raises OutputError where that fails."""
        with telling(self.folder / name):
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
            handle = os.open(self._part(name), flags, self.mode)
            waits = None
            try:
                self._staged.append((name, None))
                rest = memoryview(data)
                while rest:
                    rest = rest[os.write(handle, rest) :]
                if os.name == "posix":
                    os.fchmod(handle, self.mode)  # whatever the mask, and whatever a stray one had
                if self._threads is not None:
                    waits = self._threads.submit(_sync, os.dup(handle))
                    self._staged[-1] = (name, waits)
            finally:
                os.close(handle)

    def place(self, keep: int = 0) -> list[str]:
        """Give all files but the last `keep` their places, in order; their names."""
        placed: list[str] = []
        while len(self._staged) > keep:
            name, waits = self._staged[0]
            with telling(self.folder / name):
                if waits is not None:
                    waits.result()
                os.replace(self._part(name), self.folder / name)
            self._staged.popleft()
            placed.append(name)
        if placed and self._threads is not None and os.name == "posix":
            with telling(self.folder):
                _sync(os.open(self.folder, os.O_RDONLY))
        return placed

    def sweep(self, pattern: str) -> None:
        """Take away what a killed run has left of files whose names match; no other run may be at work."""
        for path in self.folder.glob(f".{pattern}.part"):
            with contextlib.suppress(OSError):
                path.unlink()

    def _part(self, name: str) -> str:
        return f"{self.folder}{os.sep}.{name}.part"


def _sync(handle: int) -> None:
    """Wait until what was written is on the disk, and close."""
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
