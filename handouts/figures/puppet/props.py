"""Register every prop under the name that pose files call it by."""

from __future__ import annotations

from typing import Protocol

from handouts.figures.puppet.babies import Baby, BabyFromBehind
from handouts.figures.puppet.carriers import CarSeat, Pram
from handouts.figures.puppet.furniture import Bed, Box, Chair, Floor, Mat, MatFromAbove, Table, Wall
from handouts.figures.puppet.sheet import Sheet
from handouts.figures.puppet.soft import Pillow, Sling, Strap


class Prop(Protocol):
    """A thing that can paint itself."""

    def draw(self, sheet: Sheet) -> None:
        """Paint it on a sheet."""


PROPS: dict[str, type[Prop]] = {
    "baby": Baby,
    "baby_from_behind": BabyFromBehind,
    "bed": Bed,
    "box": Box,
    "car_seat": CarSeat,
    "chair": Chair,
    "floor": Floor,
    "mat": Mat,
    "mat_from_above": MatFromAbove,
    "pillow": Pillow,
    "pram": Pram,
    "sling": Sling,
    "strap": Strap,
    "table": Table,
    "wall": Wall,
}
