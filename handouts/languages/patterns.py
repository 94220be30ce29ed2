"""Fill phrases, which are ICU MessageFormat patterns, with named arguments."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeAlias

from handouts.errors import DataError, Problem
from handouts.languages.catalogue import Catalogue
from handouts.languages.language import Language
from handouts.model.fields import nearest, quoted
from handouts.model.message import Message

Argument: TypeAlias = str | int | float

_BRACE = re.compile(r"[{}]")
_LEFT_OVER = re.compile(r"\{\w+\}")
_SYNTAX = re.compile(r"[{}']")
_REASONS: Mapping[int, str] = {
    1: "an argument of a kind that does not exist, or words where a number must be",
    65799: "not a pattern that ICU can read",
    65801: "the braces do not match",
    65807: 'a plural or select without "other"',
}
"""What ICU's error codes mean for a pattern (`unicode/utypes.h`)."""


class Patterns:
    """The phrases of one guide in one language; each is compiled once, when it is first filled."""

    def __init__(self, language: Language, phrases: Mapping[str, Message], catalogue: Catalogue) -> None:
        self.language = language
        self.phrases = phrases
        self.catalogue = catalogue
        self._compiled: dict[str, Any] = {}

    @cached_property
    def locale(self) -> Any:
        """The language for ICU, with Western digits and the Gregorian calendar (the product's rule)."""
        import icu

        return icu.Locale.forLanguageTag(f"{self.language.tag}-u-ca-gregory-nu-latn")

    def message(self, phrase_id: str) -> Message:
        """The phrase of an id; raises DataError when there is none."""
        message = self.phrases.get(phrase_id)
        if message is None:
            raise DataError(f"there is no phrase {quoted(phrase_id)}", hint=nearest(phrase_id, self.phrases))
        return message

    def placed(self, message: Message) -> Message:
        """The message, at the place of the words that the language has for it: errors point there."""
        place = self.catalogue.place(message)
        return message if place is message.mark else replace(message, mark=place)

    def filled(self, phrase_id: str, arguments: Mapping[str, Argument]) -> str:
        """The phrase of an id, filled; raises DataError as `message` and `fill` do."""
        return self.fill(self.message(phrase_id), arguments)

    def fill(self, message: Message, arguments: Mapping[str, Argument]) -> str:
        """A phrase filled with arguments by name; more than it asks for do no harm.

        Raises DataError at the phrase when ICU cannot read it, or when it asks for what it is not given.
        """
        form = self._compiled.get(message.id)
        if form is None:
            form = self._compiled[message.id] = self._compile(message)
        if isinstance(form, str):
            return form
        import icu

        values = [icu.Formattable(value) for value in arguments.values()]
        text = str(self._icu(message, lambda: form.format(list(arguments), values)))
        if _BRACE.search(text) and not _BRACE.search("".join(map(str, arguments.values()))):
            left = _LEFT_OVER.search(text)
            what = f"asks for {left.group()}, which it is not given" if left else "has a brace too many"
            raise DataError(Problem(f"the pattern {message.id} {what}", self.catalogue.place(message)))
        return text

    def _compile(self, message: Message) -> Any:
        """The ICU format of a pattern, or the text itself when there is nothing to fill or to unquote."""
        text = self.catalogue.translate(message)
        if not _SYNTAX.search(text):
            return text
        import icu

        return self._icu(message, lambda: icu.MessageFormat(text, self.locale))

    def _icu(self, message: Message, call: Callable[[], Any]) -> Any:
        """What ICU gives for a pattern.

        Only the code of its error is read, and nothing keeps the error: the other details that the binding
        attaches to a pattern error point at memory that is not theirs, and reading them can end the program.
        """
        import icu

        try:
            return call()
        except icu.ICUError as error:
            code = int(error.getErrorCode())
        reason = _REASONS.get(code, f"ICU says no, with code {code}")
        raise DataError(
            Problem(f"{message.id} in {self.language.name}: {reason}", self.catalogue.place(message))
        )
