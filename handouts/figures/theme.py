"""Give each colour role of a figure its colour, for colour, grey and line printing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from handouts.errors import UsageError
from handouts.figures.variant import AVERAGE, Variant
from handouts.model.pictures import Skin

_COLOUR = {
    "line": "#1c2b31", "skin": "#ffffff", "top": "#7dbfbd", "bottom": "#355866", "hair": "#1c2b31",
    "scarf": "#d9b46a", "far_skin": "#eef0ee", "far_top": "#bfe0df", "far_bottom": "#a6bac2",
    "mat": "#ffffff", "prop": "#ffffff", "prop_shade": "#e3d9c8", "pillow": "#efe6d6", "baby": "#f3d49b",
    "wheel": "#355866", "shadow": "#e9dfcd", "arrow": "#a33d10", "halo": "#ffffff",
    "ghost": "#70868b", "ghost_fill": "#ffffff",
}  # fmt: skip
"""Ink, the accent family, one warm family, and one colour for movement alone.

In a copier that knows only black and white, shirts and far limbs are pale enough to turn white and near
legs dark enough to turn black.
"""

_GREY = {
    "line": "#000000", "skin": "#ffffff", "top": "#d9d9d9", "bottom": "#7d7d7d", "hair": "#2b2b2b",
    "scarf": "#bdbdbd", "far_skin": "#ececec", "far_top": "#ececec", "far_bottom": "#b0b0b0",
    "mat": "#ffffff", "prop": "#ffffff", "prop_shade": "#dddddd", "pillow": "#ebebeb", "baby": "#f2f2f2",
    "wheel": "#7d7d7d", "shadow": "#e2e2e2", "arrow": "#000000", "halo": "#ffffff",
    "ghost": "#777777", "ghost_fill": "#ffffff",
}  # fmt: skip

_LINE = dict.fromkeys(_COLOUR, "#ffffff") | {
    "line": "#000000", "hair": "#000000", "arrow": "#000000", "ghost": "#000000",
}  # fmt: skip
"""Black and white alone: no fills but hair: for ink saver and for the poorest copier."""

THEMES: Mapping[str, Mapping[str, str]] = MappingProxyType({"colour": _COLOUR, "grey": _GREY, "line": _LINE})
"""Role to colour (#rrggbb) for each theme."""

ROLES = frozenset(_COLOUR)
"""Every colour role an operation may name."""

_SKIN = {
    "colour": {
        Skin.LIGHT: ("#f3d9c6", "#f8e9de"),
        Skin.MEDIUM: ("#d3a27c", "#e3c4aa"),
        Skin.DEEP: ("#b8805c", "#d0ad92"),
    },
    "grey": {
        Skin.LIGHT: ("#ffffff", "#ececec"),
        Skin.MEDIUM: ("#ebebeb", "#f3f3f3"),
        Skin.DEEP: ("#c2c2c2", "#dadada"),
    },
}
"""Skin and far skin where a variant asks for a tone; lines keep 3:1 against all of them."""

_SWAPPED_TOP = {"colour": {}, "grey": {Skin.DEEP: "#f4f4f4"}}
"""Grey only: a pale top, because the usual one would melt into deep skin."""


@lru_cache(maxsize=32)
def palette(theme: str, variant: Variant = AVERAGE) -> Mapping[str, str]:
    """Role to colour for a theme (`colour`, `grey`, `line`) with the skin of `variant`.

    Raises UsageError when there is no such theme.
    """
    if theme not in THEMES:
        raise UsageError(f"there is no figure theme “{theme}”", hint=f"the themes are {', '.join(THEMES)}")
    colours = dict(THEMES[theme])
    tones = _SKIN.get(theme, {}).get(variant.skin)
    if tones:
        colours["skin"], colours["far_skin"] = tones
    top = _SWAPPED_TOP.get(theme, {}).get(variant.skin)
    if top:
        colours["top"] = colours["far_top"] = top
    return MappingProxyType(colours)
