"""Read the translations of a catalogue beside their English, for checks that look at words."""

from __future__ import annotations

from dataclasses import dataclass

from handouts import assets
from handouts.errors import Mark
from handouts.languages.catalogue import catalogue_path
from handouts.languages.po import read_po

PATTERNS = "numbers."
"""What the ids of patterns for numbers begin with: their forms differ in number from language to language."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An English text and its translation: `id` is that of the message, `mark` the place of the translation.

    `comment` is what translators wrote beside it.
    """

    id: str
    english: str
    translated: str
    mark: Mark
    comment: str = ""

    @property
    def section(self) -> str:
        """The section, exercise or layout that it belongs to, from its id."""
        parts = self.id.split(".")
        return ".".join(parts[:2] if parts[0] in ("exercises", "layouts", "emergency") else parts[:1])

    @property
    def is_service(self) -> bool:
        """Whether it is the name of an advice line, which stays as it is in every language."""
        return self.id.startswith("emergency.") and self.id.endswith(".advice.name")

    @property
    def is_name(self) -> bool:
        """Whether it is that, or the name of a country, which may be written alike in the same script."""
        return self.id.startswith("emergency.") and self.id.endswith(".name")


def read_pairs(code: str) -> tuple[Pair, ...]:
    """Every current translation of a language; DataError when its catalogue cannot be read."""
    path = catalogue_path(code)
    file = assets.shown(path)
    return tuple(
        Pair(entry.msgctxt or "", entry.msgid, entry.msgstr, Mark(file, entry.linenum or 0), entry.tcomment)
        for entry in read_po(path)
        if entry.msgstr and not entry.obsolete and not entry.fuzzy
    )
