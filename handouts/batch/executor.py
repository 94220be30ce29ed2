"""Give portions of work out: to this process, to others on this machine, or to a dask cluster.

All three are executors of `concurrent.futures`, or nothing at all; the work and its results are the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any, TypeVar

from handouts.errors import HandoutError, UsageError
from handouts.pages.processes import processes

Portion = TypeVar("Portion")
Result = TypeVar("Result")

ANSWER_WITHIN = 10
"""Seconds that a scheduler has to answer."""

AHEAD = 2
"""Portions for each worker that are given out before the first is taken back: memory stays what it is."""


@contextmanager
def workers(jobs: int = 1, scheduler: str | None = None) -> Iterator[tuple[Executor | None, int]]:
    """Who does the work, and how many they are: None stands for this process.

    Raises UsageError where dask is not installed, and HandoutError where no scheduler with workers answers
    at that address or a process is ended from outside.
    """
    if scheduler is not None:
        with _cluster(scheduler) as found:
            yield found
    elif jobs > 1:
        with processes(jobs) as executor:
            yield executor, jobs
    else:
        yield None, 1


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Executor, int]]:
    try:
        from distributed import Client
    except ImportError:
        hint = "pip install 'handouts[cluster]'"
        raise UsageError("--scheduler needs dask, which is not installed", hint=hint) from None
    try:
        client: Any = Client(  # type: ignore[no-untyped-call]
            address, timeout=ANSWER_WITHIN, set_as_default=False
        )
    except (OSError, ValueError, TimeoutError):
        hint = "start one with: dask scheduler; an address looks like tcp://192.0.2.7:8786"
        raise HandoutError(f"no scheduler answers at {address}", hint=hint) from None
    try:
        count = len(client.scheduler_info(n_workers=-1)["workers"])
        if not count:
            hint = f"start one on each machine with: dask worker {address}"
            raise HandoutError(f"the scheduler at {address} has no workers", hint=hint)
        yield client.get_executor(pure=False, retries=1), count
    finally:
        client.close()


def in_order(
    executor: Executor | None, count: int, work: Callable[[Portion], Result], portions: Iterable[Portion]
) -> Iterator[tuple[Portion, Result]]:
    """Each portion with its result, in the order of the portions; few of them are under way at a time.

    Raises HandoutError where a worker fails; what it failed with is named, and never what it worked on.
    """
    if executor is None:
        for portion in portions:
            yield portion, work(portion)
        return
    waiting: deque[tuple[Portion, Future[Result]]] = deque()
    for portion in portions:
        waiting.append((portion, executor.submit(work, portion)))
        if len(waiting) >= count * AHEAD:
            yield _first(waiting)
    while waiting:
        yield _first(waiting)


def _first(waiting: deque[tuple[Portion, Future[Result]]]) -> tuple[Portion, Result]:
    from concurrent.futures.process import BrokenProcessPool

    portion, future = waiting.popleft()
    try:
        return portion, future.result()
    except (HandoutError, BrokenProcessPool):
        raise
    except Exception as error:
        hint = "handouts must be installed for every worker, in the same version"
        raise HandoutError(f"a worker failed: {type(error).__name__}", hint=hint) from error
