"""Draw the pictograms: strokes, fills and dots on a grid of 24 by 24, origin at the lower left."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportlab.lib.colors import HexColor

from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.figure import Figure
from handouts.pdf.structure import StructElem

GRID = 24.0
_TOKEN = re.compile(r"[MLCZ]|-?[\d.]+")
_ARITY = {"M": 2, "L": 2, "C": 6}


@dataclass(frozen=True, slots=True)
class Stroke:
    """An open or closed outline; `width` in grid units."""

    path: str
    width: float = 2.0


@dataclass(frozen=True, slots=True)
class Solid:
    """A filled shape; with `outlined`, only its outline is drawn where nothing may be filled."""

    path: str
    outlined: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle line."""

    x: float
    y: float
    radius: float
    width: float = 2.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Knockout:
    """Marks on a solid in the colour of the ground; in the icon's own colour when the solid is outlined."""

    marks: tuple[Stroke | Dot, ...]


Mark = Stroke | Solid | Ring | Dot | Knockout

_FACE = (Ring(12, 12, 9.8, 1.9), Dot(8.5, 14.4, 1.25), Dot(15.5, 14.4, 1.25))
_OCTAGON = "M16 2.4 L21.6 8 L21.6 16 L16 21.6 L8 21.6 L2.4 16 L2.4 8 L8 2.4 Z"

ICONS: dict[str, tuple[Mark, ...]] = {
    "phone": (
        Solid(
            "M3.2 20.1 L7.2 21.6 C7.9 21.9 8.6 21.5 8.9 20.8 L10.4 16.9 C10.6 16.3 10.4 15.7 9.9 15.3 "
            "L8.3 14 "
            "C9.4 11.5 11.5 9.4 14 8.3 L15.3 9.9 C15.7 10.4 16.3 10.6 16.9 10.4 L20.8 8.9 "
            "C21.5 8.6 21.9 7.9 21.6 7.2 L20.1 3.2 C19.9 2.6 19.3 2.3 18.7 2.4 C9.6 3 3 9.6 2.4 18.7 "
            "C2.3 19.3 2.6 19.9 3.2 20.1 Z"
        ),
    ),
    "warning": (
        Solid("M12 21.4 L22.4 3.2 L1.6 3.2 Z", outlined=True),
        Knockout((Stroke("M12 15.2 L12 10.2", 2.5), Dot(12, 6.6, 1.35))),
    ),
    "stop": (Solid(_OCTAGON, outlined=True), Knockout((Stroke("M7.2 12 L16.8 12", 3.2),))),
    "clock": (Ring(12, 12, 9.6), Stroke("M12 17.6 L12 12 L16 9.6")),
    "calendar": (
        Stroke(
            "M3 4.5 L3 18.5 C3 19.4 3.6 20 4.5 20 L19.5 20 C20.4 20 21 19.4 21 18.5 L21 4.5 "
            "C21 3.6 20.4 3 19.5 3 L4.5 3 C3.6 3 3 3.6 3 4.5 Z"
        ),
        Stroke("M3 15.2 L21 15.2"),
        Stroke("M8 18 L8 22"),
        Stroke("M16 18 L16 22"),
        *(Dot(x, y, 1.1) for x, y in ((8, 10.8), (12, 10.8), (16, 10.8), (8, 6.8), (12, 6.8))),
    ),
    "tick": (Stroke("M4 12 L10 6 L20.5 18.5", 3.0),),
    "tickbox": (
        Stroke(
            "M3 5 L3 19 C3 20.3 3.7 21 5 21 L19 21 C20.3 21 21 20.3 21 19 L21 5 "
            "C21 3.7 20.3 3 19 3 L5 3 C3.7 3 3 3.7 3 5 Z"
        ),
        Stroke("M7.2 12.2 L10.8 8.2 L17 16.2", 2.6),
    ),
    "heart": (
        Stroke(
            "M12 3.4 C1 10.5 1 20.5 7.2 20.5 C9.6 20.5 11.3 18.8 12 17.2 "
            "C12.7 18.8 14.4 20.5 16.8 20.5 C23 20.5 23 10.5 12 3.4 Z"
        ),
    ),
    "baby": (
        Ring(12, 12, 9.2),
        Dot(8.6, 12.2, 1.25),
        Dot(15.4, 12.2, 1.25),
        Stroke("M8.6 8 C10.2 6.2 13.8 6.2 15.4 8"),
        Stroke("M12 21.2 C10.4 19.4 12.4 17.6 14 19"),
    ),
    "heat": (
        *(Stroke(f"M{x} 8.5 C{x - 3.2} 12 {x + 3.2} 15 {x} 21") for x in (6, 12, 18)),
        Stroke("M3 3.6 L21 3.6"),
    ),
    "hand": (
        Stroke("M2.5 5 C8 8.5 16 8.5 21.5 5"),
        Stroke("M5 12.5 C9.5 15.2 14.5 15.2 19 12.5"),
        Stroke("M8 18.6 C10.6 20.2 13.4 20.2 16 18.6"),
    ),
    "moon": (Stroke("M15.5 20.5 C7 20.5 3 13.5 5 8.5 C7 3.5 14 1.8 20.3 6.2 C12.5 6.5 9.5 14 15.5 20.5 Z"),),
    "pill": (
        Stroke(
            "M4.2 10.4 L10.4 4.2 C12.2 2.4 15.1 2.4 16.9 4.2 C16.9 4.2 19.8 7.1 19.8 7.1 "
            "C21.6 8.9 21.6 11.8 19.8 13.6 L13.6 19.8 C11.8 21.6 8.9 21.6 7.1 19.8 L4.2 16.9 "
            "C2.4 15.1 2.4 12.2 4.2 10.4 Z"
        ),
        Stroke("M7.3 7.3 L16.7 16.7"),
    ),
    "people": (Ring(12, 16.6, 4.2), Stroke("M3.5 3 C3.5 12.5 20.5 12.5 20.5 3")),
    "walk": (
        Dot(13.2, 20.6, 2.2),
        Stroke("M12.6 16.6 L10.8 10.4 L14.2 7.2 L15 2"),
        Stroke("M10.8 10.4 L9 6.4 L5.6 2.4"),
        Stroke("M12.6 16.6 L15.2 13 L18.8 12"),
        Stroke("M12.6 16.6 L8.4 14.6 L6.8 11"),
    ),
    "food": (
        Stroke("M3 12 L21 12 C21 6.5 17 3.5 12 3.5 C7 3.5 3 6.5 3 12 Z"),
        Stroke("M12 12 C11.5 16.5 14 20 18.5 20.5 C19 16.5 16.5 13 12 12"),
        Stroke("M9.5 12 C9.5 15 8 17.4 5.5 18.4"),
    ),
    "chair": (
        Stroke("M6 21.5 L6 2.5"),
        Stroke("M6 11 L18 11 L18 2.5"),
        Stroke("M6 16.5 L6 21"),
    ),
    "face": _FACE,
    "better": (*_FACE, Stroke("M7.6 8.3 C9.6 5.5 14.4 5.5 16.4 8.3", 1.9)),
    "same": (*_FACE, Stroke("M7.6 8 L16.4 8", 1.9)),
    "worse": (*_FACE, Stroke("M7.6 6.6 C9.6 9.6 14.4 9.6 16.4 6.6", 1.9)),
}
"""Every pictogram by name. None is mirrored: clock, phone and faces look the same on every page."""


def icon(
    name: str,
    size: float,
    colour: str,
    ground: str = "#ffffff",
    *,
    filled: bool = True,
    elem: StructElem | None = None,
) -> Figure:
    """A pictogram as a flowable of `size` points; without `filled` solid ones are drawn as outlines.

    It is an artifact, because words say the same beside it, unless it is given an element.
    """
    return Figure(size, size, icon_painter(name, size, colour, ground, filled=filled), elem)


def icon_painter(
    name: str, size: float, colour: str, ground: str = "#ffffff", *, filled: bool = True
) -> Callable[[TaggedCanvas], None]:
    """What draws a pictogram with its lower left corner at the origin."""

    def paint(canvas: TaggedCanvas) -> None:
        canvas.scale(size / GRID, size / GRID)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        canvas.setStrokeColor(HexColor(colour))
        canvas.setFillColor(HexColor(colour))
        for mark in ICONS[name]:
            if isinstance(mark, Knockout):
                canvas.setStrokeColor(HexColor(ground if filled else colour))
                canvas.setFillColor(HexColor(ground if filled else colour))
                for inner in mark.marks:
                    _draw(canvas, inner, filled=True)
            else:
                _draw(canvas, mark, filled=filled)

    return paint


def _draw(canvas: TaggedCanvas, mark: Stroke | Solid | Ring | Dot, *, filled: bool) -> None:
    if isinstance(mark, Ring):
        canvas.setLineWidth(mark.width)
        canvas.circle(mark.x, mark.y, mark.radius, stroke=1, fill=0)
    elif isinstance(mark, Dot):
        canvas.circle(mark.x, mark.y, mark.radius, stroke=0, fill=1)
    elif isinstance(mark, Stroke):
        canvas.setLineWidth(mark.width)
        _path(canvas, mark.path, stroke=1, fill=0)
    else:
        solid = filled or not mark.outlined
        canvas.setLineWidth(2.4)
        _path(canvas, mark.path, stroke=0 if solid else 1, fill=1 if solid else 0)


def _path(canvas: TaggedCanvas, text: str, *, stroke: int, fill: int) -> None:
    """Draw a path written with absolute M, L, C and Z as in SVG."""
    path = canvas.beginPath()
    verbs = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo}
    verb = "M"
    tokens = iter(_TOKEN.findall(text))
    for token in tokens:
        if token == "Z":
            path.close()
            continue
        first = next(tokens) if token in verbs else token
        verb = token if token in verbs else verb
        verbs[verb](float(first), *(float(next(tokens)) for _ in range(_ARITY[verb] - 1)))
    canvas.drawPath(path, stroke=stroke, fill=fill)
