"""Load the part of ReportLab's Platypus that is in use: frames, templates and tables, not its paragraphs."""

from __future__ import annotations

import sys
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

PACKAGE = "reportlab.platypus"
PARAGRAPH = f"{PACKAGE}.paragraph"


def load_in_part() -> None:
    """Load document templates, and all that they need but ReportLab's own paragraphs.

    The package imports everything as soon as one module of it is wanted: 40 ms and 3 MiB for a markup parser
    and a pattern of web addresses that nothing here uses. It still imports everything when somebody asks it
    for a name. Templates (5.1) import `Paragraph` for a demonstration at their end; they get a class of that
    name.
    """
    spec = None if PACKAGE in sys.modules else find_spec(PACKAGE)
    if spec is None or spec.loader is None:
        return
    package, loader = module_from_spec(spec), spec.loader

    def everything(name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(f"module {PACKAGE!r} has no attribute {name!r}")
        del package.__dict__["__getattr__"]
        loader.exec_module(package)
        return getattr(package, name)

    package.__dict__["__getattr__"] = everything
    sys.modules[PACKAGE] = sys.modules["reportlab"].__dict__["platypus"] = package
    unused = ModuleType(PARAGRAPH)
    unused.__dict__["Paragraph"] = type("Paragraph", (), {})
    sys.modules[PARAGRAPH] = unused
    try:
        import reportlab.platypus.doctemplate  # noqa: F401
    finally:
        del sys.modules[PARAGRAPH]
