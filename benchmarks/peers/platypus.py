"""Set the documents with plain ReportLab, as its user guide shows: Platypus and embedded fonts, no tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import escape
from io import BytesIO
from xml.etree import ElementTree

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    ListFlowable,
    ListItem,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
)

from benchmarks.content import BODY, BOX, FONTS, LEADING, MARGIN, PICTURE, Block, Content
from benchmarks.peers import ContentMaker

REGULAR, BOLD = "NotoSans", "NotoSans-Bold"
TEXT = ParagraphStyle("text", fontName=REGULAR, fontSize=BODY, leading=LEADING, spaceAfter=6)
HEAD = ParagraphStyle("head", TEXT, fontName=BOLD, fontSize=14, leading=18, keepWithNext=1)
TITLE = ParagraphStyle("title", HEAD, fontSize=21, leading=26)
CELL_HEAD = ParagraphStyle("cell head", TEXT, fontName=BOLD)
GRID = [("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor("#888888")), ("VALIGN", (0, 0), (-1, -1), "TOP")]
TICK_COLUMN = 36.0
TOKEN = re.compile(r"[MLCZ]|-?[\d.]+")


class Peer(ContentMaker):
    """Registers the fonts once."""

    def set(self, content: Content) -> bytes:
        """The finished file."""
        _register_fonts()
        file = BytesIO()
        size = A5 if content.folded else A4
        frame = Frame(MARGIN, MARGIN, size[0] - 2 * MARGIN, size[1] - 2 * MARGIN, 0, 0, 0, 0)

        def number(canvas: Canvas, _: object) -> None:
            canvas.setFont(REGULAR, BODY)
            canvas.drawRightString(size[0] - MARGIN, MARGIN / 2, str(canvas.getPageNumber()))

        document = BaseDocTemplate(file, pagesize=size, title=content.title, lang="en")
        document.addPageTemplates(PageTemplate(frames=[frame], onPage=number))
        document.build(list(_story(content, size[0] - 2 * MARGIN)))
        return file.getvalue()


class Heading(Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """A heading with a bookmark, which the other peers write by themselves."""

    def draw(self) -> None:
        """Write the bookmark, then the words."""
        key = f"heading-{id(self)}"
        self.canv.bookmarkHorizontal(key, 0, self.height)
        self.canv.addOutlineEntry(self.getPlainText(), key, 0)
        super().draw()


class Tick(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """An empty box."""

    def wrap(self, *_: float) -> tuple[float, float]:
        """Its fixed size."""
        return BOX, BOX

    def draw(self) -> None:
        """Its outline."""
        self.canv.roundRect(0, 0, BOX, BOX, 2)


class Drawing(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """An SVG picture of the product's, of which it knows groups, paths and circles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._root = ElementTree.fromstring(text)
        _, _, wide, high = map(float, self._root.attrib["viewBox"].split())
        self._scale = PICTURE / wide
        self._height = high * self._scale

    def wrap(self, *_: float) -> tuple[float, float]:
        """Its fixed size."""
        return PICTURE, self._height

    def draw(self) -> None:
        """All shapes, in SVG's coordinates."""
        self.canv.saveState()
        self.canv.transform(self._scale, 0, 0, -self._scale, 0, self._height)
        for element in self._root:
            self._paint(element)
        self.canv.restoreState()

    def _paint(self, element: ElementTree.Element) -> None:
        canvas, tag = self.canv, element.tag.rpartition("}")[2]
        if tag == "g":
            canvas.saveState()
            canvas.setLineCap(1)
            canvas.setLineJoin(1)
            canvas.transform(*map(float, re.findall(r"-?[\d.]+", element.get("transform", ""))))
            for inner in element:
                self._paint(inner)
            canvas.restoreState()
        elif tag in ("path", "circle"):
            fill, stroke = self._pen(element)
            if tag == "path":
                canvas.drawPath(self._path(element.get("d", "")), stroke=stroke, fill=fill)
            else:
                x, y, radius = (float(element.get(name, "0")) for name in ("cx", "cy", "r"))
                canvas.circle(x, y, radius, stroke=stroke, fill=fill)

    def _pen(self, element: ElementTree.Element) -> tuple[int, int]:
        """Set colours and weight; whether to fill and to stroke."""
        fill, stroke = element.get("fill", "none"), element.get("stroke", "none")
        if fill != "none":
            self.canv.setFillColor(HexColor(fill))
        if stroke != "none":
            self.canv.setStrokeColor(HexColor(stroke))
            self.canv.setLineWidth(float(element.get("stroke-width", "1")))
        return int(fill != "none"), int(stroke != "none")

    def _path(self, data: str) -> object:
        path = self.canv.beginPath()
        draw = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}
        verb, numbers = "", list[float]()
        for token in (*TOKEN.findall(data), ""):
            if token and token not in draw:
                numbers.append(float(token))
                continue
            if verb:
                draw[verb](*numbers)
            verb, numbers = token, []
        return path


@cache
def _register_fonts() -> None:
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"NotoSans-{'Bold' if name == BOLD else 'Regular'}.ttf"))


def _story(content: Content, measure: float) -> Iterator[Flowable]:
    for index, block in enumerate(content.blocks):
        if block.kind == "heading":
            if content.folded and block.level == 1 and index:
                yield PageBreak()
            yield Heading(escape(block.text), TITLE if block.level == 1 else HEAD)
        elif block.kind == "paragraph":
            yield Paragraph(escape(block.text), TEXT)
        elif block.kind == "picture":
            yield Drawing(content.pictures[block.picture])
        elif block.kind == "table":
            yield _table(block, measure, ticked=content.document == "checklist")
        else:
            start = {"bulletType": "1"} if block.kind == "numbers" else {"bulletType": "bullet", "start": "•"}
            items = [ListItem(Paragraph(escape(text), TEXT), leftIndent=17) for (text,) in block.rows]
            yield ListFlowable(items, leftIndent=17, bulletFontName=REGULAR, bulletFontSize=BODY, **start)


def _table(block: Block, measure: float, *, ticked: bool) -> Table:
    columns = len(block.rows[0])
    widths = [measure / columns] * columns
    if ticked:
        widths = [measure - TICK_COLUMN * (columns - 1)] + [TICK_COLUMN] * (columns - 1)
    cells = [
        [
            Tick() if ticked and not cell else Paragraph(escape(cell), CELL_HEAD if row == 0 else TEXT)
            for cell in each
        ]
        for row, each in enumerate(block.rows)
    ]
    return Table(cells, widths, style=GRID, repeatRows=1)
