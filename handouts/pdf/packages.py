"""Enter packages without running their `__init__`, where that imports far more than is used."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any


def enter(name: str) -> bool:
    """Let modules of a package be imported without all the others that its `__init__` imports.

    The `__init__` still runs as soon as anybody asks the package for one of its names. False, and nothing
    done, when the package was loaded before or is not there.
    """
    spec = None if name in sys.modules else find_spec(name)
    if spec is None or spec.loader is None:
        return False
    package, loader = module_from_spec(spec), spec.loader

    def everything(wanted: str) -> Any:
        if wanted.startswith("__"):
            raise AttributeError(f"module {name!r} has no attribute {wanted!r}")
        if find_spec(f"{name}.{wanted}") is not None:
            return import_module(f"{name}.{wanted}")
        del package.__dict__["__getattr__"]
        loader.exec_module(package)
        return getattr(package, wanted)

    package.__dict__["__getattr__"] = everything
    sys.modules[name] = package
    parent, _, child = name.rpartition(".")
    if parent:
        sys.modules[parent].__dict__[child] = package
    return True


def enter_platypus() -> None:
    """Load ReportLab's document templates, and all that they need but its own paragraphs.

    Those are 40 ms and 3 MiB for a markup parser and a pattern of web addresses that nothing here uses.
    Templates (5.1) import `Paragraph` for a demonstration at their end; they get a class of that name.
    """
    if not enter("reportlab.platypus"):
        return
    paragraph = "reportlab.platypus.paragraph"
    unused = ModuleType(paragraph)
    unused.__dict__["Paragraph"] = type("Paragraph", (), {})
    sys.modules[paragraph] = unused
    try:
        import reportlab.platypus.doctemplate  # noqa: F401
    finally:
        del sys.modules[paragraph]
