"""Ask the blocks of a layout for their flowables, in order, and build the structure with them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from handouts.blocks import BLOCKS
from handouts.blocks.edition import Setting
from handouts.errors import HandoutError, together
from handouts.pages.layout import BlockSpec, Layout
from handouts.pdf.structure import StructElem


@dataclass(frozen=True, slots=True)
class Composed:
    """A block and the flowables it gave."""

    spec: BlockSpec
    flowables: tuple[Flowable, ...]


def compose(layout: Layout, setting: Setting, parent: StructElem) -> list[Composed]:
    """Compose all blocks; all problems of all blocks are raised together as the first one's class."""
    composed: list[Composed] = []
    failed: list[HandoutError] = []
    for spec in printed(layout, setting):
        try:
            flowables = tuple(compose_block(spec, setting, parent))
        except HandoutError as error:
            failed.append(error)
            continue
        composed.append(Composed(spec, flowables))
    if failed:
        raise together(failed)
    return composed


def printed(layout: Layout, setting: Setting) -> list[BlockSpec]:
    """The blocks whose condition holds."""
    return [spec for spec in layout.blocks if spec.when is None or spec.when.holds(setting.edition.ward)]


def compose_block(spec: BlockSpec, setting: Setting, parent: StructElem) -> Iterable[Flowable]:
    """The flowables of one block."""
    return BLOCKS[spec.kind].compose(spec.options, setting, parent)


def flowing(
    specs: Sequence[BlockSpec], flowables_of: Callable[[BlockSpec], Iterable[Flowable]]
) -> Iterator[Flowable]:
    """What `flowables_of` gives for each block, when its turn comes: a long story is never whole in memory.

    After a block with a problem no more flowables come, but the others are composed for theirs: all are
    raised together, as `compose` does.
    """
    failed: list[HandoutError] = []
    for spec in specs:
        try:
            if failed:
                deque(flowables_of(spec), maxlen=0)
            else:
                yield from flowables_of(spec)
        except HandoutError as error:
            failed.append(error)
    if failed:
        raise together(failed)
