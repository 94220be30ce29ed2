"""Write a finished file so that a stopped run leaves the old one or the new one, never a torn one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from handouts.assets import shown
from handouts.errors import OutputError, Problem

SHARED = 0o644
PRIVATE = 0o600
"""File modes: documents for everybody, and personalised ones that only their owner may read."""


def write_file(path: Path, data: bytes, mode: int = SHARED) -> None:
    """Write to a temporary file in the same folder, sync it and rename it over `path`.

    Raises OutputError when the folder cannot be made or written to; nothing is left behind then.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data, mode)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(
            Problem(f"cannot write {shown(path)}: {reason}", hint="choose another folder with --out")
        ) from error


def _replace(path: Path, data: bytes, mode: int) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if os.name == "posix":
            os.chmod(name, mode)  # the temporary file is known by name only
        os.replace(name, path)  # replace() is atomic within one folder
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
