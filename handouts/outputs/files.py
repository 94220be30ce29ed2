"""Write a finished file so that a stopped run leaves the old one or the new one, never a torn one."""

from __future__ import annotations

import contextlib
import glob
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from handouts.assets import shown
from handouts.errors import OutputError, Problem

SHARED = 0o644
PRIVATE = 0o600
"""File modes: documents for everybody, and personalised ones that only their owner may read."""

STRAY_AFTER = 3600
"""Seconds after which a temporary file belongs to a run that was killed: writing takes a moment."""


def write_file(path: Path, data: bytes, mode: int = SHARED) -> None:
    """Write to a temporary file in the same folder, sync it and rename it over `path`.

    Raises OutputError when the folder cannot be made or written to; nothing is left behind then.
    """
    write_files({path: data}, mode)


def write_files(files: Mapping[Path, bytes], mode: int = SHARED) -> None:
    """As `write_file`, and none of the files takes its place before all are written and synced.

    So a disk that is full leaves the whole old set, and not some sheets that are newer than the others.
    """
    staged: list[tuple[str, Path]] = []
    try:
        for path, data in files.items():
            with telling(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                _sweep(path)
                _stage(path, data, mode, staged)
        for name, path in staged:
            with telling(path):
                os.replace(name, path)  # replace() is atomic within one folder
    except BaseException:
        for name, _ in staged:
            with contextlib.suppress(OSError):
                os.unlink(name)
        raise


def _stage(path: Path, data: bytes, mode: int, staged: list[tuple[str, Path]]) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".part", dir=path.parent)
    staged.append((name, path))
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if os.name == "posix":
        os.chmod(name, mode)  # the temporary file is known by name only


def _sweep(path: Path) -> None:
    """Take away what killed runs have left of a file."""
    long_ago = time.time() - STRAY_AFTER
    for stray in path.parent.glob(f".{glob.escape(path.stem)}-????????.part"):
        with contextlib.suppress(OSError):
            if stray.stat().st_mtime < long_ago:
                stray.unlink()


@contextlib.contextmanager
def telling(path: Path) -> Iterator[None]:
    """Say which file could not be written, and why."""
    try:
        yield
    except OSError as error:
        # os.path and not Path, whose exists() raises where a name is too long
        blocked = next(
            (each for each in path.parents if os.path.exists(each) and not os.path.isdir(each)), None
        )
        reason = (error.strerror or str(error)).lower()
        if blocked is not None:
            reason = f"{shown(blocked)} is a file, not a folder"
        raise OutputError(
            Problem(f"cannot write {shown(path)}: {reason}", hint="choose another folder with --out")
        ) from error
