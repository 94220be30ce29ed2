"""Check figures as SVG: shapes, words for screen readers, and numbers that are never mirrored."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from handouts.figures.arrange import arrange
from handouts.figures.display_list import DisplayList, figure_names, load_figure
from handouts.figures.svg import EDGE, NAMESPACE, MarkLook, sheet, svg
from handouts.figures.theme import THEMES, palette

BOX = (240.0, 150.0)
MARKS = MarkLook(7.5, "#0b5661")


def parsed(figure: DisplayList, theme: str = "colour", *, mirror: bool = False, **marks: bool) -> ET.Element:
    """A figure's document, read."""
    arrangement = arrange(figure.frames, *BOX, mark_radius=MARKS.radius, mirror=mirror)
    look = replace(MARKS, **marks)
    return ET.fromstring(svg(figure, arrangement, BOX, palette(theme), look, mirror=mirror))


def every(root: ET.Element, tag: str) -> list[ET.Element]:
    """All elements of a kind."""
    return list(root.iter(f"{{{NAMESPACE}}}{tag}"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", figure_names())
def test_paths_are_well_formed(name: str, theme: str) -> None:
    paths = every(parsed(load_figure(name), theme), "path")
    assert len(paths) > 20
    assert all(re.fullmatch(r"[MLCZ0-9 .-]+", path.attrib["d"]) for path in paths)


@pytest.mark.parametrize("name", figure_names())
def test_a_screen_reader_is_given_name_and_words(name: str) -> None:
    figure = load_figure(name)
    root = parsed(figure)
    title, words = every(root, "title")[0], every(root, "desc")[0]
    assert (title.text, words.text) == (name, figure.alt)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], words.attrib["id"]]


def test_it_is_as_large_as_its_box_and_the_edge() -> None:
    root = parsed(load_figure("bridge"))
    assert root.attrib["viewBox"] == "-1.5 -1.5 243.00 153.00"
    assert float(root.attrib["width"].removesuffix("pt")) == pytest.approx(BOX[0] + 2 * EDGE)


def test_marks_are_those_of_the_frames() -> None:
    root = parsed(load_figure("bridge"))
    ring, dot = every(root, "circle")
    assert (ring.attrib["fill"], dot.attrib["fill"]) == ("#ffffff", MARKS.accent)
    (number,) = every(root, "text")
    assert (number.text, number.attrib["fill"]) == ("2", "#ffffff")


def test_marks_of_lines_alone_are_rings() -> None:
    root = parsed(load_figure("bridge"), "line", filled=False)
    assert {circle.attrib["fill"] for circle in every(root, "circle")} == {"#ffffff"}
    assert every(root, "text")[0].attrib["fill"] == "#000000"


def test_frames_are_mirrored_and_numbers_are_not() -> None:
    plain, mirrored = parsed(load_figure("log_roll")), parsed(load_figure("log_roll"), mirror=True)
    for root, sign in ((plain, 1), (mirrored, -1)):
        turns = [float(group.attrib["transform"][7:].split()[0]) for group in every(root, "g")]
        assert all(turn * sign > 0 for turn in turns)
        assert all("transform" not in text.attrib for text in every(root, "text"))
    left = [float(text.attrib["x"]) for text in every(plain, "text")]
    right = [BOX[0] - float(text.attrib["x"]) for text in every(mirrored, "text")]
    assert left == pytest.approx(right, abs=0.02)


def test_figures_without_marks_have_none() -> None:
    figure = load_figure("bridge")
    arrangement = arrange(figure.frames, *BOX, mark_radius=7.5)
    root = ET.fromstring(svg(figure, arrangement, BOX, palette("grey")))
    assert every(root, "circle") == every(root, "text") == []


def test_a_sheet_has_every_figure_once() -> None:
    figures = [load_figure(name) for name in figure_names()]
    root = ET.fromstring(sheet(figures, 120, 4, palette("colour"), MARKS))
    pictures = every(root, "svg")[1:]
    assert [every(picture, "desc")[0].text for picture in pictures] == [figure.alt for figure in figures]
    corners = {(picture.attrib["x"], picture.attrib["y"]) for picture in pictures}
    assert len(corners) == len(figures)
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(set(ids)) == len(ids)
    width, height = (float(root.attrib[side].removesuffix("pt")) for side in ("width", "height"))
    for picture in pictures:
        assert float(picture.attrib["x"]) + 120 <= width + 0.1
        assert float(picture.attrib["y"]) + 120 * 0.62 <= height + 0.1
