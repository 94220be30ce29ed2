"""Test figures on pages of their own: sizes, words, validity, and marks in the colours of each theme."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from handouts.errors import UsageError
from handouts.figures.display_list import figure_names, load_figure
from handouts.figures.theme import THEMES
from handouts.figures.variant import Variant
from handouts.pages.figure_sheet import (
    WIDEST,
    FigureLook,
    contact_sheet,
    mark_look,
    printed_in,
    sheet_columns,
    single_figure,
)
from handouts.pdf.document import Built
from handouts.theme.theme import load_theme
from handouts.units import A4, MM
from tests.validators import structure
from tests.validators.structure import Element

FIGURES = [load_figure(name) for name in figure_names()]


def elements(built: Built, role: str) -> list[Element]:
    """The elements of a role in reading order; the tree must be sound."""
    with pikepdf.open(BytesIO(built.data)) as pdf:
        assert structure.problems(pdf) == []
        found = [each for top in structure.read_structure(pdf) for each in top.walk()]
    return [each for each in found if each.role == role]


@pytest.mark.parametrize("name", figure_names())
def test_a_page_is_cut_to_its_figure(name: str) -> None:
    built = single_figure(load_figure(name), FigureLook(width=60 * MM))
    assert built.page_count == 1
    with pikepdf.open(BytesIO(built.data)) as pdf:
        left, bottom, right, top = (float(side) for side in pdf.pages[0].mediabox)
    assert (left, bottom, right) == (0, 0, pytest.approx(60 * MM, abs=0.01))
    assert 20 * MM < top <= 60 * MM + 0.01
    (figure,) = elements(built, "Figure")
    assert figure.alt == load_figure(name).alt


def test_a_sheet_has_every_figure_with_its_name_and_words() -> None:
    built = contact_sheet(FIGURES, FigureLook())
    assert [each.alt for each in elements(built, "Figure")] == [figure.alt for figure in FIGURES]
    assert len(elements(built, "H1")) == 1
    assert len(elements(built, "H2")) == len(elements(built, "P")) == len(FIGURES)
    with pikepdf.open(BytesIO(built.data)) as pdf:
        sizes = {tuple(float(side) for side in page.mediabox[2:]) for page in pdf.pages}
    assert len(sizes) == 1
    assert sizes.pop() == pytest.approx(A4.size, abs=0.1)


def test_names_alone_take_fewer_pages() -> None:
    narrow = contact_sheet(FIGURES, FigureLook(width=42 * MM), words=False)
    assert narrow.page_count == 1
    assert elements(narrow, "P") == []
    assert len(elements(narrow, "H2")) == len(FIGURES)


def test_files_are_valid(tmp_path: Path, valid: Callable[..., None]) -> None:
    look = FigureLook("line", Variant.named("scarf", "full", "deep"), mirror=True)
    one, many = tmp_path / "one.pdf", tmp_path / "many.pdf"
    one.write_bytes(single_figure(load_figure("log_roll"), look).data)
    many.write_bytes(contact_sheet(FIGURES, FigureLook()).data)
    valid(one, many)


@pytest.mark.parametrize(("width", "count"), [(180, 1), (90, 2), (58, 3), (42, 4), (32, 5)])
def test_columns(width: float, count: int) -> None:
    assert sheet_columns(width * MM) == count


def test_a_picture_wider_than_the_sheet_is_refused() -> None:
    with pytest.raises(UsageError, match="187 mm wide does not fit"):
        sheet_columns(WIDEST + MM)


@pytest.mark.parametrize("theme", THEMES)
def test_everything_is_in_the_theme(theme: str) -> None:
    """Colour on one page of them only: an office copy of the others holds no surprise."""
    data = single_figure(load_figure("bridge"), FigureLook(theme)).data
    with pikepdf.open(BytesIO(data)) as pdf:
        used = {str(operator) for _, operator in pikepdf.parse_content_stream(pdf.pages[0])}
        colours = [
            tuple(float(part) for part in operands)
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) in ("rg", "RG")
        ]
    assert "f" in used
    assert all(len(set(colour)) == 1 for colour in colours) is (theme != "colour")


def test_marks_of_svg_are_those_of_the_page() -> None:
    colour, line = mark_look(FigureLook()), mark_look(FigureLook("line"))
    standard = load_theme()
    assert (colour.accent, colour.filled) == (standard.colours["accent"], True)
    assert (line.accent, line.filled) == ("#000000", False)
    assert colour.radius == pytest.approx(standard.type["body"].size * 0.62)


def test_greys_are_as_light_as_their_colours() -> None:
    colours = printed_in(load_theme(), "grey").colours
    assert all(colour[1:3] == colour[3:5] == colour[5:] for colour in colours.values())
    assert (colours["paper"], colours["ink"]) == ("#ffffff", "#000000")
    assert colours["accent"] == "#414141"
