"""Know where layouts, data and fonts are, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "_assets"
ROOT = _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent
"""The folder that holds `layouts/`, `data/` and `fonts/`: the checkout, or `_assets` inside a wheel."""

LAYOUTS = ROOT / "layouts"
DATA = ROOT / "data"
FONTS = ROOT / "fonts"


def shown(path: Path) -> str:
    """A path as an error message shows it: relative to the checkout or to the working folder when inside."""
    try:
        resolved, here = path.resolve(), Path.cwd()
    except (OSError, RuntimeError):  # the working folder was taken away; a link leads to itself
        return str(path)
    for base in (ROOT, here):
        if resolved.is_relative_to(base):
            return resolved.relative_to(base).as_posix()
    return str(path)
