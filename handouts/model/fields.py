"""Take the values of one mapping by name, turn them into types, and report everything that is wrong.

A missing or wrong value is reported and replaced by an empty one of the same type, so that one run
finds all problems. What was built is thrown away when there is any.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Mapping as AnyMapping
from datetime import date
from enum import Enum
from typing import TypeVar

from handouts.errors import Mark, Problem
from handouts.model.message import Message
from handouts.source import Mapping, Scalar, Sequence, Value

Choice = TypeVar("Choice", bound=Enum)
Thing = TypeVar("Thing")

_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*\Z")
_WHOLE = re.compile(r"(?:0|[1-9][0-9]{0,6})\Z")
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,6})(?:\.[0-9]{1,6})?\Z")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_SPACES = re.compile(r"[ \n]+")
_STRAIGHT_QUOTE = re.compile("['\"]")
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}


class Report:
    """Collect the problems of one load."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._noted: set[Problem] = set()

    def add(self, message: str, mark: Mark | None, hint: str | None = None) -> None:
        """Note one problem; the same one is noted once."""
        problem = Problem(message, mark, hint)
        if problem not in self._noted:
            self._noted.add(problem)
            self.problems.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Note the problems of a file that could not be read."""
        for problem in problems:
            self.add(problem.message, problem.mark, problem.hint)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """A hint that names the known word most like `name`, if any is like it."""
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), n=1)
    return f'did you mean "{close[0]}"?' if close else None


BRIEF = 40
"""Characters of what a message quotes."""


def quoted(text: str) -> str:
    """Text in quotes for a message: cut short when long, and on one line."""
    return f'"{brief(text)}"'.replace("\n", "\\n")


def brief(text: str) -> str:
    """The beginning of a long text."""
    return text if len(text) <= BRIEF else f"{text[: BRIEF - 1]}…"


class Fields:
    """The keys of one mapping; `finish` reports the keys that nobody asked for.

    `what` names the thing in messages ("this exercise"). With `prose`, words must have typographic quotes.
    """

    def __init__(self, value: Value, report: Report, what: str, *, prose: bool = True) -> None:
        self.report = report
        self.what = what
        self.prose = prose
        self.asked: list[str] = []
        self.mark = value.mark
        self.sound = isinstance(value, Mapping)
        self.mapping = value if isinstance(value, Mapping) else Mapping(value.mark, value.id)
        self.id = value.id
        if not self.sound:
            report.add(f"{what} must be keys with values", value.mark, "write key: value")

    def take(self, key: str) -> Value | None:
        """The raw value of a key that may be left out."""
        self.asked.append(key)
        return self.mapping.at(key)

    def need(self, key: str) -> Value | None:
        """The raw value of a key that must be there; its absence is reported."""
        value = self.take(key)
        if value is None and self.sound:
            self.report.add(f"{self.what} has no {key}", self.mark)
        return value

    def place(self, key: str) -> Mark:
        """Where the value of a key stands, else where the mapping begins."""
        value = self.mapping.at(key)
        return value.mark if value is not None else self.mark

    def refuse(self, key: str, message: str, hint: str | None = None) -> None:
        """Report that the value of a key is wrong."""
        self.report.add(f"{key}: {message}", self.place(key), hint)

    def finish(self) -> None:
        """Report every key that was not asked for."""
        for key in self.mapping:
            if key not in self.asked:
                left = [name for name in self.asked if name not in self.mapping] or self.asked
                hint = nearest(key, left) or nearest(key, self.asked)
                self.report.add(
                    f'{self.what} knows no key "{key}"',
                    key.mark,
                    hint or f"it may have {', '.join(self.asked)}",
                )

    def child(self, key: str) -> Fields:
        """The keys of a mapping inside this one; its own `finish` has to be called."""
        value = self.need(key)
        if value is None:
            inner = Fields(Mapping(self.mark, f"{self.id}.{key}"), Report(), key, prose=self.prose)
            return inner
        return Fields(value, self.report, key, prose=self.prose)

    # -- text ---------------------------------------------------------------------------------------------

    def text(self, key: str) -> Scalar:
        """Text that is not translated, such as a number to dial."""
        return self._scalar(key, self.need(key)) or Scalar("", self.mark)

    def optional_text(self, key: str) -> Scalar | None:
        """As `text`, or None when the key is left out."""
        return self._scalar(key, self.take(key))

    def words(self, key: str) -> Message:
        """Words that are printed and translated."""
        value = self.need(key)
        return self.message(key, value) if value is not None else Message(f"{self.id}.{key}", "", self.mark)

    def optional_words(self, key: str) -> Message | None:
        """As `words`, or None when the key is left out."""
        value = self.take(key)
        return self.message(key, value) if value is not None else None

    def named_words(self, key: str, *, required: bool = True) -> AnyMapping[str, Message]:
        """Several words, each under an id of its own, in the order of the file."""
        value = self.need(key) if required else self.take(key)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self.refuse(key, "must hold words that each have an id", f"write {key}: {{first: …, second: …}}")
            return {}
        if not value and required:
            self.refuse(key, "is empty")
        for name in value:
            self.check_identifier(name)
        return {str(name): self.message(name, words) for name, words in value.items()}

    def message(self, key: str, value: Value) -> Message:
        """A value as words."""
        text = self._scalar(key, value) or ""
        folded = text.strip(" \n")
        if "\n" in folded:
            self.report.add(
                f"{key}: a line break inside words", value.mark, "make two, or write >- before them"
            )
        if self.prose:
            straight = _STRAIGHT_QUOTE.search(folded)
            if straight:
                hint = "write ’ for an apostrophe, “ and ” for quotes"
                self.report.add(f"{key}: the straight quote {straight.group()}", value.mark, hint)
        return Message(value.id, _SPACES.sub(" ", folded), value.mark)

    def _scalar(self, key: str, value: Value | None) -> Scalar | None:
        if value is None:
            return None
        if not isinstance(value, Scalar):
            self.report.add(f"{key}: must be words", value.mark, "words with { } or [ ] go in double quotes")
            return None
        if not value.strip():
            self.report.add(f"{key}: is empty", value.mark, "write it, or take the key out")
        return value

    def named_texts(self, key: str) -> AnyMapping[str, Scalar]:
        """Texts that are not translated, each under a name; none when the key is left out."""
        if self.mapping.at(key) is None:
            self.asked.append(key)
            return {}
        inner = self.child(key)
        return {str(name): inner.text(name) for name in inner.mapping}

    # -- names --------------------------------------------------------------------------------------------

    def check_identifier(self, name: Scalar) -> None:
        """Report an id that is not made of small letters, digits, hyphens and underscores."""
        if not _IDENTIFIER.match(name):
            hint = "small letters a to z, digits, - and _, beginning with a letter"
            self.report.add(f"{quoted(name)} cannot be an id", name.mark, hint)

    def identifier(self, key: str) -> Scalar:
        """The id of a thing."""
        name = self.text(key)
        if name:
            self.check_identifier(name)
        return name

    def identifiers(self, key: str, *, required: bool = False) -> tuple[Scalar, ...]:
        """A list of ids of other things, each once."""
        value = self.need(key) if required else self.take(key)
        if value is None:
            return ()
        if not isinstance(value, Sequence):
            self.refuse(key, "must be a list", f"write {key}: [one, two]")
            return ()
        names: list[Scalar] = []
        for entry in value:
            if not isinstance(entry, Scalar):
                self.report.add(f"{key}: must be a list of names", entry.mark)
            elif entry in names:
                self.report.add(f"{key}: {quoted(entry)} is here twice", entry.mark)
            else:
                names.append(entry)
        return tuple(names)

    def entries(self, key: str) -> list[Value]:
        """A list that must not be empty."""
        value = self.need(key)
        if value is None:
            return []
        if not isinstance(value, Sequence) or not value:
            self.refuse(key, "must be a list that is not empty", "begin each entry with - ")
            return []
        return value

    def things(self, key: str, read: Callable[[Value], tuple[Scalar, Thing]]) -> AnyMapping[str, Thing]:
        """A list of things that each have an id, by id, in the order of the file."""
        found: dict[str, Thing] = {}
        for entry in self.entries(key):
            name, thing = read(entry)
            if name in found:
                self.report.add(f"{key}: the id {quoted(name)} is here twice", name.mark)
            found.setdefault(str(name), thing)
        return found

    # -- other types --------------------------------------------------------------------------------------

    def choice(self, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """One word of a fixed list; `default` stands for a key that is left out."""
        options: dict[str, Choice] = {member.value: member for member in kind}
        first = next(iter(options.values()))
        if default is not None and self.mapping.at(key) is None:
            self.asked.append(key)
            return default
        value = self._scalar(key, self.need(key))
        if not value:
            return first
        if value not in options:
            self.refuse(key, f"{quoted(value)} is not one of {', '.join(options)}", nearest(value, options))
        return options.get(value, first)

    def optional_choice(self, key: str, kind: type[Choice]) -> Choice | None:
        """As `choice`, or None when the key is left out."""
        if self.mapping.at(key) is None:
            self.asked.append(key)
            return None
        return self.choice(key, kind)

    def flag(self, key: str, default: bool = False) -> bool:
        """Yes or no; `default` stands for a key that is left out."""
        value = self._scalar(key, self.take(key))
        if value and value not in _FLAGS:
            self.refuse(key, f"{quoted(value)} is neither yes nor no")
        return _FLAGS.get(value, default) if value else default

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number from 0 up; `default` stands for a key that is left out."""
        value = self.take(key) if default is not None else self.need(key)
        return default if value is None and default is not None else self.as_whole(key, value)

    def decimal(self, key: str, default: float | None = None) -> float:
        """A number from 0 up, with or without decimals; `default` stands for a key that is left out."""
        value = self.take(key) if default is not None else self.need(key)
        if value is None:
            return 0.0 if default is None else default
        text = self._scalar(key, value)
        if text and not _DECIMAL.match(text):
            self.report.add(f"{key}: {quoted(text)} is not a number", text.mark, "write it like 12 or 1.25")
        return float(text) if text and _DECIMAL.match(text) else 0.0

    def as_whole(self, key: str, value: Value | None) -> int:
        """A value as a whole number from 0 up."""
        text = self._scalar(key, value)
        if text and not _WHOLE.match(text):
            self.report.add(
                f"{key}: {quoted(text)} is not a whole number", text.mark, "write digits only, such as 12"
            )
        return int(text) if text and _WHOLE.match(text) else 0

    def day(self, key: str) -> date:
        """A date written as 2026-11-22."""
        text = self._scalar(key, self.need(key))
        if text:
            try:
                if _ISO_DATE.match(text):
                    return date.fromisoformat(text)
            except ValueError:
                pass
            self.refuse(key, f"{quoted(text)} is not a date", "write year-month-day, such as 2026-11-22")
        return date.min
