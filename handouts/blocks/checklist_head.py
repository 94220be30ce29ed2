"""Set the head of the weekly checklist: title, logo, beads for the weeks, name, start date, web address."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block, no_options
from handouts.blocks.edition import Setting
from handouts.blocks.lists import StepDot
from handouts.blocks.masthead import title_row
from handouts.blocks.notes import WritingLines
from handouts.blocks.qr_code import bare_address, beside_code, qr_code, web_width, web_words
from handouts.model.exercise import PROGRAMME_WEEKS
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.stacking import UNBOUNDED, Columns, Gap, Stack
from handouts.pdf.structure import StructElem

BEAD_RADIUS = 5.0
NOW = 1.75
"""The bead of this week is larger by this factor and holds its number."""


def compose(options: None, setting: Setting, parent: StructElem) -> list[Flowable]:
    """Everything above the table."""
    title = title_row(setting, parent, compact=setting.tight)
    web = setting.edition.ward.web
    if web is None:
        rows = [*_weeks(setting, parent), _fields(setting, parent)]
    elif setting.on_screen:  # a phone cannot read a code on its own screen
        rows = [*_weeks(setting, parent), *_fields_and_web(setting, web, parent)]
    else:
        # beside the code and not above it: a full page has no room for one below the other
        words = parent.add("Sect")
        code = qr_code(setting, web, parent)
        left = setting.narrowed(web_width(setting, code))
        rows = [beside_code([*_weeks(left, words), *_fields_and_web(left, web, words)], code, setting)]
    return [title, *rows, Gap(setting.space(2))]


def _weeks(setting: Setting, parent: StructElem) -> list[Flowable]:
    """The kind of birth and the beads."""
    edition = setting.edition
    below = setting.text(
        setting.phrase(f"checklist.{edition.birth.value}"), "h2", parent.add("P"), colour="ink"
    )
    beads = Beads(edition.week, setting)
    room = below.natural_width + setting.space(4)
    if not setting.readable(setting.measure - room):
        return [below, Gap(setting.space(1)), beads, Gap(setting.space(0.5))]
    head = Columns([below, beads], [room, setting.measure - room], mirrored=setting.mirrored, align="middle")
    return [head, Gap(setting.space(0.5))]


def _fields(setting: Setting, parent: StructElem, web: str | None = None) -> Flowable:
    """The name and the start date, or lines for them; `web` is an address to stand over the date."""
    edition = setting.edition
    half = setting.span(setting.grid.columns / 2)
    label = parent.add("P")
    place = setting.place("name", parent.add("P")) if "name" in edition.places else None
    name = WritingLines(1, setting, setting.phrase("checklist.name"), label, place)
    start: Flowable
    if edition.start is None:
        start = WritingLines(1, setting, setting.phrase("checklist.starts"), parent.add("P"))
    else:
        weekday = edition.speech.weekday(edition.start.weekday())
        day = edition.speech.date(edition.start)
        words = setting.phrase("checklist.starts_on", weekday=weekday, date=day)
        above = [setting.text(bare_address(setting, web), "body", parent.add("P"))] if web else []
        start = Stack([*above, setting.text(words, "body", parent.add("P"))])
    if not setting.readable(half):
        return Stack([name, Gap(setting.space(1)), start])
    return Columns(
        [name, start], [half, half], setting.grid.gutter, mirrored=setting.mirrored, align="bottom"
    )


def _fields_and_web(setting: Setting, web: str, parent: StructElem) -> list[Flowable]:
    """The fields, and the web address below them; on a full page over the date, where a line is free."""
    short = setting.text(bare_address(setting, web))
    if (
        setting.tight
        and setting.edition.start
        and short.natural_width <= setting.span(setting.grid.columns / 2)
    ):
        return [_fields(setting, parent, web)]
    return [
        _fields(setting, parent),
        Gap(setting.space(0.5)),
        web_words(setting, web, parent, setting.measure),
    ]


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
