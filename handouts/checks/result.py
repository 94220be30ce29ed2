"""Say what one check found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import ParamSpec, TypeAlias, TypeVar

from handouts.errors import HandoutError, Problem

Given = ParamSpec("Given")
Thing = TypeVar("Thing")

Row: TypeAlias = Mapping[str, str | int | float | None]
"""Figures of one thing, by name."""


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of one check: what was looked at, in words, what is wrong, and figures for a table.

    `notes` are places that a person should look at, and that may be right.
    """

    summary: str
    problems: tuple[Problem, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[Problem, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


class Problems:
    """Problems in the order in which they were found, each once."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._found = dict.fromkeys(problems)

    def add(self, problem: Problem) -> None:
        """Note one problem."""
        self._found.setdefault(problem)

    def attempt(
        self, step: Callable[Given, Thing], *args: Given.args, **kwargs: Given.kwargs
    ) -> Thing | None:
        """What a step gives, or None when it failed and its problems were noted."""
        try:
            return step(*args, **kwargs)
        except HandoutError as error:
            for problem in error.problems:
                self.add(problem)
            return None

    @property
    def found(self) -> tuple[Problem, ...]:
        """All of them."""
        return tuple(self._found)


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 section", "12 sections"."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
