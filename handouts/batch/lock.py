"""Keep two runs on one folder apart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from handouts.assets import shown
from handouts.errors import OutputError, Problem

LOCK_NAME = ".handouts.lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder, which is made if need be, for as long as the block runs.

    The system lets go of it when the process ends, however it ends. Raises OutputError where another run
    holds it, or where the folder cannot be written to.
    """
    lock = FileLock(folder / LOCK_NAME, timeout=0, mode=0o600)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        what = f"another run is at work in {shown(folder)}"
        raise OutputError(what, hint="wait until it has ended, or choose another folder with --out") from None
    except (OSError, RuntimeError) as error:  # the second where a network folder knows no locks
        reason = getattr(error, "strerror", None) or str(error)
        message = f"cannot write to {shown(folder)}: {reason.lower()}"
        raise OutputError(Problem(message, hint="choose another folder with --out")) from error
    try:
        yield
    finally:
        lock.release()
