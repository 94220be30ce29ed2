"""Read the QR code off the page, and see that its address stands beside it and that it prints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageOps
from reportlab.platypus.flowables import Flowable

from handouts.blocks import qr_code
from handouts.blocks.edition import Setting
from handouts.model import ward
from handouts.pages.layout import Kind
from handouts.pages.selection import Request, select
from handouts.pdf.stacking import UNBOUNDED
from handouts.pdf.structure import StructElem
from handouts.source import Scalar
from handouts.units import MM, PAPERS
from tests.blocks.conftest import Printed
from tests.documents import samples
from tests.documents.tags import read_tags
from tests.validators import zbar

ADDRESS = "https://example.org/backcare"
LONGEST = "https://www.sample-hospital.example.org/maternity/easing-back-pain-after"
"""As long as a ward file may say."""

squares = st.integers(1, 12).flatmap(
    lambda size: st.lists(st.lists(st.booleans(), min_size=size, max_size=size), min_size=size, max_size=size)
)


def even_odd(loops: list[qr_code.Loop], x: float, y: float) -> bool:
    """Whether a point is inside, by the rule that the canvas fills with (ISO 32000-1, 8.5.3.3.3)."""
    crossings = 0
    for loop in loops:
        for (x1, y1), (x2, y2) in zip(loop, [*loop[1:], loop[0]], strict=True):
            assert x1 == x2 or y1 == y2
            crossings += x1 == x2 > x and min(y1, y2) < y < max(y1, y2)
    return crossings % 2 == 1


@given(squares)
def test_the_outlines_hold_the_dark_squares_and_no_others(modules: list[list[bool]]) -> None:
    loops = list(qr_code.outlines(modules))
    rows = len(modules)
    drawn = [[even_odd(loops, x + 0.5, rows - 1 - y + 0.5) for x in range(rows)] for y in range(rows)]
    assert drawn == modules


def test_a_stain_does_not_spoil_the_code(setting: Setting, printed: Printed) -> None:
    """A twentieth of the modules turned dark, away from the marks in the corners, is put right."""
    path = printed(setting, lambda where, parent: [qr_code.qr_code(where, ADDRESS, parent)])
    sheet = zbar.picture(path, 0)
    box = ImageOps.invert(sheet).getbbox()
    assert box is not None
    side = box[2] - box[0]
    stain = round(side * 0.05**0.5)
    sheet.paste(
        0, (box[0] + side // 2, box[1] + side // 2, box[0] + side // 2 + stain, box[1] + side // 2 + stain)
    )
    assert zbar.codes_in(sheet) == [ADDRESS]


@pytest.mark.parametrize("address", [ADDRESS, LONGEST])
def test_modules_are_large_enough_to_be_copied(setting: Setting, address: str) -> None:
    code = qr_code.qr_code(setting, address, StructElem("Sect"))
    modules = len(qr_code.matrix(address)) + 2 * qr_code.QUIET_ZONE
    assert code.width == code.height >= qr_code.SIZE
    assert code.width / modules >= 0.4 * MM - 1e-9
    assert qr_code.QUIET_ZONE >= 4


@pytest.mark.parametrize("address", [ADDRESS, LONGEST, "https://example.org/dos-und-rücken?a=b&c=%C3%BC#1"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_reader_finds_the_address(setting: Setting, printed: Printed, address: str, direction: str) -> None:
    speech = setting.edition.speech
    language = replace(speech.language, direction=direction)  # type: ignore[arg-type]
    turned = type(speech)(language, setting.edition.guide.phrases, speech.catalogue)
    mirrored = replace(setting, edition=replace(setting.edition, speech=turned))
    assert mirrored.mirrored is (direction == "rtl")

    def compose(where: Setting, parent: StructElem) -> list[Flowable]:
        code = qr_code.qr_code(where, address, parent)
        words = [qr_code.web_words(where, address, parent, qr_code.web_width(where, code))]
        row = qr_code.beside_code(words, code, where)
        row.wrap(where.measure, UNBOUNDED)
        return [row]

    path = printed(mirrored, compose)
    assert zbar.codes(path, 0) == [address.replace("ü", "%C3%BC")]
    (figure,) = read_tags(path).all("Figure")
    assert address in (figure.alt or "")


@pytest.mark.parametrize("kind", [Kind.CHECKLIST, Kind.BOOKLET])
@pytest.mark.parametrize("paper", PAPERS)
def test_checklist_and_back_cover_have_it(kind: Kind, paper: str, tmp_path: Path) -> None:
    for code in ("en", "hi"):
        request = Request(kinds=[kind], languages=(code,), paper=paper, week=2, today=samples.in_force())
        (job,) = select(request)
        path = samples.made(job, tmp_path).path
        assert zbar.codes(path, -1) == [ADDRESS]
        tags = read_tags(path)
        (figure,) = [each for each in tags.all("Figure") if ADDRESS in (each.alt or "")]
        (link,) = [each for each in tags.all("Link") if ADDRESS in tags.words(each)]
        assert tags.page(figure) == tags.page(link)


def test_a_ward_without_an_address_has_no_code(tmp_path: Path) -> None:
    for job in samples.jobs("a4", [Kind.CHECKLIST, Kind.BOOKLET]):
        bare = replace(job, edition=replace(job.edition, ward=replace(job.edition.ward, web=None)))
        path = samples.made(bare, tmp_path).path
        assert not [each for each in read_tags(path).all("Figure") if "QR" in (each.alt or "")]


def test_the_longest_address_is_printed_whole(tmp_path: Path) -> None:
    """On the fullest checklist, and on the back cover of the country that has most to say."""
    assert len(LONGEST) == ward.LONGEST["web"]
    (checklist,) = samples.jobs("letter", [Kind.CHECKLIST], week=4, start=date(2026, 11, 30))
    (booklet,) = samples.jobs("letter", [Kind.BOOKLET])
    for job in (checklist, booklet):
        usual = job.edition.ward
        long = replace(usual, web=Scalar(LONGEST, usual.mark), country="NZ")
        pack = job.edition.guide.emergency["NZ"]
        path = samples.made(replace(job, edition=replace(job.edition, ward=long, pack=pack)), tmp_path).path
        assert zbar.codes(path, -1) == [LONGEST]
        tags = read_tags(path)
        said = [tags.words(each).replace(" ", "") for each in tags.all("Link")]
        assert LONGEST in said
