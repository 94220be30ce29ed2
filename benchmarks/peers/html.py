"""Set the documents with WeasyPrint: HTML and one style sheet, read once, to PDF/UA-1."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from html import escape

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks.content import BODY, BOX, FONTS, LEADING, MARGIN, PICTURE, Block, Content
from benchmarks.peers import ContentMaker

STYLE = f"""
@font-face {{ font-family: Body; src: url({(FONTS / "NotoSans-Regular.ttf").as_uri()}); font-weight: 400 }}
@font-face {{ font-family: Body; src: url({(FONTS / "NotoSans-Bold.ttf").as_uri()}); font-weight: 700 }}
@page {{ size: A4; margin: {MARGIN}pt; @bottom-right {{ content: counter(page); font: {BODY}pt Body }} }}
@page folded {{ size: A5 }}
body {{ margin: 0; font: {BODY}pt/{LEADING}pt Body }}
body.folded {{ page: folded }}
body.folded h1 {{ break-before: page }}
h1, h2, h3, h4 {{ margin: 8pt 0 4pt; font-size: 14pt; break-after: avoid }}
h1 {{ font-size: 21pt; line-height: 26pt }}
p, ul, ol, table {{ margin: 0 0 6pt }}
ul, ol {{ padding-left: 17pt }}
table {{ border-collapse: collapse; width: 100% }}
tr {{ break-inside: avoid }}
th, td {{ padding: 3pt; border-bottom: .5pt solid #888; text-align: left; vertical-align: top }}
th {{ font-weight: 400 }}
thead th {{ font-weight: 700 }}
img {{ width: {PICTURE}pt }}
.box {{ display: inline-block; width: {BOX}pt; height: {BOX}pt; border: 1pt solid #000; border-radius: 2pt }}
"""


class Peer(ContentMaker):
    """Keeps fonts and style sheet, as a server would."""

    def __init__(self, load: Callable[[str], Content]) -> None:
        super().__init__(load)
        self._fonts = FontConfiguration()
        self._style = CSS(string=STYLE, font_config=self._fonts)

    def set(self, content: Content) -> bytes:
        """The finished file."""
        page = HTML(string="".join(_page(content)))
        return bytes(
            page.write_pdf(stylesheets=[self._style], font_config=self._fonts, pdf_variant="pdf/ua-1")
        )


def _page(content: Content) -> Iterator[str]:
    kind = "folded" if content.folded else "flat"
    yield f"<!doctype html><html lang=en><title>{escape(content.title)}</title><body class={kind}>"
    for block in content.blocks:
        yield _element(block, content)


def _element(block: Block, content: Content) -> str:
    if block.kind == "heading":
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if block.kind == "paragraph":
        return f"<p>{escape(block.text)}</p>"
    if block.kind == "picture":
        data = b64encode(content.pictures[block.picture].encode()).decode()
        return f'<p><img src="data:image/svg+xml;base64,{data}" alt="{escape(block.text)}"></p>'
    if block.kind == "table":
        return _table(block, ticked=content.document == "checklist")
    tag = "ol" if block.kind == "numbers" else "ul"
    return f"<{tag}>{''.join(f'<li>{escape(text)}</li>' for (text,) in block.rows)}</{tag}>"


def _table(block: Block, *, ticked: bool) -> str:
    head, *rows = block.rows
    empty = "<span class=box></span>" if ticked else ""
    body = "".join(
        f"<tr><th scope=row>{escape(first)}</th>"
        + "".join(f"<td>{escape(cell) or empty}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in rows
    )
    names = "".join(f"<th scope=col>{escape(cell)}</th>" for cell in head)
    return f"<table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>"
