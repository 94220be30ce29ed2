"""Share out work among processes; what they find comes back in the order in which it was given out.

Processes are started afresh (`spawn`), as every system can; what a worker needs it loads by itself, because
guides and fonts that have been loaded cannot be sent from one process to another.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from handouts.errors import HandoutError

if TYPE_CHECKING:
    from concurrent.futures import Executor  # takes 10 ms, which one document need not wait for

Found = TypeVar("Found")


def cores() -> int:
    """How many processes this one may keep busy at a time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_processes(work: Callable[..., Found], *given: Iterable[Any], workers: int) -> Iterator[Found]:
    """The result of `work` for each set of arguments, like `map`. Raises HandoutError as `processes` does."""
    with processes(workers) as executor:
        yield from executor.map(work, *given)


@contextmanager
def processes(workers: int) -> Iterator[Executor]:
    """So many processes to give work to.

    Raises HandoutError when a process is ended from outside, as by a system without memory. Ctrl-C is left to
    the process that asked, which then drops what has not begun.
    """
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    executor = ProcessPoolExecutor(workers, get_context("spawn"), _leave_interrupts_to_the_parent)
    try:
        yield executor
    except BrokenProcessPool:
        raise HandoutError("a process was ended from outside", hint="try again with --jobs 1") from None
    finally:
        executor.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
