"""Read a layout: which blocks, in which order, make a document of which kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from handouts import assets
from handouts.blocks import BLOCKS
from handouts.errors import DataError, LayoutError, Mark, UsageError
from handouts.model.fields import Fields, Report, nearest, quoted
from handouts.model.message import Message
from handouts.model.ward import Ward
from handouts.source import Mapping, Scalar, Value, read

LAYOUT_ROOT = "layouts"
"""First part of the ids of a layout's words: `layouts.overview.title`."""


class Kind(Enum):
    """The three kinds of document."""

    BOOKLET = "booklet"
    HANDOUT = "handout"
    CHECKLIST = "checklist"


class Condition(Enum):
    """What a block may depend on: a field that a ward may leave out."""

    WEB = "web"
    LOGO = "logo"
    PHYSIOTHERAPY = "physiotherapy"

    def holds(self, ward: Ward) -> bool:
        """Whether the ward has it."""
        return getattr(ward, self.value) is not None


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """One block of a layout: its kind, its options and its place in the file."""

    kind: str
    options: Any
    mark: Mark
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's blocks.

    `title` and `lead` are words of its own; where they are left out they are those of `section`, a section
    of the guide, so that no words are written twice. `data` are the bytes of the file, which an approval
    covers.
    """

    kind: Kind
    name: str
    title: Message | None
    lead: Message | None
    section: Scalar | None
    blocks: tuple[BlockSpec, ...]
    data: bytes
    mark: Mark


@cache
def load_layouts(folder: Path = assets.LAYOUTS) -> dict[str, Layout]:
    """All layouts by name, handouts in alphabetical order; LayoutError with every problem of every file."""
    report = Report()
    layouts: dict[str, Layout] = {}
    for path in sorted(folder.glob("*.yaml")):
        name = path.stem.removeprefix("handout-")
        try:
            layout = _read_layout(path, name, report)
        except DataError as error:
            report.extend(error.problems)
            continue
        if layout.name != name:
            report.add(f"name: {quoted(layout.name)} is not the name of its file, {name}", layout.mark)
        for other in layouts.values():
            if other.name == name or (layout.kind is other.kind and layout.kind is not Kind.HANDOUT):
                report.add(
                    f"there is another {layout.kind.value} with this name or kind",
                    layout.mark,
                    f"it is at {other.mark}; only handouts come in several, each with a name of its own",
                )
        layouts[name] = layout
    if report.problems:
        raise LayoutError(report.problems)
    return layouts


def handout_layout(name: str) -> Layout:
    """One handout's layout; UsageError when there is none of that name."""
    layouts = {key: layout for key, layout in load_layouts().items() if layout.kind is Kind.HANDOUT}
    if name not in layouts:
        hint = nearest(name, layouts) or f"known handouts: {', '.join(layouts)}"
        raise UsageError(f"there is no handout {quoted(name)}", hint=hint)
    return layouts[name]


def _read_layout(path: Path, name: str, report: Report) -> Layout:
    fields = Fields(read(path, f"{LAYOUT_ROOT}.{name}"), report, "this layout")
    layout = Layout(
        kind=fields.choice("kind", Kind),
        name=str(fields.identifier("name")),
        title=fields.optional_words("title"),
        lead=fields.optional_words("lead"),
        section=fields.optional_text("section"),
        blocks=tuple(spec for entry in fields.entries("blocks") if (spec := _read_block(entry, report))),
        data=path.read_bytes(),
        mark=fields.place("name"),
    )
    fields.finish()
    return layout


def _read_block(entry: Value, report: Report) -> BlockSpec | None:
    """A block as a word alone, or as one key whose value is its options (or its main option alone)."""
    if isinstance(entry, Scalar):
        kind, given = entry, None
    elif isinstance(entry, Mapping) and len(entry) == 1:
        kind, given = next(iter(entry.items()))
    else:
        report.add(
            "a block is a word, or one key with its options", entry.mark, "write - passage: relief.methods"
        )
        return None
    block = BLOCKS.get(kind)
    if block is None:
        report.add(
            f"there is no block {quoted(kind)}",
            kind.mark,
            nearest(kind, BLOCKS) or f"known: {', '.join(BLOCKS)}",
        )
        return None
    options = given if isinstance(given, Mapping) else Mapping(kind.mark, kind.id)
    if given is not None and not isinstance(given, Mapping):
        if block.short is None:
            report.add(f"the block {kind} takes options by name", given.mark)
            return None
        options[Scalar(block.short, given.mark, kind.id)] = given
    fields = Fields(options, report, f"the block {kind}")
    when = fields.optional_choice("when", Condition)
    read_options = block.read(fields)
    fields.finish()
    return BlockSpec(str(kind), read_options, kind.mark, when)
