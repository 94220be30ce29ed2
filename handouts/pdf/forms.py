"""Draw boxes that can be ticked on the screen and with a pen."""

from __future__ import annotations

from reportlab.pdfbase.pdfdoc import PDFStream
from reportlab.platypus.flowables import Flowable

from handouts.pdf import syntax
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.colour import Colour, colour_operator
from handouts.pdf.hooks import DeflateFilter, register
from handouts.pdf.structure import StructElem


class CheckBox(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A square box: its outline is printed on the page, and a form field over it shows a tick when it is on.

    The outline is not left to the field, so that sheets made from these pages keep it. A dotted box marks
    something optional.
    """

    def __init__(
        self,
        size: float,
        elem: StructElem | None,
        name: str,
        label: str,
        *,
        dotted: bool = False,
        line: float = 1.0,
        colour: Colour = "#000000",
        fillable: bool = True,
    ) -> None:
        """`elem` is a Form; `name` is unique in the document, `label` is what a reader says.

        Raises ValueError for another role, an empty name or an empty label.
        """
        super().__init__()
        if elem is not None and elem.role != "Form":
            raise ValueError(f"a check box needs a Form element, not {elem!r}")
        if fillable and not (name.strip() and label.strip()):
            raise ValueError("a check box needs a name and a label")
        self.size = self.width = self.height = size
        self.elem, self.name, self.label = elem, name, label
        self.dotted, self.line, self.colour = dotted, line, colour
        self.fillable = fillable and elem is not None

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The fixed size."""
        return self.size, self.size

    def draw(self) -> None:
        """Outline as an artifact, field owned by the element."""
        canvas: TaggedCanvas = self.canv
        elem = canvas.elem_for(self, self.elem)
        inset = self.line / 2
        with canvas.artifact():
            canvas.saveState()
            canvas._code.append(colour_operator(self.colour, stroke=True))
            canvas.setLineWidth(self.line)
            if self.dotted:
                canvas.setLineCap(1)
                canvas.setDash([0, self.line * 2])
            canvas.rect(inset, inset, self.size - self.line, self.size - self.line)
            canvas.restoreState()
        if elem is not None and self.fillable:
            on, off = self._appearances(canvas)
            canvas.add_field(
                elem,
                (0, 0, self.size, self.size),
                self.name,
                self.label,
                b"/FT/Btn/V/Off/AS/Off/AP<</N<</Yes %d 0 R/Off %d 0 R>>>>" % (on, off),
            )

    def _appearances(self, canvas: TaggedCanvas) -> tuple[int, int]:
        """The numbers of the two appearance streams, shared by all boxes of this size and colour."""
        return (
            _appearance(canvas, f"Tick{self.size:.2f}{self.colour}", self.size, self._tick()),
            _appearance(canvas, f"NoTick{self.size:.2f}", self.size, ""),
        )

    def _tick(self) -> str:
        """A tick as a path: no font is needed."""
        points = [(round(x * self.size, 2), round(y * self.size, 2)) for x, y in _TICK]
        path = "".join(f"{x} {y} {'l' if index else 'm'}\n" for index, (x, y) in enumerate(points))
        stroke = colour_operator(self.colour, stroke=True)
        return f"{stroke}\n{round(self.size * 0.13, 2)} w 1 J 1 j\n{path}S"


_TICK = ((0.22, 0.52), (0.42, 0.28), (0.78, 0.76))
"""Corners of a tick in a unit square."""


def _appearance(canvas: TaggedCanvas, name: str, size: float, operators: str) -> int:
    document = canvas._doc
    if name not in document.idToObject:
        stream = PDFStream(content=operators, filters=[DeflateFilter()] if operators else [])
        box = b"[0 0 %s %s]" % (syntax.number(size), syntax.number(size))
        for key, value in ("Type", "/XObject"), ("Subtype", "/Form"), ("BBox", box), ("Resources", b"<<>>"):
            stream.dictionary[key] = value
        register(document, name, stream)
    number: int = document.idToObjectNumberAndVersion[name][0]
    return number
