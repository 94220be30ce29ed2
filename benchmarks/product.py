"""Drive the product as a maker: its own guide, altered or made longer in memory, and set by its own code."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from benchmarks.content import DOCUMENTS, HANDOUT, WEEK, Content, altered, write
from benchmarks.peers import Maker
from handouts.cli.main import COLLECT_AFTER
from handouts.errors import Mark
from handouts.model.guide import Guide
from handouts.model.loader import load_guide
from handouts.model.message import Message
from handouts.pages.documents import set_document
from handouts.pages.layout import BlockSpec, Kind
from handouts.pages.selection import Request, select
from handouts.source import Scalar

Thing = TypeVar("Thing")

SYLLABLES = ("ka", "mo", "li", "ra", "ten", "su", "vi", "po")


class Product(Maker):
    """Loads once, as a server would; each run sets sentences that were not set before."""

    def __init__(self) -> None:
        gc.set_threshold(*COLLECT_AFTER)  # as the command does
        request = Request(handouts=[HANDOUT], week=WEEK, paper="a4", today=load_guide().issued)
        self.jobs = dict(zip(("booklet", "handout", "checklist"), select(request), strict=True))

    @property
    def issued(self) -> date:
        """A day on which the guide is in force."""
        return self.jobs["booklet"].edition.trust.issued

    def prepare(self, document: str, run: int = 0, copies: int = 1) -> Callable[[], bytes]:
        """The job with altered words, and with chapters and exercises so many times."""
        job = self.jobs[document]
        guide = longer(job.edition.guide, run * copies, copies)
        layout = job.layout
        if job.layout.kind is Kind.BOOKLET:
            blocks = [again for spec in layout.blocks for again in _repeated(spec, copies)]
            layout = replace(layout, blocks=tuple(blocks))
        edition = replace(job.edition, guide=guide)
        return lambda: set_document(layout, edition).data

    def without_pictures(self, document: str) -> bytes:
        """The same pages, with nothing painted where pictures stand."""
        with patch("handouts.blocks.pictures.paint", return_value=""):
            return self.prepare(document)()

    def batch(self, folder: Path, count: int, *, sync: bool) -> None:
        """As `handouts batch`: so many sheets with names into a folder, as files of their own."""
        # here, so that other measures do not load what they do not need
        from handouts.batch.cells import parse_table
        from handouts.batch.lock import locked
        from handouts.batch.roster import read_roster
        from handouts.batch.run import Crew, plan
        from handouts.batch.run import run as run_batch

        table = parse_table(roster(count), "roster.csv")
        edition = self.jobs["checklist"].edition
        languages = [edition.language.code]
        sheets = plan(
            read_roster(table, edition.guide, languages, self.issued), Request(paper="a4", today=self.issued)
        )
        with locked(folder):
            done = list(run_batch(sheets, folder, Crew(sync=sync)))
        assert len(done) == count
        assert not any(each.problem for each in done)

    def write_content(self, folder: Path) -> list[Content]:
        """Keep the words and pictures of all documents in a folder, for the peers."""
        from benchmarks.reading import content_of  # pdfium, which no timed run needs

        contents = [
            content_of(name, self.jobs[name].edition.title.text, self.prepare(name)()) for name in DOCUMENTS
        ]
        write(folder, contents)
        return contents


def roster(count: int) -> bytes:
    """A list of women that do not exist: names of four syllables, each another one."""
    names = (
        "".join(SYLLABLES[number // 8**place % 8] for place in range(4)).title() for number in range(count)
    )
    rows = [
        f"w-{number},en,vaginal,{WEEK},{name} {name[::-1].title()}\n" for number, name in enumerate(names)
    ]
    return "".join(["id,language,birth,week,name\n", *rows]).encode()


def longer(guide: Guide, number: int, copies: int) -> Guide:
    """A guide that has all chapters and exercises so many times, under fresh names, with altered words."""
    first = _altered(guide, number)
    sections, exercises = dict(first.sections), dict(first.exercises)
    for copy in range(1, copies):
        for name, section in guide.sections.items():
            again = _altered(section, number + copy)
            sections[f"{name}-{copy}"] = replace(again, id=f"{name}-{copy}")
        for name, exercise in guide.exercises.items():
            exercises[f"{name}-{copy}"] = replace(_altered(exercise, number + copy), id=_Again(name, copy))
    return replace(first, sections=sections, exercises=exercises)


class _Again(str):
    """The id of an exercise that comes again: it finds the same picture, and names another place."""

    __slots__ = ("copy",)
    copy: int

    def __new__(cls, name: str, copy: int) -> _Again:
        again = super().__new__(cls, name)
        again.copy = copy
        return again

    def __format__(self, how: str) -> str:
        return f"{self!s}-{self.copy}"


def _repeated(spec: BlockSpec, copies: int) -> list[BlockSpec]:
    """A chapter of the layout and its copies; other blocks stay as they are."""
    name = getattr(spec.options, "section", None)
    if spec.kind != "section" or name is None:
        return [spec]
    return [
        spec,
        *(
            replace(spec, options=replace(spec.options, section=Scalar(f"{name}-{copy}", spec.mark)))
            for copy in range(1, copies)
        ),
    ]


def _altered(thing: Thing, number: int) -> Thing:
    """A part of a guide whose sentences are altered; what has no words is the same thing as before."""
    found: Any = _alter(thing, number) if number else thing
    return found  # type: ignore[no-any-return]  # it has the type of what was given


def _alter(thing: Any, number: int) -> Any:
    if isinstance(thing, Message):
        return replace(thing, text=altered(thing.text, number))
    if isinstance(thing, Mark) or thing is None:
        return thing
    if isinstance(thing, Mapping):
        return {key: _alter(value, number) for key, value in thing.items()}
    if isinstance(thing, tuple) and type(thing) is tuple:
        return tuple(_alter(value, number) for value in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        changed = {
            each.name: _alter(getattr(thing, each.name), number) for each in fields(thing) if each.init
        }
        same = all(value is getattr(thing, name) for name, value in changed.items())
        return thing if same else replace(thing, **changed)
    return thing
