"""Read a language's glossary: the words that its translation keeps to, and those that mislead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

from handouts import assets, source
from handouts.errors import DataError, Mark, Problem
from handouts.languages.catalogue import catalogue_path
from handouts.languages.po import read_po
from handouts.model.fields import Fields, Report, quoted
from handouts.source import Scalar, Sequence, Value


@dataclass(frozen=True, slots=True)
class Term:
    """An English word with the words to `use` for it, and those to `avoid` in every translation."""

    english: Scalar
    use: tuple[Scalar, ...]
    avoid: tuple[Scalar, ...]


def load_glossary(code: str, data: Path = assets.DATA) -> tuple[Term, ...]:
    """The terms of `translations/<code>.glossary.yaml`; none when there is no such file.

    Raises DataError with every problem of the file.
    """
    path = data / "translations" / f"{code}.glossary.yaml"
    if not path.is_file():
        return ()
    report = Report()
    fields = Fields(source.read(path), report, "a glossary", prose=False)
    entries = fields.need("terms")
    if entries is not None and not isinstance(entries, Sequence):
        fields.refuse("terms", "must be a list", "write - {en: midwife, use: [matrona], avoid: []}")
        entries = None
    terms = [_read_term(entry, report) for entry in entries or ()]
    fields.finish()
    if report.problems:
        raise DataError(report.problems)
    return tuple(terms)


def _read_term(value: Value, report: Report) -> Term:
    fields = Fields(value, report, "this term", prose=False)
    term = Term(fields.text("en"), _words(fields, "use"), _words(fields, "avoid"))
    fields.take("note")
    fields.finish()
    return term


def _words(fields: Fields, key: str) -> tuple[Scalar, ...]:
    value = fields.need(key)
    if value is None:
        return ()
    if not isinstance(value, Sequence) or not all(isinstance(word, Scalar) and word for word in value):
        fields.refuse(key, "must be a list of words", f"write {key}: [] for none")
        return ()
    return tuple(word for word in value if isinstance(word, Scalar))


def misused(code: str, terms: tuple[Term, ...], data: Path = assets.DATA) -> Iterator[Problem]:
    """Each translation with a word to avoid, and each term that no translation uses, at its line."""
    path = catalogue_path(code, data)
    file = assets.shown(path)  # asks the disk: once, not for every term and entry
    entries = [entry for entry in read_po(path) if entry.msgstr and not entry.obsolete]
    for term in terms:
        for entry in entries:
            yield from _avoided(term, entry, Mark(file, entry.linenum or 0))
        if term.use and not any(word in entry.msgstr for word in term.use for entry in entries):
            what = f"no translation uses a word agreed for {quoted(term.english)}"
            yield Problem(what, term.english.mark, "use it, or take it out of the glossary")


def _avoided(term: Term, entry: polib.POEntry, mark: Mark) -> Iterator[Problem]:
    for word in term.avoid:
        if word in entry.msgstr:
            what = f"{entry.msgctxt}: {quoted(word)} is a word to avoid for {quoted(term.english)}"
            yield Problem(what, mark, f"write {', '.join(term.use)}" if term.use else None)
