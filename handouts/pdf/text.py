"""Write glyph runs as PDF text operators."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from handouts.pdf.fonts import EmbeddedFont, embedded_font
from handouts.text.faces import FontFace
from handouts.text.line import GlyphRun


class TextWriter:
    """Collect the runs of one text object (`BT … ET`) and write it to the canvas.

    The caller sets the fill colour before `flush`. Operators that may stand inside a text object, such
    as those of marked content, go between runs with `raw`.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._operators: list[str] = []
        self._face: FontFace | None = None
        self._size = 0.0
        self._font: EmbeddedFont | None = None

    def run(self, run: GlyphRun, x: float, y: float) -> None:
        """Write a run of a line whose measure starts at `x` and whose baseline is at `y`, in points."""
        font = self._font
        if font is None or run.face is not self._face or run.size != self._size:
            font = self._font = embedded_font(self._canvas, run.face)
            self._face, self._size = run.face, run.size
            self._operators.append(f"/{font.name} {number(run.size)} Tf")
        shown = font.show(run.tokens)
        if shown:
            self._operators.append(f"1 0 0 1 {number(x + run.origin)} {number(y)} Tm {shown}")

    def raw(self, operator: str) -> None:
        """Write an operator between runs."""
        self._operators.append(operator)

    def flush(self) -> None:
        """Write the text object to the canvas, if it has any operators, and start another."""
        if self._operators:
            self._canvas._code.append("BT\n" + "\n".join(self._operators) + "\nET")
            self._operators = []
            self._font = self._face = None


def number(value: float) -> str:
    """A number for a content stream, with two decimals at most: a hundredth of a point is invisible."""
    text = f"{value:.2f}"
    if text.endswith("00"):
        text = text[:-3]
        return "0" if text == "-0" else text
    return text[:-1] if text.endswith("0") else text
