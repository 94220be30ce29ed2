"""Test pictures of pages, one by one and all of a run on one sheet."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageChops

from handouts.errors import OutputError
from handouts.outputs import contact_sheet, page_pictures, raster
from handouts.outputs.output import USUAL, Document, Finish
from handouts.pages.layout import Kind
from tests.documents import samples


def document(finish: Finish = USUAL, kind: Kind = Kind.HANDOUT) -> Document:
    """The shortest handout, or the booklet."""
    return Document(samples.jobs("a4", [kind], handouts=("help",))[0], finish)


def opened(data: bytes) -> Image.Image:
    """A picture, read to its end."""
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize(
    ("resolution", "size"), [(None, (1240, 1754)), (72, (595, 842)), (200, (1654, 2339))]
)
def test_a_page_has_the_pixels_that_are_asked_for(resolution: int | None, size: tuple[int, int]) -> None:
    made = document(replace(USUAL, resolution=resolution))
    ((ending, data),) = page_pictures.OUTPUT.make(made).items()
    picture = opened(data)
    assert ending == "-p01.png"
    assert picture.size == pytest.approx(size, abs=1)
    assert picture.info["Title"] == "When to get help"
    assert picture.info["dpi"] == pytest.approx((resolution or page_pictures.RESOLUTION,) * 2, abs=0.1)


def test_every_page_of_a_booklet_is_there_under_its_number() -> None:
    made = document(replace(USUAL, resolution=40), Kind.BOOKLET)
    parts = page_pictures.OUTPUT.make(made)
    with pypdfium2.PdfDocument(made.pdf) as pages:
        assert list(parts) == [f"-p{number:02d}.png" for number in range(1, len(pages) + 1)]
        for page, data in zip(pages, parts.values(), strict=True):
            shown = page.render(scale=40 / 72).to_pil().convert("L")
            wrong = ImageChops.difference(shown, opened(data).convert("L")).getextrema()
            assert wrong[1] < 64, "colours may be fewer, but each page is itself"


def test_equal_pages_give_equal_bytes() -> None:
    finish = replace(USUAL, resolution=50)
    assert page_pictures.OUTPUT.make(document(finish)) == page_pictures.OUTPUT.make(document(finish))


def test_more_pixels_than_memory_should_hold_are_refused() -> None:
    with pytest.raises(OutputError, match="pixels is too large"):
        page_pictures.OUTPUT.make(document(replace(USUAL, resolution=1200)))
    a4_at_600 = 4961 * 7016
    assert a4_at_600 < raster.MOST_PIXELS, "what the command offers is taken"


# -- contact sheet ---------------------------------------------------------------------------------------


def sheet(parts: dict[str, bytes]) -> Image.Image:
    """The sheet of some parts."""
    assert contact_sheet.OUTPUT.gather is not None
    ((name, data),) = contact_sheet.OUTPUT.gather(parts, USUAL).items()
    assert name == "contact-sheet.png"
    return opened(data).convert("L")


def found(part: bytes, whole: Image.Image, after: tuple[int, int]) -> tuple[int, int]:
    """Where a picture stands on a sheet, looked for at the corners of frames that come after another."""
    small = opened(part).convert("L")
    for top in range(after[1], whole.height - small.height):
        for left in range(after[0] if top == after[1] else 0, whole.width - small.width):
            if whole.getpixel((left - 1, top - 1)) != whole.getpixel((left, top - 1)):
                continue
            box = (left, top, left + small.width, top + small.height)
            if ImageChops.difference(whole.crop(box), small).getextrema()[1] < 64:
                return left, top
    pytest.fail("it is not on the sheet")


def test_every_page_is_on_the_sheet_with_its_name() -> None:
    """Pages keep their order, each is whole, and there is ink where its name stands."""
    parts = {
        f"{made.job.stem}{ending}": data
        for made in (document(), Document(samples.jobs("a4", [Kind.CHECKLIST])[0], USUAL))
        for ending, data in contact_sheet.OUTPUT.make(made).items()
    }
    assert list(parts) == ["handout-help-en-a4-p01", "checklist-w01-vaginal-en-a4-p01"]
    whole = sheet(parts)
    place = (contact_sheet.GAP, contact_sheet.GAP)
    for data in parts.values():
        place = found(data, whole, place)
        width, height = opened(data).size
        below = (place[0], place[1] + height + 2, place[0] + width, place[1] + height + contact_sheet.CAPTION)
        darkest, _ = whole.crop(below).getextrema()
        assert darkest < 40
        place = (place[0] + width, place[1])


def test_a_long_name_is_not_cut_off() -> None:
    """The cell grows with it: the last letter stands on the sheet as the first does."""
    page = contact_sheet.OUTPUT.make(document(replace(USUAL, resolution=30)))["-p01"]
    names = {"n" * 60: page}
    whole = sheet(names)
    width, height = opened(page).size
    assert whole.width > 60 * 7 > width
    caption = whole.crop((0, contact_sheet.GAP + height + 2, whole.width, whole.height))
    columns = [
        x for x in range(caption.width) if caption.crop((x, 0, x + 1, caption.height)).getextrema()[0] < 100
    ]
    assert max(columns) < whole.width - contact_sheet.GAP / 2


def test_pages_of_another_size_begin_a_row() -> None:
    pictures = {}
    for name, size in {"a": (40, 200), "b": (40, 200), "c": (20, 190)}.items():
        file = BytesIO()
        Image.new("RGB", size, "white").save(file, "PNG")
        pictures[name] = file.getvalue()
    whole = sheet(pictures)
    assert whole.height > 200 + 190, "side by side there would be room"


def test_a_sheet_of_too_many_pixels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """While its pages are painted, and again when the pages of all documents are counted."""
    monkeypatch.setattr(contact_sheet, "MOST_PIXELS", 2_000_000)
    parts = contact_sheet.OUTPUT.make(document())
    with pytest.raises(OutputError, match="more than 2 million pixels") as refused:
        contact_sheet.OUTPUT.make(document(kind=Kind.BOOKLET))
    assert "--resolution" in str(refused.value)
    many = {f"{number}": next(iter(parts.values())) for number in range(20)}
    with pytest.raises(OutputError, match="more than 2 million pixels"):
        sheet(many)
