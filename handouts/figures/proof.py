"""Write a page that shows every figure at print size in each theme: `python -m handouts.figures.proof FILE`.

The page is for looking at while poses are written; nothing that is printed comes from it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from handouts.figures.arrange import arrange
from handouts.figures.display_list import DisplayList, figure_names, load_figure
from handouts.figures.svg import group
from handouts.figures.theme import THEMES, palette
from handouts.units import MM

SIZES = ((90 * MM, 56 * MM), (45 * MM, 34 * MM))
"""Width and height in points of the boxes that figures are shown in."""

_MARK = 5.5
"""Radius of the marks that show where step numbers would stand, in points."""


def proof(names: Sequence[str]) -> str:
    """An HTML page with the figures `names`."""
    rows = [_row(load_figure(name)) for name in names]
    style = "body{font:9pt sans-serif}figure{display:inline-block;margin:4pt}"
    title = "<title>Figures</title>"
    return f"<!doctype html><meta charset=utf-8>{title}<style>{style}</style>{''.join(rows)}\n"


def _row(figure: DisplayList) -> str:
    shown = [
        f"<figure>{_picture(figure, palette(theme), width, height)}</figure>"
        for theme in THEMES
        for width, height in SIZES
    ]
    return f"\n<h2>{escape(figure.name)}</h2><p>{escape(figure.alt)}</p>{''.join(shown)}"


def _picture(figure: DisplayList, colours: Mapping[str, str], width: float, height: float) -> str:
    arrangement = arrange(figure.frames, width, height, mark_radius=_MARK)
    parts: list[str] = []
    for place in arrangement.placements:
        top = height - place.y - place.height
        frame = figure.frames[place.index]
        parts.append(group(frame, arrangement.points_per_head, colours, x=place.x, y=top))
        if place.mark:
            parts.append(_mark(place.mark[0], height - place.mark[1], frame.label or 0))
    size = f'width="{width:.1f}pt" height="{height:.1f}pt" viewBox="0 0 {width:.1f} {height:.1f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'


def _mark(x: float, y: float, label: int) -> str:
    ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_MARK - 0.5}" fill="none" stroke="black"/>'
    text = f'<text x="{x:.1f}" y="{y + 3:.1f}" font-size="8" text-anchor="middle">{label}</text>'
    return ring + text if label else ring


def main(arguments: Sequence[str]) -> int:
    """Write the page to the file given; figures may be named after it."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    Path(arguments[0]).write_text(proof(arguments[1:] or figure_names()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
