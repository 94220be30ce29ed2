"""Give the words of a message in a language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from handouts import assets
from handouts.assets import shown
from handouts.errors import DataError, Mark, Problem
from handouts.languages.language import Language
from handouts.languages.survival import translation_problems
from handouts.model.fields import nearest, quoted
from handouts.model.message import Message

if TYPE_CHECKING:
    import polib  # loaded only where a catalogue is read: English needs none

METHOD = "X-Handouts-Method"
REVIEWED_BY = "X-Handouts-Reviewed-By"
"""Header fields of a catalogue: how it was made, and who reviewed it."""

NOBODY = "nobody"


class Method(Enum):
    """How a translation was made."""

    MACHINE = "machine translation"
    HUMAN = "human translation"


@dataclass(frozen=True, slots=True)
class Translation:
    """How the words of a catalogue were made, and by whom they were reviewed: None is nobody."""

    method: Method
    reviewed_by: str | None

    @property
    def reviewed(self) -> bool:
        """Whether somebody has reviewed it."""
        return self.reviewed_by is not None


class Catalogue(Protocol):
    """Where the words of one language come from."""

    @property
    def translation(self) -> Translation | None:
        """How the words were made; None where they are the ones that the guide was written in."""

    def translate(self, message: Message) -> str:
        """The words of a message, with its markup, placeholders and ICU arguments in their places.

        Raises DataError at the translation when the language has no current words for the message.
        """

    def place(self, message: Message) -> Mark:
        """Where the words that `translate` gives were written."""


class SourceCatalogue:
    """The words as they were written: the guide's own language."""

    translation: Translation | None = None

    def translate(self, message: Message) -> str:
        """The text of the message itself."""
        return message.text

    def place(self, message: Message) -> Mark:
        """The place of the message itself."""
        return message.mark


class PoCatalogue:
    """The words of a gettext catalogue, each looked at once, when it is first asked for."""

    def __init__(self, catalogue: polib.POFile, language: Language, file: str) -> None:
        """Raises DataError when the header does not say how the translation was made and who reviewed it."""
        self.language = language
        self.file = file
        self.translation = read_translation(catalogue, file)
        self._entries = {entry.msgctxt: entry for entry in catalogue if not entry.obsolete}
        self._checked: set[str] = set()

    def translate(self, message: Message) -> str:
        """The current, sound translation of a message; raises DataError at its line when there is none."""
        if message.id not in self._checked:
            problems = self.problems(message)
            if problems:
                raise DataError(problems)
            self._checked.add(message.id)
        return str(self._entries[message.id].msgstr)

    def place(self, message: Message) -> Mark:
        """The line of the entry, or the file when it has none."""
        entry = self._entries.get(message.id)
        return Mark(self.file, entry.linenum or 0) if entry is not None else Mark(self.file)

    def current(self, message: Message) -> str | None:
        """The translation of exactly this text, whether or not it is sound; None without one."""
        entry = self._entries.get(message.id)
        if entry is None or entry.fuzzy or entry.msgid != message.text:
            return None
        return str(entry.msgstr) or None

    def fuzzy(self, message: Message) -> bool:
        """Whether there is a translation, but of other words or marked as not sure."""
        entry = self._entries.get(message.id)
        return entry is not None and bool(entry.msgstr) and self.current(message) is None

    def problems(self, message: Message) -> tuple[Problem, ...]:
        """Why a message cannot be printed in this language; nothing when it can."""
        mark, what = self.place(message), f"{quoted(message.text)} ({message.id})"
        name = self.language.name
        if self.fuzzy(message):
            hint = "look at it, mend it, and take the fuzzy mark off"
            if self._entries[message.id].msgid != message.text:
                hint = f"run: handouts translate update {self.language.code}"
            return (Problem(f"the {name} translation of {what} is not of these words", mark, hint),)
        text = self.current(message)
        if text is None:
            known = message.id in self._entries
            hint = "translate it" if known else f"run: handouts translate update {self.language.code}"
            return (Problem(f"no {name} translation of {what}", mark, hint),)
        found = translation_problems(message, text, self.language)
        return tuple(Problem(f"{message.id} {each}", mark) for each in found)


def read_translation(catalogue: polib.POFile, file: str) -> Translation:
    """What the header of a catalogue says about it; DataError when it does not say it."""
    method = catalogue.metadata.get(METHOD, "").strip()
    reviewer = catalogue.metadata.get(REVIEWED_BY, "").strip()
    known = [each.value for each in Method]
    problems: list[Problem] = []
    if method not in known:
        what = f"the header does not say how this translation was made ({METHOD})"
        hint = nearest(method, known) or f"write one of: {', '.join(known)}"
        problems.append(Problem(what, Mark(file, 1), hint))
    if not reviewer:
        what = f"the header does not say who reviewed this translation ({REVIEWED_BY})"
        problems.append(Problem(what, Mark(file, 1), f"write {NOBODY}, or a name"))
    if problems:
        raise DataError(problems)
    return Translation(Method(method), None if reviewer.lower() == NOBODY else reviewer)


def catalogue_path(code: str, data: Path = assets.DATA) -> Path:
    """Where the catalogue of a language is, or would be."""
    return data / "translations" / f"{code}.po"


def load_catalogue(language: Language, data: Path = assets.DATA) -> PoCatalogue:
    """The catalogue of a language; DataError when there is none or it cannot be read.

    It is read again only when its file has changed.
    """
    path = catalogue_path(language.code, data)
    try:
        status = path.stat()
        return _loaded(path, language, status.st_mtime_ns, status.st_size)
    except OSError:
        return _loaded(path, language, 0, 0)


@lru_cache(maxsize=8)
def _loaded(path: Path, language: Language, changed: int, size: int) -> PoCatalogue:
    """What a file held when it was last changed."""
    from handouts.languages.po import read_po

    return PoCatalogue(read_po(path), language, shown(path))
