"""Hold a baked figure: frames of painting operations whose colours are roles and whose lengths are heads."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from handouts.assets import DATA, shown
from handouts.errors import DataError, Mark, Problem, UsageError
from handouts.figures.theme import ROLES
from handouts.figures.variant import AVERAGE, Variant
from handouts.figures.weights import WEIGHTS

GRID = 250
"""Grid steps in one head. Paths are whole numbers on this grid: 0.1 pt where one head is 25 pt tall."""

BAKED = DATA / "figures" / "baked"
"""One folder for each drawn variant (`Variant.drawing`), in it one JSON file for each figure."""


@dataclass(frozen=True, slots=True)
class Fill:
    """Fill a path with the colour of `role`.

    `path` holds PDF path operators (`m`, `l`, `c`, `h`) on the figure grid, because that is what is
    printed: one matrix is formatted for a figure instead of some thousand numbers.
    """

    role: str
    path: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """Stroke a path in the colour of `role`.

    `weight` names an entry of `line_weights`; `share` is the part of that weight that is printed
    (a line end that tapers is a few short strokes of falling share).
    """

    role: str
    weight: str
    share: float
    path: str


@dataclass(frozen=True, slots=True)
class Shape:
    """Fill a closed path with the colour of `fill` and stroke it in the colour of `role`."""

    fill: str
    role: str
    weight: str
    path: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """Show a movement along `points` (heads); the arrow's thickness is set on paper, not in heads."""

    points: tuple[complex, ...]
    double: bool = False


_PATH = re.compile(r"-?[0-9][-0-9. mlch]*\Z")
"""Numbers and the path operators of a PDF page (ISO 32000-2, 8.5.2), and nothing that does anything else."""

FARTHEST = 50.0
"""Heads from the origin beyond which nothing is drawn."""

MOST_STEPS = 99

Operation = Fill | Stroke | Shape | Arrow


@dataclass(frozen=True, slots=True)
class Frame:
    """One moment of a figure.

    `bounds` are x0, y0, x1, y1 in heads around everything painted; y grows upwards and the ground is 0.
    `label` is the mark beside the frame: 0 for the ring of the starting position, n for the dot of
    step n, None for no mark.
    """

    bounds: tuple[float, float, float, float]
    operations: tuple[Operation, ...]
    label: int | None = None

    @property
    def width(self) -> float:
        """Width in heads."""
        return self.bounds[2] - self.bounds[0]

    @property
    def height(self) -> float:
        """Height in heads."""
        return self.bounds[3] - self.bounds[1]


@dataclass(frozen=True, slots=True)
class DisplayList:
    """A figure ready to print: its name, its English text alternative and its frames.

    `about_baby` is true when a baby or a thing for a baby is in the picture, so that the wording
    without a baby can leave it out.
    """

    name: str
    alt: str
    frames: tuple[Frame, ...]
    about_baby: bool = False


@lru_cache(maxsize=1)
def figure_names() -> tuple[str, ...]:
    """The names of all baked figures, sorted."""
    return tuple(sorted(path.stem for path in (BAKED / AVERAGE.drawing).glob("*.json")))


@lru_cache(maxsize=256)
def load_figure(name: str, variant: Variant = AVERAGE) -> DisplayList:
    """The baked figure `name`, drawn for `variant` (its skin tone is a matter of the palette).

    Raises UsageError when no figure has that name.
    """
    path = BAKED / variant.drawing / f"{name}.json"
    if name not in figure_names() or not path.is_file():
        close = get_close_matches(name, figure_names(), 1)
        hint = f"did you mean {close[0]}?" if close else f"the figures are {', '.join(figure_names())}"
        raise UsageError(f"there is no figure “{name}”", hint=hint)
    return from_json(path)


def from_json(path: Path) -> DisplayList:
    """The display list kept in the file `path`.

    Raises DataError for a file that is not as the bakery writes it: its paths are printed as they are.
    """
    try:
        data = json.loads(path.read_bytes())
        frames = tuple(_frame(frame) for frame in data["frames"])
        figure = DisplayList(data["name"], data["alt"], frames, data["about_baby"])
        if _sound(figure, path.stem):
            return figure
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        pass  # what is wrong helps nobody: the file is not written by hand
    hint = f"make it again: python -m handouts.figures.bake {path.stem}"
    raise DataError(Problem("this baked figure is damaged", Mark(shown(path)), hint))


def _frame(row: Any) -> Frame:
    left, bottom, right, top = (float(edge) for edge in row["bounds"])
    operations = tuple(_operation(operation) for operation in row["operations"])
    return Frame((left, bottom, right, top), operations, row["label"])


def _sound(figure: DisplayList, name: str) -> bool:
    """Whether everything can be painted, and nothing but painting is in it."""
    texts = isinstance(figure.alt, str) and figure.alt.strip() and isinstance(figure.about_baby, bool)
    return bool(texts) and figure.name == name and bool(figure.frames) and all(map(_paintable, figure.frames))


def _paintable(frame: Frame) -> bool:
    inside = all(abs(edge) <= FARTHEST for edge in frame.bounds) and frame.width > 0 and frame.height > 0
    labelled = frame.label is None or (type(frame.label) is int and 0 <= frame.label <= MOST_STEPS)
    return inside and labelled and all(map(_known, frame.operations))


def _known(operation: Operation) -> bool:
    """Whether an operation names roles and weights that exist, and its path is nothing but a path."""
    if isinstance(operation, Arrow):
        steps = [abs(b - a) for a, b in pairwise(operation.points)]
        near = all(abs(point) <= FARTHEST for point in operation.points)
        return bool(steps) and near and all(steps) and isinstance(operation.double, bool)
    roles = [operation.role, operation.fill] if isinstance(operation, Shape) else [operation.role]
    weighed = isinstance(operation, Fill) or operation.weight in WEIGHTS
    shared = not isinstance(operation, Stroke) or 0 < operation.share <= 1
    return weighed and shared and all(role in ROLES for role in roles) and bool(_PATH.match(operation.path))


def to_json(figure: DisplayList) -> str:
    """The text that `from_json` reads: one operation a line, so that a change shows as a small diff."""
    lines = ["{", f'"name": {json.dumps(figure.name)},', f'"about_baby": {json.dumps(figure.about_baby)},']
    lines += [f'"alt": {json.dumps(figure.alt, ensure_ascii=False)},', '"frames": [']
    for number, frame in enumerate(figure.frames, 1):
        bounds = json.dumps(list(frame.bounds))
        lines.append(f'{{"label": {json.dumps(frame.label)}, "bounds": {bounds}, "operations": [')
        rows = [json.dumps(_row(operation), separators=(",", ":")) for operation in frame.operations]
        lines += [row + "," for row in rows[:-1]] + rows[-1:]
        lines.append("]}" + ("," if number < len(figure.frames) else ""))
    return "\n".join([*lines, "]}", ""])


def _operation(row: Sequence[Any]) -> Operation:
    kind = row[0]
    if kind == "fill":
        return Fill(row[1], row[2])
    if kind == "stroke":
        return Stroke(row[1], row[2], row[3], row[4])
    if kind == "shape":
        return Shape(row[1], row[2], row[3], row[4])
    return Arrow(tuple(complex(x, y) for x, y in row[1]), row[2])


def _row(operation: Operation) -> list[object]:
    if isinstance(operation, Fill):
        return ["fill", operation.role, operation.path]
    if isinstance(operation, Stroke):
        return ["stroke", operation.role, operation.weight, operation.share, operation.path]
    if isinstance(operation, Shape):
        return ["shape", operation.fill, operation.role, operation.weight, operation.path]
    return ["arrow", [[point.real, point.imag] for point in operation.points], operation.double]
