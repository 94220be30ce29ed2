"""Say what one check found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from handouts.errors import Problem

Row: TypeAlias = Mapping[str, Any]
"""Figures of one thing, by name; values are plain text, numbers or None."""


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of one check: what was looked at, in words, what is wrong, and figures for a table."""

    summary: str
    problems: Sequence[Problem] = ()
    rows: Sequence[Row] = field(default=())

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 section", "12 sections"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


class Problems:
    """Problems in the order in which they were found, each once."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def add(self, problem: Problem) -> None:
        """Note one problem."""
        self._found.setdefault(problem)

    def take(self, run: Callable[[], Any]) -> Any:
        """What a step gives, or None after its problems were noted."""
        from handouts.errors import HandoutError

        try:
            return run()
        except HandoutError as error:
            for problem in error.problems:
                self.add(problem)
            return None

    def __iter__(self) -> Any:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
