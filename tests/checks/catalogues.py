"""Give the tests every catalogue there is, finished or draft, as pairs of English and translation."""

from __future__ import annotations

from pathlib import Path

from handouts import assets
from handouts.checks.identity import words_of
from handouts.checks.pairs import Pair
from handouts.errors import Mark
from handouts.languages.po import read_po
from tests.fonts.tongues import described

CATALOGUES = {path.stem: path for path in sorted((assets.DATA / "translations").rglob("*.po"), reverse=True)}
"""By language code; of two for one language the finished one."""

FULL = 300
"""Texts from which a catalogue says something about rates."""


def pairs_of(path: Path) -> tuple[Pair, ...]:
    """The translations of a catalogue, wherever it is."""
    return tuple(
        Pair(entry.msgctxt or "", entry.msgid, entry.msgstr, Mark(path.name, entry.linenum or 0))
        for entry in read_po(path)
        if entry.msgstr and not entry.obsolete and not entry.fuzzy
    )


ALL = {code: pairs for code, path in CATALOGUES.items() if len(pairs := pairs_of(path)) > FULL}
LANGUAGES = {code: described(code) for code in ALL}


def with_words(pairs: tuple[Pair, ...]) -> list[int]:
    """The numbers of the pairs whose English has words, and not only places for values."""
    return [number for number, pair in enumerate(pairs) if words_of(pair.english)]
