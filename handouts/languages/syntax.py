"""Parse ICU MessageFormat patterns into words, arguments and choices, and write them out again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from handouts.errors import DataError

DEEPEST = 8
"""Choices inside choices; the deepest pattern of the product has three."""

NUMBER = "#"
"""The number that a plural is over, inside its branches."""

CHOICES = ("plural", "select", "selectordinal")
_NAME = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_-]*)\s*([,}])")
_KIND = re.compile(r"\s*([a-z]+)\s*([,}])")
_SELECTOR = re.compile(r"\s*(=[0-9]+|[A-Za-z_][A-Za-z0-9_]*)\s*\{")
_END = re.compile(r"\s*\}")


@dataclass(frozen=True, slots=True)
class Placed:
    """The place of an argument: `{number}`."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A plural or select over an argument: the pattern of each selector (`one`, `=2`, `each`, `other`)."""

    name: str
    kind: str
    branches: tuple[tuple[str, Pattern], ...]


Pattern: TypeAlias = "tuple[str | Placed | Choice, ...]"
"""A pattern in its parts; the texts are unquoted."""


def parse(text: str) -> Pattern:
    """The parts of a pattern (ICU4J and ICU4C syntax, apostrophes as in their default mode).

    Raises DataError without a mark when the braces do not match or an argument cannot be read; the caller
    knows the place in the file.
    """
    reader = _Reader(text)
    pattern = reader.pattern(0, in_plural=False)
    if reader.at < len(text):
        raise DataError("a closing brace too many")
    return pattern


class _Reader:
    """The text of a pattern and how far it has been read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def pattern(self, depth: int, *, in_plural: bool) -> Pattern:
        """Words and arguments up to the end or to a closing brace, which is left to the caller."""
        if depth > DEEPEST:
            raise DataError(f"choices inside choices, more than {DEEPEST} deep")
        parts: list[str | Placed | Choice] = []
        words: list[str] = []
        while self.at < len(self.text) and self.text[self.at] != "}":
            if self.text[self.at] == "{" or (in_plural and self.text[self.at] == NUMBER):
                if words:
                    parts.append("".join(words))
                    words = []
                self.at += 1
                parts.append(self.argument(depth) if self.text[self.at - 1] == "{" else Placed(NUMBER))
            elif self.text[self.at] == "'":
                words.append(self.quoted(in_plural))
            else:
                words.append(self.text[self.at])
                self.at += 1
        if words:
            parts.append("".join(words))
        return tuple(parts)

    def quoted(self, in_plural: bool) -> str:
        """What an apostrophe stands for: itself when doubled or before plain words, else it quotes."""
        following = self.text[self.at + 1 : self.at + 2]
        if following == "'":
            self.at += 2
            return "'"
        if not following or following not in ("{}#" if in_plural else "{}"):
            self.at += 1
            return "'"
        end = self.at + 1
        found: list[str] = []
        while end < len(self.text):
            if self.text[end] != "'":
                found.append(self.text[end])
            elif self.text[end + 1 : end + 2] == "'":
                found.append("'")
                end += 1
            else:
                break
            end += 1
        self.at = end + 1
        return "".join(found)

    def match(self, expected: re.Pattern[str], what: str) -> re.Match[str]:
        """What must stand here."""
        found = expected.match(self.text, self.at)
        if found is None:
            raise DataError(f"{what} is missing after “{self.text[: self.at][-20:]}”")
        self.at = found.end()
        return found

    def argument(self, depth: int) -> Placed | Choice:
        """What stands between braces."""
        name, after = self.match(_NAME, "the name of an argument, or its closing brace,").groups()
        if after == "}":
            return Placed(name)
        kind, after = self.match(_KIND, "plural or select").groups()
        if kind not in CHOICES or after != ",":
            raise DataError(f"“{kind}” is neither plural nor select")
        branches: list[tuple[str, Pattern]] = []
        while not (end := _END.match(self.text, self.at)):
            selector = self.match(_SELECTOR, f"a form of {name}, such as other {{…}},").group(1)
            branches.append((selector, self.pattern(depth + 1, in_plural=kind != "select")))
            self.match(_END, "a closing brace")
        self.at = end.end()
        return Choice(name, kind, tuple(branches))


def written(pattern: Pattern, words: Callable[[str], str] = str, *, in_plural: bool = False) -> str:
    """A pattern as text again, its words changed by `words`."""
    found: list[str] = []
    for part in pattern:
        if isinstance(part, str):
            found.append(_requoted(words(part), in_plural))
        elif isinstance(part, Placed):
            found.append(NUMBER if part.name == NUMBER else f"{{{part.name}}}")
        else:
            inside = part.kind != "select"
            branches = " ".join(
                f"{selector} {{{written(branch, words, in_plural=inside)}}}"
                for selector, branch in part.branches
            )
            found.append(f"{{{part.name}, {part.kind}, {branches}}}")
    return "".join(found)


def _requoted(text: str, in_plural: bool) -> str:
    special = "{}#" if in_plural else "{}"
    doubled = text.replace("'", "''")
    return re.sub(f"[{special}][{special}']*", lambda found: f"'{found.group()}'", doubled)


def words_of(pattern: Pattern) -> Iterator[str]:
    """All words of a pattern, those of every branch."""
    for part in pattern:
        if isinstance(part, str):
            yield part
        elif isinstance(part, Choice):
            for _, branch in part.branches:
                yield from words_of(branch)


def placed_in(pattern: Pattern) -> Iterator[str]:
    """The names of all arguments that a pattern prints, in any branch."""
    for part in pattern:
        if isinstance(part, Placed):
            yield part.name
        elif isinstance(part, Choice):
            for _, branch in part.branches:
                yield from placed_in(branch)


def choices_in(pattern: Pattern) -> Iterator[Choice]:
    """All choices of a pattern, outer ones before those inside them."""
    for part in pattern:
        if isinstance(part, Choice):
            yield part
            for _, branch in part.branches:
                yield from choices_in(branch)


def has_choices(pattern: Pattern) -> bool:
    """Whether a pattern has a plural or a select anywhere."""
    return any(isinstance(part, Choice) for part in pattern)
