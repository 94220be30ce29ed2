"""Select what is to be made: guide x languages x documents x ward, each as one immutable edition."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from handouts import assets
from handouts.blocks.edition import Edition, Trust
from handouts.errors import ApprovalError, Problem, UsageError
from handouts.languages.catalogue import SourceCatalogue
from handouts.languages.registry import load_language
from handouts.languages.speech import Speech, Words
from handouts.model.approval import approval_for, content_hash
from handouts.model.exercise import PROGRAMME_WEEKS, Birth
from handouts.model.guide import Guide
from handouts.model.loader import DEFAULT_GUIDE, load_guide, load_ward
from handouts.model.ward import Ward
from handouts.pages.layout import Kind, Layout, handout_layout, load_layouts
from handouts.theme.theme import load_theme
from handouts.units import PAPERS

SOURCE_LANGUAGE = "en"
"""The language in which the guide is written."""

EXAMPLE_WARD = assets.DATA / "wards" / "example.yaml"


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for; what is left out is everything, or the ward's or the product's habit."""

    kinds: Sequence[Kind] = tuple(Kind)
    languages: Sequence[str] = (SOURCE_LANGUAGE,)
    handouts: Sequence[str] = ()
    paper: str | None = None
    week: int = 1
    birth: Birth = Birth.VAGINAL
    start: date | None = None
    guide: str = DEFAULT_GUIDE
    ward: Path = EXAMPLE_WARD
    require_approved: bool = False
    draft: bool = False
    today: date = field(default_factory=lambda: today())


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be made: its layout, its edition and the name of its file without an ending."""

    layout: Layout
    edition: Edition
    stem: str


def today() -> date:
    """The day that review dates are held against: SOURCE_DATE_EPOCH where it is set, else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if epoch.isascii() and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return date.today()


def select(request: Request) -> list[Job]:
    """All documents of a request.

    Raises UsageError for names that do not exist, DataError for broken data, and ApprovalError for a guide
    past its review date (unless `draft`) or without an approval that is asked for.
    """
    if not 1 <= request.week <= PROGRAMME_WEEKS:
        raise UsageError(f"week {request.week} is not in the programme", hint=f"1 to {PROGRAMME_WEEKS}")
    guide = load_guide(request.guide)
    ward = load_ward(request.ward, guide)
    layouts = list(_layouts(request))
    return [
        _job(layout, language, guide, ward, request) for language in request.languages for layout in layouts
    ]


def _layouts(request: Request) -> Iterator[Layout]:
    """The layouts asked for; naming a handout asks for handouts."""
    known = load_layouts()
    chosen = [handout_layout(name) for name in request.handouts]
    for kind in request.kinds:
        if kind is Kind.HANDOUT and chosen:
            yield from chosen
        else:
            yield from (layout for layout in known.values() if layout.kind is kind)


def _job(layout: Layout, code: str, guide: Guide, ward: Ward, request: Request) -> Job:
    language = load_language(code)
    speech = Speech(language, guide.phrases, SourceCatalogue())
    english = Speech(load_language(SOURCE_LANGUAGE), guide.phrases, SourceCatalogue())
    paper = PAPERS.get(request.paper or ward.paper)
    if paper is None:
        raise UsageError(f'there is no paper "{request.paper}"', hint=f"one of {', '.join(PAPERS)}")
    section = guide.sections.get(str(layout.section)) if layout.section is not None else None
    edition = Edition(
        guide=guide,
        speech=speech,
        english=english,
        theme=load_theme(),
        ward=ward,
        pack=guide.emergency[ward.country],
        paper=paper,
        trust=trust_of(guide, code, request),
        title=_title(layout, guide, speech, request.week),
        lead=layout.lead or (section.lead if section is not None else None),
        birth=request.birth,
        week=request.week,
        start=request.start,
    )
    return Job(layout, edition, _stem(layout, code, paper.name, request))


def _title(layout: Layout, guide: Guide, speech: Speech, week: int) -> Words:
    if layout.kind is Kind.CHECKLIST:
        return speech.phrase("furniture.checklist.title", week=week)
    if layout.title is not None:
        return speech.words(layout.title)
    if layout.section is not None:
        return speech.words(guide.sections[str(layout.section)].title)
    return speech.words(guide.title)


def _stem(layout: Layout, language: str, paper: str, request: Request) -> str:
    """A file name from fixed words alone: never from what a person is called."""
    parts: list[str] = [layout.kind.value]
    if layout.kind is Kind.HANDOUT:
        parts.append(layout.name)
    if layout.kind is Kind.CHECKLIST:
        parts += [f"w{request.week:02d}", request.birth.value]
    return "-".join([*parts, language, paper])


def approved_content(guide: Guide, language: str) -> str:
    """The hash of everything the guide prints in a language, which an approval must name."""
    layouts = b"\0".join(layout.data for layout in load_layouts().values())
    return content_hash(guide, language, layouts)


def trust_of(guide: Guide, language: str, request: Request) -> Trust:
    """Version, dates and approval of the guide in a language today."""
    overdue = request.today > guide.review
    if overdue and not request.draft:
        raise ApprovalError(
            Problem(
                f"the guide was to be reviewed by {guide.review.isoformat()}",
                guide.mark,
                "review it and move the date, or make a marked draft with --draft",
            )
        )
    approval = approval_for(guide, language, approved_content(guide, language), request.today)
    if approval is None and request.require_approved:
        raise ApprovalError(
            Problem(
                f"these words are not approved in {language}",
                guide.mark,
                "have a clinician sign them off, or leave --require-approved out",
            )
        )
    return Trust(guide.version, guide.issued, guide.review, approval, overdue)
