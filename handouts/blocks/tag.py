"""Set the dose tag: a clock and the dose in bold in an outlined label that hugs its words."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from handouts.blocks.edition import Setting
from handouts.blocks.icons import icon_painter
from handouts.languages.speech import Words
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.panel import PanelLook, panel_frame
from handouts.pdf.stacking import UNBOUNDED
from handouts.pdf.structure import StructElem


class Tag(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A label as wide as its words, or as wide as it may be with its words on several lines."""

    def __init__(self, words: Words, setting: Setting, elem: StructElem, *, sign: str = "clock") -> None:
        super().__init__()
        self._setting, self._sign = setting, sign
        self._text = setting.text(words, "strong", elem)
        self._pad = setting.body * 0.5
        self._icon = setting.body * 1.1
        self.width = self.height = 0.0

    @property
    def natural_width(self) -> float:
        """The width in points with all words on one line."""
        return float(self._text.natural_width) + 1 + self._icon + self._pad * 2.6

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """At most the width given; as high as the words and a little air."""
        self.width = min(aw, self.natural_width)
        inner = self.width - self._icon - self._pad * 2.6
        self._text_height = self._text.wrap(inner, UNBOUNDED)[1]
        leading = self._setting.theme.type["strong"].leading
        self.height = self._text_height + leading * 0.22 * min(1.0, self._setting.theme.tightness)
        return self.width, self.height

    def draw(self) -> None:
        """Frame and clock as artifacts, then the words."""
        canvas: TaggedCanvas = self.canv
        setting = self._setting
        theme = setting.theme
        look = PanelLook(
            stroke=setting.colour("accent"),
            weight=theme.lines["rule"],
            fill=setting.colour("accent_tint") if theme.filled else None,
            radius=theme.radii["tag"],
        )
        air = (self.height - self._text_height) / 2
        first_line = self.height - air - theme.type["strong"].leading / 2
        icon_x = self.width - self._pad - self._icon if setting.mirrored else self._pad
        with canvas.artifact():
            canvas.saveState()
            panel_frame(canvas, self.width, self.height, look)
            canvas.translate(icon_x, first_line - self._icon / 2)
            icon_painter(self._sign, self._icon, setting.colour("accent"))(canvas)
            canvas.restoreState()
        text_x = self._pad if setting.mirrored else self._pad * 1.6 + self._icon
        self._text.drawOn(canvas, text_x, air)
