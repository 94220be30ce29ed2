"""Name every way a build can fail, where it failed and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

SHOWN_IN_FULL = 20
"""How many problems of one run are printed with their hint; the rest are counted."""

LONGEST_LINE = 500
"""Characters of a message or a hint; what goes beyond is cut."""

_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def _one_line(text: str) -> str:
    """Text without line breaks and control characters, which could also command a terminal."""
    line = _BREAKS.sub(" ", text)
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"


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
    """One thing that is wrong: the place if known, what is wrong, and the way out.

    Both are one line each, however long and broken the words are that they quote.
    """

    message: str
    mark: Mark | None = None
    hint: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", _one_line(self.message))
        if self.hint is not None:
            object.__setattr__(self, "hint", _one_line(self.hint))

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

    def __reduce__(self) -> tuple[type[HandoutError], tuple[tuple[Problem, ...]]]:
        """Keep every problem when sent from one process to another."""
        return type(self), (self.problems,)

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


class MailError(HandoutError):
    """An e-mail that cannot be written, or a relay that cannot be reached or does not take it."""


def together(errors: Sequence[HandoutError]) -> HandoutError:
    """One error with the problems of several, each once; its class, of this module, is that of the first."""
    kind = next(each for each in type(errors[0]).__mro__ if each.__module__ == __name__)
    combined: HandoutError = kind(dict.fromkeys(problem for error in errors for problem in error.problems))
    return combined
