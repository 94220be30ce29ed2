"""Set the cover: logo, title, lead, and the picture in its window beside the twelve beads of the spine."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block
from handouts.blocks.edition import Setting
from handouts.blocks.logo import LOGO_HEIGHT, ward_logo
from handouts.blocks.pictures import Picture, figure_named
from handouts.model.fields import Fields
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.outline import Anchor
from handouts.pdf.stacking import Gap
from handouts.pdf.structure import StructElem
from handouts.source import Scalar
from handouts.units import MM

SWAY = (1.2, 0.2, -1.4, -3.0, -4.0, -4.2, -3.2, -1.2, 1.2, 2.8, 2.6, 0.4)
"""How far each bead of the spine stands off its middle, in quarters of the amplitude, from the neck down."""

BEAD = (5.2, 9.5)
"""Relative radii of the first and the last bead."""

AMPLITUDE = 16.0
LEAST_SPINE = 48 * MM
"""A window that is lower has no room for the beads above one another."""

CORNER = 26 * MM
"""The window's upper corners are quarter curves."""


@dataclass(frozen=True, slots=True)
class Options:
    """`figure`: the picture in the window."""

    figure: Scalar


def read(fields: Fields) -> Options:
    """Options from a layout."""
    return Options(figure=fields.text("figure"))


def compose(options: Options, setting: Setting, parent: StructElem) -> list[Flowable]:
    """The whole page."""
    edition = setting.edition
    logo = ward_logo(setting, setting.span(2), parent, align="start")
    title = setting.text(edition.title, "cover", parent.add("H1"), anchor=Anchor("cover", edition.title.text))
    lead = setting.text(setting.words(edition.guide.lead), "lead", parent.add("P"))
    window = Window(options.figure, setting, parent)
    return [logo, Gap(setting.space(7)), title, Gap(setting.space(1.5)), lead, Gap(setting.space(4)), window]


class Window(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A tinted window that fills the rest of the page: beads at the start side, picture at the end."""

    def __init__(self, figure: Scalar, setting: Setting, parent: StructElem) -> None:
        super().__init__()
        self._figure, self._setting, self._parent = figure_named(figure), setting, parent
        self._picture: Picture | None = None
        self.width = self.height = 0.0

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """All the room there is."""
        self.width, self.height = aw, max(min(ah, 150 * MM) - 1, LOGO_HEIGHT)
        if self._picture is None:
            self._picture = Picture(
                self._figure,
                aw * 0.66,
                self.height - 8 * MM,
                self._setting,
                self._parent,
                marks=False,
                stage=False,
                largest=60,
            )
        return self.width, self.height

    def draw(self) -> None:
        """The window and the spine as artifacts, then the picture on the sill."""
        canvas: TaggedCanvas = self.canv
        setting = self._setting
        with canvas.artifact():
            canvas.saveState()
            if setting.theme.filled:
                self._glass(canvas)
            else:
                canvas.setLineWidth(setting.theme.lines["strong"])
                canvas.line(0, 0, self.width, 0)
            middle = self.width * (1 - 0.185 if setting.mirrored else 0.185)
            if self.height >= LEAST_SPINE:
                self._spine(canvas, middle, self.height - 17 * MM, self.height - 23 * MM)
            canvas.restoreState()
        assert self._picture is not None
        self._picture.drawOn(canvas, self.width * (0.04 if setting.mirrored else 0.30), 0)

    def _glass(self, canvas: TaggedCanvas) -> None:
        width, height, bend = self.width, self.height, CORNER * 0.45
        canvas.setFillColor(HexColor(self._setting.colour("warm_tint")))
        path = canvas.beginPath()
        path.moveTo(0, 0)
        path.lineTo(0, height - CORNER)
        path.curveTo(0, height - bend, bend, height, CORNER, height)
        path.lineTo(width - CORNER, height)
        path.curveTo(width - bend, height, width, height - bend, width, height - CORNER)
        path.lineTo(width, 0)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)

    def _spine(self, canvas: TaggedCanvas, middle: float, top: float, length: float) -> None:
        """Twelve beads for the twelve weeks, growing from the neck to the low back."""
        small, large = BEAD
        count = len(SWAY)
        radii = [small + (large - small) * index / (count - 1) for index in range(count)]
        scale = length / (2 * sum(radii))
        direction = -1 if self._setting.mirrored else 1
        canvas.setFillColor(
            HexColor(self._setting.colour("accent" if self._setting.theme.filled else "paper"))
        )
        canvas.setStrokeColor(HexColor(self._setting.colour("accent")))
        canvas.setLineWidth(1.4)
        y = top
        for radius, sway in zip(radii, SWAY, strict=True):
            y -= radius * scale
            canvas.circle(
                middle + direction * AMPLITUDE * sway / 4, y, radius * scale * 0.8, stroke=1, fill=1
            )
            y -= radius * scale


BLOCK = Block(read=read, compose=compose, short="figure")
