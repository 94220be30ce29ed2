"""Generate printable guides on easing back pain after birth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handouts.errors import HandoutError

if TYPE_CHECKING:
    from handouts.model.loader import load_guide
    from handouts.outputs.run import build

__all__ = ["HandoutError", "build", "load_guide"]

_LATER = {"load_guide": "handouts.model.loader", "build": "handouts.outputs.run"}


def __getattr__(name: str) -> Any:
    """Import the public functions when they are first used, so that `import handouts` costs nothing."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LATER[name]), name)
