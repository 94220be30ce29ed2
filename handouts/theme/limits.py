"""Check that a theme has every token that pages ask for, each within what can be printed."""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence

from handouts.model.fields import Fields, nearest, quoted
from handouts.source import Mapping, Scalar, Sequence, Value
from handouts.units import FOLDED

TOKENS: AnyMapping[str, AnySequence[str]] = {
    "colours": (*("paper", "ink", "accent", "accent_tint", "warm_tint", "warm_line", "line", "box", "flag"),),
    "type": (
        *("cover", "title", "h1", "h2", "h3", "lead", "body", "strong", "table", "rowhead"),
        *("caption", "footer", "phone", "emergency"),
    ),
    "lines": ("hair", "thin", "rule", "tick", "strong", "heavy"),
    "radii": ("box", "tag", "stage"),
    "tick": ("size", "gap"),
    "band": ("height", "hatch_width", "hatch_pitch"),
    "pages": (*FOLDED, *(page.name for page in FOLDED.values())),
}
"""The names that blocks and pages ask a theme for, by group."""

FOLDS = 4
"""Pages on one folded sheet."""

SHEETS = (1, 2, FOLDS)
"""What the number of a booklet's pages may be a multiple of."""

LEAST_SIZE = 12.0
"""Points under which nothing is set, in no edition (DESIGN: no small print)."""

LEAST_SIZES: AnyMapping[str, float] = {"large-print": 18.0, "phone": 14.0}
"""The same for editions that promise more, by name.

18 points is where large print begins (DIN 1450, and the RNIB's clear print guidelines). A page for phones is
100 mm wide and is shown about 68 mm wide: its 14 points come out as 9.5, which at 30 cm are as large to the
eye as 12 points on paper at 40 cm.
"""

FIGURE_THEMES = ("colour", "grey", "line")
"""The palettes that figures have (`handouts.figures.theme.THEMES`, which is in a room above this one)."""

RANGES: AnyMapping[str, tuple[float, float]] = {
    "size": (4, 120),
    "leading": (4, 160),
    "space_unit": (0.5, 40),
    "hair": (0.1, 20),
    "thin": (0.1, 20),
    "rule": (0.1, 20),
    "strong": (0.1, 20),
    "heavy": (0.1, 20),
    "tick": (0.1, 20),
    "gap": (0, 40),
    "height": (4, 120),
    "hatch_width": (0, 200),
    "hatch_pitch": (1, 200),
    "start_mm": (0, 50),
    "end_mm": (0, 50),
    "top_mm": (0, 80),
    "bottom_mm": (0, 80),
    "columns": (1, 24),
    "page_width_mm": (60, 300),
    "page_height_mm": (100, 450),
    "sides": (0, 8),
    "gutter_mm": (0, 20),
    "body": (4, 120),
    "space": (0.1, 10),
    "headings": (0.2, 5),
}
"""The least and the most that a number may be, by its name: twice what any page needs, to catch slips."""

LADDER_LEADING = (0.5, 2.0)
"""The same for `leading` on the ladder, where it is a factor."""

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")


def check_limits(fields: Fields) -> None:
    """Report missing tokens, colours that are none, and numbers that no page can be set with."""
    for group, names in TOKENS.items():
        value = fields.mapping.at(group)
        if isinstance(value, Mapping):
            _check_names(fields, group, value, names)
    colours = fields.mapping.at("colours")
    for name, colour in colours.items() if isinstance(colours, Mapping) else ():
        if isinstance(colour, Scalar) and colour and not _COLOUR.match(colour):
            fields.report.add(
                f"{name}: {quoted(colour)} is not a colour", colour.mark, 'write it like "#0b5661"'
            )
    figures = fields.mapping.at("figure_theme")
    if isinstance(figures, Scalar) and figures not in FIGURE_THEMES:
        fields.refuse("figure_theme", f"{quoted(figures)} is not one of {', '.join(FIGURE_THEMES)}")
    for name, number in fields.mapping.items():
        _check_numbers(fields, name, number, on_ladder=name == "ladder")
    _check_sizes(fields)
    sheet, own = fields.mapping.at("sheet"), fields.mapping.at("name")
    if isinstance(sheet, Scalar) and sheet not in map(str, SHEETS):
        fields.refuse("sheet", f"{quoted(sheet)} is not one of {', '.join(map(str, SHEETS))}")
    pages = fields.mapping.at("pages")
    if fields.mapping.at("page_width_mm") and isinstance(pages, Mapping) and isinstance(own, Scalar):
        _check_names(fields, "pages", pages, (own,))


def _check_sizes(fields: Fields) -> None:
    """Report every rank, and every step of the ladder, that would set words smaller than the edition may."""
    name = fields.mapping.at("name")
    least = LEAST_SIZES.get(name, LEAST_SIZE) if isinstance(name, Scalar) else LEAST_SIZE
    ranks, ladder = fields.mapping.at("type"), fields.mapping.at("ladder")
    sized = [
        (str(rank), token, "size") for rank, token in (ranks.items() if isinstance(ranks, Mapping) else ())
    ]
    sized += [("ladder", step, "body") for step in (ladder if isinstance(ladder, Sequence) else ())]
    for rank, token, key in sized:
        size = token.at(key) if isinstance(token, Mapping) else None
        try:
            small = isinstance(size, Scalar) and float(size) < least
        except ValueError:
            continue  # reported where it was read
        if small and size is not None:
            fields.report.add(f"{rank}: nothing in {name} is under {least:g} points", size.mark)


def _check_names(fields: Fields, group: str, value: Mapping, names: AnySequence[str]) -> None:
    extra = [name for name in value if name not in names]
    for name in names:
        if name not in value:
            close = nearest(name, extra)
            hint = close.replace("did you mean", "is it") if close else f"pages need {', '.join(names)}"
            fields.report.add(f"{group} has no {name}", value.mark, hint)


def _check_numbers(fields: Fields, name: str, value: Value, *, on_ladder: bool) -> None:
    """Every number of a theme by its own name, however deep it stands."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _check_numbers(fields, key, inner, on_ladder=on_ladder)
    elif isinstance(value, Sequence):
        for inner in value:
            _check_numbers(fields, name, inner, on_ladder=on_ladder)
    else:
        limits = LADDER_LEADING if on_ladder and name == "leading" else RANGES.get(name)
        try:
            number = float(value)
        except ValueError:
            return  # reported where it was read
        if limits and not limits[0] <= number <= limits[1]:
            fields.report.add(f"{name}: {quoted(value)} is not from {limits[0]} to {limits[1]}", value.mark)
