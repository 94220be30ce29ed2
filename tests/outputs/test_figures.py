"""Test the files that drawings of figures come to."""

from __future__ import annotations

import sys
from io import BytesIO

import pytest
from PIL import Image

from handouts.errors import OutputError
from handouts.figures.display_list import figure_names, load_figure
from handouts.figures.variant import Variant
from handouts.outputs.figures import FORMATS, Drawing, files
from handouts.outputs.raster import page_pictures
from handouts.pages.figure_sheet import FigureLook
from handouts.units import MM

BRIDGE = (load_figure("bridge"),)
ALL = tuple(load_figure(name) for name in figure_names())


@pytest.mark.parametrize(
    ("drawing", "stem"),
    [
        (Drawing(BRIDGE, FigureLook()), "figure-bridge-colour"),
        (Drawing(BRIDGE, FigureLook("line", mirror=True)), "figure-bridge-line-mirrored"),
        (Drawing(BRIDGE, FigureLook("grey", Variant.named("scarf", "full", "deep"))),
         "figure-bridge-grey-scarf-full-deep"),
        (Drawing(ALL, FigureLook(), sheet=True), "figures-colour"),
    ],
)  # fmt: skip
def test_names_say_what_is_shown(drawing: Drawing, stem: str) -> None:
    assert drawing.stem == stem


@pytest.mark.parametrize(("kind", "first"), [("pdf", b"%PDF-"), ("png", b"\x89PNG"), ("svg", b"<svg ")])
@pytest.mark.parametrize("sheet", [False, True])
def test_every_format_is_what_it_is_called(kind: str, first: bytes, sheet: bool) -> None:
    drawing = Drawing(ALL[:3] if sheet else BRIDGE, FigureLook(), sheet=sheet, resolution=60)
    made = files(drawing, kind)
    assert list(made) == [f"{drawing.stem}.{kind}"]
    assert made[f"{drawing.stem}.{kind}"].startswith(first)
    assert set(FORMATS) == {"pdf", "png", "svg"}


def test_the_same_drawing_is_the_same_file() -> None:
    for kind in FORMATS:
        drawing = Drawing(BRIDGE, FigureLook("grey"), resolution=60)
        assert files(drawing, kind) == files(drawing, kind)


def test_a_sheet_of_several_pages_is_several_pictures() -> None:
    made = files(Drawing(ALL, FigureLook(), sheet=True, resolution=30), "png")
    assert list(made)[:2] == ["figures-colour-1.png", "figures-colour-2.png"]
    assert len(made) > 2


@pytest.mark.parametrize(("theme", "most"), [("colour", 256), ("grey", 16), ("line", 16)])
def test_pictures_are_small_and_know_their_size_and_words(theme: str, most: int) -> None:
    drawing = Drawing(BRIDGE, FigureLook(theme, width=90 * MM), resolution=150)
    (data,) = files(drawing, "png").values()
    assert len(data) < 30_000
    with Image.open(BytesIO(data)) as picture:
        assert picture.mode == "P"
        assert len(picture.getcolors()) <= most
        assert picture.width == pytest.approx(90 / 25.4 * 150, abs=1)
        assert picture.info["dpi"] == pytest.approx((150, 150), abs=0.1)
        assert (picture.text["Title"], picture.text["Description"]) == ("bridge", BRIDGE[0].alt)


def test_without_pdfium_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(OutputError, match="PNG needs pypdfium2") as caught:
        list(page_pictures(b"", 72))
    assert caught.value.problems[0].hint == "install it: pip install pypdfium2"
