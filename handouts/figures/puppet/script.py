"""Read pose files: a figure's name, text alternative and frames."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from handouts.assets import DATA, shown
from handouts.errors import DataError, Mark, Problem
from handouts.figures.alt import LONGEST, POSES
from handouts.figures.puppet.fields import filled
from handouts.figures.puppet.pose import (
    FRONT_PARTS,
    NOWHERE,
    SIDE_PARTS,
    FrontPose,
    Movement,
    Pose,
    SidePose,
)
from handouts.figures.puppet.props import PROPS, Prop
from handouts.source import Mapping, Scalar, Sequence, Value, read

T = TypeVar("T")

POSTURES = DATA / "figures" / "postures.yaml"
"""Poses by name, from which others start with `like`."""

IN_FRONT = "all"
"""`over: all` paints a prop in front of everything."""


@dataclass(frozen=True, slots=True)
class Placing:
    """A prop and when it is painted: before the body part `under`, after everything, or before everything."""

    prop: Prop
    under: str = ""
    in_front: bool = False


@dataclass(frozen=True, slots=True)
class FrameScript:
    """What one frame shows."""

    label: int | None
    poses: tuple[Pose, ...]
    ghosts: tuple[Pose, ...]
    props: tuple[Placing, ...]
    arrows: tuple[Movement, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class FigureScript:
    """A whole pose file; `alt` is the English text alternative, `about_baby` as in the display list."""

    name: str
    alt: Scalar
    about_baby: bool
    frames: tuple[FrameScript, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class _Head:
    alt: str
    about_baby: bool = False
    mark: Mark = NOWHERE


def pose_files(folder: Path = POSES) -> list[Path]:
    """All pose files, sorted by name."""
    return sorted(folder.glob("*.yaml"))


def read_figure(path: Path, postures: Path = POSTURES) -> FigureScript:
    """The script in a pose file.

    Raises DataError with every problem in the file.
    """
    top = read(path, root=f"figures.{path.stem}")
    known = read(postures)
    reader = _Reader(known)
    head = reader.attempt(_Head, top, frozenset({"name", "scene", "frames"}))
    name, alt = top.get(Scalar("name")), top.get(Scalar("alt"))
    if name != path.stem:
        reader.problems.append(Problem(f"“name” must be “{path.stem}”, as the file is called", top.mark))
    if isinstance(alt, Scalar) and len(alt) > LONGEST:
        reader.problems.append(
            Problem(f"“alt” has {len(alt)} characters of {LONGEST}", alt.mark, "shorten it")
        )
    scene = reader.placings(top.get(Scalar("scene")))
    frames = tuple(
        reader.frame(entry, scene) for entry in reader.entries(top.get(Scalar("frames")), "frames")
    )
    if not frames:
        reader.problems.append(Problem("a figure wants at least one frame", Mark(shown(path))))
    if reader.problems or head is None or not isinstance(alt, Scalar):
        raise DataError(reader.problems)
    return FigureScript(path.stem, alt, head.about_baby, frames, top.mark)


class _Reader:
    """Reads frames and keeps count of what is wrong."""

    def __init__(self, postures: Mapping) -> None:
        self.problems: list[Problem] = []
        self._postures = postures

    def entries(self, value: Value | None, key: str) -> list[Mapping]:
        """The mappings of a list; a single mapping counts as a list of one."""
        if value is None:
            return []
        values = list(value) if isinstance(value, Sequence) else [value]
        kept = [entry for entry in values if isinstance(entry, Mapping)]
        self.problems += [
            Problem(f"“{key}” wants keys with values here", entry.mark)
            for entry in values
            if not isinstance(entry, Mapping)
        ]
        return kept

    def frame(self, entry: Mapping, scene: tuple[Placing, ...]) -> FrameScript:
        """One frame with the props of the scene behind its own."""
        known = {"label", "pose", "ghost", "props", "arrows"}
        self.problems += [
            Problem(f"“{key}” is not known in a frame", key.mark, f"known here: {', '.join(sorted(known))}")
            for key in entry
            if key not in known
        ]
        poses = [self._pose(value) for value in self.entries(entry.get(Scalar("pose")), "pose")]
        ghosts = [self._pose(value) for value in self.entries(entry.get(Scalar("ghost")), "ghost")]
        arrows = [
            self.attempt(Movement, value) for value in self.entries(entry.get(Scalar("arrows")), "arrows")
        ]
        return FrameScript(
            self._label(entry.get(Scalar("label"))),
            tuple(pose for pose in poses if pose),
            tuple(pose for pose in ghosts if pose),
            (*scene, *self.placings(entry.get(Scalar("props")))),
            tuple(arrow for arrow in arrows if arrow),
            entry.mark,
        )

    def _label(self, value: Value | None) -> int | None:
        if value is None:
            return None
        if isinstance(value, Scalar) and (value == "start" or value.isdigit()):
            return 0 if value == "start" else int(value)
        self.problems.append(Problem("“label” is “start” or the number of a step", value.mark))
        return None

    def placings(self, value: Value | None) -> tuple[Placing, ...]:
        """A list of props."""
        found = (self._placing(entry) for entry in self.entries(value, "props"))
        return tuple(placing for placing in found if placing)

    def _placing(self, entry: Mapping) -> Placing | None:
        name = entry.get(Scalar("prop"))
        if not isinstance(name, Scalar) or name not in PROPS:
            mark = name.mark if name is not None else entry.mark
            hint = f"the props are {', '.join(PROPS)}"
            self.problems.append(Problem(f"“prop” names nothing known: “{name}”", mark, hint))
            return None
        prop = self.attempt(PROPS[name], entry, frozenset({"prop", "under", "over"}))
        under, over = entry.get(Scalar("under")), entry.get(Scalar("over"))
        if isinstance(under, Scalar) and under not in (*SIDE_PARTS, *FRONT_PARTS):
            self.problems.append(Problem(f"“under” names no part of the body: “{under}”", under.mark))
        if over is not None and over != IN_FRONT:
            self.problems.append(Problem(f"“over” can only be “{IN_FRONT}”", over.mark))
        return Placing(prop, str(under or ""), over is not None) if prop else None

    def _pose(self, entry: Mapping) -> Pose | None:
        merged = self._merged(entry)
        view = merged.get(Scalar("view"), Scalar("side"))
        kind: type[Pose] = FrontPose if view == "front" else SidePose
        if view not in ("front", "side"):
            self.problems.append(Problem("“view” is “side” or “front”", view.mark))
        return self.attempt(kind, merged, frozenset({"view", "like"}))

    def _merged(self, entry: Mapping) -> Mapping:
        """The pose over the posture that it is `like`."""
        like = entry.get(Scalar("like"))
        if like is None:
            return entry
        base = self._postures.get(like) if isinstance(like, Scalar) else None
        if not isinstance(base, Mapping):
            hint = f"the postures are {', '.join(self._postures)}"
            self.problems.append(Problem(f"“like” names no posture: “{like}”", like.mark, hint))
            return entry
        merged = Mapping(entry.mark, entry.id)
        merged.update(base)
        merged.update(entry)
        return merged

    def attempt(self, kind: type[T], mapping: Mapping, ignore: frozenset[str] = frozenset()) -> T | None:
        """The dataclass that the mapping fills, or None after its problems were noted."""
        try:
            return filled(kind, mapping, ignore=ignore)
        except DataError as error:
            self.problems += error.problems
            return None
