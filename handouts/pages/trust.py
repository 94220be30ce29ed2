"""Say what a reader may rely on: version, dates, approval, and how the words were translated."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from handouts import assets
from handouts.blocks.edition import Trust
from handouts.errors import ApprovalError, Problem
from handouts.figures.display_list import BAKED
from handouts.figures.variant import AVERAGE
from handouts.languages.catalogue import Catalogue, Method, PoCatalogue
from handouts.languages.language import Language
from handouts.languages.registry import load_language
from handouts.languages.speech import Speech, Words
from handouts.languages.voices import catalogue_of
from handouts.model.approval import approval_for, content_hash
from handouts.model.guide import Guide
from handouts.pages.layout import load_layouts
from handouts.pages.words import printed_messages


def approved_content(guide: Guide, language: str, data: Path = assets.DATA) -> str:
    """The hash of everything the guide prints in a language, which an approval must name.

    Besides the guide's words, numbers and programme: the layouts, the pictures with their text alternatives,
    the language's names, and its translation. Raises as `load_language` and `catalogue_of` do.
    """
    spoken = load_language(language, data)
    return content_of(guide, spoken, catalogue_of(spoken, data))


def content_of(guide: Guide, language: Language, catalogue: Catalogue) -> str:
    """As `approved_content`, for words from any catalogue."""
    parts = [layout.data for layout in load_layouts().values()]
    parts += [path.read_bytes() for path in sorted((BAKED / AVERAGE.drawing).glob("*.json"))]
    words = {f"languages.{name}": getattr(language, name) for name in ("name", "own_name", "tag")}
    for message in printed_messages(guide):
        text = catalogue.current(message) if isinstance(catalogue, PoCatalogue) else message.text
        if text is not None:
            words[message.id] = text
    return content_hash(guide, language.code, b"\0".join(parts), words)


def trust_of(
    guide: Guide,
    language: Language,
    catalogue: Catalogue,
    today: date,
    *,
    draft: bool = False,
    require_approved: bool = False,
) -> Trust:
    """What may be relied on today.

    Raises ApprovalError for a guide past its review date (unless `draft`), and for one without approval, or
    with a translation that nobody has reviewed, when an approval is asked for.
    """
    overdue = today > guide.review
    if overdue and not draft:
        raise ApprovalError(
            Problem(
                f"the guide was to be reviewed by {guide.review.isoformat()}",
                guide.mark,
                "review it and move the date, or make a marked draft with --draft",
            )
        )
    approval = None
    if any(each.language == language.code for each in guide.approvals):
        approval = approval_for(guide, language.code, content_of(guide, language, catalogue), today)
    translation = catalogue.translation
    trust = Trust(guide.version, guide.issued, guide.review, approval, overdue, translation)
    if require_approved and (trust.approval is None or trust.unreviewed is not None):
        what = "approved" if trust.approval is None else "reviewed as a translation"
        raise ApprovalError(
            Problem(
                f"these words are not {what} in {language.code}",
                guide.mark,
                "have a clinician sign them off, or leave --require-approved out",
            )
        )
    return trust


def warnings(trust: Trust, speech: Speech, *, short: bool = False) -> list[Words]:
    """What a reader is warned of: no approval, past the review date, a translation that nobody has reviewed.

    `short` words are for where two warnings must go into one line.
    """
    names = ["overdue"] if trust.overdue else ["not_approved"] if trust.approval is None else []
    if trust.unreviewed is not None:
        machine = trust.unreviewed.method is Method.MACHINE
        names.append("machine_translated" if machine else "not_reviewed")
    prefix = "short_" if short and len(names) > 1 else ""
    return [speech.phrase(f"furniture.band.{prefix}{name}") for name in names]
