"""Test that tables tell heads from cells, repeat heads silently and mirror for right-to-left."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from reportlab.platypus import Frame, PageTemplate
from reportlab.platypus.flowables import Flowable

from handouts.errors import FitError
from handouts.pdf.document import Built, build
from handouts.pdf.paragraph import Paragraph
from handouts.pdf.structure import StructElem
from handouts.pdf.table import StyleCommand, TaggedTable, _mirrored, table_elems, tagged_table
from tests.pdf.stress import BODY, INFO
from tests.validators import content

GRID: StyleCommand = ("GRID", (0, 0), (-1, -1), 0.5, "#22343a")
GROUND: StyleCommand = ("BACKGROUND", (0, 0), (-1, 0), "#e6f1f0")


def cells(root: StructElem, rows: int, words: str = "Cell") -> list[list[Flowable]]:
    elems = table_elems(root, rows, 2)
    return [
        [Paragraph(f"{words} {row}.{column}", BODY, elem=elems[row][column]) for column in range(2)]
        for row in range(rows)
    ]


def built(root: StructElem, *story: Flowable, height: float = 160) -> Built:
    frame = Frame(20, 20, 300, height, 0, 0, 0, 0, id="body")
    template = PageTemplate("page", [frame], pagesize=(340, height + 40))
    return build(list(story), [template], INFO, root)


def sequences(data: bytes) -> list[list[content.MarkedSequence]]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [content.read_page(page) for page in pdf.pages]


def words(page: list[content.MarkedSequence], tag: str) -> list[str]:
    return [" ".join(shown.text for shown in one.shown) for one in page if one.tag == tag and one.shown]


def test_heads_and_scopes() -> None:
    root = StructElem("Document")
    elems = table_elems(root, 3, 2)
    (table,) = root.kids
    assert [group.role for group in table.kids] == ["THead", "TBody"]
    assert [[cell.role for cell in row] for row in elems] == [["TH", "TH"], ["TH", "TD"], ["TH", "TD"]]
    assert [elems[0][1].attributes, elems[1][0].attributes, elems[1][1].attributes] == [
        {"O": "Table", "Scope": "Column"},
        {"O": "Table", "Scope": "Row"},
        None,
    ]


def test_table_without_head_row_has_no_thead() -> None:
    root = StructElem("Document")
    elems = table_elems(root, 2, 2, head_rows=0)
    assert [group.role for group in root.kids[0].kids] == ["TBody"]
    assert [cell.role for cell in elems[0]] == ["TH", "TD"]


def test_table_without_any_head_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a head"):
        table_elems(StructElem("Document"), 2, 2, head_rows=0, head_columns=0)


def test_cells_hold_flowables() -> None:
    with pytest.raises(TypeError, match="words"):
        tagged_table([["words"]], [100])


def test_grounds_and_rules_are_artifacts() -> None:
    root = StructElem("Document")
    (page,) = sequences(built(root, tagged_table(cells(root, 2), [100, 120], [GRID, GROUND])).data)
    assert [sequence.tag for sequence in page] == ["Artifact", "TH", "TH", "TH", "TD", "Artifact"]
    assert [bool(sequence.painted) for sequence in page] == [True, False, False, False, False, True]


def test_head_is_repeated_as_an_artifact() -> None:
    root = StructElem("Document")
    first, second = sequences(built(root, tagged_table(cells(root, 9), [100, 120])).data)[:2]
    assert words(first, "TH")[:2] == ["Cell 0.0", "Cell 0.1"]
    assert words(second, "Artifact") == ["Cell 0.0", "Cell 0.1"]
    assert "Cell 0.0" not in words(second, "TH")


def test_every_cell_is_drawn_once() -> None:
    root = StructElem("Document")
    pages = sequences(built(root, tagged_table(cells(root, 30), [100, 120], [GRID])).data)
    drawn = [text for page in pages for tag in ("TH", "TD") for text in words(page, tag)]
    assert sorted(drawn) == sorted(f"Cell {row}.{column}" for row in range(30) for column in range(2))


def test_row_splits_only_where_it_is_taller_than_a_frame() -> None:
    root = StructElem("Document")
    rows = cells(root, 3)
    elem = StructElem("TD")
    rows[2][1] = Paragraph("Words in a tall cell. " * 30, BODY, elem=elem)
    root.kids[0].kids[1].kids[1].kids[1] = elem
    elem.parent = root.kids[0].kids[1].kids[1]
    pages = sequences(built(root, tagged_table(rows, [100, 120], [GRID]), height=140).data)
    assert words(pages[0], "TH") == ["Cell 0.0", "Cell 0.1", "Cell 1.0"]
    assert words(pages[1], "TH") == ["Cell 2.0"]
    assert all(words(page, "Artifact") == ["Cell 0.0", "Cell 0.1"] for page in pages[1:])
    assert len(pages) > 3


def test_pieces_stay_on_the_side_of_the_whole() -> None:
    root = StructElem("Document")
    table = tagged_table(cells(root, 9, "A cell of words"), [60, 60], mirrored=True)
    pages = sequences(built(root, table).data)
    right = {max(shown.x for one in page for shown in one.shown) for page in pages}
    assert right == {320 - 60}


def test_mirrored_table_reads_from_the_right() -> None:
    root = StructElem("Document")
    style = [("LEFTPADDING", (0, 0), (0, -1), 7), ("ALIGN", (0, 0), (0, 0), "LEFT"), GRID]
    (page,) = sequences(built(root, tagged_table(cells(root, 2), [100, 60], style, mirrored=True)).data)
    place = {shown.text: shown.x for one in page for shown in one.shown}
    assert place["Cell 0.0"] > place["Cell 0.1"]
    assert place["Cell 0.0"] == pytest.approx(320 - 100, abs=0.01)
    assert [shown.text for one in page for shown in one.shown][:2] == ["Cell 0.1", "Cell 0.0"]
    assert [cell.role for cell in root.kids[0].kids[1].kids[0].kids] == ["TH", "TD"]


@pytest.mark.parametrize(
    ("command", "mirrored"),
    [
        (("LEFTPADDING", (0, 0), (0, -1), 7), ("RIGHTPADDING", (2, 0), (2, -1), 7)),
        (("LINEBEFORE", (1, 0), (-1, -1), 1, "black"), ("LINEAFTER", (0, 0), (1, -1), 1, "black")),
        (("ALIGN", (0, 0), (1, 0), "RIGHT"), ("ALIGN", (1, 0), (2, 0), "LEFT")),
        (("SPAN", (1, 2), (2, 2)), ("SPAN", (0, 2), (1, 2))),
    ],
)
def test_style_commands_count_from_the_start_side(command: StyleCommand, mirrored: StyleCommand) -> None:
    assert _mirrored(command, 3) == mirrored


@pytest.mark.parametrize(("valign", "order"), [("TOP", 0), ("MIDDLE", 1), ("BOTTOM", 2)])
def test_cells_stand_where_the_style_says(valign: str, order: int) -> None:
    root = StructElem("Document")
    elems = table_elems(root, 1, 2)
    tall = [Paragraph(f"Line {line}", BODY, elem=elems[0][0].add("P")) for line in range(3)]
    row = [[tall, Paragraph("Short", BODY, elem=elems[0][1])]]
    table = tagged_table(row, [100, 100], [("VALIGN", (0, 0), (-1, -1), valign)])
    (page,) = sequences(built(root, table).data)
    baselines = {shown.text: shown.y for one in page for shown in one.shown}
    assert baselines["Short"] == pytest.approx(baselines[f"Line {order}"], abs=0.02)


def test_no_font_is_set_that_is_not_embedded() -> None:
    root = StructElem("Document")
    with pikepdf.open(BytesIO(built(root, tagged_table(cells(root, 3), [100, 120], [GRID])).data)) as pdf:
        (font,) = pdf.pages[0].Resources.Font.values()
        assert str(font.BaseFont).endswith("+NotoSans-Regular")


def test_row_in_a_flowable_that_cannot_split_is_an_error_in_millimetres() -> None:
    class Stiff(TaggedTable):  # type: ignore[misc]
        def split(self, aw: float, ah: float) -> list[Flowable]:
            return []

    root = StructElem("Document")
    table = Stiff([[[cell] for cell in row] for row in cells(root, 20)], colWidths=[100, 100])
    with pytest.raises(FitError, match=r'page \d: "Cell 0\.0" is \d+ mm too tall for the frame body'):
        built(root, table)
