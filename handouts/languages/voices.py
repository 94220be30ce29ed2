"""Give the voice of a language: its own words, or the words that the guide was written in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handouts import assets
from handouts.languages.catalogue import Catalogue, SourceCatalogue, load_catalogue
from handouts.languages.language import Language
from handouts.languages.registry import load_language
from handouts.languages.speech import Speech
from handouts.model.message import Message

SOURCE_LANGUAGE = "en"
"""The language in which guides are written."""


def catalogue_of(language: Language, data: Path = assets.DATA) -> Catalogue:
    """Where a language's words come from; DataError when its catalogue is missing or cannot be read."""
    return SourceCatalogue() if language.code == SOURCE_LANGUAGE else load_catalogue(language, data)


def speech_in(code: str, phrases: Mapping[str, Message], data: Path = assets.DATA) -> Speech:
    """The voice of a language for a guide's phrases.

    Raises UsageError when there is no such language, and DataError when its files cannot be read.
    """
    language = load_language(code, data)
    return Speech(language, phrases, catalogue_of(language, data))
