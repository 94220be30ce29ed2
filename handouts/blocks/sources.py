"""Set the list of sources, and the facts about the document itself."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block, no_options
from handouts.blocks.edition import Setting
from handouts.blocks.lists import bullets, paragraphs
from handouts.blocks.section import chapter_break, chapter_heading
from handouts.languages.catalogue import Method
from handouts.languages.speech import Words
from handouts.model.reference import Source
from handouts.pdf.stacking import Gap, Stack
from handouts.pdf.structure import StructElem


def compose(options: None, setting: Setting, parent: StructElem) -> list[Flowable]:
    """Every source that the guide names, in the order of the data."""
    section = parent.add("Sect")
    heading = chapter_heading(setting.phrase("sources.title"), "sources", setting, section)
    lead = setting.text(setting.phrase("sources.lead"), "body", section.add("P"))
    entries = [_entry(source, setting) for source in setting.edition.guide.sources.values()]
    listing = bullets(entries, setting, section, gap=0.5, english=True)
    lead.keepWithNext = True
    return [
        *chapter_break(setting, always=False),
        Stack([*heading, Gap(setting.space(1)), lead, Gap(setting.space(1)), listing]),
    ]


def _entry(source: Source, setting: Setting) -> Words:
    """Organisation or journal, title and year: what finds the source again; the data hold all authors.

    It stays in the language of the source, punctuation too, so that it is one left-to-right paragraph on
    every page (UAX #9, P1: each paragraph has a direction of its own).
    """
    english = setting.edition.english
    given = {"publisher": str(source.publisher or ""), "title": str(source.title)}
    if source.publisher is None:
        return setting.literal(source.citation)
    if source.year is None:
        return english.phrase("furniture.sources.entry_undated", **given)
    return english.phrase("furniture.sources.entry", **given, year=str(source.year))


def compose_facts(options: None, setting: Setting, parent: StructElem) -> list[Flowable]:
    """Who wrote and approved this, its version and dates."""
    section = parent.add("Sect")
    heading = setting.text(setting.phrase("facts.title"), "h2", section.add("H2"))
    heading.keepWithNext = True
    about = [setting.words(message) for message in setting.edition.guide.about.values()]
    facts = paragraphs([*about, *document_facts(setting)], setting, section, gap=1)
    return [Gap(setting.space(3)), Stack([heading, Gap(setting.space(0.5)), facts])]


def document_facts(setting: Setting) -> list[Words]:
    """Version and dates, how it was translated, and the approval or its absence, as sentences."""
    trust, speech = setting.edition.trust, setting.edition.speech
    version = setting.phrase(
        "facts.version",
        version=trust.version,
        issued=speech.date(trust.issued),
        review=speech.date(trust.review),
    )
    facts = [version, *_translation(setting)]
    approval = trust.approval
    if approval is None:
        return [*facts, setting.phrase("facts.not_approved")]
    approved = setting.phrase(
        "facts.approved",
        by=approval.by,
        role=approval.role,
        date=speech.date(approval.date),
        until=speech.date(approval.until),
    )
    return [*facts, approved]


def _translation(setting: Setting) -> list[Words]:
    """How the words were translated, and who reviewed them; nothing about the guide's own language."""
    translation = setting.edition.trust.translation
    if translation is None:
        return []
    if translation.reviewed_by is not None:
        return [setting.phrase("facts.reviewed", by=translation.reviewed_by)]
    machine = translation.method is Method.MACHINE
    return [setting.phrase("facts.machine_translated" if machine else "facts.not_reviewed")]


SOURCES = Block(read=no_options, compose=compose)
FACTS = Block(read=no_options, compose=compose_facts)
