"""Say what a block kind is: how its options are read from a layout, and how it becomes flowables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from reportlab.platypus.flowables import Flowable

from handouts.blocks.edition import Setting
from handouts.model.fields import Fields
from handouts.pdf.structure import StructElem

Compose = Callable[[Any, Setting, StructElem], Iterable[Flowable]]


@dataclass(frozen=True, slots=True)
class Block:
    """One kind of block.

    `read` takes the options from the layout file and reports what is wrong with them. `compose` gives the
    flowables for those options, perhaps only as they are asked for, and adds their structure under the
    element given. `short` names the option that a layout may give alone (`passage: relief.methods`).
    `lesser` blocks may move when a page is full.
    """

    read: Callable[[Fields], Any]
    compose: Compose
    short: str | None = None
    lesser: bool = False


def no_options(fields: Fields) -> None:
    """A block that has nothing to choose."""
