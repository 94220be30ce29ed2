"""Set a figure on its stage, with the ring and the numbered dots that also stand in the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus.flowables import Flowable

from handouts.blocks.edition import Setting
from handouts.blocks.lists import MARK_RADIUS, StepDot, start_ring
from handouts.errors import LayoutError, Problem, UsageError
from handouts.figures.arrange import LARGEST, Arrangement, Direction, arrange
from handouts.figures.display_list import DisplayList, Frame, figure_names, load_figure
from handouts.figures.paint import paint
from handouts.figures.theme import palette
from handouts.figures.variant import Variant
from handouts.model.exercise import Exercise
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.figure import Figure
from handouts.pdf.stacking import Columns, Gap, Stack
from handouts.pdf.structure import StructElem
from handouts.source import Scalar
from handouts.units import MM

LONG = 3
"""Frames from which a figure needs the whole width."""

FLAT = 1.6
"""Width over height from which a lying figure wants the whole width of a small page."""

WIDE_STAGE = 27 * MM
LEAST_STAGE = 27 * MM
STAGE_PAD = 5.0
"""Points between the edge of the stage and the figure."""


def figure_named(name: str) -> DisplayList:
    """A figure; LayoutError with the place when a layout names one that is not there."""
    try:
        return load_figure(str(name))
    except UsageError as error:
        mark = name.mark if isinstance(name, Scalar) else None
        raise LayoutError([Problem(each.message, mark, each.hint) for each in error.problems]) from None


def figure_of(exercise: Exercise) -> DisplayList:
    """The figure of an exercise, which has its name; without one, LayoutError at the exercise."""
    return figure_named(Scalar(exercise.id, exercise.mark))


def has_figure(name: str) -> bool:
    """Whether there is a figure of that name."""
    return name in figure_names()


def ward_variant(setting: Setting) -> Variant:
    """How the ward wants the woman in the pictures to look."""
    chosen = setting.edition.ward.pictures
    return Variant(chosen.hair, chosen.build, chosen.skin)


def in_look(figure: DisplayList, variant: Variant) -> DisplayList:
    """The same figure drawn for a variant; one that is not of the product's own stays as it is."""
    known = has_figure(figure.name) and load_figure(figure.name) is figure
    return load_figure(figure.name, variant) if known else figure


class Picture(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A figure in a box of fixed size: stage, frames in a row or a column, and their marks."""

    def __init__(
        self,
        figure: DisplayList,
        width: float,
        height: float,
        setting: Setting,
        parent: StructElem,
        *,
        frames: Sequence[int] = (),
        marks: bool = True,
        stage: bool = True,
        largest: float = LARGEST,
        direction: Direction = "auto",
        mirror: bool | None = None,
    ) -> None:
        """`frames` picks some of the figure's; `mirror` is that of the page unless it is said otherwise."""
        super().__init__()
        self.width, self.height = width, height
        self._setting, self._stage = setting, stage and setting.theme.filled
        self._mirror = setting.mirrored if mirror is None else mirror
        self._variant = ward_variant(setting)
        figure = in_look(figure, self._variant)
        self._elem = parent.add("Figure", alt=setting.alt(figure.name, figure.alt))
        self._frames: list[Frame] = (
            [figure.frames[index] for index in frames] if frames else list(figure.frames)
        )
        self._radius = setting.body * MARK_RADIUS
        self._marks = marks and any(frame.label is not None for frame in self._frames)
        pad = STAGE_PAD if stage else 0.0
        self._pad = pad
        self._arrangement: Arrangement = arrange(
            self._frames,
            width - 2 * pad,
            height - 2 * pad,
            mark_radius=self._radius if self._marks else 0.0,
            direction=direction,
            largest=largest,
            mirror=self._mirror,
        )

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """The fixed size."""
        return self.width, self.height

    def draw(self) -> None:
        """The stage as an artifact, the frames as one figure, the marks as artifacts: the text has them."""
        canvas: TaggedCanvas = self.canv
        setting = self._setting
        if self._stage:
            with canvas.artifact():
                canvas.saveState()
                canvas.setFillColor(HexColor(setting.colour("warm_tint")))
                canvas.roundRect(
                    0, 0, self.width, self.height, setting.theme.radii["stage"], stroke=0, fill=1
                )
                canvas.restoreState()
        Figure(self.width, self.height, self._paint_frames, self._elem).drawOn(canvas, 0, 0)
        if self._marks:
            self._draw_marks(canvas)

    def _paint_frames(self, canvas: TaggedCanvas) -> None:
        colours = palette(self._setting.theme.figure_theme, self._variant)
        scale = self._arrangement.points_per_head
        for frame, place in zip(self._frames, self._arrangement.placements, strict=True):
            x, y = place.x + self._pad, place.y + self._pad
            canvas.operators(paint(frame, scale, colours, x=x, y=y, mirror=self._mirror))

    def _draw_marks(self, canvas: TaggedCanvas) -> None:
        for frame, place in zip(self._frames, self._arrangement.placements, strict=True):
            if frame.label is None or place.mark is None:
                continue
            x, y = place.mark
            mark: Flowable = start_ring(self._setting, self._radius)
            if frame.label:
                number = self._setting.phrase("exercise.step_number", number=frame.label)
                mark = StepDot(number, self._setting, self._radius, None)
            mark.wrap(2 * self._radius, 2 * self._radius)
            mark.drawOn(canvas, x + self._pad - self._radius, y + self._pad - self._radius)


def beside_picture(
    name: str,
    setting: Setting,
    parent: StructElem,
    words: Callable[[Setting, StructElem], list[Flowable]],
) -> Flowable:
    """A picture in two columns of the grid at the start side, words beside it; a long one stands above."""
    figure = figure_named(name)
    flat = all(frame.width > FLAT * frame.height for frame in figure.frames)
    if len(figure.frames) >= LONG or (setting.one_column and flat):
        picture = Picture(figure, setting.measure, setting.stage(WIDE_STAGE), setting, parent)
        picture.keepWithNext = True
        return Stack([picture, Gap(setting.space(1.5)), *words(setting, parent)])
    stage_width = setting.span(2 if setting.grid.columns > 4 else 1.5)
    text_width = setting.measure - stage_width - setting.grid.gutter
    if not setting.readable(text_width):
        picture = Picture(figure, setting.measure, setting.stage(LEAST_STAGE), setting, parent)
        picture.keepWithNext = True
        return Stack([picture, Gap(setting.space(1.5)), *words(setting, parent)])
    text = Stack(words(setting.narrowed(text_width), parent))
    height = max(text.wrap(text_width, 0)[1], setting.stage(LEAST_STAGE))
    picture = Picture(figure, stage_width, min(height, 45 * MM), setting, parent)
    return Columns(
        [picture, text],
        [stage_width, text_width],
        setting.grid.gutter,
        mirrored=setting.mirrored,
        align="middle",
    )
