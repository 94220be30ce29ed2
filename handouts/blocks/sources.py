"""Set the list of sources, and the facts about the document itself."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block, no_options
from handouts.blocks.edition import Setting
from handouts.blocks.lists import bullets, paragraphs
from handouts.blocks.section import chapter_heading
from handouts.languages.speech import Words
from handouts.pdf.stacking import Gap
from handouts.pdf.structure import StructElem


def compose(options: None, setting: Setting, parent: StructElem) -> list[Flowable]:
    """Every source that the guide names, in the order of the data."""
    section = parent.add("Sect")
    heading = chapter_heading(setting.phrase("sources.title"), "sources", setting, section)
    lead = setting.text(setting.phrase("sources.lead"), "body", section.add("P"))
    entries = [setting.literal(source.citation) for source in setting.edition.guide.sources.values()]
    listing = bullets(entries, setting, section, gap=1)
    return [Gap(setting.space(6)), *heading, Gap(setting.space(1)), lead, Gap(setting.space(1)), listing]


def compose_facts(options: None, setting: Setting, parent: StructElem) -> list[Flowable]:
    """Who wrote and approved this, its version and dates."""
    section = parent.add("Sect")
    heading = setting.text(setting.phrase("facts.title"), "h2", section.add("H2"))
    heading.keepWithNext = True
    about = [setting.words(message) for message in setting.edition.guide.about.values()]
    facts = paragraphs([*about, *document_facts(setting)], setting, section, gap=1)
    return [Gap(setting.space(3)), heading, Gap(setting.space(0.5)), facts]


def document_facts(setting: Setting) -> list[Words]:
    """Version and dates, and the approval or its absence, as sentences."""
    trust, speech = setting.edition.trust, setting.edition.speech
    version = setting.phrase(
        "facts.version", version=trust.version, issued=speech.date(trust.issued), review=speech.date(trust.review)
    )
    approval = trust.approval
    if approval is None:
        return [version, setting.phrase("facts.not_approved")]
    approved = setting.phrase(
        "facts.approved",
        by=approval.by,
        role=approval.role,
        date=speech.date(approval.date),
        until=speech.date(approval.until),
    )
    return [version, approved]


SOURCES = Block(read=no_options, compose=compose)
FACTS = Block(read=no_options, compose=compose_facts)
