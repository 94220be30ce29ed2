"""Set the twelve-week plan: a row an exercise, a column a week, a bead where the two meet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from reportlab.lib.colors import HexColor
from reportlab.platypus.doctemplate import PageBreak
from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block, no_options
from handouts.blocks.edition import Setting
from handouts.blocks.section import chapter_heading, plain
from handouts.model.exercise import PROGRAMME_WEEKS, Birth
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.figure import Figure
from handouts.pdf.forms import CheckBox
from handouts.pdf.panel import Panel, PanelLook
from handouts.pdf.stacking import Columns, Gap, Hanging, Padded, Stack, measure
from handouts.pdf.structure import StructElem
from handouts.pdf.table import StyleCommand, table_elems, tagged_table
from handouts.units import MM

LABEL_WIDTH = 40 * MM
LABEL_BODY = 12.0
"""The size of body text for which that is wide enough, in points."""

CLOSENESS = (0.0, 0.5, 1.0)
"""Tried in turn: how far lines go to their closest."""

ROW_HEIGHT = 19.0
BEAD_RADIUS = 5.2
SHADED_WEEKS = ((1, 2), (7, 8))
"""First and last week of the phases that are shaded, so that the four phases can be told apart."""


def compose(options: None, setting: Setting, parent: StructElem) -> list[Flowable]:
    """A page for each way of birth: heading, matrix, and the question to answer before it goes on."""
    section = parent.add("Sect")
    heading = chapter_heading(setting.phrase("plan.title"), "plan", setting, section)
    lead = setting.text(setting.phrase("plan.lead"), "body", section.add("P"))
    above: list[Flowable] = [*heading, Gap(setting.space(0.5)), lead, Gap(setting.space(1.5))]
    story: list[Flowable] = [PageBreak(), *above]
    taken = measure(Stack(above), setting.measure)
    for number, birth in enumerate(Birth):
        if number:
            story.append(PageBreak())
        room = setting.height - (0 if number else taken)
        story.append(_plan(birth, _closed_up(birth, setting, room), section))
    return story


def _closed_up(birth: Birth, setting: Setting, room: float) -> Setting:
    """The setting with its lines as wide as lets a plan keep to its page, or else at their closest."""
    least = setting.edition.language.least_line_height
    closer = setting
    for closeness in CLOSENESS:
        closer = replace(setting, theme=setting.theme.closer(closeness, least))
        if measure(_plan(birth, closer, StructElem("Sect")), setting.measure) <= room:
            break
    return closer


def _plan(birth: Birth, setting: Setting, section: StructElem) -> Flowable:
    title = setting.text(setting.phrase(f"plan.title_{birth.value}"), "h2", section.add("H2"))
    story: list[Flowable] = [title, Gap(setting.space(1)), plan_table(birth, setting, section)]
    row = gate_row(birth, setting, section)
    if row is not None:
        story += [Gap(setting.space(2)), row]
    return Stack(story)


def gate_row(birth: Birth, setting: Setting, parent: StructElem) -> Flowable | None:
    """A box to tick beside the question to answer before the programme goes on; None where it has none."""
    gate = setting.edition.guide.programme.gate
    if gate is None:
        return None
    elem = parent.add("P")
    label = setting.labelled(setting.phrase("plan.gate", week=gate.week), setting.words(gate.words))
    size = setting.theme.tick_size
    box = CheckBox(
        size, elem.add("Form"), f"gate-{birth.value}", plain(label), line=setting.theme.lines["tick"]
    )
    text = setting.text(label, "body", elem)
    return Hanging(box, text, size + setting.space(2), mirrored=setting.mirrored, middle=True)


def plan_table(birth: Birth, setting: Setting, parent: StructElem) -> Flowable:
    """The matrix; every bead says "planned" to a reader, and neighbours are joined by a thread."""
    programme, guide = setting.edition.guide.programme, setting.edition.guide
    weeks = {week: programme.exercises(birth, week) for week in range(1, PROGRAMME_WEEKS + 1)}
    order = list(
        dict.fromkeys([*programme.every_week, *(name for names in weeks.values() for name in names)])
    )
    elems = table_elems(parent, len(order) + 1, PROGRAMME_WEEKS + 1)
    label_width = 0.0 if setting.on_screen else LABEL_WIDTH * setting.body / LABEL_BODY
    width = (setting.measure - label_width) / PROGRAMME_WEEKS
    head: list[Flowable] = [setting.text(setting.phrase("plan.week"), "rowhead", elems[0][0])]
    for week in weeks:
        head.append(
            setting.text(
                setting.phrase("plan.number", number=week), "rowhead", elems[0][week], align="center"
            )
        )
    rows: list[list[Flowable]] = [head]
    for name, cells in zip(order, elems[1:], strict=True):
        planned = [name in programme.every_week or name in names for names in weeks.values()]
        rank = "strong" if name in programme.every_week else "table"
        row: list[Flowable] = [setting.text(setting.words(guide.exercises[name].title), rank, cells[0])]
        for index, on in enumerate(planned):
            joined = (on and index > 0 and planned[index - 1], on and index < 11 and planned[index + 1])
            row.append(
                _bead(width, joined, setting, cells[index + 1]) if on else Figure(0, 0, lambda canvas: None)
            )
        rows.append(row)
    if setting.on_screen:
        return _stacked(rows, width, birth, setting)
    widths = [label_width, *[width] * PROGRAMME_WEEKS]
    return tagged_table(
        rows, widths, _style(setting, len(rows), len(programme.every_week)), mirrored=setting.mirrored
    )


def _stacked(rows: Sequence[Sequence[Flowable]], width: float, birth: Birth, setting: Setting) -> Flowable:
    """Each exercise above its beads, on a page too narrow for a matrix; the weeks head every page."""
    widths = [width] * PROGRAMME_WEEKS

    def across(cells: Sequence[Flowable]) -> Flowable:
        return Columns(cells, widths, mirrored=setting.mirrored, align="middle")

    def numbers() -> list[Flowable]:
        words = [setting.phrase("plan.number", number=week) for week in range(1, PROGRAMME_WEEKS + 1)]
        return [setting.text(each, "rowhead", align="center") for each in words]

    (week, *weeks), *exercises = rows
    under = setting.rule("strong", "accent")
    blocks: list[Flowable] = []
    for label, *beads in exercises:
        line = setting.rule("hair", "line")
        block = Padded(Stack([label, across(beads)]), top=setting.space(0.5))
        blocks.append(Stack([block, line], whole=True))
    look = PanelLook(None, pad_sides=0, pad_top=0, pad_bottom=0)
    head = Stack([week, across(weeks), under])
    return Panel(blocks, look, head=head, continued=Stack([across(numbers()), under]))


def _style(setting: Setting, rows: int, every_week: int) -> list[StyleCommand]:
    theme = setting.theme
    gate = setting.edition.guide.programme.gate
    line, accent = setting.colour("line"), setting.colour("accent")
    style: list[StyleCommand] = [
        ("TOPPADDING", (0, 0), (-1, -1), 1.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.2),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LINEBELOW", (0, 0), (-1, 0), theme.lines["strong"], accent),
        ("LINEBELOW", (0, 1), (-1, rows - 1), theme.lines["hair"], line),
        ("LINEBELOW", (0, every_week), (-1, every_week), theme.lines["rule"], accent),
    ]
    if theme.filled:
        tint = setting.colour("accent_tint")
        style += [("BACKGROUND", (first, 0), (last, rows - 1), tint) for first, last in SHADED_WEEKS]
    if gate is not None:
        style.append(("LINEBEFORE", (gate.week, 0), (gate.week, rows - 1), theme.lines["strong"], accent))
    return style


def _bead(width: float, joined: tuple[bool, bool], setting: Setting, cell: StructElem) -> Flowable:
    """A bead in the middle of a cell, with half a thread to each neighbour that has one."""
    before, after = reversed(joined) if setting.mirrored else joined
    elem = cell.add("Span", actual_text=setting.phrase("plan.planned").text)
    height = ROW_HEIGHT - 2.4

    def paint(canvas: TaggedCanvas) -> None:
        accent = HexColor(setting.colour("accent"))
        canvas.setStrokeColor(accent)
        canvas.setFillColor(accent)
        canvas.setLineWidth(setting.theme.lines["strong"])
        middle = height / 2
        if before:
            canvas.line(0, middle, width / 2, middle)
        if after:
            canvas.line(width / 2, middle, width, middle)
        canvas.circle(width / 2, middle, BEAD_RADIUS, stroke=0, fill=1)

    return Painted(width, height, paint, elem)


class Painted(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A drawing whose element says what it means by its actual text."""

    def __init__(
        self, width: float, height: float, paint: Callable[[TaggedCanvas], None], elem: StructElem
    ) -> None:
        super().__init__()
        self.width, self.height = width, height
        self._paint, self._elem = paint, elem

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The fixed size."""
        return self.width, self.height

    def draw(self) -> None:
        """Paint as content of the element."""
        canvas: TaggedCanvas = self.canv
        with canvas.content(self._elem):
            canvas.saveState()
            self._paint(canvas)
            canvas.restoreState()


BLOCK = Block(read=no_options, compose=compose)
