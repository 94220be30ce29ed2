"""Sign a copy of the guide off, as a clinician would, and select documents from that copy."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from handouts.assets import DATA
from handouts.languages.voices import SOURCE_LANGUAGE
from handouts.model.loader import DEFAULT_GUIDE, load_guide
from handouts.pages import selection
from handouts.pages.layout import Kind, load_layouts
from handouts.pages.selection import Job, Request
from handouts.pages.trust import approved_content
from tests.documents import samples

BY = "Sample Clinician"
ENTRY = """approvals:
  - language: {language}
    by: {by}
    role: Sample physiotherapist
    date: {begins}
    until: {ends}
    hash: {hash}
"""


def copy_of_data(folder: Path) -> Path:
    """The data in a folder of one's own; pictures are large and stay where they are."""
    target = folder / "data"
    shutil.copytree(DATA, target, ignore=shutil.ignore_patterns("figures"))
    return target


def sign(data: Path, *, begins: date | None = None, ends: date | None = None) -> None:
    """Record an approval of exactly the English words that are in a data folder now."""
    guide = load_guide(DEFAULT_GUIDE, data)
    entry = ENTRY.format(
        language=SOURCE_LANGUAGE,
        by=BY,
        begins=begins or guide.issued,
        ends=ends or guide.issued + timedelta(days=365),
        hash=approved_content(guide, SOURCE_LANGUAGE, data),
    )
    (data / "approvals" / f"{DEFAULT_GUIDE}.yaml").write_text(entry, encoding="utf-8")


def select(data: Path, request: Request) -> list[Job]:
    """The jobs of a request for the guide in a data folder."""
    with mock.patch.object(selection, "load_guide", partial(load_guide, data=data)):
        return selection.select(request)


def job(name: str) -> Job:
    """One document of the signed guide."""
    kind = load_layouts()[name].kind
    request = Request(kinds=[kind], handouts=[name] if kind is Kind.HANDOUT else [], today=samples.in_force())
    with TemporaryDirectory() as folder:
        data = copy_of_data(Path(folder))
        sign(data)
        (found,) = select(data, request)
    return found
