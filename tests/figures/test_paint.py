"""Check the content-stream operators that figures are printed with."""

from __future__ import annotations

import re

import pytest

from handouts.figures.arrange import arrange
from handouts.figures.display_list import GRID, Arrow, Frame, figure_names, load_figure
from handouts.figures.paint import fill_colour, paint, stroke_colour
from handouts.figures.theme import palette
from handouts.figures.weights import THINNEST
from handouts.units import MM

OPERANDS = {"q": 0, "Q": 0, "cm": 6, "J": 1, "j": 1, "w": 1, "g": 1, "G": 1, "rg": 3, "RG": 3} | {
    "m": 2, "l": 2, "c": 6, "h": 0, "f": 0, "S": 0, "B": 0,
}  # fmt: skip
SMALL, LARGE = 45 * MM, 90 * MM
FRAMES = [
    pytest.param(frame, id=f"{name}-{number}")
    for name in figure_names()
    for number, frame in enumerate(load_figure(name).frames, 1)
]


def operators(stream: str) -> list[tuple[str, list[float]]]:
    """The operators of a stream with their operands; fails on anything that is not PDF."""
    found: list[tuple[str, list[float]]] = []
    operands: list[float] = []
    for token in stream.split():
        if re.fullmatch(r"-?(\d+(\.\d+)?|\.\d+)", token):
            operands.append(float(token))
            continue
        assert len(operands) == OPERANDS[token], f"{token} with {operands}"
        found.append((token, operands))
        operands = []
    assert not operands
    return found


def points(found: list[tuple[str, list[float]]]) -> list[complex]:
    """Where the drawing operators go, in points on paper."""
    matrix = next(operands for operator, operands in found if operator == "cm")
    places: list[complex] = []
    for operator, operands in found:
        if operator not in {"m", "l", "c"}:
            continue
        corners = [complex(x, y) for x, y in zip(operands[::2], operands[1::2], strict=True)]
        if operator == "c":
            places += [bezier(places[-1], *corners, step / 8) for step in range(1, 9)]
        else:
            places += corners
    return [complex(matrix[0] * p.real + matrix[4], matrix[3] * p.imag + matrix[5]) for p in places]


def bezier(a: complex, b: complex, c: complex, d: complex, t: float) -> complex:
    """A point of a cubic curve."""
    return (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t * t * (1 - t) * c + t**3 * d


@pytest.mark.parametrize("frame", FRAMES)
def test_operators_are_well_formed_and_stay_in_their_box(frame: Frame) -> None:
    scale = 20.0
    found = operators(paint(frame, scale, palette("colour"), x=100, y=50))
    assert found[0][0] == "q"
    assert found[-1][0] == "Q"
    assert sum(operator == "q" for operator, _ in found) == 1
    width, height = frame.width * scale, frame.height * scale
    for point in points(found):
        assert 100 - 1 <= point.real <= 100 + width + 1
        assert 50 - 1 <= point.imag <= 50 + height + 1


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("mirror", [False, True])
def test_no_line_is_under_half_a_point_at_45_mm(frame: Frame, mirror: bool) -> None:
    scale = arrange([frame], SMALL, SMALL).points_per_head
    found = operators(paint(frame, scale, palette("line"), mirror=mirror))
    widths = [operands[0] * scale / GRID for operator, operands in found if operator == "w"]
    assert widths
    assert min(widths) >= THINNEST - 0.01


def test_mirrored_frames_fill_the_same_box() -> None:
    frame = load_figure("bridge").frames[1]
    width = frame.width * 20
    plain = points(operators(paint(frame, 20, palette("grey"), x=10)))
    mirrored = points(operators(paint(frame, 20, palette("grey"), x=10, mirror=True)))
    for there, here in zip(plain, mirrored, strict=True):
        assert abs((there.real - 10) + (here.real - 10) - width) < 0.05
        assert abs(there.imag - here.imag) < 0.05


def test_small_figures_leave_detail_out() -> None:
    frame = load_figure("feeding").frames[0]
    counts = [paint(frame, scale, palette("line")).count("S\n") for scale in (8.0, 18.0, 30.0)]
    assert counts[0] < counts[1] < counts[2]


def test_grey_and_line_use_one_ink() -> None:
    for theme in ("grey", "line"):
        for name in figure_names():
            for frame in load_figure(name).frames:
                used = {operator for operator, _ in operators(paint(frame, 18, palette(theme)))}
                assert not used & {"rg", "RG"}


def test_arrows_keep_their_size_on_paper() -> None:
    frame = next(frame for frame in load_figure("bridge").frames if frame.label)
    (arrow,) = (operation for operation in frame.operations if isinstance(operation, Arrow))
    alone = Frame(frame.bounds, (arrow,))
    for scale in (10.0, 15.0):
        across = [point.real for point in points(operators(paint(alone, scale, palette("colour"))))]
        assert max(across) - min(across) == pytest.approx(5.6 * 1.04, abs=0.3)


def test_colours() -> None:
    assert fill_colour("#ffffff") == "1 g"
    assert stroke_colour("#000000") == "0 G"
    assert fill_colour("#ff8000") == "1 .502 0 rg"
