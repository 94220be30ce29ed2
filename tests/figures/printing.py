"""Print figures as pixels, copy them as an office copier does, and find in them what was drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from PIL import Image, ImageChops, ImageDraw

from handouts.figures.display_list import GRID, Arrow, DisplayList, Fill, Stroke, load_figure
from handouts.figures.paint import arrow_path
from handouts.figures.svg import EDGE
from handouts.figures.variant import AVERAGE, Variant
from handouts.outputs.raster import page_pictures
from handouts.pages.figure_sheet import FigureLook, arranged, single_figure
from handouts.units import MM, POINTS_PER_INCH

SMALL = 45 * MM
COPIER = 150.0
"""Pixels an inch of a plain office copier."""

INK = 128
"""Greys darker than this are black to a copier that knows black and white only."""

Pixel = tuple[float, float]
Place = Callable[[complex], Pixel]


def look(theme: str, variant: Variant = AVERAGE, width: float = SMALL, *, mirror: bool = False) -> FigureLook:
    """A look at the smallest size that the product prints."""
    return FigureLook(theme, variant, width, mirror)


def printed(figure: DisplayList, how: FigureLook, resolution: float) -> Image.Image:
    """The page of a figure in greys."""
    (page,) = page_pictures(single_figure(figure, how).data, resolution)
    return page.convert("L")


@cache
def copied_twice(name: str, theme: str, variant: Variant = AVERAGE) -> Image.Image:
    """A figure 45 mm wide after two copies in black and white; the second copier stands half a pixel off."""
    page = printed(load_figure(name, variant), look(theme, variant), COPIER)
    return black_and_white(moved_half_a_pixel(black_and_white(page)))


def black_and_white(page: Image.Image) -> Image.Image:
    """Every pixel black or white."""
    return page.point([0 if grey < INK else 255 for grey in range(256)])


def moved_half_a_pixel(page: Image.Image) -> Image.Image:
    """Each pixel the mean of itself and its neighbours right and below: what a scanner off the grid sees."""
    right = ImageChops.blend(page, ImageChops.offset(page, -1, 0), 0.5)
    return ImageChops.blend(right, ImageChops.offset(right, 0, -1), 0.5)


def places(figure: DisplayList, how: FigureLook, resolution: float) -> Iterator[tuple[int, float, Place]]:
    """For each frame its index, its points per head, and where a point in heads is on the printed page."""
    arrangement, height = arranged(figure, how)
    scale = resolution / POINTS_PER_INCH
    for placed in arrangement.placements:
        left, bottom, right, _ = figure.frames[placed.index].bounds

        def place(point: complex, x: float = placed.x, y: float = placed.y,
                  edges: tuple[float, float, float] = (left, bottom, right)) -> Pixel:  # fmt: skip
            across = edges[2] - point.real if how.mirror else point.real - edges[0]
            on_page = x + across * arrangement.points_per_head
            up = y + (point.imag - edges[1]) * arrangement.points_per_head
            return (EDGE + on_page) * scale, (height + EDGE - up) * scale

        yield placed.index, arrangement.points_per_head, place


def lines(figure: DisplayList, how: FigureLook, resolution: float, weight: str) -> list[Pixel]:
    """Points along all body lines of a weight, on the printed page."""
    found: list[Pixel] = []
    for index, _, place in places(figure, how, resolution):
        for operation in figure.frames[index].operations:
            if not isinstance(operation, Stroke) or (operation.role, operation.share) != ("line", 1.0):
                continue
            if operation.weight == weight:
                found += [place(point) for point in along(operation.path)]
    return found


def areas(figure: DisplayList, how: FigureLook, resolution: float, role: str) -> list[list[Pixel]]:
    """The outlines of all areas of a role, on the printed page, without their holes."""
    return [
        [place(point) for point in along(operation.path.partition(" h")[0])]
        for index, _, place in places(figure, how, resolution)
        for operation in figure.frames[index].operations
        if isinstance(operation, Fill) and operation.role == role
    ]


def arrows(figure: DisplayList, how: FigureLook, resolution: float) -> list[list[Pixel]]:
    """The outline of each arrow on the printed page."""
    return [
        [place(point) for point in along(arrow_path(operation, heads))]
        for index, heads, place in places(figure, how, resolution)
        for operation in figure.frames[index].operations
        if isinstance(operation, Arrow)
    ]


def along(path: str, steps: int = 12) -> list[complex]:
    """Points, in heads, along a path of PDF operators."""
    found: list[complex] = []
    numbers: list[float] = []
    for token in path.split():
        if token not in {"m", "l", "c", "h"}:
            numbers.append(float(token) / GRID)
            continue
        points = [complex(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        if token == "c":
            a, (b, c, d) = found[-1], points
            for step in range(1, steps + 1):
                t = step / steps
                found.append((1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t * t * (1 - t) * c + t**3 * d)
        elif token == "l":
            found += [found[-1] + (points[0] - found[-1]) * step / steps for step in range(1, steps + 1)]
        elif token == "m":
            found += points
        numbers = []
    return found


def share_inked(page: Image.Image, points: list[Pixel]) -> float:
    """The share of points that have ink on them or on a neighbour."""
    dark = page.load()
    hits = sum(
        any(
            dark[min(max(int(x) + dx, 0), page.width - 1), min(max(int(y) + dy, 0), page.height - 1)] < INK
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
        )
        for x, y in points
    )
    return hits / len(points)


def share_filled(page: Image.Image, outlines: list[list[Pixel]]) -> float:
    """The share of areas that has ink."""
    mask = Image.new("L", page.size, 0)
    for outline in outlines:
        ImageDraw.Draw(mask).polygon(outline, fill=255)
    inside = [grey for grey, within in zip(page.tobytes(), mask.tobytes(), strict=True) if within]
    return sum(grey < INK for grey in inside) / len(inside)
