"""Collect what a frame paints, leave out what later paint hides, and know its bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from handouts.figures.puppet.layers import Layer
from handouts.figures.puppet.pose import Movement
from handouts.figures.puppet.shapes import ellipse, lines, pair, polygons, union

SHORTEST = 0.07
"""Heads under which a piece of line is dropped as a left-over."""

_UNDERLAP = 0.03
"""How far a line runs on under what hides it, so that no gap shows."""

_ARROW_ROOM = 0.3
"""Heads kept free around an arrow's line."""

_HARD = frozenset({"prop", "inner", "detail", "fine"})
"""Weights whose lines end bluntly instead of tapering."""


@dataclass(frozen=True, slots=True)
class Filled:
    """An area without outline."""

    area: Polygon
    role: str


@dataclass(frozen=True, slots=True)
class Outlined:
    """An area with an even outline."""

    area: Polygon
    fill: str
    role: str
    weight: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line; `taper_start` and `taper_end` say which ends grow thin."""

    line: LineString
    role: str
    weight: str
    taper_start: bool = False
    taper_end: bool = False


Mark = Filled | Outlined | Drawn


class Sheet:
    """The paper that one frame is painted on, in heads."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.arrows: list[Movement] = []
        self._body: BaseGeometry | None = None

    def fill(self, shape: BaseGeometry, role: str) -> None:
        """Paint an area."""
        self.marks += [Filled(part, role) for part in polygons(shape)]

    def shape(self, shape: BaseGeometry, fill: str, weight: str = "prop", role: str = "line") -> None:
        """Paint an area with its outline."""
        self.marks += [Outlined(part, fill, role, weight) for part in polygons(shape)]

    def line(self, shape: BaseGeometry, weight: str, role: str = "line") -> None:
        """Draw lines."""
        for line in lines(shape):
            if line.length > SHORTEST:
                soft = weight not in _HARD and not line.is_ring
                self.marks.append(Drawn(line, role, weight, soft, soft))

    def figure(self, layers: Iterable[Layer], before: Callable[[str], None] | None = None) -> None:
        """Paint a body; `before` is called with the name of each layer just before it is painted."""
        for layer in layers:
            if before:
                before(layer.name)
            self._layer(layer)

    def _layer(self, layer: Layer) -> None:
        for area, role in layer.fills:
            paler = layer.far and role in ("skin", "top", "bottom")
            self.fill(area, f"far_{role}" if paler else role)
        for inner in layer.inner:
            self.line(inner, "inner")
        weight = "far" if layer.far else "face" if layer.name == "head" else "contour"
        self.line(self._open_edge(layer), weight)
        for line, name in layer.details:
            self.line(line, name)
        if not layer.far:
            self._body = layer.outline if self._body is None else union(self._body, layer.outline)

    def _open_edge(self, layer: Layer) -> BaseGeometry:
        """The outline, open where the part joins the body painted so far."""
        edge = layer.outline.boundary
        if layer.joint is None or self._body is None:
            return edge
        return edge.difference(layer.joint.intersection(self._body.buffer(-0.015)))

    def ghost(self, layers: Iterable[Layer]) -> None:
        """Paint a body pale and empty: where she was, or will be."""
        whole = union(*(layer.outline for layer in layers))
        self.fill(whole, "ghost_fill")
        self.line(whole.boundary, "far", "ghost")

    def shadow(self, shape: BaseGeometry, ground: float = 0.0) -> None:
        """Put flat shadows under everything else where a shape meets the ground."""
        x0, _, x1, _ = shape.bounds
        contact = shape.intersection(box(x0 - 1, ground - 0.2, x1 + 1, ground + 0.1)).buffer(0.12)
        for part in polygons(contact):
            left, _, right, _ = part.bounds
            centre = complex((left + right) / 2, ground - 0.05)
            self.marks.insert(0, Filled(ellipse(centre, (right - left) / 2 + 0.12, 0.085), "shadow"))

    def bounds(self) -> tuple[float, float, float, float]:
        """Around everything painted: x0, y0, x1, y1."""
        shapes = [mark.line if isinstance(mark, Drawn) else mark.area for mark in self.marks]
        routes = [LineString([pair(p) for p in arrow.through]).buffer(_ARROW_ROOM) for arrow in self.arrows]
        x0, y0, x1, y1 = zip(*(shape.bounds for shape in [*shapes, *routes]), strict=True)
        return min(x0), min(y0), max(x1), max(y1)

    def visible(self) -> list[Mark]:
        """The marks in painting order without what later areas hide."""
        kept: list[Mark] = []
        cover: BaseGeometry = Polygon()
        for mark in reversed(self.marks):
            if isinstance(mark, Drawn):
                kept += reversed(_uncovered(mark, cover))
                continue
            if not mark.area.difference(cover.buffer(-0.01)).is_empty:
                kept.append(mark)
                cover = union(cover, mark.area)
        return kept[::-1]


def _uncovered(mark: Drawn, cover: BaseGeometry) -> list[Mark]:
    """The pieces of a line that show; ends that run under something keep their full width."""
    if cover.is_empty:
        return [mark]
    shrunk = cover.buffer(-_UNDERLAP)
    if not mark.line.intersects(shrunk):
        return [mark]
    first, last = mark.line.coords[0], mark.line.coords[-1]
    pieces: list[Mark] = []
    for line in lines(mark.line.difference(shrunk)):
        if line.length > SHORTEST:
            ends = (line.coords[0], line.coords[-1])
            start = mark.taper_start and ends[0] in (first, last)
            stop = mark.taper_end and ends[1] in (first, last)
            pieces.append(replace(mark, line=line, taper_start=start, taper_end=stop))
    return pieces
