"""Set the documents with Typst: one compiler, and the blocks handed over as JSON, to PDF/UA-1."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import typst

from benchmarks.content import BODY, BOX, FONTS, LEADING, MARGIN, PICTURE, Content
from benchmarks.peers import ContentMaker

SOURCE = Path(__file__).with_name("document.typ")
SIZES = {"body": BODY, "leading": LEADING - BODY, "margin": MARGIN, "picture": PICTURE, "box": BOX}


class Peer(ContentMaker):
    """Keeps the compiler, as `typst watch` does."""

    def __init__(self, load: Callable[[str], Content]) -> None:
        super().__init__(load)
        self._compiler = typst.Compiler(
            str(SOURCE), root=str(SOURCE.parent), ignore_system_fonts=True, font_paths=[str(FONTS)]
        )

    def set(self, content: Content) -> bytes:
        """The finished file."""
        inputs = {"content": json.dumps(asdict(content)), "sizes": json.dumps(SIZES)}
        data = self._compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"])
        assert isinstance(data, bytes)  # it would be a list if pages were files of their own
        return data
