"""Hold the words and pictures of the documents as plain blocks, which every peer sets."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "fonts" / "noto-sans"
DOCUMENTS = ("handout", "booklet", "checklist")

HANDOUT, WEEK = "overview", 3
"""Which handout, and the checklist of which week."""

BODY, LEADING = 12.0, 17.0
"""Type of all peers, in points: the product prints nothing smaller."""

MARGIN = 40.0
"""Points around the page of a peer."""

PICTURE = 150.0
"""Width of a picture in points."""

BOX = 14.0
"""Side in points of a box to tick: an empty cell of the checklist."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document.

    `kind` is heading, paragraph, list, numbers, table or picture. `text` is that of a heading or paragraph
    and the text alternative of a picture; `rows` are entries of one cell in lists, and the first row of a
    table is its head; `picture` names an SVG picture.
    """

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A document: its name, title and blocks, and the SVG pictures by name."""

    document: str
    title: str
    blocks: tuple[Block, ...]
    pictures: Mapping[str, str]

    @property
    def folded(self) -> bool:
        """Whether its pages are A5 and not A4."""
        return self.document == "booklet"

    @property
    def words(self) -> int:
        """How many words are printed."""
        return sum(len(text.split()) for block in self.blocks for text in _texts(block))


def altered(text: str, number: int) -> str:
    """A text that no run before had, so that nothing which was kept of it helps; the first is as it was."""
    return f"{text} {number}." if number and text.endswith((".", "?")) else text


def repeated(content: Content, run: int, copies: int) -> Content:
    """The content so many times over, its sentences altered from run to run and from copy to copy."""
    blocks = [_altered(block, run * copies + copy) for copy in range(copies) for block in content.blocks]
    return replace(content, blocks=tuple(blocks))


def without_pictures(content: Content) -> Content:
    """The words alone."""
    return replace(content, blocks=tuple(block for block in content.blocks if not block.picture))


def write(folder: Path, contents: Sequence[Content]) -> None:
    """Keep each document in a file."""
    for content in contents:
        text = json.dumps(asdict(content), ensure_ascii=False)
        (folder / f"{content.document}.json").write_text(text, encoding="utf-8")


def read(folder: Path, document: str) -> Content:
    """A document as `write` kept it."""
    kept = json.loads((folder / f"{document}.json").read_bytes())
    blocks = [Block(**{**block, "rows": tuple(map(tuple, block["rows"]))}) for block in kept["blocks"]]
    return Content(kept["document"], kept["title"], tuple(blocks), kept["pictures"])


def _altered(block: Block, number: int) -> Block:
    if block.picture:
        return block
    rows = tuple(tuple(altered(cell, number) for cell in row) for row in block.rows)
    return replace(block, text=altered(block.text, number), rows=rows)


def _texts(block: Block) -> list[str]:
    return [] if block.picture else [block.text, *(cell for row in block.rows for cell in row)]
