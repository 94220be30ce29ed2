"""Test finished sheets: the right pages in the right halves, whole, and what they tell the printer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from handouts.errors import FitError, OutputError
from handouts.imposition.sheet import Marks
from handouts.imposition.signature import Flip
from handouts.imposition.stock import STOCKS
from handouts.languages import pseudo
from handouts.languages.speech import Speech
from handouts.languages.voices import SOURCE_LANGUAGE, speech_in
from handouts.model.loader import load_guide
from handouts.outputs import imposed
from handouts.outputs.output import USUAL, Document, Finish
from handouts.pages.layout import Kind
from handouts.pages.selection import Job, Request, select
from handouts.pages.words import printed_messages
from handouts.theme.theme import load_theme, theme_names
from handouts.units import MM
from tests.documents import samples

SIDES = replace(pseudo.RIGHT_TO_LEFT, line_height=1.30, size_factor=1.0, least_line_height=0.0)
"""A language from right to left that is set so close that every page fits: these tests are about sides."""

SCALE = 0.5
"""Pixels a point: enough to tell pages from one another."""

ALIKE = 12.0
"""Mean difference of grey levels below which two halves show one page; other pages differ by far more."""

PLAIN = replace(USUAL, cover_sheet=False)


def job(kind: Kind, language: str = "en", **more: object) -> Job:
    """A booklet, the shortest handout or a checklist."""
    request = Request(
        kinds=[kind],
        languages=(language,),
        handouts=("help",) if kind is Kind.HANDOUT else (),
        today=samples.in_force(),
        **more,  # type: ignore[arg-type]
    )
    if language == SIDES.code:
        return select(request, speak)[0]
    return select(request)[0]


def speak(code: str, phrases: object) -> Speech:
    """The voice of the made-up language that runs from right to left, or of English."""
    guide = load_guide()
    if code == SOURCE_LANGUAGE:
        return speech_in(code, guide.phrases)
    return Speech(SIDES, guide.phrases, pseudo.catalogue(SIDES, printed_messages(guide)))


@cache
def made(kind: Kind, language: str = "en", finish: Finish = PLAIN, paper: str = "a4") -> tuple[bytes, bytes]:
    """The reading file and the imposed one."""
    document = Document(job(kind, language, paper=paper), finish)
    (data,) = imposed.OUTPUT.make(document).values()
    return document.pdf, data


def pictures(data: bytes) -> list[Image.Image]:
    """Every page in grey."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.render(scale=SCALE).to_pil().convert("L") for page in document]


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures of about one size."""
    counts = ImageChops.difference(one, other.resize(one.size)).histogram()
    return sum(level * count for level, count in enumerate(counts)) / sum(counts)


def halves(side: Image.Image, width: float) -> Iterator[Image.Image]:
    """What is left and right of the fold, each as wide as a page."""
    fold, wide = side.width / 2, width * SCALE
    yield side.crop((round(fold - wide), 0, round(fold), side.height))
    yield side.crop((round(fold), 0, round(fold + wide), side.height))


def words(data: bytes) -> list[str]:
    """The text of each page, all its spaces alike."""
    with pypdfium2.PdfDocument(data) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


# -- pages in their places -------------------------------------------------------------------------------


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("language", ["en", SIDES.code])
def test_every_half_shows_its_page(language: str, flip: Flip) -> None:
    """Rendered and compared with the pages of the reading file; backs that are turned are turned again."""
    source, data = made(Kind.BOOKLET, language, replace(PLAIN, flip=flip, thickness=0.0))
    pages, sides = pictures(source), pictures(data)
    with pypdfium2.PdfDocument(source) as document:
        width, _ = document.get_page_size(0)
    last = len(pages)
    assert len(sides) == last // 2
    for number, side in enumerate(sides):
        first, other = number + 1, last - number
        shown = side.rotate(180) if number % 2 and flip is Flip.LONG else side
        odd_right = language == "en"
        expected = (other, first) if (number % 2 == 0) is odd_right else (first, other)
        for half, page in zip(halves(shown, width), expected, strict=True):
            differences = {index + 1: difference(half, each) for index, each in enumerate(pages)}
            assert differences[page] < ALIKE, f"side {number + 1} does not show page {page}"
            assert min(differences, key=differences.__getitem__) == page or alike(pages, page, differences)


def alike(pages: list[Image.Image], page: int, differences: dict[int, float]) -> bool:
    """Whether a page is confused only with one that looks the same but for its number, such as notes."""
    nearest = min(differences, key=differences.__getitem__)
    return difference(pages[page - 1], pages[nearest - 1]) < ALIKE


def test_every_side_has_the_words_of_its_two_pages() -> None:
    source, data = made(Kind.BOOKLET)
    pages, sides = words(source), words(data)
    last = len(pages)
    for number, side in enumerate(sides):
        for page in (number + 1, last - number):
            assert f"Page {page} of {last}" in side
            missing = set(pages[page - 1].split()) - set(side.split())
            assert missing == set(), f"page {page}"


@pytest.mark.parametrize("kind", [Kind.HANDOUT, Kind.CHECKLIST])
@pytest.mark.parametrize(("paper", "size"), [("a4", (420 * MM, 297 * MM)), ("letter", (1224, 792))])
def test_single_pages_stand_twice_on_paper_twice_the_size(
    kind: Kind, paper: str, size: tuple[float, float]
) -> None:
    source, data = made(kind, paper=paper)
    (page,), (side,) = pictures(source), pictures(data)
    with pikepdf.open(BytesIO(data)) as document:
        assert [float(value) for value in document.pages[0].mediabox] == pytest.approx(
            [0, 0, *size], abs=0.01
        )
    for half in halves(side, size[0] / 2):
        assert difference(half, page) < ALIKE
    assert all(
        side.count(line) >= 2 * words(source)[0].count(line) for side in words(data) for line in side.split()
    )


def test_boxes_to_tick_are_printed() -> None:
    """Boxes are drawn on the page, not only by the form fields, which sheets do not have."""
    source, data = made(Kind.CHECKLIST)
    scale = 2
    with pypdfium2.PdfDocument(source) as reading, pypdfium2.PdfDocument(data) as sheets:
        page = reading[0].render(scale=scale, may_draw_forms=False).to_pil().convert("L")
        sheet = sheets[0].render(scale=scale).to_pil().convert("L")
    half = sheet.crop((sheet.width // 2 - page.width, 0, sheet.width // 2, sheet.height))
    assert difference(half, page) < 1


# -- what is told to the printer -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "flip", "duplex"),
    [
        (Kind.BOOKLET, Flip.SHORT, "/DuplexFlipShortEdge"),
        (Kind.BOOKLET, Flip.LONG, "/DuplexFlipLongEdge"),
        (Kind.HANDOUT, Flip.LONG, "/Simplex"),
    ],
)
def test_viewers_choose_how_it_is_printed(kind: Kind, flip: Flip, duplex: str) -> None:
    _, data = made(kind, finish=replace(PLAIN, flip=flip))
    with pikepdf.open(BytesIO(data)) as document:
        preferences = document.Root.ViewerPreferences
        assert preferences.Duplex == duplex
        assert preferences.PrintScaling == "/None"
        assert preferences.PickTrayByPDFSize
        assert str(document.docinfo["/Title"]).endswith("(for the printer)")
        assert document.Root.Lang == "en-GB"
        assert "/MarkInfo" not in document.Root
        assert "/Metadata" not in document.Root
        assert document.check_pdf_syntax() == []


@pytest.mark.parametrize(
    ("kind", "finish", "told"),
    [
        (Kind.BOOKLET, USUAL, "Print on A4 at 100%, both sides, flip on the short edge."),
        (
            Kind.BOOKLET,
            replace(USUAL, flip=Flip.LONG),
            "Print on A4 at 100%, both sides, flip on the long edge.",
        ),
        (
            Kind.BOOKLET,
            replace(USUAL, marks=Marks.CROP),
            "Print on SRA4 at 100%, both sides, flip on the short",
        ),
        (Kind.HANDOUT, USUAL, "Print on A3 at 100%, one side. Put this sheet aside and cut the rest"),
    ],
)
def test_the_cover_sheet_says_how_to_print(kind: Kind, finish: Finish, told: str) -> None:
    _, data = made(kind, finish=finish)
    _, plain = made(kind, finish=replace(finish, cover_sheet=False))
    first, *others = words(data)
    assert told in first
    assert ("Trim at the marks." in first) is (finish.marks is Marks.CROP)
    if kind is Kind.BOOKLET:
        assert others.pop(0).strip() == "", "its back, so that the booklet begins on a new sheet"
        assert f"{len(others) // 2} sheets after this one" in first
    else:
        assert "1 sheet after this one" in first
    assert others == words(plain)


@pytest.mark.parametrize("language", ["hi", "zh-Hans"])
def test_the_cover_sheet_speaks_the_language_and_english(language: str) -> None:
    _, data = made(Kind.HANDOUT, language, USUAL)
    first = words(data)[0]
    assert "Print on A3 at 100%, one side." in first
    assert {"hi": "Hindi", "zh-Hans": "Simplified Chinese"}[language] in first
    own = {"hi": "हिन्दी", "zh-Hans": "简体中文"}[language]
    with pikepdf.open(BytesIO(data)) as document:
        assert document.Root.Lang == language
    assert own in first


def test_marks_are_drawn_only_where_they_are_asked_for() -> None:
    lines = {}
    for marks in Marks:
        _, data = made(Kind.BOOKLET, finish=replace(PLAIN, marks=marks))
        with pikepdf.open(BytesIO(data)) as document:
            page = document.pages[0]
            lines[marks] = page.Contents.read_bytes().count(b" l S")
            assert ("/TrimBox" in page) is (marks is Marks.CROP)
    assert lines == {Marks.NONE: 0, Marks.FOLD: 2, Marks.CROP: 10}


# -- the same, small and whole ---------------------------------------------------------------------------


def test_equal_input_gives_equal_bytes() -> None:
    first, second = (
        imposed.OUTPUT.make(Document(job(Kind.HANDOUT), USUAL))["-imposed.pdf"] for _ in range(2)
    )
    assert first == second
    assert first != imposed.OUTPUT.make(Document(job(Kind.HANDOUT), PLAIN))["-imposed.pdf"]


@pytest.mark.parametrize("kind", [Kind.BOOKLET, Kind.HANDOUT])
def test_sheets_are_no_larger_than_the_reading_file(kind: Kind) -> None:
    """Fonts and pictures are there once; tags are left out."""
    source, data = made(kind)
    assert len(data) < len(source)


def test_paper_too_thick_to_fold_is_refused() -> None:
    with pytest.raises(FitError, match=r"move the innermost pages by 9\.6 mm") as refused:
        made(Kind.BOOKLET, finish=replace(PLAIN, thickness=0.8 * MM))
    assert "--paper-thickness" in str(refused.value)


@pytest.mark.parametrize("name", theme_names())
def test_creep_moves_no_words_over_the_fold(name: str) -> None:
    """The inner margin of every page that can be imposed is wider than the most that a page is moved."""
    pages = load_theme(name).pages
    inner = [pages[stock.page.name].start for stock in STOCKS if stock.page.name in pages]
    assert all(margin >= 1.5 * imposed.MOST_CREEP for margin in inner)


def test_pages_for_a_screen_are_refused() -> None:
    document = Document(job(Kind.HANDOUT), USUAL)
    small = pikepdf.new()
    small.add_blank_page(page_size=(100 * MM, 178 * MM))
    file = BytesIO()
    small.save(file)
    document.pdf = file.getvalue()
    with pytest.raises(OutputError, match="pages of 100 x 178 mm do not go on a printer's sheets"):
        imposed.OUTPUT.make(document)
