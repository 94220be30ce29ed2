"""Set bullets, numbered steps and paragraphs: the running text of every block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus.flowables import Flowable

from handouts.blocks.edition import Setting
from handouts.languages.speech import Words
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.figure import Figure
from handouts.pdf.stacking import Hanging, Stack
from handouts.pdf.structure import StructElem
from handouts.text.style import Align

BULLET_INDENT = 1.15
STEP_INDENT = 1.75
MARK_RADIUS = 0.62
"""Measures in sizes of the body text."""


def paragraphs(
    words: Iterable[Words], setting: Setting, parent: StructElem, rank: str = "body", gap: float = 1.5
) -> Stack:
    """Paragraphs one below the other, `gap` spaces apart."""
    return Stack([setting.text(each, rank, parent.add("P")) for each in words], setting.space(gap))


def bullets(
    items: Sequence[Words],
    setting: Setting,
    parent: StructElem,
    *,
    gap: float = 0.75,
    colour: str = "ink",
    indent: float = BULLET_INDENT,
    english: bool = False,
) -> Stack:
    """A bulleted list, `indent` in sizes of the body; its bullets are square to survive a photocopy.

    `english` items are set as English, and begin beside their bullets on a page of any direction.
    """
    listing = parent.add("L")
    align: Align = "end" if english and setting.mirrored else "start"
    size = setting.body * 0.38
    rows: list[Flowable] = []
    for item in items:
        body = listing.add("LI").add("LBody")
        rows.append(
            Hanging(
                square_bullet(setting, size, colour),
                setting.text(item, "body", body.add("P"), align=align, english=english),
                setting.body * indent,
                mirrored=setting.mirrored,
                first_line=setting.theme.type["body"].leading,
            )
        )
    return Stack(rows, setting.space(gap), least=1 if setting.on_screen else 2)


def square_bullet(setting: Setting, size: float, colour: str) -> Figure:
    """A square, set off from the edge by a third of its size."""

    def paint(canvas: TaggedCanvas) -> None:
        canvas.setFillColor(HexColor(setting.colour(colour)))
        canvas.rect(size / 3, 0, size, size, stroke=0, fill=1)

    return Figure(size * 5 / 3, size, paint)


def start_ring(setting: Setting, radius: float) -> Figure:
    """The ring that marks a starting position, in text and in pictures alike."""

    def paint(canvas: TaggedCanvas) -> None:
        canvas.setStrokeColor(HexColor(setting.colour("accent")))
        canvas.setFillColor(HexColor(setting.colour("paper")))
        canvas.setLineWidth(1.5)
        canvas.circle(radius, radius, radius - 0.7, stroke=1, fill=1)

    return Figure(2 * radius, 2 * radius, paint)


class StepDot(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A numbered dot: white on the accent colour, or a ring where nothing may be filled."""

    def __init__(self, number: Words, setting: Setting, radius: float, elem: StructElem | None) -> None:
        super().__init__()
        self.width = self.height = 2 * radius
        self._setting, self._radius = setting, radius
        colour = "paper" if setting.theme.filled else "ink"
        self._digit = setting.text(number, "strong", elem, colour=colour, align="center")

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The size of the dot."""
        return self.width, self.height

    def draw(self) -> None:
        """The dot as an artifact, its number as text."""
        canvas: TaggedCanvas = self.canv
        radius = self._radius
        with canvas.artifact():
            canvas.saveState()
            colour = HexColor(self._setting.colour("accent"))
            canvas.setStrokeColor(colour)
            canvas.setFillColor(colour)
            if self._setting.theme.filled:
                canvas.circle(radius, radius, radius, stroke=0, fill=1)
            else:
                canvas.setLineWidth(1.2)
                canvas.circle(radius, radius, radius - 0.6, stroke=1, fill=0)
            canvas.restoreState()
        height = self._digit.wrap(self.width, self.height)[1]
        self._digit.drawOn(canvas, 0, radius - height / 2)


def steps(
    items: Sequence[Words],
    setting: Setting,
    parent: StructElem,
    *,
    start: Words | None = None,
    gap: float = 0.6,
) -> Stack:
    """A ring with the starting position, then numbered steps; the same marks stand in the pictures."""
    listing = parent.add("L")
    radius = setting.body * MARK_RADIUS
    indent = setting.body * STEP_INDENT
    line = setting.theme.type["body"].leading
    rows: list[Flowable] = []
    if start is not None:
        item = listing.add("LI")
        text = setting.text(start, "body", item.add("LBody").add("P"))
        ring = start_ring(setting, radius)
        rows.append(Hanging(ring, text, indent, mirrored=setting.mirrored, first_line=line))
    for number, words in enumerate(items, 1):
        item = listing.add("LI")
        dot = StepDot(setting.phrase("exercise.step_number", number=number), setting, radius, item.add("Lbl"))
        text = setting.text(words, "body", item.add("LBody").add("P"))
        rows.append(Hanging(dot, text, indent, mirrored=setting.mirrored, first_line=line))
    return Stack(rows, setting.space(gap), whole=not setting.on_screen)
