"""Set a table of the guide: hairlines between rows, or stacked entries where the page is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from handouts.blocks.edition import Setting
from handouts.blocks.icons import icon
from handouts.model.passage import Row, TablePassage
from handouts.pdf.paragraph import Paragraph
from handouts.pdf.stacking import Gap, Hanging, Stack, measure
from handouts.pdf.structure import StructElem
from handouts.pdf.table import StyleCommand, TaggedTable, table_elems, tagged_table

LEAST_COLUMN = 9.8
"""Sizes of the body text per column under which a table is set as stacked entries."""

MOST_WHOLE = 0.6
"""The part of a screen up to which an entry is not divided."""

ICON_SIZE = 1.75
"""In sizes of the body text."""


def passage_table(
    passage: TablePassage, rows: Sequence[Row], setting: Setting, parent: StructElem, *, titled: bool
) -> Flowable:
    """The rows as a table, or as entries when the columns would be too narrow to read.

    `titled` tells that a heading stands above them.
    """
    if setting.theme.one_column or too_narrow(len(passage.columns), setting):
        return _entries(passage, rows, setting, parent, "H3" if titled else "H2")
    return _table(passage, rows, setting, parent)


def too_narrow(columns: int, setting: Setting) -> bool:
    """Whether so many columns would leave each with a word or two a line."""
    return setting.measure / columns < LEAST_COLUMN * setting.theme.type["table"].size


def _table(passage: TablePassage, rows: Sequence[Row], setting: Setting, parent: StructElem) -> TaggedTable:
    elems = table_elems(parent, len(rows) + 1, len(passage.columns))
    heads = [
        setting.text(setting.words(column), "rowhead", elem)
        for column, elem in zip(passage.columns.values(), elems[0], strict=True)
    ]
    lines = [
        [_cell(row, key, passage, setting, elem) for key, elem in zip(passage.columns, cells, strict=True)]
        for row, cells in zip(rows, elems[1:], strict=True)
    ]
    has_icons = any(row.icon is not None for row in rows)
    indent = _indent(setting) if has_icons else 0.0
    words = [[heads[index], *(line[index] for line in lines)] for index in range(len(heads))]
    pad = setting.space(3)
    widths = column_widths(words, setting.measure, pad, indent)
    body: list[list[Flowable]] = [list(heads)]
    for row, line in zip(rows, lines, strict=True):
        first = (
            Hanging(_row_icon(row, setting), line[0], indent, mirrored=setting.mirrored)
            if has_icons
            else line[0]
        )
        body.append([first, *line[1:]])
    return tagged_table(body, widths, ruled(setting, len(body), pad), mirrored=setting.mirrored)


def _cell(row: Row, key: str, passage: TablePassage, setting: Setting, elem: StructElem) -> Paragraph:
    rank = "rowhead" if key == next(iter(passage.columns)) else "table"
    return setting.text(setting.words(row.cells[key], passage.values), rank, elem)


def _indent(setting: Setting) -> float:
    return setting.body * ICON_SIZE + setting.space(1.5)


def _row_icon(row: Row, setting: Setting) -> Flowable | None:
    if row.icon is None:
        return None
    return icon(
        row.icon.value, setting.body * ICON_SIZE, setting.colour("accent"), filled=setting.theme.filled
    )


def ruled(setting: Setting, rows: int, pad: float, *, row_pad: float = 1.5) -> list[StyleCommand]:
    """Horizontal rules only: strong under the head, hairlines between rows, a rule at the end."""
    theme = setting.theme
    air = setting.space(row_pad)
    return [
        ("TOPPADDING", (0, 0), (-1, -1), air),
        ("BOTTOMPADDING", (0, 0), (-1, -1), air),
        ("TOPPADDING", (0, 0), (-1, 0), 0),
        ("BOTTOMPADDING", (0, 0), (-1, 0), setting.space(0.8)),
        ("RIGHTPADDING", (0, 0), (-2, -1), pad),
        ("LINEBELOW", (0, 0), (-1, 0), theme.lines["strong"], setting.colour("accent")),
        *(
            [("LINEBELOW", (0, 1), (-1, rows - 2), theme.lines["hair"], setting.colour("line"))]
            if rows > 2
            else []
        ),
        ("LINEBELOW", (0, rows - 1), (-1, rows - 1), theme.lines["rule"], setting.colour("accent")),
    ]


def column_widths(
    columns: Sequence[Sequence[Paragraph]], measure: float, pad: float, indent: float
) -> list[float]:
    """Widths in points that add up to the measure.

    A column is never narrower than its widest word. The row heads get their natural width up to a third of
    the measure; the rest is shared by how many words the other columns have.
    """
    last = len(columns) - 1
    pads = [indent + pad if index == 0 else pad if index < last else 0.0 for index in range(len(columns))]
    least = [max(cell.widest_word for cell in cells) + pads[index] + 1 for index, cells in enumerate(columns)]
    natural = max(cell.natural_width for cell in columns[0]) + pads[0] + 1
    widths = list(least)
    widths[0] = max(least[0], min(natural, measure / 3))
    spare = max(0.0, measure - sum(widths))
    shares = [0.0, *(sum(cell.natural_width for cell in cells) for cells in columns[1:])]
    total = sum(shares) or 1.0
    wanted = [width + spare * share / total for width, share in zip(widths, shares, strict=True)]
    return [width * measure / sum(wanted) for width in wanted]


def _entries(
    passage: TablePassage, rows: Sequence[Row], setting: Setting, parent: StructElem, level: str
) -> Flowable:
    """Each row as a small block: icon and row head, then every cell under its column's name."""
    first, *others = passage.columns
    blocks: list[Flowable] = []
    for number, row in enumerate(rows):
        section = parent.add("Sect")
        rule = setting.rule("strong" if number == 0 else "hair", "accent" if number == 0 else "line")
        head = setting.text(
            setting.words(row.cells[first], passage.values),
            "h3",
            section.add(level),
        )
        words: list[Flowable] = [head]
        for key in others:
            label = setting.words(passage.columns[key])
            cell = setting.words(row.cells[key], passage.values)
            labelled = cell if len(others) == 1 else setting.labelled(label, cell)
            words.append(setting.text(labelled, "table", section.add("P")))
        sign = _row_icon(row, setting)
        text: Flowable = Stack(words, setting.space(0.5))
        if sign is not None:
            line = setting.theme.type["h3"].leading
            text = Hanging(sign, text, _indent(setting), mirrored=setting.mirrored, first_line=line)
        entry = Stack([rule, Gap(setting.space(1.4)), text])
        entry.whole = not setting.on_screen or measure(entry, setting.measure) <= setting.height * MOST_WHOLE
        blocks.append(entry)
    return Stack(blocks, setting.space(1.4))
