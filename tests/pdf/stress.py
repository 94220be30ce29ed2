"""Compose documents that meet every case of tagged output, for the tests of this folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image as Pixels
from PIL import ImageDraw
from reportlab.platypus import Frame, KeepTogether, PageTemplate
from reportlab.platypus.flowables import Flowable

from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.document import Built, DocumentInfo, build
from handouts.pdf.figure import Figure
from handouts.pdf.forms import CheckBox
from handouts.pdf.image import Image
from handouts.pdf.outline import Anchor, Pending
from handouts.pdf.paragraph import Paragraph
from handouts.pdf.structure import UNORDERED, StructElem
from handouts.pdf.table import table_elems, tagged_table
from handouts.text.style import TextStyle

WIDTH, HEIGHT = 420.0, 595.0
LATIN = ("Noto Sans",)
BODY = TextStyle(LATIN, False, 12, 16.8, "en-GB", "Latn", "ltr")
HEAD = TextStyle(LATIN, True, 20, 26, "en-GB", "Latn", "ltr")
VIETNAMESE = TextStyle(LATIN, False, 12, 16.8, "vi", "Latn", "ltr")
ARABIC = TextStyle(("Noto Sans Arabic",), False, 12.6, 20.8, "ar", "Arab", "rtl")
ARABIC_HEAD = TextStyle(("Noto Sans Arabic",), True, 20, 33, "ar", "Arab", "rtl")

INFO = DocumentInfo(
    "Easing back pain – after birth", "en-GB", date(2026, 11, 22), author="Handouts project", subject="A test"
)
ARABIC_INFO = DocumentInfo("تخفيف ألم الظهر", "ar", date(2026, 11, 22), direction="rtl")

LINKED = "Walk a little every day, and [read **much** more about it here](https://example.org/walking) too. "
ARABIC_WORDS = "اتصلي بنا على الرقم +44 20 7946 0018 إذا زاد الألم أو شعرت بخدر في الساقين. "


def logo(path: Path) -> Path:
    """A small PNG with transparency."""
    pixels = Pixels.new("RGBA", (120, 60), (0, 0, 0, 0))
    ImageDraw.Draw(pixels).ellipse((5, 5, 55, 55), fill=(11, 86, 97, 200))
    pixels.save(path)
    return path


def frame_template(page_width: float = WIDTH, page_height: float = HEIGHT) -> PageTemplate:
    """One frame with a footer that tells the number of pages."""
    return PageTemplate(
        "page",
        [Frame(40, 60, page_width - 80, page_height - 100, 0, 0, 0, 0)],
        onPage=footer,
        pagesize=(page_width, page_height),
    )


def footer(canvas: TaggedCanvas, template: Any) -> None:
    """Page n of N at the foot, known when the document is complete."""
    page = canvas.getPageNumber()
    with canvas.artifact("Pagination", "Footer"):
        canvas.saveState()
        canvas.translate(40, 24)
        words = Pending(200, 17, lambda done: Paragraph(f"Page {page} of {done.page_count}", BODY))
        words.drawOn(canvas, 0, 0)
        canvas.line(0, 20, 200, 20)
        canvas.restoreState()


def page_number(key: str) -> Callable[[TaggedCanvas], Paragraph]:
    """Words for the page an anchor is on."""
    return lambda canvas: Paragraph(str(canvas.page_of(key)), BODY)


def contents(section: StructElem, chapters: int) -> list[Flowable]:
    """A contents list with links and page numbers."""
    toc = section.add("TOC")
    story: list[Flowable] = []
    for number in range(chapters):
        reference = toc.add("TOCI").add("Reference")
        key = f"chapter-{number}"
        link = reference.add("Link")
        story.append(Paragraph(f"Chapter {number}", BODY, elem=link, link_to=key))
        story.append(Pending(60, 17, page_number(key), reference.add("Span")))
    return story


def bullets(section: StructElem) -> list[Flowable]:
    """A list whose marks are drawn before its words."""
    items = section.add("L", attributes=UNORDERED)
    story: list[Flowable] = []
    for words in ("Lift close to you", "Bend your knees"):
        item = items.add("LI")
        label, body = item.add("Lbl"), item.add("LBody")
        story.append(KeepTogether([Paragraph("•", BODY, elem=label), Paragraph(words, BODY, elem=body)]))
    return story


def table(
    section: StructElem, *, mirrored: bool = False, style: TextStyle = BODY, rows: int = 24
) -> Flowable:
    """A table that goes over pages, one of its rows taller than a page."""
    cells = table_elems(section, rows, 3)
    words = ARABIC_WORDS if style.direction == "rtl" else "Cell of the table. "
    data = [
        [
            [Paragraph(words * (60 if (row, column) == (4, 2) else 1), style, elem=cells[row][column])]
            for column in range(3)
        ]
        for row in range(rows)
    ]
    look = [("GRID", (0, 0), (-1, -1), 0.5, "#22343a"), ("BACKGROUND", (0, 0), (-1, 0), "#e6f1f0")]
    return tagged_table(data, [90, 90, 150], look, mirrored=mirrored)


def chapter(root: StructElem, number: int, picture: Path | None) -> list[Flowable]:
    """A chapter: paragraphs that split, links over lines and pages, other languages, fields, figures."""
    section = root.add("Sect")
    anchor = Anchor(f"chapter-{number}", f"Chapter {number}")
    heading = section.add("H1")
    story: list[Flowable] = [
        Paragraph(f"Chapter {number}", HEAD, "#0b5661", heading, anchor=anchor, keep_with_next=True)
    ]
    story += [Paragraph(LINKED * 6, BODY, elem=section.add("P"), space_after=6) for _ in range(4)]
    story.append(Paragraph("Đau lưng sau sinh thường gặp.", VIETNAMESE, elem=section.add("P")))
    story.append(Paragraph(ARABIC_WORDS * 3, ARABIC, elem=section.add("P")))
    story += bullets(section)
    sub = section.add("Sect")
    anchor = Anchor(f"tick-{number}", "Tick", 1)
    story.append(Paragraph("Tick", HEAD, elem=sub.add("H2"), anchor=anchor, keep_with_next=True))
    for week in range(3):
        line = sub.add("P")
        story.append(
            CheckBox(13, line.add("Form"), f"chapter.{number}.week.{week}", f"Week {week}", dotted=week == 2)
        )
        story.append(Paragraph(f"Week {week}", BODY, elem=line))
    story.append(Figure(90, 40, lambda canvas: canvas.rect(2, 2, 80, 30), sub.add("Figure", alt="A box")))
    if picture:
        story.append(Image(picture, 90, 40, sub.add("Figure", alt="Logo of the ward")))
    story.append(Paragraph("A remark below the text.", BODY, elem=sub.add("Note")))
    story.append(table(sub))
    return story


def english(picture: Path | None, chapters: int = 2, *, compact: bool = True) -> Built:
    """The English stress document."""
    root = StructElem("Document")
    first = root.add("Sect")
    story: list[Flowable] = [Paragraph("Contents", HEAD, elem=first.add("H1")), *contents(first, chapters)]
    for number in range(chapters):
        story += chapter(root, number, picture)
    return build(story, [frame_template()], INFO, root, compact=compact)


def arabic() -> Built:
    """A right-to-left document: mirrored table, link, English words inside."""
    root = StructElem("Document")
    section = root.add("Sect")
    story: list[Flowable] = [Paragraph("تخفيف ألم الظهر", ARABIC_HEAD, elem=section.add("H1"))]
    story += [Paragraph(ARABIC_WORDS * 9, ARABIC, elem=section.add("P"), space_after=6) for _ in range(4)]
    linked = "اقرئي المزيد [على موقعنا](https://example.org/ar) أو [اتصلي](tel:+442079460018) بنا."
    story.append(Paragraph(linked, ARABIC, elem=section.add("P")))
    story.append(Paragraph("In English too", BODY, elem=section.add("P")))
    story.append(table(section, mirrored=True, style=ARABIC, rows=6))
    return build(story, [frame_template()], ARABIC_INFO, root)


def one_page(
    *flowables: Flowable, root: StructElem, info: DocumentInfo = INFO, compact: bool = False
) -> bytes:
    """Draw flowables below each other on one page and return the file, readable without object streams."""
    stream = BytesIO()
    canvas = TaggedCanvas(stream, document_root=root, info=info, compact=compact, pagesize=(WIDTH, HEIGHT))
    y = HEIGHT - 40
    for flowable in flowables:
        _, height = flowable.wrapOn(canvas, WIDTH - 80, y)
        y -= height
        flowable.drawOn(canvas, 40, y)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


if __name__ == "__main__":
    for built in (english(Path(sys.argv[1])), arabic()):
        print(sha256(built.data).hexdigest())
