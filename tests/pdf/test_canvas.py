"""Test marks, artifacts, annotations, anchors and drawing that waits for the end."""

from __future__ import annotations

import gc
import weakref
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.marks import artifact_operator
from handouts.pdf.paragraph import Paragraph
from handouts.pdf.structure import StructElem
from tests.pdf.stress import BODY, INFO


@pytest.fixture
def root() -> StructElem:
    return StructElem("Document")


@pytest.fixture
def canvas(root: StructElem) -> TaggedCanvas:
    return TaggedCanvas(BytesIO(), document_root=root, info=INFO, pagesize=(200, 100))


def finished(canvas: TaggedCanvas) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(canvas.getpdfdata()))


def stream(pdf: pikepdf.Pdf, page: int = 0) -> str:
    return pdf.pages[page].Contents.read_bytes().decode("ascii")


def test_content_is_marked_with_its_role_and_number(canvas: TaggedCanvas, root: StructElem) -> None:
    figure = root.add("Figure", alt="Two boxes")
    for _ in range(2):
        with canvas.content(figure):
            canvas.rect(0, 0, 5, 5)
    marks = stream(finished(canvas)).split("\n")[1:-2:3]
    assert marks == ["/Figure <</MCID 0>> BDC", "/Figure <</MCID 1>> BDC"]


@pytest.mark.parametrize(
    ("given", "operator"),
    [
        ((), "/Artifact BMC"),
        (("Layout",), "/Artifact <</Type /Layout>> BDC"),
        (("Pagination", "Footer"), "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"),
    ],
)
def test_artifact_operators(given: tuple[str, ...], operator: str) -> None:
    assert artifact_operator(*given) == operator


@pytest.mark.parametrize("paint", [(1, 0), (0, 1), (1, 1)])
def test_lines_and_circles_are_those_of_reportlab(
    canvas: TaggedCanvas, root: StructElem, paint: tuple[int, int]
) -> None:
    plain = Canvas(BytesIO())
    for each in (canvas, plain):
        each.line(1.256, -2, 300, 4.5)
        each.circle(100, 50.5, 7.3, *paint)
    ours, theirs = (" ".join(each._code).split() for each in (canvas, plain))
    ours, theirs = (words[words.index("n") :] for words in (ours, theirs))
    ours.remove("h")  # ReportLab leaves the outline open where it meets its beginning
    operators = [[word for word in words if word[0].isalpha()] for words in (ours, theirs)]
    numbers = [[float(word) for word in words if not word[0].isalpha()] for words in (ours, theirs)]
    assert operators[0] == operators[1]
    assert numbers[0] == pytest.approx(numbers[1], abs=0.02)


def test_artifact_inside_a_mark_changes_nothing(canvas: TaggedCanvas, root: StructElem) -> None:
    with canvas.content(root.add("Figure", alt="A box")), canvas.artifact():
        canvas.rect(0, 0, 5, 5)
    with canvas.artifact("Layout"), canvas.artifact():
        canvas.rect(0, 0, 5, 5)
    assert stream(finished(canvas)).count("EMC") == 2


def test_same_element_inside_itself_changes_nothing(canvas: TaggedCanvas, root: StructElem) -> None:
    elem = root.add("P")
    with canvas.content(elem):
        paragraph = Paragraph("Words", BODY, elem=elem)
        paragraph.wrapOn(canvas, 100, 100)
        paragraph.drawOn(canvas, 0, 0)
    assert stream(finished(canvas)).count("BDC") == 1


def test_content_inside_another_mark_is_refused(canvas: TaggedCanvas, root: StructElem) -> None:
    with canvas.artifact(), pytest.raises(RuntimeError, match="does not nest"):
        canvas.begin_content(root.add("P"))
    with canvas.content(root.add("P")), pytest.raises(RuntimeError, match="does not nest"):
        canvas.begin_content(root.add("Span"))


def test_mark_is_closed_when_drawing_fails(canvas: TaggedCanvas, root: StructElem) -> None:
    with pytest.raises(KeyError), canvas.content(root.add("P")):
        raise KeyError
    assert canvas.open_mark is None


def test_page_may_not_end_inside_a_mark(canvas: TaggedCanvas, root: StructElem) -> None:
    canvas.begin_content(root.add("P"))
    with pytest.raises(RuntimeError, match="page 1 ends inside"):
        canvas.showPage()


def test_content_in_a_shared_form_is_refused(canvas: TaggedCanvas, root: StructElem) -> None:
    canvas.rect(0, 0, 5, 5)
    canvas.beginForm("shared")
    with pytest.raises(RuntimeError, match="does not nest"):
        canvas.begin_content(root.add("P"))


def test_pages_know_their_place_in_the_tree(canvas: TaggedCanvas, root: StructElem) -> None:
    for number in range(3):
        with canvas.content(root.add("Figure", alt=f"Box {number}")):
            canvas.rect(0, 0, 5, 5)
        canvas.showPage()
    pdf = finished(canvas)
    assert [page.StructParents for page in pdf.pages] == [0, 1, 2]
    assert {str(page.Tabs) for page in pdf.pages} == {"/S"}


def test_empty_page_has_no_font(canvas: TaggedCanvas) -> None:
    canvas.showPage()
    pdf = finished(canvas)
    assert "Helvetica" not in str(pdf.pages[0].Resources.to_json())
    assert stream(pdf).strip() == ""


def test_page_number_may_be_unknown_until_the_end(canvas: TaggedCanvas, root: StructElem) -> None:
    seen: list[tuple[int | None, int]] = []
    canvas.translate(7, 8)
    canvas.later(lambda done: seen.append((done.page_count, done.page_of("end"))))
    canvas.later(lambda done: done.rect(1, 2, 3, 4))
    canvas.showPage()
    with canvas.content(root.add("Figure", alt="A box")):
        canvas.anchor("end", 0, 50)
        canvas.later(lambda done: done.circle(5, 5, 2))
    canvas.showPage()
    assert seen == []
    assert canvas.page_count is None
    pdf = finished(canvas)
    assert seen == [(2, 2)]
    assert "1 2 3 4 re" in stream(pdf)
    assert "later" not in stream(pdf) + stream(pdf, 1)
    assert stream(pdf, 1).splitlines()[1] == "/Figure <</MCID 0>> BDC"


def test_later_has_the_place_and_state_of_its_moment(canvas: TaggedCanvas) -> None:
    places: list[tuple[float, float]] = []
    canvas.saveState()
    canvas.translate(30, 40)
    canvas.later(lambda done: places.append(done.absolutePosition(1, 2)))
    canvas.restoreState()
    canvas.showPage()
    finished(canvas)
    assert places == [(31, 42)]


def test_link_to_the_web(canvas: TaggedCanvas, root: StructElem) -> None:
    canvas.translate(10, 20)
    canvas.link_uri(root.add("Link"), (0, 0, 50, 12), "https://example.org/ä?a=(1)", "Read \\ more")
    canvas.showPage()
    pdf = finished(canvas)
    (link,) = pdf.pages[0].Annots
    assert str(link.A.URI) == "https://example.org/%C3%A4?a=(1)"
    assert (link.F, link.Subtype, str(link.Contents)) == (4, "/Link", "Read \\ more")
    assert [float(side) for side in link.Rect] == [10, 20, 60, 32]
    assert pdf.Root.StructTreeRoot.ParentTree.Nums[2 * link.StructParent + 1].S == "/Link"


@pytest.mark.parametrize(
    "uri", ["http://example.org", "javascript:alert(1)", "file:///etc/passwd", "", "HTTPS:x"]
)
def test_other_links_are_refused(canvas: TaggedCanvas, root: StructElem, uri: str) -> None:
    with pytest.raises(ValueError, match="must start with"):
        canvas.link_uri(root.add("Link"), (0, 0, 5, 5), uri, "x")


def test_link_inside_the_document(canvas: TaggedCanvas, root: StructElem) -> None:
    canvas.link_anchor(root.add("Link"), (0, 0, 50, 12), "end", "To the end")
    canvas.showPage()
    canvas.anchor("end", 5, 90)
    canvas.showPage()
    pdf = finished(canvas)
    destination = pdf.pages[0].Annots[0].Dest
    assert destination[0].objgen == pdf.pages[1].objgen
    assert list(destination[1:]) == [pikepdf.Name.XYZ, None, 90, None]


def test_link_to_nowhere_is_refused_on_saving(canvas: TaggedCanvas, root: StructElem) -> None:
    canvas.link_anchor(root.add("Link"), (0, 0, 50, 12), "lost", "Lost")
    with pytest.raises(ValueError, match='goes to "lost"'):
        canvas.getpdfdata()


def test_two_places_may_not_share_a_name(canvas: TaggedCanvas) -> None:
    canvas.anchor("here", 0, 0)
    with pytest.raises(ValueError, match='two places are named "here"'):
        canvas.anchor("here", 0, 0)


def test_outline_lists_titled_anchors_by_level(canvas: TaggedCanvas) -> None:
    canvas.anchor("quiet", 0, 0)
    for key, title, level in (("one", "Éins", 0), ("deep", "Deep", 2), ("two", "Two", 0)):
        canvas.anchor(key, 0, 50, title, level)
    canvas.showPage()
    pdf = finished(canvas)
    with pdf.open_outline() as outline:
        assert [(item.title, [kid.title for kid in item.children]) for item in outline.root] == [
            ("Éins", ["Deep"]),
            ("Two", []),
        ]
    assert pdf.Root.PageMode == "/UseOutlines"


def test_annotations_of_reportlab_are_refused(canvas: TaggedCanvas) -> None:
    with pytest.raises(RuntimeError, match="need an element"):
        canvas.linkURL("https://example.org", (0, 0, 5, 5))


def test_coordinates_follow_reportlab(canvas: TaggedCanvas) -> None:
    plain = Canvas(BytesIO())
    for one in (plain, canvas):
        one.translate(10.5, 20)
        one.rotate(30)
        one.scale(2, 3)
        one.skew(5, 0)
    assert canvas.absolutePosition(3, 4) == pytest.approx(plain.absolutePosition(3, 4))


def test_file_name_is_written(root: StructElem, tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    canvas = TaggedCanvas(str(path), document_root=root, info=INFO)
    canvas.showPage()
    canvas.save()
    assert path.read_bytes().startswith(b"%PDF-1.7\n%")


def test_used_canvas_is_not_kept_in_memory(root: StructElem) -> None:
    gc.collect()
    gc.disable()
    try:
        canvas = TaggedCanvas(BytesIO(), document_root=root, info=INFO)
        canvas.showPage()
        canvas.getpdfdata()
        document = weakref.ref(canvas._doc)
        del canvas
        assert document() is None
    finally:
        gc.enable()
