"""Set the week's exercises with a box to tick for every time: the boxes themselves are the dose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block, no_options
from handouts.blocks.edition import Setting
from handouts.blocks.icons import icon
from handouts.blocks.lists import bullets
from handouts.blocks.pictures import Picture, figure_of
from handouts.blocks.plan import gate_row
from handouts.blocks.week_plan import WeekPlan
from handouts.languages.speech import WeekdayWidth, Words
from handouts.model.exercise import DAYS_A_WEEK, Dose, Exercise
from handouts.pdf.forms import CheckBox
from handouts.pdf.panel import Panel, PanelLook
from handouts.pdf.stacking import Aligned, Columns, Gap, Hanging, Padded, Stack, measure
from handouts.pdf.structure import StructElem
from handouts.pdf.table import StyleCommand, table_elems, tagged_table
from handouts.units import MM

FIGURE_WIDTH = 27 * MM
LEAST_FIGURE = 44.0
LEAST_AIR = 2.5
COLUMN_GAP = 6.0
DAY_WIDTH = 11 * MM
WIDEST_DAY = 13.5 * MM

MOST_WHOLE = 0.8
"""The part of a screen up to which an exercise is not parted from its boxes."""

FACES = ("better", "same", "worse")
FACE_SIZE = 23.0
"""Points; a pen draws a mouth into it."""


def compose(options: None, setting: Setting, parent: StructElem) -> list[Flowable]:
    """The table, and under it what to know about this week's exercises."""
    weekly = Weekly(setting, parent)
    return [weekly.table(), *weekly.notes(parent)]


class Weekly:
    """The table of one week while it is put together."""

    def __init__(self, setting: Setting, parent: StructElem) -> None:
        self.setting = setting
        self.plan = WeekPlan(setting)
        self.elems = table_elems(parent, len(self.plan.names) + 2, DAYS_A_WEEK + 1)
        self.stacked = setting.theme.one_column
        self.widest_day = setting.measure / DAYS_A_WEEK if self.stacked else WIDEST_DAY
        self.day_names = self._day_names()
        self.day_width = max(
            DAY_WIDTH, *(self._day_label(day).natural_width + 4 for day in range(DAYS_A_WEEK))
        )
        self.label_width = setting.measure - DAYS_A_WEEK * self.day_width
        if self.stacked:  # what is to be done stands above its boxes, as wide as the page
            self.day_width, self.label_width = self.widest_day, setting.measure + COLUMN_GAP

    # -- days ------------------------------------------------------------------------------------------------

    def _weekday(self, day: int) -> int:
        """The weekday (0 is Monday) of a day of the sheet: from its start date or the country's custom."""
        start = self.setting.edition.start
        first = start.weekday() if start else self.setting.edition.pack.first_weekday
        return (first + day) % DAYS_A_WEEK

    def _day_names(self) -> list[str]:
        """The fullest names of the days whose columns leave room for words; Arabic has no short ones."""
        widths: tuple[WeekdayWidth, ...] = ("abbreviated", "short", "narrow")
        names: list[str] = []
        for width in widths:
            days = range(DAYS_A_WEEK)
            names = [self.setting.edition.speech.weekday(self._weekday(day), width) for day in days]
            labels = [self.setting.text(self.setting.literal(name), "rowhead") for name in names]
            if max(label.natural_width for label in labels) + 4 <= self.widest_day:
                break
        return names

    def _day_label(self, day: int, elem: StructElem | None = None) -> Flowable:
        name = self.day_names[day]
        return self.setting.text(self.setting.literal(name), "rowhead", elem, align="center")

    def _head(self) -> list[Flowable]:
        setting, cells = self.setting, self.elems[0]
        instruction = setting.text(self._instruction(), "caption", cells[0])
        row: list[Flowable] = [instruction]
        row += [self._day_head(day, cells[day + 1]) for day in range(DAYS_A_WEEK)]
        return row

    def _day_head(self, day: int, elem: StructElem | None) -> Flowable:
        """The name of a day, and its date where the week has one."""
        setting = self.setting
        label: list[Flowable] = [self._day_label(day, elem)]
        start = setting.edition.start
        if start is not None:
            number = setting.edition.speech.date(start + timedelta(days=day), "day")
            label.append(setting.text(setting.literal(number), "table", elem, align="center"))
        return Stack(label)

    def _instruction(self) -> Words:
        """How to tick, and what "new" and a dotted box mean where there are any."""
        doses = [self.plan.dose(exercise) for exercise in self.plan.exercises()]
        phrases = ["tick"]
        if any(dose.easier_first for dose in doses):
            phrases.append("tick_new")
        if any(span.low < span.high for dose in doses for span in (dose.days, dose.sessions)):
            phrases.append("tick_extra")
        return self.setting.running([self.setting.phrase(f"checklist.{name}") for name in phrases])

    # -- exercises -------------------------------------------------------------------------------------------

    def _row(self, exercise: Exercise, cells: list[StructElem]) -> list[Flowable]:
        setting = self.setting
        dose = self.plan.dose(exercise)
        width = self.label_width - FIGURE_WIDTH - 3 * MM - COLUMN_GAP
        title = setting.words(exercise.title)
        lines = [setting.text(self.plan.heading(exercise), "h3", cells[0].add("P"))]
        words = self.plan.instructions(exercise)
        lines += [setting.text(each, "body", cells[0].add("P")) for each in words]
        text = Stack(lines)
        height = max(setting.stage(LEAST_FIGURE), text.wrap(width, 0)[1])
        picture = Picture(figure_of(exercise), FIGURE_WIDTH, height, setting, cells[0], marks=False)
        label = Columns(
            [picture, text], [FIGURE_WIDTH, width], 3 * MM, mirrored=setting.mirrored, align="middle"
        )
        return [label, *(self._boxes(day, title, dose, cells[day + 1]) for day in range(DAYS_A_WEEK))]

    def _boxes(self, day: int, title: Words, dose: Dose, cell: StructElem) -> Flowable:
        """One box for each time on this day; extra times, and extra days, are dotted."""
        setting, times = self.setting, self.plan.times(dose, day)
        weekday = setting.edition.speech.weekday(self._weekday(day), "wide")
        boxes: list[Flowable] = []
        for time in range(1, times.certain + times.extra + 1):
            dotted = time > times.certain
            phrase = "tip_extra" if dotted else "tip"
            label = setting.phrase(f"checklist.{phrase}", exercise=title.text, day=weekday, number=time)
            name = f"{title.id}-{day + 1}-{time}"
            box = CheckBox(
                setting.theme.tick_size,
                cell.add("Form"),
                name,
                label.text,
                dotted=dotted,
                line=setting.theme.lines["tick"],
                colour=setting.colour("box"),
            )
            boxes.append(box)
        size, gap = setting.theme.tick_size, setting.theme.tick_gap
        if self.stacked and len(boxes) * (size + gap) <= self.day_width:
            row = Columns(boxes, [size] * len(boxes), gap, mirrored=setting.mirrored)
            return Aligned(row, "center")
        return Stack([Aligned(box, "center") for box in boxes], gap)

    # -- how it was ------------------------------------------------------------------------------------------

    def _faces(self, cells: list[StructElem]) -> list[Flowable]:
        """A face a day to draw the mouth of with a pen, beside what the three mouths mean."""
        setting = self.setting
        ask = setting.text(setting.phrase("checklist.how_was"), "body", cells[0].add("P"))
        words = Stack([ask, Gap(setting.space(1)), self._moods(cells[0])])
        row: list[Flowable] = [words]
        for day in range(DAYS_A_WEEK):
            weekday = setting.edition.speech.weekday(self._weekday(day), "wide")
            alt = setting.phrase("checklist.face", day=weekday).text
            elem = cells[day + 1].add("Figure", alt=alt)
            row.append(Aligned(icon("face", FACE_SIZE, setting.colour("ink"), elem=elem), "center"))
        return row

    def _moods(self, parent: StructElem) -> Flowable:
        """Each mouth and its word."""
        setting = self.setting
        size = setting.body * 1.2
        width = (self.label_width - COLUMN_GAP) / len(FACES)
        cells: list[Flowable] = []
        for name in FACES:
            word = setting.text(setting.phrase(f"checklist.{name}"), "body", parent.add("P"))
            face = icon(name, size, setting.colour("ink"))
            cells.append(Hanging(face, word, size + setting.space(1), mirrored=setting.mirrored, middle=True))
        return Columns(cells, [width] * len(FACES), mirrored=setting.mirrored)

    # -- notes -----------------------------------------------------------------------------------------------

    def notes(self, parent: StructElem) -> list[Flowable]:
        """What to know of the week's exercises, and after its week the gate."""
        setting = self.setting
        words = self.plan.notes()
        story: list[Flowable] = []
        if words:
            story = [Gap(setting.space(1.5)), bullets(words, setting, parent, gap=0.5)]
        if self.plan.after_gate:
            gate = gate_row(setting.edition.birth, setting, parent)
            story += [Gap(setting.space(1)), gate]
        return story

    # -- table -----------------------------------------------------------------------------------------------

    def table(self) -> Flowable:
        """All rows with their rules."""
        if self.stacked:
            return self._stacked_table()
        rows = [self._head()]
        exercises = self.plan.exercises()
        rows += [self._row(each, cells) for each, cells in zip(exercises, self.elems[1:-1], strict=True)]
        rows.append(self._faces(self.elems[-1]))
        widths = [self.label_width, *[self.day_width] * DAYS_A_WEEK]
        return tagged_table(rows, widths, self._style(len(rows)), mirrored=self.setting.mirrored)

    def _stacked_table(self) -> Flowable:
        """Each exercise above its boxes; the days stand at the head of every page.

        The structure is that of the table: the words are the head of a row, and the boxes its cells.
        """
        setting = self.setting
        instruction, *days = self._head()
        again = [self._day_head(day, None) for day in range(DAYS_A_WEEK)]
        under = setting.rule("strong", "accent")
        exercises = self.plan.exercises()
        rows = [self._row(each, cells) for each, cells in zip(exercises, self.elems[1:-1], strict=True)]
        rows.append(self._faces(self.elems[-1]))
        blocks: list[Flowable] = []
        for number, (label, *boxes) in enumerate(rows, 1):
            last = number in (len(self.plan.own), len(rows))
            rule = setting.rule("strong" if last else "hair", "accent" if last else "line")
            block = Stack([label, Gap(setting.space(0.6)), self._week(boxes)])
            air = max(LEAST_AIR, setting.space(0.8))
            if setting.on_screen and measure(block, setting.measure) > setting.height * MOST_WHOLE:
                blocks += [*block.children, Gap(air), rule]
            else:
                blocks.append(Stack([Padded(block, top=air, bottom=air), rule], whole=True))
        boxes_of_all = Panel(
            blocks,
            PanelLook(None, pad_sides=0, pad_top=0, pad_bottom=0),
            head=Stack([self._week(days, ruled=False), under]),
            continued=Stack([self._week(again, ruled=False), under]),
        )
        return Stack([instruction, Gap(setting.space(1)), boxes_of_all])

    def _week(self, cells: Sequence[Flowable], *, ruled: bool = True) -> Flowable:
        """Seven cells side by side."""
        setting = self.setting
        line = (setting.colour("line"), setting.theme.lines["hair"]) if ruled else None
        widths = [self.day_width] * DAYS_A_WEEK
        return Columns(cells, widths, mirrored=setting.mirrored, align="middle", divider=line)

    def _style(self, rows: int) -> list[StyleCommand]:
        setting, theme = self.setting, self.setting.theme
        line, accent = setting.colour("line"), setting.colour("accent")
        own = len(self.plan.own)
        air = max(LEAST_AIR, setting.space(0.8))
        return [
            ("TOPPADDING", (0, 0), (-1, -1), air),
            ("BOTTOMPADDING", (0, 0), (-1, -1), air),
            ("RIGHTPADDING", (0, 0), (0, -1), COLUMN_GAP),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("LINEBELOW", (0, 0), (-1, 0), theme.lines["strong"], accent),
            ("LINEBELOW", (0, 1), (-1, rows - 2), theme.lines["hair"], line),
            ("LINEBELOW", (0, own), (-1, own), theme.lines["strong"], accent),
            ("LINEBELOW", (0, rows - 1), (-1, rows - 1), theme.lines["rule"], accent),
            ("LINEBEFORE", (1, 1), (-1, rows - 1), theme.lines["hair"], line),
        ]


BLOCK = Block(read=no_options, compose=compose)
