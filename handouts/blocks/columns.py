"""Set passages in two columns side by side, for short lists that would leave half a page empty."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block
from handouts.blocks.edition import Setting
from handouts.blocks.passage import Options as PassageOptions
from handouts.blocks.passage import set_passage
from handouts.model.fields import Fields
from handouts.pdf.stacking import Columns, Gap, Stack
from handouts.pdf.structure import StructElem
from handouts.source import Scalar, Sequence, Value


@dataclass(frozen=True, slots=True)
class Options:
    """`first` and `second`: the passages of each column, the first at the start side, read first."""

    first: tuple[Scalar, ...]
    second: tuple[Scalar, ...]


def read(fields: Fields) -> Options:
    """Options from a layout."""
    return Options(first=_addresses(fields, "first"), second=_addresses(fields, "second"))


def _addresses(fields: Fields, key: str) -> tuple[Scalar, ...]:
    value: Value | None = fields.need(key)
    if not isinstance(value, Sequence) or not all(isinstance(entry, Scalar) for entry in value):
        if value is not None:
            fields.refuse(
                key, "must be a list of passages", "write first: [medicines.tell, medicines.tablets]"
            )
        return ()
    return tuple(entry for entry in value if isinstance(entry, Scalar))


def compose(options: Options, setting: Setting, parent: StructElem) -> list[Flowable]:
    """Two stacks; on a folded page one after the other."""
    if setting.one_column:
        return [Stack(_column((*options.first, *options.second), setting, parent))]
    width = (setting.measure - setting.grid.gutter) / 2
    narrow = setting.narrowed(width)
    stacks = [Stack(_column(names, narrow, parent)) for names in (options.first, options.second)]
    return [Columns(stacks, [width, width], setting.grid.gutter, mirrored=setting.mirrored)]


def _column(names: tuple[Scalar, ...], setting: Setting, parent: StructElem) -> list[Flowable]:
    story: list[Flowable] = []
    for name in names:
        passage = setting.passage(name)
        flowables = set_passage(passage, setting, parent, PassageOptions(name))
        if story and not isinstance(flowables[0], Gap):
            story.append(Gap(setting.space(3)))
        story += flowables
    return story


BLOCK = Block(read=read, compose=compose, lesser=True)
