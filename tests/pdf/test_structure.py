"""Test that the structure tree holds what was composed and drawn, and nothing else."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.paragraph import Paragraph
from handouts.pdf.structure import COLUMN_HEAD, PARENTS, ROLES, StructElem, StructTree
from tests.pdf.stress import ARABIC, BODY, INFO, one_page


def open_bytes(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def document_elem(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.StructTreeRoot.K


def test_unknown_role_is_refused() -> None:
    with pytest.raises(ValueError, match="H9"):
        StructElem("H9")


@pytest.mark.parametrize(("parent", "role"), [("P", "LI"), ("L", "Lbl"), ("Table", "TD"), ("Sect", "TOCI")])
def test_role_in_the_wrong_parent_is_refused(parent: str, role: str) -> None:
    elem = StructElem(parent)
    with pytest.raises(ValueError, match=f"{role} may not stand in {parent}"):
        elem.add(role)
    assert elem.kids == ()


def test_every_rule_about_parents_names_known_roles() -> None:
    assert set(PARENTS) <= ROLES
    assert all(parents <= ROLES for parents in PARENTS.values())


def test_walk_is_reading_order() -> None:
    root = StructElem("Document")
    section = root.add("Sect")
    heading, words = section.add("H1"), section.add("P")
    assert list(root.walk()) == [root, section, heading, words]


def test_empty_elements_are_pruned_but_cells_stay() -> None:
    root = StructElem("Document")
    root.add("Sect").add("P")
    root.add("Table").add("TR").add("TD")
    row = root.add("Table").add("TR")
    head, empty = row.add("TH", attributes=COLUMN_HEAD), row.add("TD")
    pdf = open_bytes(one_page(Paragraph("Head", BODY, elem=head), root=root))
    (table,) = [document_elem(pdf).K]
    assert table.S == "/Table"
    assert [cell.S for cell in table.K.K] == ["/TH", "/TD"]
    assert "/K" not in table.K.K[1]
    assert empty.kids == ()


def test_split_paragraph_keeps_one_element_with_both_pages() -> None:
    root = StructElem("Document")
    paragraph = Paragraph("Words that go over the foot of a page. " * 12, BODY, elem=root.add("P"))
    first, rest = paragraph.split(200, 100)
    stream = BytesIO()
    canvas = TaggedCanvas(stream, document_root=root, info=INFO)
    for piece in (first, rest):
        piece.wrapOn(canvas, 200, 400)
        piece.drawOn(canvas, 40, 100)
        canvas.showPage()
    canvas.save()
    pdf = open_bytes(stream.getvalue())
    elem = document_elem(pdf).K
    assert elem.S == "/P"
    assert elem.Pg.objgen == pdf.pages[0].objgen
    assert elem.K[0] == 0
    assert elem.K[1].Pg.objgen == pdf.pages[1].objgen
    assert elem.K[1].MCID == 0


def test_parent_tree_leads_back_from_every_mark() -> None:
    root = StructElem("Document")
    words = [Paragraph(f"Paragraph {number}", BODY, elem=root.add("P")) for number in range(3)]
    pdf = open_bytes(one_page(*words, root=root))
    tree = pdf.Root.StructTreeRoot
    assert pdf.pages[0].StructParents == tree.ParentTree.Nums[0]
    owners = tree.ParentTree.Nums[1]
    assert [owner.objgen for owner in owners] == [elem.objgen for elem in document_elem(pdf).K]
    assert [elem.K for elem in owners] == [0, 1, 2]
    assert tree.ParentTreeNextKey == 1


def test_attributes_and_texts_are_written() -> None:
    root = StructElem("Document")
    elem = root.add("Caption", alt="Words (instead)", lang="de", title="Überschrift")
    elem.attributes = {"O": "Layout", "TextAlign": "Center", "SpaceAfter": 2.5, "BBox": (1, 2.25, 3, 4)}
    pdf = open_bytes(one_page(Paragraph("Words", BODY, elem=elem), root=root))
    elem = document_elem(pdf).K
    assert (str(elem.Alt), str(elem.T), str(elem.Lang)) == ("Words (instead)", "Überschrift", "de")
    assert elem.A.O == "/Layout"
    assert float(elem.A.SpaceAfter) == 2.5
    assert [float(number) for number in elem.A.BBox] == [1, 2.25, 3, 4]


def test_notes_get_identifiers_in_order() -> None:
    root = StructElem("Document")
    notes = [Paragraph(f"Note {number}", BODY, elem=root.add("Note")) for number in range(11)]
    pdf = open_bytes(one_page(*notes, root=root))
    names = pdf.Root.StructTreeRoot.IDTree.Names
    identifiers = [str(name) for name in names[::2]]
    assert identifiers == sorted(set(identifiers))
    assert [elem.objgen for elem in names[1::2]] == [elem.objgen for elem in document_elem(pdf).K]
    assert [str(elem.ID) for elem in document_elem(pdf).K] == identifiers


def test_words_of_a_right_to_left_element_are_said_once() -> None:
    root = StructElem("Document")
    words = "كلمات كثيرة تمتد على أسطر عدة. " * 9
    paragraph = Paragraph(words, ARABIC, elem=root.add("P"))
    first, rest = paragraph.split(200, 100)
    pdf = open_bytes(one_page(first, rest, root=root))
    elem = document_elem(pdf).K
    assert str(elem.ActualText) == words
    assert str(elem.Lang) == "ar"


def test_element_with_kids_has_no_actual_text() -> None:
    root = StructElem("Document")
    body = root.add("L").add("LI").add("LBody")
    inner = body.add("P")
    outer = Paragraph("كلمة", ARABIC, elem=body)
    pdf = open_bytes(one_page(outer, Paragraph("كلمات", ARABIC, elem=inner), root=root))
    elem = document_elem(pdf).K.K.K
    assert elem.S == "/LBody"
    assert "/ActualText" not in elem
    assert str(elem.K[0].ActualText) == "كلمات"


def test_drawing_leaves_the_elements_as_they_were() -> None:
    root = StructElem("Document")
    elem = root.add("P")
    first = one_page(Paragraph("كلمات [رابط](https://example.org) كلمات", ARABIC, elem=elem), root=root)
    assert elem.kids == ()
    assert elem.actual_text is None
    assert first == one_page(
        Paragraph("كلمات [رابط](https://example.org) كلمات", ARABIC, elem=elem), root=root
    )


def test_tree_knows_pages_by_key() -> None:
    root = StructElem("Document")
    tree = StructTree(root)
    assert [tree.mark(root, 1), tree.mark(root, 1), tree.mark(root, 2)] == [0, 1, 0]
    assert tree.own(root, 2, 7) == 2
    assert tree.page_key(3) == 3
