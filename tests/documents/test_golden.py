"""Compare pages with approved traces; after a look at the pages run with `--approve`, and review the diff."""

from __future__ import annotations

import re
from itertools import groupby

import pytest

from handouts.pages.layout import Kind
from tests.conftest import Golden
from tests.documents import samples
from tests.documents.samples import Sample
from tests.validators import readback


def brief(trace: str) -> str:
    """A trace in which boxes that follow each other, and lines that are the same, are one with their number.

    How many strokes a picture has is left out; the tests of the pictures look at those.
    """
    lines: list[str] = []
    drawn = re.sub(r"\d+ painted", "painted", trace)
    for _, group in groupby(drawn.splitlines(), lambda line: "box" if " | Widget | " in line else line):
        first, *others = group
        lines.append(f"{first} (and {len(others)} more)" if others else first)
    return "\n".join(lines) + "\n"


def test_the_handout_of_warning_signs(a4: dict[str, Sample], golden: Golden) -> None:
    golden("handout-help.txt", brief(readback.trace(a4["help"].path)))


def test_a_checklist(tmp_path_factory: pytest.TempPathFactory, golden: Golden) -> None:
    (job,) = samples.jobs("a4", [Kind.CHECKLIST], week=3)
    sample = samples.made(job, tmp_path_factory.mktemp("golden"))
    golden("checklist-w03-vaginal.txt", brief(readback.trace(sample.path)))


@pytest.mark.parametrize("anchor", ["contents", "exercise-bridge", "plan"])
def test_pages_of_the_booklet(booklet: Sample, anchor: str, golden: Golden) -> None:
    pages = readback.trace(booklet.path).split("\n\n")
    golden(f"booklet-{anchor}.txt", brief(pages[booklet.built.page_of[anchor] - 1]))
