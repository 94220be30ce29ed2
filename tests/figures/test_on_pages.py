"""Check figures on the pages of documents: words and boxes, the ward's look, and right-to-left pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageOps
from reportlab.platypus.doctemplate import PageTemplate
from reportlab.platypus.frames import Frame

from handouts.blocks.edition import Setting
from handouts.blocks.pictures import Picture
from handouts.errors import Mark
from handouts.figures.alt import LONGEST
from handouts.figures.display_list import load_figure
from handouts.languages.catalogue import SourceCatalogue
from handouts.languages.language import Language
from handouts.languages.speech import Speech
from handouts.model.pictures import Hair, Pictures, Skin
from handouts.outputs.raster import page_pictures
from handouts.pages.documents import set_document
from handouts.pages.layout import Kind
from handouts.pages.selection import Request, select
from handouts.pdf.document import Built, DocumentInfo, build
from handouts.pdf.structure import StructElem
from tests.documents.printed_page import Stretch, read_pages
from tests.documents.samples import in_force

WIDTH, HEIGHT = 260.0, 160.0
SCALE = 4.0
"""Pixels a point."""

SMALLEST = 30.0
"""Points: no figure in a document is smaller than in the rows of a checklist."""

RIGHT_TO_LEFT = Language(
    code="xa",
    name="Test",
    own_name="Test",
    tag="ar",
    script="Arab",
    direction="rtl",
    faces=("Noto Sans Arabic", "Noto Sans"),
    line_height=1.4,
    size_factor=1.0,
    least_line_height=1.26,
    readability="not measured",
    mark=Mark("tests"),
)


@cache
def setting() -> Setting:
    """How a page of the checklist is set."""
    edition = select(Request(kinds=[Kind.CHECKLIST], today=in_force()))[0].edition
    return Setting(edition, edition.theme, WIDTH, edition.theme.pages["a4"])


def right_to_left() -> Setting:
    """The same page in a language that is written from right to left."""
    edition = setting().edition
    speech = Speech(RIGHT_TO_LEFT, edition.guide.phrases, SourceCatalogue())
    return replace(setting(), edition=replace(edition, speech=speech))


def page(where: Setting, name: str) -> Built:
    """A page with nothing but a picture."""
    root = StructElem("Document")
    picture = Picture(load_figure(name), WIDTH, HEIGHT, where, root, stage=False)
    template = PageTemplate(
        "picture", [Frame(0, 0, WIDTH, HEIGHT + 0.1, 0, 0, 0, 0)], pagesize=(WIDTH, HEIGHT)
    )
    return build([picture], [template], DocumentInfo("Picture", "en-GB", in_force()), root)


def seen(built: Built) -> Image.Image:
    """The page in greys."""
    (picture,) = page_pictures(built.data, SCALE * 72)
    return picture.convert("L")


def digits(built: Built, folder: Path) -> list[Stretch]:
    """The numbers on a page, and where they are."""
    path = folder / f"{abs(hash(built.data))}.pdf"
    path.write_bytes(built.data)
    return sorted(read_pages(path)[0].stretches, key=lambda stretch: stretch.text)


def around(picture: Image.Image, stretch: Stretch) -> Image.Image:
    """A square around a number, with its dot."""
    x, y = (stretch.left + stretch.right) / 2 * SCALE, (HEIGHT - (stretch.bottom + stretch.top) / 2) * SCALE
    return picture.crop((round(x) - 20, round(y) - 20, round(x) + 20, round(y) + 20))


def unlike(one: Image.Image, other: Image.Image) -> float:
    """By how many of 255 steps two pictures differ on average."""
    steps = ImageChops.difference(one, other).histogram()
    return sum(count * step for step, count in enumerate(steps)) / sum(steps)


# -- right to left ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bridge", "log_roll", "leg_stretch"])
def test_figures_are_mirrored_and_numbers_are_not(name: str, tmp_path: Path) -> None:
    plain, turned = page(setting(), name), page(right_to_left(), name)
    there, here = seen(plain), seen(turned)
    numbers, mirrored_numbers = digits(plain, tmp_path), digits(turned, tmp_path)
    labels = [str(frame.label) for frame in load_figure(name).frames if frame.label]
    assert [stretch.text for stretch in numbers] == [stretch.text for stretch in mirrored_numbers] == labels
    for one, other in zip(numbers, mirrored_numbers, strict=True):
        middle, place = (one.left + one.right) / 2, (other.left + other.right) / 2
        assert middle + place == pytest.approx(WIDTH, abs=2), "the number went to the other side"
        digit, same = around(there, one), around(here, other)
        if one.text in "23":  # a 1 is nearly the same from behind
            assert unlike(digit, same) < unlike(ImageOps.mirror(digit), same) / 2
        for picture, stretch in ((there, one), (here, other)):
            x, y = (stretch.left + stretch.right) / 2, HEIGHT - (stretch.bottom + stretch.top) / 2
            box = (round(x * SCALE) - 34, round(y * SCALE) - 34, round(x * SCALE) + 34, round(y * SCALE) + 34)
            picture.paste(255, box)
    assert unlike(ImageOps.mirror(there), here) < 1
    assert unlike(there, here) > 5


def test_a_picture_may_be_mirrored_apart_from_its_page() -> None:
    root = StructElem("Document")
    pictures = [
        Picture(load_figure("walking"), WIDTH, HEIGHT, each, root, mirror=mirror)
        for each, mirror in ((setting(), True), (right_to_left(), None), (setting(), None))
    ]
    assert [picture._mirror for picture in pictures] == [True, True, False]


# -- the ward's look -------------------------------------------------------------------------------------


def test_a_ward_has_its_pictures() -> None:
    edition = setting().edition

    def looking(pictures: Pictures) -> Setting:
        return replace(setting(), edition=replace(edition, ward=replace(edition.ward, pictures=pictures)))

    usual = seen(page(setting(), "walking"))
    scarf = seen(page(looking(Pictures(hair=Hair.SCARF)), "walking"))
    deep = seen(page(looking(Pictures(skin=Skin.DEEP)), "walking"))
    assert unlike(usual, seen(page(looking(Pictures()), "walking"))) == 0
    assert unlike(usual, scarf) > 1
    assert unlike(usual, deep) > 1


# -- documents -------------------------------------------------------------------------------------------


@cache
def documents() -> dict[str, bytes]:
    """Every document that has figures."""
    jobs = select(Request(paper="a4", today=in_force()))
    return {job.stem: set_document(job.layout, job.edition).data for job in jobs}


def figures(data: bytes) -> Iterator[tuple[str, list[float], list[float]]]:
    """The words and the box of every figure of a document, and the edges of its page."""
    with pikepdf.open(BytesIO(data)) as pdf:
        waiting = [pdf.Root.StructTreeRoot]
        while waiting:
            node = waiting.pop()
            kids = node.get("/K", pikepdf.Array())
            waiting += [
                kid
                for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
            ]
            if node.get("/S") == "/Figure":
                yield (
                    str(node.Alt),
                    [float(side) for side in node.A.BBox],
                    [float(side) for side in node.Pg.MediaBox],
                )


def test_every_figure_has_words_and_a_box_on_its_page() -> None:
    drawn = {load_figure(name).alt for name in ("bridge", "feeding", "walking", "log_roll")}
    met: set[str] = set()
    for stem, data in documents().items():
        for alt, (left, bottom, right, top), (_, _, width, height) in figures(data):
            assert alt.strip(), stem
            assert len(alt) < LONGEST, f"{stem}: {alt}"
            assert -0.1 <= left < right <= width + 0.1, f"{stem}: {alt}"
            assert -0.1 <= bottom < top <= height + 0.1, f"{stem}: {alt}"
            if alt.startswith("Woman "):
                assert min(right - left, top - bottom) >= SMALLEST, f"{stem}: {alt}"
                met.add(alt)
    assert drawn <= met
