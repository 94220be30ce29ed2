"""Give the tests of blocks a setting on A4 and on a folded page, and files to look at blocks in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from reportlab.platypus import Frame, PageTemplate
from reportlab.platypus.flowables import Flowable

from handouts.blocks.edition import Edition, Setting
from handouts.pages.information import document_info
from handouts.pages.layout import Kind
from handouts.pdf.document import build
from handouts.pdf.structure import StructElem
from handouts.units import A5
from tests.documents import samples

Compose = Callable[[Setting, StructElem], Sequence[Flowable]]
Printed = Callable[[Setting, Compose], Path]


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The edition of a one-page handout on A4."""
    (job,) = samples.jobs("a4", [Kind.HANDOUT], handouts=["help"])
    return job.edition


@pytest.fixture(scope="session")
def setting(edition: Edition) -> Setting:
    """The setting of a page of A4."""
    grid = edition.theme.pages["a4"]
    return Setting(edition, edition.theme, edition.paper.width - grid.start - grid.end, grid)


@pytest.fixture(scope="session")
def folded(setting: Setting) -> Setting:
    """The setting of a page of the booklet."""
    grid = setting.theme.pages["a5"]
    measure = A5.width - grid.start - grid.end
    return replace(setting, grid=grid, measure=measure, height=480.0, folded=True)


@pytest.fixture
def printed(tmp_path: Path) -> Printed:
    """Compose flowables under a section and print them on pages; a file for each call."""
    numbers = count()

    def make(setting: Setting, compose: Compose) -> Path:
        root = StructElem("Document")
        story = list(compose(setting, root.add("Sect")))
        paper = A5 if setting.folded else setting.edition.paper
        frame = Frame(setting.grid.start, 40, setting.measure, paper.height - 80, 0, 0, 0, 0)
        template = PageTemplate("page", [frame], pagesize=paper.size)
        path = tmp_path / f"block-{next(numbers)}.pdf"
        path.write_bytes(build(story, [template], document_info(setting.edition), root).data)
        return path

    return make
