"""Check the operators written for runs, the text that readers extract and the pixels that people see."""

from __future__ import annotations

import difflib
import io
import re
from typing import Any

import pypdfium2
import pytest
from fontTools.pens.basePen import BasePen
from PIL import Image, ImageChops, ImageStat
from reportlab.pdfgen.canvas import Canvas

from handouts.pdf.text import TextWriter, number
from handouts.text.markup import parse
from handouts.text.paragraph import prepare
from tests.text.samples import SAMPLES, Sample

MEASURE = 300.0
WIDTH, HEIGHT = 340.0, 260.0
RIGHT_TO_LEFT = {
    "ar": "استريحي من 10 إلى 15 دقيقة ثم اشربي الماء. إذا زاد الألم فاتصلي بالرقم 0123 456 7890 أو بالطبيبة.",
    "fa": "۱۰ تا ۱۵ دقیقه استراحت کنید. اگر درد بیشتر شد می\u200cتوانید با شماره 0123 456 7890 تماس بگیرید.",
    "he": "נוחי 10 עד 15 דקות ושתי מים. אם הכאב מתגבר, התקשרי למספר 0123 456 7890 או אל האחות.",
    "ur": "10 سے 15 منٹ آرام کریں اور پانی پئیں۔ درد بڑھ جائے تو 0123 456 7890 پر فون کریں۔",
}
"""Sentences without names in other scripts, which each reader puts elsewhere."""

WITHOUT_SPACES = ("th", "zh", "my", "km", "lo", "hant", "ja")
"""Languages that set no spaces between words."""

_INVISIBLE = re.compile("[\u200b\u2066-\u2069]")


def page(sample: Sample, size: float = 12.0) -> bytes:
    """A page with one sample on it, as a file."""
    canvas = Canvas(io.BytesIO(), pagesize=(WIDTH, HEIGHT), invariant=1)
    prepared = prepare(parse(sample.markup), sample.style(size=size))
    writer, y = TextWriter(canvas), HEIGHT - 20 - prepared.baseline
    for line in prepared.lines(MEASURE):
        for run in line.runs:
            writer.run(run, 20, y)
        y -= prepared.style.leading
    writer.flush()
    canvas.showPage()
    data: bytes = canvas.getpdfdata()
    return data


def extracted(data: bytes) -> str:
    """The text of the page as pdfium gives it, with single spaces."""
    document = pypdfium2.PdfDocument(data)
    textpage = document[0].get_textpage()
    text: str = textpage.get_text_range()
    textpage.close()
    document.close()
    return plain(text)


def plain(text: str) -> str:
    """Text without invisible characters, with single ordinary spaces."""
    return re.sub(r"\s+", " ", _INVISIBLE.sub("", text)).strip()


def source(sample: Sample) -> str:
    """The words of a sample without markup."""
    return plain(parse(sample.markup).text)


@pytest.mark.parametrize("code", [code for code, sample in SAMPLES.items() if sample.direction == "ltr"])
def test_left_to_right_text_is_extracted_exactly(code: str) -> None:
    found, expected = extracted(page(SAMPLES[code])), source(SAMPLES[code])
    if code in WITHOUT_SPACES:  # readers put a space where a line wraps without one
        found, expected = found.replace(" ", ""), expected.replace(" ", "")
    assert found == expected


@pytest.mark.parametrize("code", RIGHT_TO_LEFT)
def test_right_to_left_words_are_extracted(code: str) -> None:
    """Readers reorder lines by rules of their own; words must come out whole and nearly all in place."""
    sample = SAMPLES[code].saying(RIGHT_TO_LEFT[code])
    found, expected = extracted(page(sample)), source(sample)
    ratio = difflib.SequenceMatcher(None, found, expected, autojunk=False).ratio()
    assert ratio >= 0.95, found


class ShapePen(BasePen):  # type: ignore[misc]  # fontTools has no types here
    """Draw the outlines that HarfBuzz gives as a path of the canvas."""

    def __init__(self, path: Any, x: float, y: float, scale: float) -> None:
        super().__init__()
        self.path, self.x, self.y, self.scale = path, x, y, scale

    def place(self, *points: tuple[float, float]) -> list[float]:
        """Points on the page, flat."""
        return [value for x, y in points for value in (self.x + x * self.scale, self.y + y * self.scale)]

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802  (the pen protocol's names)
        self.path.moveTo(*self.place(point))

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.path.lineTo(*self.place(point))

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.path.curveTo(*self.place(*points))

    def _closePath(self) -> None:  # noqa: N802
        self.path.close()


def outlines(sample: Sample, size: float = 12.0) -> bytes:
    """The same page with every glyph drawn as an outline where shaping put it, without any font."""
    canvas = Canvas(io.BytesIO(), pagesize=(WIDTH, HEIGHT), invariant=1)
    prepared = prepare(parse(sample.markup), sample.style(size=size))
    y = HEIGHT - 20 - prepared.baseline
    for line in prepared.lines(MEASURE):
        for run in line.runs:
            pen = 20 + run.origin
            for token in run.tokens:
                for glyph in (glyph for cluster in token.clusters for glyph in cluster.glyphs):
                    path = canvas.beginPath()
                    x, up = pen + glyph.dx * size / 1000, y + glyph.dy * size / 1000
                    shape = ShapePen(path, x, up, size / run.face.upem)
                    run.face.hb_font.draw_glyph_with_pen(glyph.gid, shape)
                    canvas.drawPath(path, stroke=0, fill=1, fillMode=1)
                    pen += glyph.advance * size / 1000
        y -= prepared.style.leading
    canvas.showPage()
    data: bytes = canvas.getpdfdata()
    return data


def picture(data: bytes) -> Image.Image:
    """The page in grey, so large that pdfium draws letters as outlines and not on whole pixels."""
    document = pypdfium2.PdfDocument(data)
    image: Image.Image = document[0].render(scale=8, grayscale=True).to_pil()
    document.close()
    return image


@pytest.mark.parametrize("code", SAMPLES)
def test_fonts_draw_what_shaping_placed(code: str) -> None:
    """Embedded glyphs and composites against bare outlines: only rounding may show, no more than a hair."""
    drawn, expected = picture(page(SAMPLES[code])), picture(outlines(SAMPLES[code]))
    difference = ImageChops.difference(drawn, expected)
    ink = 255 - ImageStat.Stat(expected).mean[0]
    assert ink > 1
    assert ImageStat.Stat(difference).mean[0] < 0.01 * ink
    assert max(ImageStat.Stat(difference.reduce(40)).extrema[0]) < 24


def operators(markup: str, code: str = "en", measure: float = MEASURE) -> list[str]:
    """What a paragraph writes on a canvas."""
    canvas = Canvas(io.BytesIO(), invariant=1)
    canvas._code.clear()
    writer = TextWriter(canvas)
    for line in prepare(parse(markup), SAMPLES[code].style()).lines(measure):
        for run in line.runs:
            writer.run(run, 40.125, 700)
    writer.flush()
    return "\n".join(canvas._code).split("\n")


def test_one_matrix_and_one_array_for_each_run() -> None:
    assert operators("AV **b**") == [
        "BT",
        "/T1 12 Tf",
        "1 0 0 1 40.12 700 Tm [<0001>40<00020003>] TJ",
        "/T2 12 Tf",
        "1 0 0 1 57.63 700 Tm <0001> Tj",
        "ET",
    ]


def test_face_is_named_once_while_it_lasts() -> None:
    found = operators("one [two](tel:1) three", measure=60)
    assert sum(line.endswith(" Tf") for line in found) == 1
    assert sum(" Tm " in line for line in found) == 4


def test_raw_operators_stand_between_runs() -> None:
    canvas = Canvas(io.BytesIO(), invariant=1)
    canvas._code.clear()
    writer = TextWriter(canvas)
    (run,) = prepare(parse("a"), SAMPLES["en"].style()).lines(100)[0].runs
    writer.raw("/P <</MCID 0>> BDC")
    writer.run(run, 0, 0)
    writer.raw("EMC")
    writer.flush()
    writer.flush()
    assert "\n".join(canvas._code).split("\n") == [
        "BT", "/P <</MCID 0>> BDC", "/T1 12 Tf", "1 0 0 1 0 0 Tm <0001> Tj", "EMC", "ET",
    ]  # fmt: skip


def test_a_new_text_object_names_its_face_again() -> None:
    canvas = Canvas(io.BytesIO(), invariant=1)
    writer = TextWriter(canvas)
    (run,) = prepare(parse("a"), SAMPLES["en"].style()).lines(100)[0].runs
    for _ in range(2):
        writer.run(run, 0, 0)
        writer.flush()
    assert "\n".join(canvas._code).count("/T1 12 Tf") == 2


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "0"), (-0.001, "0"), (12, "12"), (10.5, "10.5"), (-3.14159, "-3.14"), (100, "100"), (0.1, "0.1")],
)
def test_numbers_are_short(value: float, expected: str) -> None:
    assert number(value) == expected
