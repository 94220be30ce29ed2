"""Extract every message for translators, each with notes on what it is and what its places hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from handouts.errors import DataError, Problem
from handouts.languages import syntax
from handouts.languages.catalogue import SourceCatalogue
from handouts.languages.language import Language
from handouts.languages.notes import ARGUMENTS, FORMS, PLURAL, SIGN, WARD_VALUES
from handouts.languages.speech import Speech
from handouts.model.exercise import Exercise
from handouts.model.fields import quoted
from handouts.model.guide import Guide, messages_in
from handouts.model.message import Message
from handouts.model.passage import Passage, RedFlagsPassage
from handouts.model.quantity import Quantity
from handouts.units import NBSP

BRACE_FORMAT = "python-brace-format"
ICU_FORMAT = "icu-message-format"
"""Flags by which gettext, Poedit and Weblate check the places of values; the second is Weblate's own."""

_PLACE = re.compile(r"\{([a-z][a-z0-9_-]*)\}")


@dataclass(frozen=True, slots=True)
class Extracted:
    """A message as it stands in a catalogue: with notes for its translator, and whether it is an ICU pattern.

    A pattern's plural forms are the language's own; other words have `{places}` only.
    """

    message: Message
    notes: tuple[str, ...]
    pattern: bool

    @property
    def flags(self) -> tuple[str, ...]:
        """What gettext and Weblate should check."""
        if "{" not in self.message.text:
            return ()
        return (ICU_FORMAT,) if self.pattern else (BRACE_FORMAT,)


def extract(guides: Sequence[Guide], others: Iterable[Message], english: Language) -> tuple[Extracted, ...]:
    """All messages of the guides, then `others` (words of layouts, text alternatives), in order, each once.

    Raises DataError when two guides give different words one id: catalogues go by it.
    """
    found: dict[str, Extracted] = {}
    problems: list[Problem] = []
    for message, notes, pattern in (*_of_guides(guides, english), *_of_others(others)):
        known = found.setdefault(message.id, Extracted(message, notes, pattern))
        if known.message.text != message.text:
            hint = f"it is also at {known.message.mark}; rename one"
            problems.append(
                Problem(f"the id {quoted(message.id)} has two different texts", message.mark, hint)
            )
    if problems:
        raise DataError(problems)
    return tuple(found.values())


Noted = tuple[Message, tuple[str, ...], bool]


def _of_guides(guides: Sequence[Guide], english: Language) -> Iterator[Noted]:
    for guide in guides:
        speech = Speech(english, guide.phrases, SourceCatalogue())
        values = _values(guide)
        signs = {sign.id for passage in guide.red_flags() for sign in _signs(passage)}
        for message in messages_in(guide):
            if message.id in guide.phrases:
                yield message, (*_kind(message), *_arguments(message)), True
            else:
                kind = (SIGN,) if message.id in signs else _kind(message)
                yield message, (*kind, *_places(message, values.get(message.id, {}), speech)), False


def _of_others(others: Iterable[Message]) -> Iterator[Noted]:
    for message in others:
        yield message, (*_kind(message), *_places(message, {}, None)), False


def _values(guide: Guide) -> Mapping[str, Mapping[str, Quantity]]:
    """The quantities that each message may place, by its id."""
    things: list[Passage | Exercise] = list(guide.exercises.values())
    for section in guide.sections.values():
        things += section.passages
    return {message.id: thing.values for thing in things for message in messages_in(thing)}


def _signs(passage: RedFlagsPassage) -> Iterator[Message]:
    for group in passage.groups.values():
        yield from group.signs.values()


def _kind(message: Message) -> tuple[str, ...]:
    """What these words are, by their id."""
    return tuple(note for pattern, note in FORMS if re.fullmatch(pattern, message.id))[:1]


def _places(message: Message, values: Mapping[str, Quantity], speech: Speech | None) -> Iterator[str]:
    """What stands in each place of running words."""
    for name in dict.fromkeys(_PLACE.findall(message.text)):
        if name in WARD_VALUES:
            yield f"{{{name}}}: {WARD_VALUES[name]}"
        elif name in values and speech is not None:
            shown = speech.quantity(values[name]).replace(NBSP, " ")
            kind = values[name].kind.value
            yield f"{{{name}}}: a {kind} with its unit, filled in by the program; in English “{shown}”"


def _arguments(message: Message) -> Iterator[str]:
    """What stands in each argument of a pattern."""
    pattern = syntax.parse(message.text)
    choices = list(syntax.choices_in(pattern))
    for name in dict.fromkeys((*syntax.placed_in(pattern), *(choice.name for choice in choices))):
        yield f"{{{name}}}: {ARGUMENTS[name]}"
    if "number" in syntax.placed_in(pattern) and message.id.startswith("numbers."):
        yield PLURAL
