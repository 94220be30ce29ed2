"""Test that figures are announced by their words and know their place."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.figure import Figure
from handouts.pdf.paragraph import Paragraph
from handouts.pdf.structure import StructElem
from tests.pdf.stress import BODY, HEIGHT, one_page
from tests.validators import content


def paint(canvas: TaggedCanvas) -> None:
    canvas.rect(0, 0, 10, 10)
    label = Paragraph("3", BODY)
    label.wrapOn(canvas, 20, 20)
    label.drawOn(canvas, 0, 0)


def test_figure_has_words_and_a_box() -> None:
    root = StructElem("Document")
    figure = Figure(90, 40, paint, root.add("Figure", alt="A bridge"))
    with pikepdf.open(BytesIO(one_page(figure, root=root))) as pdf:
        elem = pdf.Root.StructTreeRoot.K.K
        assert str(elem.Alt) == "A bridge"
        assert (elem.A.O, elem.A.Placement) == ("/Layout", "/Block")
        assert [float(side) for side in elem.A.BBox] == [40, HEIGHT - 80, 130, HEIGHT - 40]


def test_everything_in_it_belongs_to_it() -> None:
    root = StructElem("Document")
    figure = Figure(90, 40, paint, root.add("Figure", alt="A bridge"))
    with pikepdf.open(BytesIO(one_page(figure, root=root))) as pdf:
        (sequence,) = content.read_page(pdf.pages[0])
    assert (sequence.tag, sequence.painted, sequence.shown[0].text) == ("Figure", 1, "3")


def test_without_element_it_is_an_artifact() -> None:
    root = StructElem("Document")
    with pikepdf.open(BytesIO(one_page(Figure(90, 40, paint), root=root))) as pdf:
        assert [sequence.tag for sequence in content.read_page(pdf.pages[0])] == ["Artifact"]


@pytest.mark.parametrize(
    "elem", [StructElem("Figure"), StructElem("Figure", alt=" "), StructElem("P", alt="Words")]
)
def test_figure_needs_words(elem: StructElem) -> None:
    with pytest.raises(ValueError, match="alt words"):
        Figure(90, 40, paint, elem)


def test_state_does_not_leak() -> None:
    root = StructElem("Document")
    figure = Figure(90, 40, lambda canvas: canvas.setFillColorRGB(1, 0, 0), root.add("Figure", alt="Red"))
    data = one_page(figure, Paragraph("Words", BODY, elem=root.add("P")), root=root)
    with pikepdf.open(BytesIO(data)) as pdf:
        stream = pdf.pages[0].Contents.read_bytes()
    assert stream.index(b"Q", stream.index(b"1 0 0 rg")) < stream.index(b"BT")
