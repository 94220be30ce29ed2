"""Say what a file tells about itself: title, language, version and dates, never a person."""

from __future__ import annotations

from handouts.blocks.edition import Edition
from handouts.pdf.metadata import DocumentInfo


def document_info(edition: Edition) -> DocumentInfo:
    """The description of one document."""
    language = edition.language
    return DocumentInfo(
        title=edition.title.text,
        language=language.tag,
        issued=edition.trust.issued,
        subject=edition.speech.words(edition.guide.title).text,
        direction="rtl" if language.direction == "rtl" else "ltr",
    )
