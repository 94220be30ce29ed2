"""Merge what the guide says now into a catalogue, keeping every translation and marking what is stale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import polib

from handouts.languages.catalogue import METHOD, NOBODY, REVIEWED_BY, Method
from handouts.languages.extraction import Extracted
from handouts.languages.language import Language
from handouts.languages.po import FUZZY, LINE_WIDTH, parse_po


@dataclass(frozen=True, slots=True)
class Merged:
    """The catalogue after a merge, and what the merge did, by ids.

    `changed` turned fuzzy because their English changed; `renamed` got the words of an id that is gone;
    `removed` are kept as obsolete entries.
    """

    catalogue: polib.POFile
    added: tuple[str, ...]
    changed: tuple[str, ...]
    renamed: tuple[str, ...]
    removed: tuple[str, ...]


def new_catalogue(language: Language, method: Method, day: date) -> polib.POFile:
    """A catalogue without entries, reviewed by nobody."""
    catalogue = polib.POFile(wrapwidth=LINE_WIDTH)
    catalogue.header = (
        f"{language.name} words of the Handouts guides.\n"
        "Made by “handouts translate”; see data/translations/README.md.\n"
        "SPDX-License-Identifier: CC-BY-4.0"
    )
    catalogue.metadata = {
        "Project-Id-Version": "handouts",
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": f"{day.isoformat()} 00:00+0000",
        "Last-Translator": "nobody yet",
        "Language-Team": language.name,
        "Language": language.code.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        METHOD: method.value,
        REVIEWED_BY: NOBODY,
    }
    return catalogue


def merge(old: polib.POFile, extracted: Sequence[Extracted]) -> Merged:
    """A catalogue with exactly the extracted messages, in their order, then the obsolete ones.

    Entries go by id. One whose English changed keeps its translation, fuzzy, beside the previous English. One
    whose English came back to what was translated is current again. A new id whose English another id had
    that is gone gets its translation, fuzzy. The comments of translators stay.
    """
    current = {entry.msgctxt: entry for entry in old if not entry.obsolete}
    obsolete = {entry.msgctxt: entry for entry in old.obsolete_entries() if entry.msgctxt}
    ids = {each.message.id for each in extracted}
    free = {
        entry.msgid: entry
        for known in (obsolete, current)
        for name, entry in known.items()
        if name not in ids and entry.msgstr
    }
    merged = polib.POFile(wrapwidth=LINE_WIDTH)
    merged.header, merged.metadata = old.header, dict(old.metadata)
    merged.metadata_is_fuzzy = False
    added, changed, renamed = [], [], []
    for each in extracted:
        name = each.message.id
        known = current.get(name) or obsolete.pop(name, None)
        entry = polib.POEntry(msgctxt=name, msgid=each.message.text)
        _describe(entry, each)
        if known is not None:
            if _keep(entry, known):
                changed.append(name)
        elif (source := free.get(entry.msgid)) is not None:
            entry.msgstr, entry.previous_msgctxt = source.msgstr, source.msgctxt
            entry.flags.append(FUZZY)
            renamed.append(name)
        else:
            added.append(name)
        merged.append(entry)
    removed = [name for name, entry in current.items() if name not in ids]
    gone = [current[name] for name in removed if current[name].msgstr] + list(obsolete.values())
    _append_obsolete(merged, gone)
    return Merged(merged, tuple(added), tuple(changed), tuple(renamed), tuple(removed))


def _describe(entry: polib.POEntry, extracted: Extracted) -> None:
    """Where the words stand, what they are for, and what tools should check."""
    mark = extracted.message.mark
    entry.occurrences = [(mark.file, str(mark.line or ""))]
    entry.comment = "\n".join(extracted.notes)
    entry.flags = list(extracted.flags)


def _keep(entry: polib.POEntry, known: polib.POEntry) -> bool:
    """Take over a translation; True when it turned fuzzy because its English changed."""
    entry.msgstr, entry.tcomment = known.msgstr, known.tcomment
    if not known.msgstr:
        return False
    if known.msgid != entry.msgid:
        if known.previous_msgid == entry.msgid and known.fuzzy:
            return False
        entry.previous_msgid = known.previous_msgid or known.msgid
        entry.previous_msgctxt = known.previous_msgctxt
        entry.flags.append(FUZZY)
        return not known.fuzzy
    if known.fuzzy:
        entry.previous_msgid, entry.previous_msgctxt = known.previous_msgid, known.previous_msgctxt
        entry.flags.append(FUZZY)
    return False


def _append_obsolete(merged: polib.POFile, entries: Iterable[polib.POEntry]) -> None:
    for known in entries:
        entry = polib.POEntry(msgctxt=known.msgctxt, msgid=known.msgid, msgstr=known.msgstr, obsolete=True)
        entry.tcomment = known.tcomment
        merged.append(entry)


def same_catalogue(one: str, other: str) -> bool:
    """Whether two files say the same, however a tool has wrapped their lines and comments."""
    return _contents(parse_po(one, "")) == _contents(parse_po(other, ""))


def _contents(catalogue: polib.POFile) -> list[tuple[object, ...]]:
    """Everything in a catalogue but its line ends."""
    head = ("", catalogue.header.split(), catalogue.metadata)
    return [head, *(_entry(entry) for entry in catalogue)]


def _entry(entry: polib.POEntry) -> tuple[object, ...]:
    words = entry.msgctxt, entry.msgid, entry.msgstr, entry.obsolete
    before = entry.previous_msgctxt, entry.previous_msgid
    return (*words, *before, entry.occurrences, entry.flags, entry.comment.split(), entry.tcomment.split())
