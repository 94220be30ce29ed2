"""Set the head of the weekly checklist: title, logo, the twelve weeks as beads, name and start date."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block, no_options
from handouts.blocks.edition import Setting
from handouts.blocks.lists import StepDot
from handouts.blocks.masthead import title_row
from handouts.blocks.notes import WritingLines
from handouts.model.exercise import PROGRAMME_WEEKS
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.stacking import UNBOUNDED, Columns, Gap
from handouts.pdf.structure import StructElem

BEAD_RADIUS = 5.0
NOW = 1.75
"""The bead of this week is larger by this factor and holds its number."""


def compose(options: None, setting: Setting, parent: StructElem) -> list[Flowable]:
    """Everything above the table."""
    edition = setting.edition
    title = title_row(setting, parent, compact=setting.tight)
    below = setting.text(
        setting.phrase(f"checklist.{edition.birth.value}"), "h2", parent.add("P"), colour="ink"
    )
    beads = Beads(edition.week, setting)
    room = below.natural_width + setting.space(4)
    head = Columns([below, beads], [room, setting.measure - room], mirrored=setting.mirrored, align="middle")
    half = setting.span(setting.grid.columns / 2)
    name = WritingLines(1, setting, setting.phrase("checklist.name"), parent.add("P"))
    start: Flowable
    if edition.start is None:
        start = WritingLines(1, setting, setting.phrase("checklist.starts"), parent.add("P"))
    else:
        weekday = edition.speech.weekday(edition.start.weekday())
        day = edition.speech.date(edition.start)
        words = setting.phrase("checklist.starts_on", weekday=weekday, date=day)
        start = setting.text(words, "body", parent.add("P"))
    fields = Columns(
        [name, start], [half, half], setting.grid.gutter, mirrored=setting.mirrored, align="bottom"
    )
    return [title, head, Gap(setting.space(0.5)), fields, Gap(setting.space(2))]


class Beads(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Twelve beads on a thread: weeks done are solid, this week is large and numbered, the rest are rings."""

    def __init__(self, week: int, setting: Setting) -> None:
        super().__init__()
        self._week, self._setting = week, setting
        self._radius = BEAD_RADIUS * NOW
        self._dot = StepDot(setting.phrase("plan.number", number=week), setting, self._radius, None)
        self.width = 0.0
        self.height = 2 * self._radius

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The full width."""
        self.width = aw
        return aw, self.height

    def _centre(self, week: int) -> float:
        step = self.width / PROGRAMME_WEEKS
        place = step * (week - 0.5)
        return self.width - place if self._setting.mirrored else place

    def draw(self) -> None:
        """All of it is an artifact: the title says the week."""
        canvas: TaggedCanvas = self.canv
        setting, middle = self._setting, self.height / 2
        with canvas.artifact():
            canvas.saveState()
            accent = HexColor(setting.colour("accent"))
            canvas.setStrokeColor(accent)
            canvas.setLineWidth(setting.theme.lines["thin"])
            canvas.line(self._centre(1), middle, self._centre(PROGRAMME_WEEKS), middle)
            canvas.setLineWidth(setting.theme.lines["tick"])
            for week in range(1, PROGRAMME_WEEKS + 1):
                if week != self._week:
                    done = week < self._week
                    canvas.setFillColor(HexColor(setting.colour("accent" if done else "paper")))
                    canvas.circle(self._centre(week), middle, BEAD_RADIUS, stroke=1, fill=1)
            canvas.restoreState()
            self._dot.wrap(self.height, UNBOUNDED)
            self._dot.drawOn(canvas, self._centre(self._week) - self._radius, 0)


BLOCK = Block(read=no_options, compose=compose)
