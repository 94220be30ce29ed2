"""Draw a framed box around flowables, with a head that is repeated where the box goes on over a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.platypus.flowables import Flowable

from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.stacking import Gap, Stack, measure


@dataclass(frozen=True, slots=True)
class PanelLook:
    """How a panel looks: colours as hex or None, lengths in points."""

    stroke: str | None
    weight: float = 1.0
    fill: str | None = None
    radius: float = 3.0
    pad_sides: float = 12.0
    pad_top: float = 8.0
    pad_bottom: float = 8.0
    head_fill: str | None = None
    head_rule: float = 0.0


def panel_frame(canvas: TaggedCanvas, width: float, height: float, look: PanelLook) -> None:
    """Stroke and fill a round-cornered frame that stays inside its box, so that heavy and thin ones align."""
    inset = look.weight / 2 if look.stroke else 0.0
    if look.fill:
        canvas.setFillColor(HexColor(look.fill))
    if look.stroke:
        canvas.setStrokeColor(HexColor(look.stroke))
        canvas.setLineWidth(look.weight)
    if look.fill or look.stroke:
        canvas.roundRect(
            inset,
            inset,
            width - 2 * inset,
            height - 2 * inset,
            look.radius,
            bool(look.stroke),
            bool(look.fill),
        )


class Panel(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A box with an optional head; splits between the flowables of its body.

    `continued` is the head of the later pieces (usually the same words as an artifact).
    """

    def __init__(
        self,
        body: Sequence[Flowable],
        look: PanelLook,
        *,
        head: Flowable | None = None,
        continued: Flowable | None = None,
        gap: float = 0.0,
        minimum: float = 0.0,
    ) -> None:
        super().__init__()
        self.body = Stack(body, gap)
        self.look, self.head, self.continued, self.minimum = look, head, continued, minimum
        self.width = self.height = 0.0

    def _inner(self, width: float) -> float:
        return width - 2 * self.look.pad_sides

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The full width; head, paddings and body."""
        self.width = aw
        self._head_height = measure(self.head, aw) if self.head else 0.0
        self._body_height = measure(self.body, self._inner(aw))
        self.height = max(
            self.minimum, self._head_height + self.look.pad_top + self._body_height + self.look.pad_bottom
        )
        return aw, self.height

    def split(self, aw: float, ah: float) -> list[Flowable]:
        """Two panels; a split that would leave a head alone is refused."""
        self.wrap(aw, ah)
        room = ah - self._head_height - self.look.pad_top - self.look.pad_bottom
        if room <= 0:
            return []
        pieces = self.body.split(self._inner(aw), room)
        if len(pieces) < 2:
            return []
        bodies = [piece.children if isinstance(piece, Stack) else [piece] for piece in pieces]
        first = Panel(bodies[0], self.look, head=self.head, gap=self.body.gap)
        rest = [
            Panel(
                [child for index, child in enumerate(children) if index or not isinstance(child, Gap)],
                self.look,
                head=self.continued,
                continued=self.continued,
                gap=self.body.gap,
            )
            for children in bodies[1:]
        ]
        return [first, *rest]

    def draw(self) -> None:
        """Frame and head ground first, then the head, then the body."""
        canvas: TaggedCanvas = self.canv
        look = self.look
        with canvas.artifact():
            canvas.saveState()
            panel_frame(canvas, self.width, self.height, look)
            if self.head and look.head_fill:
                self._fill_head(canvas)
            if self.head and look.head_rule and look.stroke:
                canvas.setLineWidth(look.head_rule)
                canvas.line(0, self.height - self._head_height, self.width, self.height - self._head_height)
            canvas.restoreState()
        if self.head:
            self.head.drawOn(canvas, 0, self.height - self._head_height)
        spare = self.height - self._head_height - self._body_height - look.pad_top - look.pad_bottom
        self.body.drawOn(canvas, look.pad_sides, look.pad_bottom + spare / 2)

    def _fill_head(self, canvas: TaggedCanvas) -> None:
        """The ground of the head, round above and square below, inside the frame's line."""
        inset = self.look.weight / 2
        bottom = self.height - self._head_height
        canvas.setFillColor(HexColor(self.look.head_fill))
        path = canvas.beginPath()
        radius, left, right, top = self.look.radius, inset, self.width - inset, self.height - inset
        path.moveTo(left, bottom)
        path.lineTo(left, top - radius)
        path.curveTo(left, top - radius * 0.45, left + radius * 0.45, top, left + radius, top)
        path.lineTo(right - radius, top)
        path.curveTo(right - radius * 0.45, top, right, top - radius * 0.45, right, top - radius)
        path.lineTo(right, bottom)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
