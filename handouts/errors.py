"""Name every way a build can fail, where it failed and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

SHOWN_IN_FULL = 20
"""How many problems of one run are printed with their hint; the rest are counted."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file that a person can go to; line and column count from 1."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the place if known, what is wrong, and the way out."""

    message: str
    mark: Mark | None = None
    hint: str | None = None

    def __str__(self) -> str:
        place = f"{self.mark}: " if self.mark else ""
        text = f"{place}error: {self.message}"
        return f"{text}\n  hint: {self.hint}" if self.hint else text


class HandoutError(Exception):
    """Carry every problem found by one step; the class owns the exit code of the command."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: Iterable[Problem] | Problem | str, *, hint: str | None = None) -> None:
        if isinstance(problems, str):
            problems = Problem(problems, hint=hint)
        if isinstance(problems, Problem):
            problems = (problems,)
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(str(self))

    def __str__(self) -> str:
        shown = [str(problem) for problem in self.problems[:SHOWN_IN_FULL]]
        left = len(self.problems) - len(shown)
        if left:
            shown.append(f"... and {left} more")
        return "\n".join(shown)


class UsageError(HandoutError):
    """A request that names something which does not exist or does not go together."""

    exit_code = 2


class DataError(HandoutError):
    """Guide data, a ward file, an approval or a layout that cannot be read or is inconsistent."""


class LayoutError(DataError):
    """A layout file that asks for something the product does not know."""


class GlyphError(HandoutError):
    """A character that no font of the language has."""


class FitError(HandoutError):
    """A page that has more words than room."""


class ApprovalError(HandoutError):
    """A guide that is not approved, or is past its review date, and was asked for all the same."""


class OutputError(HandoutError):
    """A file that cannot be written."""
