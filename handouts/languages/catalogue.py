"""Give the words of a message in a language."""

from __future__ import annotations

from typing import Protocol

from handouts.model.message import Message


class Catalogue(Protocol):
    """Where the words of one language come from."""

    def translate(self, message: Message) -> str:
        """The words of a message, with its markup, placeholders and ICU arguments in their places.

        Raises DataError at the message when the language has no current words for it.
        """


class SourceCatalogue:
    """The words as they were written: the guide's own language."""

    def translate(self, message: Message) -> str:
        """The text of the message itself."""
        return message.text
