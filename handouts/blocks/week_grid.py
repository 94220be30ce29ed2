"""Set the week's exercises with a box to tick for every time: the boxes themselves are the dose."""

from __future__ import annotations

from datetime import timedelta

from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block, no_options
from handouts.blocks.edition import Setting
from handouts.blocks.icons import icon
from handouts.blocks.lists import bullets
from handouts.blocks.pictures import Picture, figure_named
from handouts.languages.speech import WeekdayWidth, Words
from handouts.model.exercise import DAYS_A_WEEK, Dose, Exercise
from handouts.pdf.forms import CheckBox
from handouts.pdf.stacking import Aligned, Columns, Gap, Stack
from handouts.pdf.structure import StructElem
from handouts.pdf.table import StyleCommand, table_elems, tagged_table
from handouts.units import MM

FIGURE_WIDTH = 27 * MM
LEAST_FIGURE = 44.0
LEAST_AIR = 3.0
COLUMN_GAP = 6.0
DAY_WIDTH = 11 * MM
WIDEST_DAY = 13.5 * MM
DAY_ORDER = (0, 2, 4, 6, 1, 3, 5)
"""Which days get a box first: three days a week are never next to each other."""

FACES = ("better", "same", "worse")
FACE_SIZE = (13.5, 16.5)
"""Points on a tight page and on a roomy one."""


def compose(options: None, setting: Setting, parent: StructElem) -> list[Flowable]:
    """The table, and under it what to know about this week's exercises."""
    weekly = Weekly(setting, parent)
    return [weekly.table(), *weekly.notes(parent)]


class Weekly:
    """The table of one week while it is put together."""

    def __init__(self, setting: Setting, parent: StructElem) -> None:
        self.setting = setting
        edition = setting.edition
        self.programme, self.guide = edition.guide.programme, edition.guide
        self.own = self.programme.exercises(edition.birth, edition.week)
        self.names = [*self.own, *self.programme.every_week]
        self.elems = table_elems(parent, len(self.names) + 2, DAYS_A_WEEK + 1)
        self.day_names = self._day_names()
        self.day_width = max(
            DAY_WIDTH, *(self._day_label(day).natural_width + 4 for day in range(DAYS_A_WEEK))
        )
        self.label_width = setting.measure - DAYS_A_WEEK * self.day_width

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
            if max(label.natural_width for label in labels) + 4 <= WIDEST_DAY:
                break
        return names

    def _day_label(self, day: int, elem: StructElem | None = None) -> Flowable:
        name = self.day_names[day]
        return self.setting.text(self.setting.literal(name), "rowhead", elem, align="center")

    def _head(self) -> list[Flowable]:
        setting, cells = self.setting, self.elems[0]
        instruction = setting.text(setting.phrase("checklist.tick"), "caption", cells[0])
        row: list[Flowable] = [instruction]
        for day in range(DAYS_A_WEEK):
            label: list[Flowable] = [self._day_label(day, cells[day + 1])]
            start = setting.edition.start
            if start is not None:
                number = setting.edition.speech.date(start + timedelta(days=day), "day")
                label.append(setting.text(setting.literal(number), "table", cells[day + 1], align="center"))
            row.append(Stack(label))
        return row

    # -- exercises -------------------------------------------------------------------------------------------

    def _row(self, name: str, cells: list[StructElem]) -> list[Flowable]:
        setting = self.setting
        exercise = self.guide.exercises[name]
        dose = self.programme.dose(exercise, setting.edition.birth, setting.edition.week)
        width = self.label_width - FIGURE_WIDTH - 3 * MM - COLUMN_GAP
        title = setting.words(exercise.title)
        heading = setting.phrase("checklist.new", exercise=title.text) if dose.easier_first else title
        text = Stack(
            [
                setting.text(heading, "h3", cells[0].add("P")),
                setting.text(setting.edition.speech.dose(dose, exercise), "body", cells[0].add("P")),
            ]
        )
        height = max(setting.stage(LEAST_FIGURE), text.wrap(width, 0)[1])
        picture = Picture(figure_named(exercise.id), FIGURE_WIDTH, height, setting, cells[0], marks=False)
        label = Columns(
            [picture, text], [FIGURE_WIDTH, width], 3 * MM, mirrored=setting.mirrored, align="middle"
        )
        return [label, *(self._boxes(day, title, dose, cells[day + 1]) for day in range(DAYS_A_WEEK))]

    def _boxes(self, day: int, title: Words, dose: Dose, cell: StructElem) -> Flowable:
        """One box for each time on this day; extra times, and extra days, are dotted."""
        setting, rank = self.setting, DAY_ORDER.index(day)
        if rank >= dose.days.high:
            return Stack([])
        extra_day = rank >= dose.days.low
        weekday = setting.edition.speech.weekday(self._weekday(day), "wide")
        boxes: list[Flowable] = []
        for time in range(1, dose.sessions.high + 1):
            dotted = extra_day or time > dose.sessions.low
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
            boxes.append(Aligned(box, "center"))
        return Stack(boxes, setting.theme.tick_gap)

    # -- how it was ------------------------------------------------------------------------------------------

    def _faces(self, cells: list[StructElem]) -> list[Flowable]:
        """Three faces a day to ring with a pen; what they mean is read out with each."""
        setting = self.setting
        words = Stack(
            [
                setting.text(setting.phrase("checklist.how_was"), "h3", cells[0].add("P")),
                setting.text(setting.phrase("checklist.ring"), "body", cells[0].add("P")),
            ]
        )
        row: list[Flowable] = [words]
        for day in range(DAYS_A_WEEK):
            faces: list[Flowable] = []
            for name in FACES:
                alt = setting.phrase(f"checklist.{name}").text
                elem = cells[day + 1].add("Figure", alt=alt)
                size = FACE_SIZE[setting.theme.tightness >= 1]
                face = icon(name, size, setting.colour("ink"), elem=elem)
                faces.append(Aligned(face, "center"))
            row.append(Stack(faces, 2))
        return row

    # -- notes -----------------------------------------------------------------------------------------------

    def notes(self, parent: StructElem) -> list[Flowable]:
        """For each exercise that needs it: what must be so before, and its easier way or own version."""
        setting = self.setting
        items: list[Words] = []
        for name in self.names:
            exercise = self.guide.exercises[str(name)]
            dose = self.programme.dose(exercise, setting.edition.birth, setting.edition.week)
            sentences = self._sentences(exercise, dose)
            if sentences:
                title = setting.words(exercise.title)
                label = (
                    setting.phrase("checklist.easier", exercise=title.text) if dose.easier_first else title
                )
                items.append(setting.labelled(label, setting.running(sentences)))
        if not items:
            return []
        return [Gap(setting.space(1.5)), bullets(items, setting, parent, gap=0.5)]

    def _sentences(self, exercise: Exercise, dose: Dose) -> list[Words]:
        setting = self.setting
        sentences = [exercise.before] if exercise.before is not None and dose.easier_first else []
        version = exercise.version(dose)
        if version is not None:
            sentences.append(version)
        return [setting.words(sentence, exercise.values) for sentence in sentences]

    # -- table -----------------------------------------------------------------------------------------------

    def table(self) -> Flowable:
        """All rows with their rules."""
        rows = [self._head()]
        rows += [
            self._row(str(name), cells) for name, cells in zip(self.names, self.elems[1:-1], strict=True)
        ]
        rows.append(self._faces(self.elems[-1]))
        widths = [self.label_width, *[self.day_width] * DAYS_A_WEEK]
        return tagged_table(rows, widths, self._style(len(rows)), mirrored=self.setting.mirrored)

    def _style(self, rows: int) -> list[StyleCommand]:
        setting, theme = self.setting, self.setting.theme
        line, accent = setting.colour("line"), setting.colour("accent")
        air = max(LEAST_AIR, setting.space(0.8))
        return [
            ("TOPPADDING", (0, 0), (-1, -1), air),
            ("BOTTOMPADDING", (0, 0), (-1, -1), air),
            ("RIGHTPADDING", (0, 0), (0, -1), COLUMN_GAP),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("LINEBELOW", (0, 0), (-1, 0), theme.lines["strong"], accent),
            ("LINEBELOW", (0, 1), (-1, rows - 2), theme.lines["hair"], line),
            ("LINEBELOW", (0, len(self.own)), (-1, len(self.own)), theme.lines["strong"], accent),
            ("LINEBELOW", (0, rows - 1), (-1, rows - 1), theme.lines["rule"], accent),
            ("LINEBEFORE", (1, 1), (-1, rows - 1), theme.lines["hair"], line),
        ]


BLOCK = Block(read=no_options, compose=compose)
