"""Set tables whose cells, heads and rules a reader can tell apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus.flowables import Flowable
from reportlab.platypus.tables import Table

from handouts.pdf.structure import COLUMN_HEAD, ROW_HEAD, StructElem

Cell = Any
"""A flowable, or a list of flowables that stand below each other."""

StyleCommand = tuple[Any, ...]
"""A ReportLab table style command: name, first cell, last cell, values. Columns count from the start side."""

_OPPOSITE = {
    "LEFTPADDING": "RIGHTPADDING",
    "RIGHTPADDING": "LEFTPADDING",
    "LINEBEFORE": "LINEAFTER",
    "LINEAFTER": "LINEBEFORE",
}
_OPPOSITE_ALIGN = {"LEFT": "RIGHT", "RIGHT": "LEFT"}


def table_elems(
    parent: StructElem, rows: int, columns: int, *, head_rows: int = 1, head_columns: int = 1
) -> list[list[StructElem]]:
    """Make a Table element under a parent and return its cells by row and column, in reading order.

    Cells of head rows and head columns are TH with their scope (ISO 14289-1, 7.5); the rest are TD. Raises
    ValueError for a table without any head, which no reader could make sense of.
    """
    if not (head_rows or head_columns):
        raise ValueError("a table needs a head row or a head column")
    table = parent.add("Table")
    groups = [("THead", range(head_rows)), ("TBody", range(head_rows, rows))]
    cells: list[list[StructElem]] = []
    for role, members in groups:
        if not members:
            continue
        group = table.add(role)
        for row in members:
            line = group.add("TR")
            cells.append([_cell(line, row < head_rows, column < head_columns) for column in range(columns)])
    return cells


def _cell(row: StructElem, column_head: bool, row_head: bool) -> StructElem:
    if column_head:
        return row.add("TH", attributes=COLUMN_HEAD)
    return row.add("TH", attributes=ROW_HEAD) if row_head else row.add("TD")


class TaggedTable(Table):  # type: ignore[misc]  # ReportLab has no types
    """ReportLab's table with grounds and rules as artifacts and flowables only in its cells.

    Made by `tagged_table`; ReportLab makes the pieces of a split one itself, through its own constructor.
    Head rows that are repeated on the next page are artifacts, because their flowables were drawn before.
    """

    def split(self, aw: float, ah: float) -> list[Flowable]:
        """Split between rows; inside a row only at the top of a frame, where no more room will come."""
        frame = getattr(self, "_frame", None)
        self.splitInRow = int(frame is not None and frame._atTop)
        pieces: list[Flowable] = super().split(aw, ah)
        return pieces

    def onSplit(self, T: TaggedTable, byRow: int = 1) -> None:  # noqa: N802, N803  # ReportLab's names
        """Keep a piece on the side of the whole: one made inside a row would be centred."""
        T.hAlign = self.hAlign

    def _drawBkgrnd(self) -> None:  # noqa: N802  # ReportLab's name
        if self._bkgrndcmds:
            with self.canv.artifact():
                super()._drawBkgrnd()

    def _drawLines(self) -> None:  # noqa: N802
        if self._linecmds:
            with self.canv.artifact():
                super()._drawLines()

    def _drawCell(self, cellval: Any, cellstyle: Any, pos: Any, size: Any) -> None:  # noqa: N802
        """Place the flowables of a cell, and set no font: ReportLab's own is not embedded."""
        (left, bottom), (width, height) = pos, size
        widths: list[float] = []
        heights: list[float] = []
        _, used = self._listCellGeom(cellval, width, cellstyle, W=widths, H=heights, aH=height)
        top = {
            "TOP": bottom + height - cellstyle.topPadding,
            "BOTTOM": bottom + cellstyle.bottomPadding + used,
        }.get(cellstyle.valign, bottom + (height + cellstyle.bottomPadding - cellstyle.topPadding + used) / 2)
        if cellval:
            top += cellval[0].getSpaceBefore()
        for flowable, own_width, own_height in zip(cellval, widths, heights, strict=True):
            slack = width - cellstyle.leftPadding - cellstyle.rightPadding - own_width
            share = {"LEFT": 0.0, "RIGHT": 1.0}.get(cellstyle.alignment, 0.5)
            top -= flowable.getSpaceBefore() + own_height
            flowable.drawOn(self.canv, left + cellstyle.leftPadding + slack * share, top)
            top -= flowable.getSpaceAfter()


def tagged_table(
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    style: Sequence[StyleCommand] = (),
    *,
    head_rows: int = 1,
    mirrored: bool = False,
    space_before: float = 0.0,
    space_after: float = 0.0,
) -> TaggedTable:
    """A table of flowables; rows, widths and style commands run from the start side, left or right.

    The head rows are repeated on every page. A row splits only where it is taller than a frame. TypeError for
    a cell that is not made of flowables.
    """
    data = [[_flowables(cell) for cell in row] for row in rows]
    commands, columns = list(style), list(widths)
    if mirrored:
        data = [row[::-1] for row in data]
        columns = columns[::-1]
        commands = [_mirrored(command, len(columns)) for command in commands]
    return TaggedTable(
        data,
        colWidths=columns,
        style=[
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            *commands,
        ],
        repeatRows=head_rows,
        splitByRow=1,
        hAlign="RIGHT" if mirrored else "LEFT",
        spaceBefore=space_before,
        spaceAfter=space_after,
    )


def _flowables(cell: Cell) -> list[Flowable]:
    flowables = list(cell) if isinstance(cell, list | tuple) else [cell]
    if not all(isinstance(flowable, Flowable) for flowable in flowables):
        raise TypeError(f"a table cell holds flowables, not {cell!r}")
    return flowables


def _mirrored(command: StyleCommand, columns: int) -> StyleCommand:
    """The same command counted from the other side."""
    name, (first, top), (last, bottom), *values = command
    if name == "ALIGN":
        values[0] = _OPPOSITE_ALIGN.get(values[0], values[0])
    ends = sorted(columns - 1 - column % columns for column in (first, last))
    return _OPPOSITE.get(name, name), (ends[0], top), (ends[1], bottom), *values
