"""Test check boxes: the printed box, the field over it, and what a reader says."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.forms import CheckBox
from handouts.pdf.structure import StructElem
from tests.pdf.stress import HEIGHT, INFO, one_page
from tests.validators import content


@pytest.fixture
def root() -> StructElem:
    return StructElem("Document")


def box(root: StructElem, name: str = "week-1", **options: object) -> CheckBox:
    return CheckBox(20, root.add("P").add("Form"), name, "Bridge, Monday – done", **options)  # type: ignore[arg-type]


def darkness(data: bytes, area: tuple[int, int, int, int]) -> int:
    """Dark pixels in an area of the first page, from the top, at 72 per inch, form fields drawn."""
    pdf = pypdfium2.PdfDocument(data)
    pdf.init_forms()
    picture = pdf[0].render(scale=1, may_draw_forms=True).to_pil().convert("L")
    return sum(value < 128 for value in picture.crop(area).get_flattened_data())


def test_field_is_a_widget_of_its_own(root: StructElem) -> None:
    with pikepdf.open(BytesIO(one_page(box(root), root=root))) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        (widget,) = pdf.pages[0].Annots
        assert field.objgen == widget.objgen
        assert (field.FT, field.Subtype, field.F) == ("/Btn", "/Widget", 4)
        assert (str(field.T), str(field.TU)) == ("week-1", "Bridge, Monday – done")
        assert (field.V, field.AS) == ("/Off", "/Off")
        assert list(field.AP.keys()) == ["/N"]
        assert set(field.AP.N.keys()) == {"/Yes", "/Off"}
        assert "/NeedAppearances" not in pdf.Root.AcroForm
        assert [float(side) for side in field.Rect] == [40, HEIGHT - 60, 60, HEIGHT - 40]


def test_field_belongs_to_its_element(root: StructElem) -> None:
    with pikepdf.open(BytesIO(one_page(box(root), root=root))) as pdf:
        form = pdf.Root.StructTreeRoot.K.K.K
        assert form.S == "/Form"
        assert form.K.Type == "/OBJR"
        assert form.K.Obj.objgen == pdf.pages[0].Annots[0].objgen
        nums = pdf.Root.StructTreeRoot.ParentTree.Nums
        assert nums[2 * pdf.pages[0].Annots[0].StructParent + 1].objgen == form.objgen


def test_box_is_printed_on_the_page(root: StructElem) -> None:
    with pikepdf.open(BytesIO(one_page(box(root), root=root))) as pdf:
        (sequence,) = content.read_page(pdf.pages[0])
        assert (sequence.tag, sequence.painted) == ("Artifact", 1)


def test_tick_shows_only_when_it_is_on(root: StructElem) -> None:
    data = one_page(box(root), root=root)
    inside = (43, 43, 57, 57)
    assert darkness(data, inside) == 0
    with pikepdf.open(BytesIO(data)) as pdf:
        field = pdf.Root.AcroForm.Fields[0]
        field.V = field.AS = pikepdf.Name.Yes
        ticked = BytesIO()
        pdf.save(ticked)
    assert darkness(ticked.getvalue(), inside) > 15


def test_appearances_are_shared(root: StructElem) -> None:
    boxes = [box(root, f"week-{number}") for number in range(3)]
    with pikepdf.open(BytesIO(one_page(*boxes, root=root))) as pdf:
        assert len({field.AP.N.Yes.objgen for field in pdf.Root.AcroForm.Fields}) == 1
        assert len(pdf.Root.AcroForm.Fields) == 3


def test_dotted_box_looks_different(root: StructElem) -> None:
    solid, dotted = one_page(box(root), root=root), one_page(box(root, dotted=True), root=root)
    outline = (38, 38, 62, 62)
    assert darkness(solid, outline) > darkness(dotted, outline) >= 0


def test_box_for_the_pen_only_has_no_field(root: StructElem) -> None:
    with pikepdf.open(BytesIO(one_page(CheckBox(20, None, "", "", fillable=False), root=root))) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_dots_of_a_name_do_not_make_groups(root: StructElem) -> None:
    with pikepdf.open(BytesIO(one_page(box(root, "bridge.monday"), root=root))) as pdf:
        assert str(pdf.Root.AcroForm.Fields[0].T) == "bridge_monday"


def test_two_boxes_may_not_share_a_name(root: StructElem) -> None:
    with pytest.raises(ValueError, match='two form fields are named "week-1"'):
        one_page(box(root), box(root), root=root)


@pytest.mark.parametrize(("name", "label"), [("", "Label"), ("name", " ")])
def test_name_and_label_are_needed(root: StructElem, name: str, label: str) -> None:
    with pytest.raises(ValueError, match="name and a label"):
        CheckBox(20, root.add("Form"), name, label)


def test_other_elements_are_refused(root: StructElem) -> None:
    with pytest.raises(ValueError, match="Form element"):
        CheckBox(20, root.add("P"), "name", "label")


def test_file_is_valid(root: StructElem, tmp_path: Path, valid: object) -> None:
    path = tmp_path / "boxes.pdf"
    boxes = [box(root, f"week {number}", dotted=number == 2) for number in range(3)]
    path.write_bytes(one_page(*boxes, root=root))
    assert callable(valid)
    valid(path)


def test_field_needs_a_canvas_of_ours(root: StructElem) -> None:
    canvas = TaggedCanvas(BytesIO(), document_root=root, info=INFO)
    with pytest.raises(RuntimeError, match="need an element"):
        canvas.acroForm.checkbox(name="x")
