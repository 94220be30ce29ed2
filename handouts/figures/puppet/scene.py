"""Paint the frames of a script: props, ghost, bodies and arrows in their order."""

from __future__ import annotations

from handouts.figures.display_list import DisplayList, Frame
from handouts.figures.puppet.front import front_figure
from handouts.figures.puppet.furniture import Floor
from handouts.figures.puppet.layers import Layer, Look, silhouette
from handouts.figures.puppet.plate import engrave
from handouts.figures.puppet.pose import Pose, SidePose
from handouts.figures.puppet.script import FigureScript, FrameScript
from handouts.figures.puppet.sheet import Sheet
from handouts.figures.puppet.side import side_figure
from handouts.figures.puppet.skeleton import Skeleton
from handouts.figures.variant import AVERAGE, Variant


def draw(script: FigureScript, variant: Variant = AVERAGE) -> DisplayList:
    """The display list of a figure for a variant.

    Raises DataError when a limb cannot reach its target.
    """
    look = Look.of(variant)
    frames = tuple(_frame(frame, look) for frame in script.frames)
    return DisplayList(script.name, str(script.alt), frames, script.about_baby)


def posed(pose: Pose, look: Look) -> tuple[Skeleton, list[Layer]]:
    """The joints and layers of a pose in either view."""
    return side_figure(pose, look) if isinstance(pose, SidePose) else front_figure(pose, look)


def _frame(frame: FrameScript, look: Look) -> Frame:
    sheet = Sheet()
    for placing in frame.props:
        if not placing.under and not placing.in_front:
            placing.prop.draw(sheet)
    for ghost in frame.ghosts:
        sheet.ghost(posed(ghost, look)[1])

    def before(part: str) -> None:
        for placing in frame.props:
            if placing.under == part:
                placing.prop.draw(sheet)

    for pose in frame.poses:
        _, layers = posed(pose, look)
        sheet.figure(layers, before)
        if any(isinstance(placing.prop, Floor) for placing in frame.props):
            sheet.shadow(silhouette(layers))
    for placing in frame.props:
        if placing.in_front:
            placing.prop.draw(sheet)
    sheet.arrows += frame.arrows
    return engrave(sheet, frame.label)
