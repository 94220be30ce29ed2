"""Test that boxes hold their content, repeat their head where they go on, and leave no head alone."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus import Frame, PageTemplate
from reportlab.platypus.flowables import Flowable

from handouts.pdf.document import build
from handouts.pdf.panel import Panel, PanelLook
from handouts.pdf.paragraph import Paragraph
from handouts.pdf.stacking import Gap, measure
from handouts.pdf.structure import StructElem
from tests.pdf.bars import LINE, Bar, names
from tests.pdf.stress import BODY, INFO
from tests.validators import content
from tests.validators.content import MarkedSequence

WIDTH, HEIGHT = 200.0, 100.0
LOOK = PanelLook(stroke="#8f1414", weight=2, pad_sides=10, pad_top=6, pad_bottom=4, head_fill="#8f1414")


@st.composite
def panels(draw: st.DrawFn) -> Panel:
    """Panels with or without a head, over bars, bars of several lines, headings and gaps, no gap last."""
    children: list[Flowable] = []
    kinds = [*draw(st.lists(st.sampled_from("blkg"), max_size=9)), draw(st.sampled_from("blk"))]
    for number, kind in enumerate(kinds):
        if kind == "g":
            children.append(Gap(draw(st.floats(0, 20))))
        elif kind == "l":
            children.append(Bar(f"{number}a {number}b {number}c", lines=3))
        else:
            children.append(Bar(str(number), draw(st.floats(1, 50)), keep=kind == "k"))
    headed = draw(st.booleans())
    head, again = (Bar("head", 20), Bar("again", 15)) if headed else (None, None)
    return Panel(children, LOOK, head=head, continued=again, gap=draw(st.floats(0, 10)))


@given(panels(), st.floats(1, 300))
def test_a_split_keeps_all_content_and_fits(panel: Panel, room: float) -> None:
    pieces = panel.split(WIDTH, room)
    if pieces:
        assert len(pieces) == 1 or [name for piece in pieces for name in names(piece)] == names(panel)
        assert measure(pieces[0], WIDTH) <= room + 0.02
        assert all(names(piece) for piece in pieces)


@given(panels(), st.floats(1, 300))
def test_the_head_comes_first_and_its_repetition_after(panel: Panel, room: float) -> None:
    pieces = panel.split(WIDTH, room)
    if len(pieces) > 1:
        assert pieces[0].head is panel.head
        assert all(piece.head is panel.continued for piece in pieces[1:])
        assert all(piece.look is panel.look for piece in pieces)


@given(panels(), st.lists(st.floats(60, 200), min_size=1, max_size=20))
def test_a_panel_goes_on_over_page_after_page(panel: Panel, rooms: list[float]) -> None:
    said: list[str] = []
    rest = panel
    for room in rooms:
        if measure(rest, WIDTH) <= room:
            break
        pieces = rest.split(WIDTH, room)
        if len(pieces) > 1:
            said += names(pieces[0])
            rest = pieces[1]
    assert said + names(rest) == names(panel)


def test_a_head_is_never_left_alone() -> None:
    panel = Panel([Bar("a", 50)], LOOK, head=Bar("head", 20))
    assert panel.split(WIDTH, 45) == []
    assert panel.split(WIDTH, 15) == []


def test_a_panel_is_as_high_as_head_padding_and_body() -> None:
    panel = Panel([Bar("a"), Bar("b")], LOOK, head=Bar("head", 20), gap=5)
    assert measure(panel, WIDTH) == 20 + 6 + 2 * LINE + 5 + 4
    assert measure(Panel([Bar("a")], LOOK, minimum=90), WIDTH) == 90


@pytest.fixture(scope="module")
def pages() -> list[list[MarkedSequence]]:
    """A panel of nine paragraphs over pages with room for four, as it is read back from the file."""
    root = StructElem("Document")
    section = root.add("Sect")
    head = Paragraph("Phone now", BODY, colour="#ffffff", elem=section.add("H1"))
    again = Paragraph("Phone now", BODY, colour="#ffffff", elem=None)
    body = [Paragraph(f"Sign {number}", BODY, elem=section.add("P")) for number in range(9)]
    frame = Frame(20, 20, WIDTH, HEIGHT, 0, 0, 0, 0)
    template = PageTemplate("page", [frame], pagesize=(WIDTH + 40, HEIGHT + 40))
    built = build([Panel(body, LOOK, head=head, continued=again)], [template], INFO, root)
    with pikepdf.open(BytesIO(built.data)) as pdf:
        return [content.read_page(page) for page in pdf.pages]


def shown(page: list[MarkedSequence], role: str) -> list[str]:
    """What the sequences of a role say on a page."""
    return [
        "".join(one.text for one in sequence.shown)
        for sequence in page
        if sequence.tag == role and sequence.shown
    ]


def test_the_head_is_read_out_once_and_printed_on_every_page(pages: list[list[MarkedSequence]]) -> None:
    assert len(pages) == 3
    assert [shown(page, "H1") for page in pages] == [["Phone now"], [], []]
    assert [shown(page, "Artifact") for page in pages] == [[], ["Phone now"], ["Phone now"]]


def test_all_content_is_read_out_in_order(pages: list[list[MarkedSequence]]) -> None:
    assert [words for page in pages for words in shown(page, "P")] == [
        f"Sign {number}" for number in range(9)
    ]


def test_frames_and_grounds_are_not_read_out(pages: list[list[MarkedSequence]]) -> None:
    for page in pages:
        painted = [sequence for sequence in page if sequence.painted]
        assert painted
        assert {sequence.tag for sequence in painted} == {"Artifact"}


def test_content_stands_inside_frame_and_padding(pages: list[list[MarkedSequence]]) -> None:
    for page in pages:
        lines = [one for sequence in page if sequence.tag == "P" for one in sequence.shown]
        assert {one.x for one in lines} == {20 + LOOK.pad_sides}
        assert all(20 + LOOK.pad_bottom < one.y < 20 + HEIGHT - LOOK.pad_top for one in lines)
