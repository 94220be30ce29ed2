"""Count how far a translation is, and find what is left and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts import assets
from handouts.errors import Problem
from handouts.languages.catalogue import PoCatalogue, Translation, load_catalogue
from handouts.languages.language import Language
from handouts.model.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How far a language's catalogue is.

    `translated` messages can be printed, `fuzzy` ones have words of other English, `wrong` ones (ids) lost a
    number, a place, bold or a link; the others have no words. `left` are the problems of what is not there or
    fuzzy, `unsound` those of what is wrong.
    """

    language: Language
    translation: Translation
    total: int
    translated: int
    fuzzy: int
    wrong: tuple[str, ...]
    left: tuple[Problem, ...]
    unsound: tuple[Problem, ...]

    @property
    def missing(self) -> int:
        """How many messages have no words at all."""
        return self.total - self.translated - self.fuzzy - len(self.wrong)

    @property
    def complete(self) -> bool:
        """Whether every document can be printed."""
        return self.translated == self.total

    @property
    def percent(self) -> int:
        """How much is translated, rounded down, so that 100 is all."""
        return self.translated * 100 // self.total if self.total else 100

    @property
    def state(self) -> str:
        """What it is, in words: how made, and by whom reviewed."""
        reviewer = self.translation.reviewed_by
        return f"{self.translation.method.value}, {f'reviewed by {reviewer}' if reviewer else 'not reviewed'}"

    def line(self) -> str:
        """The status for a person."""
        parts = [f"{self.fuzzy} fuzzy"] if self.fuzzy else []
        parts += [f"{self.missing} missing"] if self.missing else []
        parts += [f"{len(self.wrong)} wrong"] if self.wrong else []
        counts = f" ({', '.join(parts)})" if parts else ""
        share = f"{self.translated} of {self.total} translated, {self.percent} %{counts}"
        return f"{self.language.code}: {share}; {self.state}"

    def data(self) -> dict[str, Any]:
        """The status for a program."""
        return {
            "language": self.language.code,
            "total": self.total,
            "translated": self.translated,
            "fuzzy": self.fuzzy,
            "missing": self.missing,
            "wrong": list(self.wrong),
            "percent": self.percent,
            "method": self.translation.method.value,
            "reviewed_by": self.translation.reviewed_by,
        }


def status_of(language: Language, messages: Sequence[Message], data: Path = assets.DATA) -> Status:
    """The status of a language's catalogue for these messages; DataError when it cannot be read."""
    return count(load_catalogue(language, data), messages)


def count(catalogue: PoCatalogue, messages: Sequence[Message]) -> Status:
    """The status of a catalogue for these messages."""
    left: list[Problem] = []
    unsound: list[Problem] = []
    wrong: list[str] = []
    translated = fuzzy = 0
    for message in messages:
        problems = catalogue.problems(message)
        if not problems:
            translated += 1
        elif catalogue.current(message) is not None:
            wrong.append(message.id)
            unsound.extend(problems)
        else:
            fuzzy += catalogue.fuzzy(message)
            left.extend(problems)
    return Status(
        language=catalogue.language,
        translation=catalogue.translation,
        total=len(messages),
        translated=translated,
        fuzzy=fuzzy,
        wrong=tuple(wrong),
        left=tuple(left),
        unsound=tuple(unsound),
    )
