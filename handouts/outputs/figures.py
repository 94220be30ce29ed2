"""Deliver figures on their own, or sheets of them, as PDF, PNG and SVG files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from handouts.figures import svg
from handouts.figures.display_list import DisplayList
from handouts.figures.theme import palette
from handouts.figures.variant import AVERAGE
from handouts.outputs.raster import page_pictures, png
from handouts.pages.figure_sheet import (
    FigureLook,
    arranged,
    contact_sheet,
    mark_look,
    sheet_columns,
    single_figure,
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """One figure in a look, or with `sheet` all of `figures` on sheets, with their words or names alone.

    `resolution` is in pixels an inch, for PNG.
    """

    figures: tuple[DisplayList, ...]
    look: FigureLook
    sheet: bool = False
    words: bool = True
    resolution: int = 150

    @property
    def stem(self) -> str:
        """The name of its file without an ending, from fixed words and the figure's name."""
        look = self.look
        parts = ["figures"] if self.sheet else ["figure", self.figures[0].name]
        parts.append(look.theme)
        if look.variant != AVERAGE:
            parts.append(look.variant.name)
        if look.mirror:
            parts.append("mirrored")
        return "-".join(parts)


def files(drawing: Drawing, format_name: str) -> dict[str, bytes]:
    """The files, by name, that a drawing comes to in a format of FORMATS; PNG has one for each page."""
    parts = FORMATS[format_name](drawing)
    if len(parts) == 1:
        return {f"{drawing.stem}.{format_name}": parts[0]}
    return {f"{drawing.stem}-{number}.{format_name}": part for number, part in enumerate(parts, 1)}


def _pdf(drawing: Drawing) -> list[bytes]:
    if drawing.sheet:
        return [contact_sheet(drawing.figures, drawing.look, words=drawing.words).data]
    return [single_figure(drawing.figures[0], drawing.look).data]


def _png(drawing: Drawing) -> list[bytes]:
    grey = drawing.look.theme != "colour"
    first = drawing.figures[0]
    words = {"Title": "Figures"} if drawing.sheet else {"Title": first.name, "Description": first.alt}
    (data,) = _pdf(drawing)
    return [
        png(picture, drawing.resolution, words, grey=grey)
        for picture in page_pictures(data, drawing.resolution)
    ]


def _svg(drawing: Drawing) -> list[bytes]:
    look = drawing.look
    colours, marks = palette(look.theme, look.variant), mark_look(look)
    if drawing.sheet:
        columns = sheet_columns(look.width)
        text = svg.sheet(drawing.figures, look.width, columns, colours, marks, mirror=look.mirror)
    else:
        figure = drawing.figures[0]
        arrangement, height = arranged(figure, look)
        box = look.width - 2 * svg.EDGE, height
        text = svg.svg(figure, arrangement, box, colours, marks, mirror=look.mirror)
    return [text.encode("utf-8")]


FORMATS: Mapping[str, Callable[[Drawing], list[bytes]]] = MappingProxyType(
    {"pdf": _pdf, "png": _png, "svg": _svg}
)
"""What a drawing comes to in each format."""
