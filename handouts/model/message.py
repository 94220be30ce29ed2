"""Hold one piece of the guide's words with its id and its place in a file."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.errors import Mark

WARD_ROOT = "ward"
"""The first part of the ids of a ward's own words, which no catalogue translates."""


@dataclass(frozen=True, slots=True)
class Message:
    """Words that are written once, translated once and approved once.

    `text` holds our inline markup and `{placeholders}`; runs of spaces and line ends in the file are one
    space here. `id` is the key of translations and approvals (`relief.methods.heat.how`).
    """

    id: str
    text: str
    mark: Mark

    def __str__(self) -> str:
        return self.text

    @property
    def translatable(self) -> bool:
        """Whether a catalogue has to know it: everything but the words of a ward."""
        return not self.id.startswith(f"{WARD_ROOT}.")
