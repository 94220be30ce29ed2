"""Select what is to be made: guide x languages x documents x ward, each as one immutable edition."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ParamSpec, TypeAlias, TypeVar

from handouts import assets
from handouts.blocks.edition import Edition
from handouts.errors import (
    DataError,
    HandoutError,
    LayoutError,
    Mark,
    Problem,
    UsageError,
    together,
)
from handouts.languages.speech import Speech, Words
from handouts.languages.voices import SOURCE_LANGUAGE, speech_in
from handouts.model.exercise import PROGRAMME_WEEKS, Birth
from handouts.model.fields import nearest, quoted
from handouts.model.guide import Guide
from handouts.model.loader import DEFAULT_GUIDE, load_guide, load_ward
from handouts.model.message import Message
from handouts.model.ward import Ward
from handouts.pages.layout import Kind, Layout, handout_layout, load_layouts
from handouts.pages.trust import trust_of
from handouts.text.faces import require
from handouts.theme.theme import STANDARD, Theme, load_theme
from handouts.units import PAPERS

YEARS = range(2000, 2101)
"""In which a week may start; any other year is a slip."""

Given = ParamSpec("Given")
Thing = TypeVar("Thing")

EXAMPLE_WARD = assets.DATA / "wards" / "example.yaml"


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for; what is left out is everything, or the ward's or the product's habit."""

    kinds: Sequence[Kind] = tuple(Kind)
    languages: Sequence[str] = (SOURCE_LANGUAGE,)
    handouts: Sequence[str] = ()
    paper: str | None = None
    edition: str = STANDARD
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
    """The day that review dates are held against: SOURCE_DATE_EPOCH where it is set, else the clock.

    Raises UsageError when it is set to something else than the seconds since 1970.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return date.today()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        what = f"SOURCE_DATE_EPOCH is {quoted(epoch)}, which is no day in seconds since 1970"
        raise UsageError(what, hint="unset it, or set it to a whole number") from None


Speak: TypeAlias = Callable[[str, Mapping[str, Message]], Speech]
"""Gives the voice of a language, by its code, for a guide's phrases."""


def select(request: Request, speak: Speak = speech_in) -> list[Job]:
    """All documents of a request, in the voices that `speak` gives.

    Raises UsageError for names that do not exist, DataError for broken data, and ApprovalError for a guide
    past its review date (unless `draft`) or without an approval that is asked for.
    """
    if not 1 <= request.week <= PROGRAMME_WEEKS:
        raise UsageError(f"week {request.week} is not in the programme", hint=f"1 to {PROGRAMME_WEEKS}")
    if request.start is not None and request.start.year not in YEARS:
        hint = f"years from {YEARS.start} to {YEARS.stop - 1}"
        raise UsageError(f"the week starts on {request.start.isoformat()}", hint=hint)
    failed: list[HandoutError] = []
    guide = _attempt(failed, load_guide, request.guide)
    ward = _attempt(failed, load_ward, request.ward, guide)
    layouts = _attempt(failed, _layouts, request)
    theme = _attempt(failed, load_theme, request.edition)
    voices: dict[str, Speech] = {}
    for code in dict.fromkeys((*request.languages, SOURCE_LANGUAGE)):
        voice = _attempt(failed, speak, code, guide.phrases if guide is not None else {})
        if voice is not None:
            voices[code] = voice
            _attempt(failed, require, voice.language.faces, voice.language.mark)
    if guide is not None and layouts is not None:
        _attempt(failed, _check_sections, layouts, guide)
    if failed or guide is None or ward is None or layouts is None or theme is None:
        raise together(failed)
    return [
        job
        for code in request.languages
        for job in _jobs(layouts, guide, voices[code], voices[SOURCE_LANGUAGE], ward, theme, request)
    ]


def for_week(
    job: Job, request: Request, held_back: frozenset[str] = frozenset(), places: frozenset[str] = frozenset()
) -> Job:
    """A checklist for another week, birth or first day, as `request` says; nothing is read again.

    `held_back` and `places` are those of an `Edition`. Raises DataError as `select` does for titles.
    """
    edition = job.edition
    edition = replace(
        edition,
        title=_title(job.layout, edition.guide, edition.speech, request.week),
        birth=request.birth,
        week=request.week,
        start=request.start,
        held_back=held_back,
        places=places,
    )
    return Job(job.layout, edition, _stem(job.layout, edition, request))


def _attempt(
    failed: list[HandoutError], load: Callable[Given, Thing], *args: Given.args, **kwargs: Given.kwargs
) -> Thing | None:
    """What a step gives, or None after its problems with data were noted, so that all are told in one run."""
    try:
        return load(*args, **kwargs)
    except DataError as error:
        failed.append(error)
        return None


def _layouts(request: Request) -> list[Layout]:
    """The layouts asked for; naming a handout asks for handouts."""
    known = load_layouts()
    chosen = [handout_layout(name) for name in request.handouts]
    found: list[Layout] = []
    for kind in request.kinds:
        own = (
            chosen
            if kind is Kind.HANDOUT and chosen
            else [each for each in known.values() if each.kind is kind]
        )
        if not own:
            raise LayoutError(
                Problem(f"no layout has the kind {kind.value}", Mark(assets.shown(assets.LAYOUTS)))
            )
        found += own
    return found


def _check_sections(layouts: Sequence[Layout], guide: Guide) -> None:
    """Raises LayoutError for a layout that takes its title from a section which is not there."""
    problems = [
        Problem(f"there is no section {quoted(name)}", name.mark, nearest(name, guide.sections))
        for name in (layout.section for layout in layouts)
        if name is not None and name not in guide.sections
    ]
    if problems:
        raise LayoutError(problems)


def _jobs(
    layouts: Sequence[Layout],
    guide: Guide,
    speech: Speech,
    english: Speech,
    ward: Ward,
    theme: Theme,
    request: Request,
) -> list[Job]:
    """All documents in one language; all problems of their titles are raised together."""
    paper = theme.page or PAPERS.get(request.paper or ward.paper)
    if paper is None:
        raise UsageError(f'there is no paper "{request.paper}"', hint=f"one of {', '.join(PAPERS)}")
    language = speech.language
    trust = trust_of(
        guide,
        language,
        speech.catalogue,
        request.today,
        draft=request.draft,
        require_approved=request.require_approved,
    )
    failed: list[HandoutError] = []
    jobs: list[Job] = []
    for layout in layouts:
        title = _attempt(failed, _title, layout, guide, speech, request.week)
        section = guide.sections.get(str(layout.section)) if layout.section is not None else None
        if title is not None:
            edition = Edition(
                guide=guide,
                speech=speech,
                english=english,
                theme=theme,
                ward=ward,
                pack=guide.emergency[ward.country],
                paper=paper,
                trust=trust,
                title=title,
                lead=layout.lead or (section.lead if section is not None else None),
                birth=request.birth,
                week=request.week,
                start=request.start,
            )
            jobs.append(Job(layout, edition, _stem(layout, edition, request)))
    if failed:
        raise together(failed)
    return jobs


def _title(layout: Layout, guide: Guide, speech: Speech, week: int) -> Words:
    if layout.kind is Kind.CHECKLIST:
        return speech.phrase("furniture.checklist.title", week=week)
    if layout.title is not None:
        return speech.words(layout.title)
    if layout.section is not None:
        return speech.words(guide.sections[str(layout.section)].title)
    return speech.words(guide.title)


def _stem(layout: Layout, edition: Edition, request: Request) -> str:
    """A file name from fixed words alone: never from what a person is called.

    The standard edition adds nothing; an edition with a page of its own stands in the place of the paper.
    """
    parts: list[str] = [layout.kind.value]
    if request.guide != DEFAULT_GUIDE:
        parts.append(request.guide)
    if layout.kind is Kind.HANDOUT:
        parts.append(layout.name)
    if layout.kind is Kind.CHECKLIST:
        parts += [f"w{request.week:02d}", request.birth.value]
    named = [edition.paper.name, *([] if edition.theme.name == STANDARD else [edition.theme.name])]
    return "-".join([*parts, edition.language.code, *dict.fromkeys(named)])
