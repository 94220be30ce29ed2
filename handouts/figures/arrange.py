"""Place the frames of a figure in a box, in a row or a column, with room for their step marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from handouts.figures.display_list import Frame

Direction = Literal["auto", "row", "column"]

LARGEST = 34.0
"""Points per head beyond which a figure only looks coarse beside text; a cover may ask for more."""

COLUMN_GAIN = 1.1
"""A column is chosen only where it makes the figure this much larger: a row reads more easily."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one frame stands: its lower left corner, and the centre of its step mark (points)."""

    index: int
    x: float
    y: float
    width: float
    height: float
    mark: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Scale and places of all frames; the box's lower left corner is the origin.

    `width` and `height` are what the frames and marks take up in the middle of the box.
    """

    points_per_head: float
    direction: Literal["row", "column"]
    width: float
    height: float
    placements: tuple[Placement, ...]


@dataclass(frozen=True, slots=True)
class _Box:
    width: float
    height: float
    gap: float
    radius: float
    largest: float
    mirror: bool


def arrange(
    frames: Sequence[Frame],
    width: float,
    height: float,
    *,
    mark_radius: float = 0.0,
    gap: float = 8.0,
    direction: Direction = "auto",
    largest: float = LARGEST,
    mirror: bool = False,
) -> Arrangement:
    """The largest arrangement of `frames` in a box of `width` by `height` points.

    Frames in a row share one ground line. `mark_radius` (points; 0 for no marks) keeps room beside
    each labelled frame, at its left, or at its right when `mirror` is set; mirrored rows run from
    right to left. `largest` caps the points per head.
    """
    labelled = any(frame.label is not None for frame in frames)
    box = _Box(width, height, gap, mark_radius if labelled else 0.0, largest, mirror)
    row, column = _row(frames, box), _column(frames, box)
    if direction == "row" or len(frames) == 1:
        return row
    if direction == "column" or column.points_per_head > row.points_per_head * COLUMN_GAIN:
        return column
    return row


def arrange_to_width(
    frames: Sequence[Frame],
    width: float,
    *,
    mark_radius: float = 0.0,
    largest: float = LARGEST,
    mirror: bool = False,
) -> tuple[Arrangement, float]:
    """The largest arrangement of this width that is not taller than wide, and its height in points."""

    def placed(height: float, direction: Direction) -> Arrangement:
        return arrange(
            frames,
            width,
            height,
            mark_radius=mark_radius,
            direction=direction,
            largest=largest,
            mirror=mirror,
        )

    found = placed(width, "auto")
    return placed(found.height, found.direction), found.height


def _row(frames: Sequence[Frame], box: _Box) -> Arrangement:
    low, high = min(frame.bounds[1] for frame in frames), max(frame.bounds[3] for frame in frames)
    room, gaps = box.radius * 2.5, box.gap * (len(frames) - 1)
    heads = sum(frame.width for frame in frames)
    scale = min((box.width - gaps - room * len(frames)) / heads, box.height / (high - low), box.largest)
    wide, tall = heads * scale + gaps + room * len(frames), (high - low) * scale
    x, ground = (box.width - wide) / 2, (box.height - tall) / 2
    mark_height = max(_mark_height(frame, low) for frame in frames) * scale
    mark_y = ground + min(mark_height, tall - box.radius)
    placements: list[Placement] = []
    for index in reversed(range(len(frames))) if box.mirror else range(len(frames)):
        frame = frames[index]
        size = frame.width * scale, frame.height * scale
        mark_x = x + size[0] + room - box.radius if box.mirror else x + box.radius
        mark = (mark_x, mark_y) if box.radius and frame.label is not None else None
        left = x if box.mirror else x + room
        placements.append(Placement(index, left, ground + (frame.bounds[1] - low) * scale, *size, mark))
        x += size[0] + room + box.gap
    return Arrangement(scale, "row", wide, tall, tuple(sorted(placements, key=lambda place: place.index)))


def _mark_height(frame: Frame, ground: float) -> float:
    """Heads above the ground at which a row's marks stand: beside the head of a standing figure."""
    upright = frame.width < 1.4 * frame.height
    return (frame.bounds[3] - ground) * (0.96 if upright else 0.8)


def _column(frames: Sequence[Frame], box: _Box) -> Arrangement:
    room, gaps = box.radius * 2.5, box.gap * (len(frames) - 1)
    widest, heads = max(frame.width for frame in frames), sum(frame.height for frame in frames)
    scale = min((box.width - room) / widest, (box.height - gaps) / heads, box.largest)
    wide, tall = widest * scale + room, heads * scale + gaps
    left, y = (box.width - wide) / 2, (box.height + tall) / 2
    placements: list[Placement] = []
    for index, frame in enumerate(frames):
        size = frame.width * scale, frame.height * scale
        y -= size[1]
        x = left + wide - room - size[0] if box.mirror else left + room
        mark_x = left + wide - box.radius if box.mirror else left + box.radius
        mark = (mark_x, y + size[1] / 2) if box.radius and frame.label is not None else None
        placements.append(Placement(index, x, y, *size, mark))
        y -= box.gap
    return Arrangement(scale, "column", wide, tall, tuple(placements))
