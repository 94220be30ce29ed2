"""Ask every block of a layout for its flowables, in order, and build the structure with them."""

from __future__ import annotations

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
    for spec in layout.blocks:
        if spec.when is not None and not spec.when.holds(setting.edition.ward):
            continue
        try:
            flowables = BLOCKS[spec.kind].compose(spec.options, setting, parent)
        except HandoutError as error:
            failed.append(error)
            continue
        composed.append(Composed(spec, tuple(flowables)))
    if failed:
        raise together(failed)
    return composed
