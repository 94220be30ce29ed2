"""Test that paragraphs wrap once, split well, link and say their language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pytest
from reportlab.platypus import Frame, PageTemplate

from handouts.errors import DataError, GlyphError, Mark
from handouts.pdf.colour import Colour, colour_operator
from handouts.pdf.document import build
from handouts.pdf.outline import Anchor
from handouts.pdf.paragraph import Paragraph
from handouts.pdf.structure import StructElem
from handouts.text.style import TextStyle
from tests.pdf.stress import ARABIC, ARABIC_INFO, BODY, INFO, LINKED, VIETNAMESE, one_page
from tests.validators import content

LONG = "Words that need a few lines of this measure to be set. " * 6


@dataclass(frozen=True)
class WrittenWords:
    """Words with the place they came from, as the product's own have."""

    text: str
    mark: Mark


def open_bytes(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def links(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]


def walk(elem: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield elem
    kids = elem.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array | list) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from walk(kid)


def elements(pdf: pikepdf.Pdf, role: str) -> list[pikepdf.Object]:
    return [elem for elem in walk(pdf.Root.StructTreeRoot.K) if role == elem.S]


def test_measures() -> None:
    paragraph = Paragraph(LONG, BODY)
    assert paragraph.wrap(150, 1000) == (150, paragraph.line_count * BODY.leading)
    assert paragraph.line_count > 6
    assert all(line.width <= 150.01 for line in paragraph.lines)
    assert paragraph.widest_word < 60 < 150 < paragraph.natural_width
    paragraph.wrap(paragraph.natural_width, 1000)
    assert paragraph.line_count == 1
    assert paragraph.minWidth() == paragraph.widest_word


def test_lines_are_broken_once_per_measure() -> None:
    paragraph = Paragraph(LONG, BODY)
    paragraph.wrap(150, 1000)
    lines = paragraph.lines
    paragraph.wrap(150, 20)
    assert paragraph.lines is lines


@pytest.mark.parametrize("lines", [4, 5, 9])
def test_split_keeps_two_lines_on_each_side(lines: int) -> None:
    paragraph = Paragraph("\n".join("line" for _ in range(lines)), BODY)
    for room in range(lines + 2):
        pieces = paragraph.split(200, room * BODY.leading)
        counts = []
        for piece in pieces:
            piece.wrap(200, 1000)
            counts.append(piece.line_count)
        assert sum(counts) in (0, lines)
        if len(counts) == 2:
            assert min(counts) >= 2
            assert counts[0] <= room
        else:
            assert (counts == [lines]) == (room >= lines)


def test_three_lines_do_not_split() -> None:
    assert Paragraph("a\nb\nc", BODY).split(200, 2.5 * BODY.leading) == []


def test_pieces_take_the_spaces_of_their_ends() -> None:
    paragraph = Paragraph(LONG, BODY, space_before=5, space_after=7, keep_with_next=True, anchor=Anchor("a"))
    first, rest = paragraph.split(150, 60)
    assert (first.getSpaceBefore(), first.getSpaceAfter(), first.getKeepWithNext()) == (5, 0, False)
    assert (rest.getSpaceBefore(), rest.getSpaceAfter(), rest.getKeepWithNext()) == (0, 7, False)
    assert (first.anchor, rest.anchor) == (Anchor("a"), None)


def test_rest_goes_on_in_a_frame_of_another_width() -> None:
    paragraph = Paragraph(LINKED * 4, BODY)
    _, rest = paragraph.split(150, 70)
    start = rest.lines[0].start
    rest.wrap(260, 1000)
    assert "".join(line.text for line in rest.lines) == paragraph.text[start:]
    assert max(line.width for line in rest.lines) > 150


@pytest.mark.parametrize("room", [40, 60, 80, 100, 120, 140])
def test_link_split_over_frames_of_different_width_stays_one_link(room: float) -> None:
    root = StructElem("Document")
    words = "See [a page with a very long title that goes over two columns](https://example.org/1) and on. "
    words += "Then [another](https://example.org/2)."
    frames = [Frame(20, 20, 90, room, 0, 0, 0, 0), Frame(130, 20, 200, 140, 0, 0, 0, 0)]
    template = PageTemplate("page", frames, pagesize=(400, 200))
    pdf = open_bytes(build([Paragraph(words, BODY, elem=root.add("P"))], [template], INFO, root).data)
    found = elements(pdf, "/Link")
    assert len(found) == 2
    assert {str(link.A.URI) for link in links(pdf)} == {"https://example.org/1", "https://example.org/2"}
    for annotation in links(pdf):
        owner = pdf.Root.StructTreeRoot.ParentTree.Nums[2 * annotation.StructParent + 1]
        index = [elem.objgen for elem in found].index(owner.objgen)
        assert str(annotation.A.URI).endswith(str(index + 1))
        assert str(annotation.Contents).startswith(("a page", "another")[index])


def test_each_line_piece_of_a_link_has_its_rectangle() -> None:
    root = StructElem("Document")
    words = "Please [read **very** much more](https://example.org) now"
    paragraph = Paragraph(words, BODY, elem=root.add("P"))
    paragraph.wrap(80, 500)
    assert paragraph.line_count > 2
    pdf = open_bytes(build([paragraph], [narrow(80)], INFO, root).data)
    (link,) = elements(pdf, "/Link")
    annotations = links(pdf)
    assert {str(annotation.Contents) for annotation in annotations} == {"read very much more"}
    rectangles = [[float(side) for side in annotation.Rect] for annotation in annotations]
    assert len(rectangles) == len({top for _, _, _, top in rectangles}) > 1
    assert all(20 <= left < right <= 100.1 for left, _, right, _ in rectangles)
    owned = [kid for kid in link.K if isinstance(kid, pikepdf.Dictionary) and kid.Type == "/OBJR"]
    assert len(owned) == len(rectangles)


def narrow(width: float) -> PageTemplate:
    return PageTemplate("page", [Frame(20, 20, width, 160, 0, 0, 0, 0)], pagesize=(width + 40, 200))


def test_two_links_to_one_address_are_two_links() -> None:
    root = StructElem("Document")
    words = "[One](https://example.org) and [two](https://example.org)"
    pdf = open_bytes(one_page(Paragraph(words, BODY, elem=root.add("P")), root=root))
    assert [str(annotation.Contents) for annotation in links(pdf)] == ["One", "two"]
    assert len(elements(pdf, "/Link")) == 2


def test_text_around_a_link_keeps_its_order() -> None:
    root = StructElem("Document")
    pdf = open_bytes(one_page(Paragraph(LINKED, BODY, elem=root.add("P")), root=root))
    (paragraph,) = elements(pdf, "/P")
    kinds = [kid if isinstance(kid, int) else str(kid.S) for kid in paragraph.K]
    assert kinds == [0, "/Link", 2]


def test_artifact_has_no_link_but_its_words() -> None:
    root = StructElem("Document")
    data = one_page(Paragraph("[Read](https://example.org)", BODY), root=root)
    pdf = open_bytes(data)
    assert links(pdf) == []
    (sequence,) = content.read_page(pdf.pages[0])
    assert (sequence.tag, sequence.shown[0].text) == ("Artifact", "Read")


def test_whole_paragraph_as_link() -> None:
    root = StructElem("Document")
    reference = root.add("TOC").add("TOCI").add("Reference")
    link = Paragraph("Chapter one", BODY, elem=reference, link_to="one")
    target = Paragraph("One", BODY, elem=root.add("H1"), anchor=Anchor("one"))
    pdf = open_bytes(one_page(link, target, root=root))
    (annotation,) = links(pdf)
    assert str(annotation.Contents) == "Chapter one"
    assert annotation.Dest[0].objgen == pdf.pages[0].objgen
    assert elements(pdf, "/Reference")[0].K.S == "/Link"


def test_link_in_right_to_left_text_is_not_replaced_by_actual_text() -> None:
    root = StructElem("Document")
    words = "اقرئي [على موقعنا](https://example.org) الآن"
    elem, plain = root.add("P"), root.add("P")
    paragraphs = Paragraph(words, ARABIC, elem=elem), Paragraph("كلمات", ARABIC, elem=plain)
    pdf = open_bytes(one_page(*paragraphs, root=root, info=ARABIC_INFO))
    assert ["/ActualText" in elem for elem in elements(pdf, "/P")] == [False, True]
    assert str(links(pdf)[0].Contents) == "على موقعنا"


@pytest.mark.parametrize(
    ("style", "language"),
    [
        (BODY, None),
        (VIETNAMESE, "vi"),
        (TextStyle(BODY.faces, False, 12, 17, "en", "Latn", "ltr"), None),
        (TextStyle(BODY.faces, False, 12, 17, "en-US", "Latn", "ltr"), "en-US"),
    ],
)
def test_language_is_said_where_it_is_another(style: TextStyle, language: str | None) -> None:
    root = StructElem("Document")
    pdf = open_bytes(one_page(Paragraph("Words", style, elem=root.add("P")), root=root))
    (elem,) = elements(pdf, "/P")
    assert (str(elem.Lang) if "/Lang" in elem else None) == language


def test_lines_stand_on_their_baselines() -> None:
    root = StructElem("Document")
    paragraph = Paragraph("a\nb", BODY, elem=root.add("P"))
    pdf = open_bytes(one_page(paragraph, root=root))
    (sequence,) = content.read_page(pdf.pages[0])
    first, second = sequence.shown
    assert first.y - second.y == pytest.approx(BODY.leading, abs=0.02)
    assert first.y == pytest.approx(595 - 40 - (BODY.leading / 2 + 0.388 * BODY.size), abs=0.1)
    assert first.x == pytest.approx(40, abs=0.01)


@pytest.mark.parametrize(
    ("colour", "operator"),
    [
        ("#000000", "0 0 0 rg"),
        ("#ff8000", "1 0.502 0 rg"),
        ((0.25, 0, 1), "0.25 0 1 rg"),
        ("0b5661", "0.043 0.337 0.38 rg"),
    ],
)
def test_colours(colour: Colour, operator: str) -> None:
    assert colour_operator(colour) == operator


def test_colour_does_not_reach_the_next_paragraph() -> None:
    root = StructElem("Document")
    red = Paragraph("a", BODY, "#ff0000", root.add("P"))
    pdf = open_bytes(one_page(red, Paragraph("b", BODY, elem=root.add("P")), root=root))
    stream = pdf.pages[0].Contents.read_bytes()
    assert stream.index(b"1 0 0 rg") < stream.index(b"Q") < stream.rindex(b"BT")
    assert stream.count(b" rg") == 1


def test_missing_glyph_names_the_place_of_the_words() -> None:
    words = WrittenWords("Words \U0001f600", Mark("data/a.yaml", 8, 3))
    with pytest.raises(GlyphError, match=r"data/a.yaml:8:3: error: .*U\+1F600"):
        Paragraph(words, BODY)


def test_broken_markup_names_the_place_of_the_words() -> None:
    with pytest.raises(DataError, match=r"data/a.yaml:8:3: error: \*\* opens"):
        Paragraph(WrittenWords("Words **bold", Mark("data/a.yaml", 8, 3)), BODY)


def test_repeated_paragraph_is_an_artifact() -> None:
    root = StructElem("Document")
    paragraph = Paragraph("Head", BODY, elem=root.add("P"), anchor=Anchor("head"))
    pdf = open_bytes(one_page(paragraph, paragraph, root=root))
    assert [sequence.tag for sequence in content.read_page(pdf.pages[0])] == ["P", "Artifact"]


def test_no_words_draw_nothing() -> None:
    root = StructElem("Document")
    pdf = open_bytes(one_page(Paragraph("", BODY, elem=root.add("P")), root=root))
    assert content.read_page(pdf.pages[0]) == []


@pytest.mark.parametrize(
    "words",
    [
        "انظري [اقرئي **Back Care** هنا](https://example.org/1) و[هناك](https://example.org/2) الآن",
        "انظري [**NHS** اقرئي](https://example.org/1)[هناك](https://example.org/2)",
        "[+44 20 7946 0018](https://example.org/1) أو [**0123 456 7890** الآن](https://example.org/2)",
    ],
)
def test_marks_of_direction_do_not_cut_links(words: str) -> None:
    root = StructElem("Document")
    pdf = open_bytes(one_page(Paragraph(words, ARABIC, elem=root.add("P")), root=root, info=ARABIC_INFO))
    assert len(elements(pdf, "/Link")) == 2
    for annotation in links(pdf):
        number = int(str(annotation.A.URI)[-1]) - 1
        words_of_links = [words.split("[")[1].split("]")[0], words.split("[")[2].split("]")[0]]
        assert str(annotation.Contents) == words_of_links[number].replace("**", "")
