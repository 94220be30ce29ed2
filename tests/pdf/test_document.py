"""Test whole documents: valid, complete, in order, and the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from reportlab.platypus import BaseDocTemplate, PageBreak
from reportlab.platypus.flowables import Flowable

from handouts.errors import FitError
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.document import build, write
from handouts.pdf.figure import Figure
from handouts.pdf.forms import CheckBox
from handouts.pdf.outline import Anchor, AnchorPoint
from handouts.pdf.paragraph import Paragraph
from handouts.pdf.structure import StructElem
from tests.pdf.stress import (
    ARABIC,
    ARABIC_WORDS,
    BODY,
    HEAD,
    INFO,
    LINKED,
    VIETNAMESE,
    arabic,
    bullets,
    chapter,
    contents,
    english,
    frame_template,
    logo,
    table,
)
from tests.validators import quick, readback

Valid = Callable[..., None]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The stress documents, written once."""
    folder = tmp_path_factory.mktemp("stress")
    picture = logo(folder / "logo.png")
    written = {
        "english": english(picture).data,
        "plain": english(picture, compact=False).data,
        "arabic": arabic().data,
        "passes": passes(picture),
    }
    for name, data in written.items():
        (folder / f"{name}.pdf").write_bytes(data)
    return {name: folder / f"{name}.pdf" for name in written}


class Waiting(Flowable):  # type: ignore[misc]
    """Asks ReportLab for one more pass, and keeps nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.passes = 0
        self.width = self.height = 0.0

    def isIndexing(self) -> int:  # noqa: N802
        return 1

    def isSatisfied(self) -> bool:  # noqa: N802
        return self.passes > 1

    def beforeBuild(self) -> None:  # noqa: N802
        self.passes += 1

    def afterBuild(self) -> None:  # noqa: N802
        """Nothing is kept between passes."""

    def notify(self, kind: str, stuff: object) -> None:
        """Nothing is listened to."""

    def draw(self) -> None:
        """Nothing is drawn."""


def passes(picture: Path) -> bytes:
    """Two chapters laid out twice over, as ReportLab's own contents lists make it do."""
    root = StructElem("Document")
    stream = BytesIO()

    def make_canvas(filename: BytesIO, **options: object) -> TaggedCanvas:
        return TaggedCanvas(filename, document_root=root, info=INFO, **options)

    story: list[Flowable] = [Waiting()]
    for number in range(2):
        story += chapter(root, number, picture)
    template = BaseDocTemplate(stream, pageTemplates=[frame_template()], pagesize=(420, 595))
    assert template.multiBuild(story, canvasmaker=make_canvas) == 2
    return stream.getvalue()


def test_documents_are_valid(files: dict[str, Path], valid: Valid) -> None:
    valid(*files.values())


@pytest.mark.parametrize("name", ["english", "plain", "arabic", "passes"])
def test_documents_pass_without_java(files: dict[str, Path], name: str) -> None:
    assert quick.problems(files[name]) == []


def test_nothing_is_drawn_without_a_mark(files: dict[str, Path]) -> None:
    assert all("UNTAGGED" not in readback.trace(path) for path in files.values())


def test_every_word_is_read_in_order(files: dict[str, Path]) -> None:
    text = readback.structure_text(files["english"])
    words = ["Contents", "Chapter 0", "Walk a little", "Đau lưng sau sinh", "اتصلي بنا", "Lift close to you"]
    words += ["Tick", "Week 0", "Week 2", "A remark", "Cell of the table", "Chapter 1", "Walk a little"]
    assert readback.missing_words(words, text) == []
    assert text.count("A remark below the text.") == 2


def test_right_to_left_is_read_as_it_was_written(files: dict[str, Path]) -> None:
    text = readback.structure_text(files["arabic"])
    words = ["تخفيف ألم الظهر", "اتصلي بنا على الرقم +44 20 7946 0018 إذا زاد الألم", "In English too"]
    assert readback.missing_words(words, text) == []


def test_packed_and_plain_files_say_the_same(files: dict[str, Path]) -> None:
    assert readback.trace(files["english"]) == readback.trace(files["plain"])
    assert files["english"].stat().st_size < files["plain"].stat().st_size * 0.6


def test_passes_leave_no_trace(files: dict[str, Path]) -> None:
    with pikepdf.open(files["passes"]) as pdf:
        sections = pdf.Root.StructTreeRoot.K.K
        assert [section.S for section in sections] == ["/Sect", "/Sect"]
        assert len(pdf.Root.AcroForm.Fields) == 6


def test_contents_and_footers_know_the_pages(files: dict[str, Path]) -> None:
    built = english(None, 3)
    trace = readback.trace(_written(files["english"].parent / "three.pdf", built.data))
    for number in range(3):
        page = built.page_of[f"chapter-{number}"]
        assert f"| Chapter {number}\n" in trace.split(f"page {page}, ")[1].split("\n\npage")[0]
    assert f"Page 1 of {built.page_count}" in trace
    assert trace.count("Artifact/Pagination/Footer") == built.page_count


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_outline_and_fields(files: dict[str, Path]) -> None:
    with pikepdf.open(files["english"]) as pdf:
        with pdf.open_outline() as outline:
            titles = [(item.title, [kid.title for kid in item.children]) for item in outline.root]
        assert titles == [("Chapter 0", ["Tick"]), ("Chapter 1", ["Tick"])]
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
        assert names == [f"chapter_{number}_week_{week}" for number in range(2) for week in range(3)]


def test_same_bytes_again_and_after_another_document(files: dict[str, Path]) -> None:
    picture = files["english"].parent / "logo.png"
    first = english(picture).data
    arabic()
    english(None, 1)
    assert english(picture).data == first == files["english"].read_bytes()


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_same_bytes_in_another_process(files: dict[str, Path], seed: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland"}
    environment.pop("SOURCE_DATE_EPOCH", None)
    done = subprocess.run(
        [sys.executable, "-m", "tests.pdf.stress", str(files["english"].parent / "logo.png")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    expected = [sha256(files[name].read_bytes()).hexdigest() for name in ("english", "arabic")]
    assert done.stdout.split() == expected


def test_other_words_give_another_identifier() -> None:
    def identifier(words: str) -> str:
        root = StructElem("Document")
        story = [Paragraph(words, BODY, elem=root.add("P"))]
        with pikepdf.open(BytesIO(build(story, [frame_template()], INFO, root).data)) as pdf:
            first, second = pdf.trailer.ID
            assert bytes(first) == bytes(second)
            return bytes(first).hex()

    assert identifier("Ward one") != identifier("Ward two")
    assert identifier("Ward one") == identifier("Ward one")


def test_document_goes_to_a_path_or_a_stream(tmp_path: Path) -> None:
    stream = BytesIO()
    for target in (tmp_path / "one.pdf", stream):
        root = StructElem("Document")
        story = [Paragraph("Words", BODY, elem=root.add("P"))]
        built = write(story, [frame_template()], INFO, target, root)
    assert stream.getvalue() == (tmp_path / "one.pdf").read_bytes() == built.data
    assert built.page_count == 1


def test_story_is_made_as_the_pages_fill_and_forgotten_when_drawn() -> None:
    """However long it is, no more of it is in memory than a heading and what keeps with it."""
    root = StructElem("Document")
    alive: weakref.WeakSet[Flowable] = weakref.WeakSet()
    most = 0

    def story() -> Iterator[Flowable]:
        nonlocal most
        for number in range(60):
            heading = number % 10 == 0
            role, style = ("H1", HEAD) if heading else ("P", BODY)
            made = Paragraph(
                f"{number}. " + "words " * 40, style, elem=root.add(role), keep_with_next=heading
            )
            alive.add(made)
            most = max(most, len(alive))
            yield made
            del made

    built = build(story(), [frame_template()], INFO, root)
    assert built.page_count > 5
    assert most < 8


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_story_may_be_a_list_or_made_on_the_way(count: int) -> None:
    def story(root: StructElem) -> Iterator[Flowable]:
        yield Paragraph("Words", BODY, elem=root.add("P"))
        for number in range(count):
            yield Paragraph(f"Head {number}", HEAD, elem=root.add("H1"), keep_with_next=True)

    first, second = StructElem("Document"), StructElem("Document")
    whole = build(list(story(first)), [frame_template()], INFO, first)
    assert whole.data == build(story(second), [frame_template()], INFO, second).data


def test_what_a_story_raises_comes_through() -> None:
    root = StructElem("Document")

    def story() -> Iterator[Flowable]:
        yield Paragraph("Words", BODY, elem=root.add("P"))
        raise FitError("too tall")

    with pytest.raises(FitError, match="too tall"):
        build(story(), [frame_template()], INFO, root)


def test_page_numbers_come_out_right_in_a_document_longer_than_what_waits_as_text() -> None:
    root = StructElem("Document")
    first = frame_template()

    def number(canvas: TaggedCanvas, document: object) -> None:
        page = canvas.getPageNumber()

        def paint(later: TaggedCanvas) -> None:
            said = Paragraph(f"{page} of {later.page_count}", BODY)
            said.wrap(200, 20)
            said.drawOn(later, 50, 20)

        canvas.later(paint)

    first.onPage = number
    story = [part for _ in range(70) for part in (Paragraph("Words", BODY, elem=root.add("P")), PageBreak())]
    built = build(story, [first], INFO, root)
    with pypdfium2.PdfDocument(built.data) as pdf:
        for index in (0, 1, 35, 68, 69):
            assert f"{index + 1} of 70" in pdf[index].get_textpage().get_text_range()


def test_too_tall_flowable_is_named_with_page_and_millimetres() -> None:
    root = StructElem("Document")
    tall = Figure(100, 495 + 72, lambda canvas: None, root.add("Figure", alt="Tall"))
    story = [Paragraph("Words", BODY, elem=root.add("P")), PageBreak(), tall]
    with pytest.raises(FitError, match=r"page \d: a Figure is 25 mm too tall for the frame 340"):
        build(story, [frame_template()], INFO, root)


def test_too_tall_words_are_quoted() -> None:
    class Stiff(Paragraph):
        def split(self, aw: float, ah: float) -> list[Flowable]:
            return []

    root = StructElem("Document")
    story = [Stiff("Many words " + "many words " * 900, BODY, elem=root.add("P"))]
    with pytest.raises(FitError, match='"Many words many words many words many wo" is'):
        build(story, [frame_template()], INFO, root)


def test_heading_stays_with_what_follows() -> None:
    root = StructElem("Document")
    filler = Figure(100, 440, lambda canvas: None, root.add("Figure", alt="Tall"))
    heading = Paragraph("Head", HEAD, elem=root.add("H1"), keep_with_next=True, anchor=Anchor("head"))
    point = AnchorPoint(Anchor("point"))
    story = [filler, heading, point, Paragraph("Words " * 200, BODY, elem=root.add("P"))]
    built = build(story, [frame_template()], INFO, root)
    assert built.page_of == {"head": 2, "point": 2}


def test_trace_of_every_kind_of_content(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    root = StructElem("Document")
    section = root.add("Sect")
    story = [
        Paragraph("Chapter 0", HEAD, "#0b5661", section.add("H1"), anchor=Anchor("chapter-0", "Chapter 0")),
        *contents(section, 1),
        Paragraph(LINKED, BODY, elem=section.add("P")),
        Paragraph("Đau lưng sau sinh.", VIETNAMESE, elem=section.add("P")),
        Paragraph(ARABIC_WORDS, ARABIC, elem=section.add("P")),
        *bullets(section),
        CheckBox(13, section.add("P").add("Form"), "week-1", "Week 1"),
        Figure(90, 40, lambda canvas: canvas.rect(2, 2, 80, 30), section.add("Figure", alt="A box")),
        Paragraph("A remark.", BODY, elem=section.add("Note")),
        table(section, rows=3),
    ]
    path = _written(tmp_path / "page.pdf", build(story, [frame_template()], INFO, root).data)
    golden("content.txt", readback.trace(path))
