"""Read every pose file once for the tests that look at all of them."""

from __future__ import annotations

from functools import cache

from handouts.figures.alt import POSES
from handouts.figures.puppet.layers import Layer, Look
from handouts.figures.puppet.pose import Pose
from handouts.figures.puppet.scene import posed
from handouts.figures.puppet.script import FigureScript, FrameScript, pose_files, read_figure
from handouts.figures.puppet.skeleton import Skeleton
from handouts.figures.variant import AVERAGE

NAMES = tuple(path.stem for path in pose_files())


@cache
def script(name: str) -> FigureScript:
    """The script of a figure."""
    return read_figure(POSES / f"{name}.yaml")


def all_frames() -> list[tuple[str, FrameScript]]:
    """Every frame with a readable id."""
    return [
        (f"{name}-{number}", frame) for name in NAMES for number, frame in enumerate(script(name).frames, 1)
    ]


@cache
def drawn(pose: Pose) -> tuple[Skeleton, list[Layer]]:
    """Joints and layers of a pose for the default look."""
    return posed(pose, Look.of(AVERAGE))
