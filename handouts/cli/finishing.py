"""Offer the formats of `build`, and the options that belong to some of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from math import isfinite
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from handouts.cli.console import Choice
from handouts.errors import UsageError
from handouts.imposition.sheet import THICKNESS, Marks
from handouts.imposition.signature import Flip
from handouts.outputs import contact_sheet, page_pictures
from handouts.outputs.formats import DEFAULT, OUTPUTS
from handouts.outputs.output import Finish
from handouts.units import MM, millimetres

Command = TypeVar("Command", bound=Callable[..., Any])

MOST_THICKNESS = 0.5
"""Millimetres; cardboard, which nobody folds into a booklet."""


@dataclass(frozen=True, slots=True)
class Finishing:
    """The names of the formats that were asked for, each once, and how they are made."""

    formats: tuple[str, ...]
    finish: Finish


class _Millimetres(click.FloatRange):
    """A length in a range; click lets through what is not a number, because it is never out of a range."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        length = super().convert(value, param, ctx)
        return length if isfinite(length) else self.fail(f"{value!r} is not a length", param, ctx)


BELONGS: Mapping[str, tuple[str, ...]] = {
    "flip": ("imposed",),
    "marks": ("imposed",),
    "paper_thickness": ("imposed",),
    "cover_sheet": ("imposed",),
    "resolution": ("png", "contact-sheet"),
}
"""The formats that an option says something about; without one of them it cannot be meant."""


def finishing_options(command: Command) -> Command:
    """Add the options; the command is given what they come to as `finishing`.

    Raises UsageError, when the command runs, for an option that belongs to no format asked for.
    """

    @wraps(command)
    def finished(
        *args: Any,
        formats: tuple[str, ...],
        flip: str,
        marks: str,
        paper_thickness: float,
        cover_sheet: bool,
        resolution: int | None,
        **kwargs: Any,
    ) -> Any:
        names = tuple(dict.fromkeys(formats)) or (DEFAULT,)
        _refuse_what_belongs_to_no_format(names)
        finish = Finish(Flip(flip), Marks(marks), paper_thickness * MM, cover_sheet, resolution)
        return command(*args, finishing=Finishing(names, finish), **kwargs)

    for option in reversed(_OPTIONS):
        finished = option(finished)
    return finished  # type: ignore[return-value]  # as click has it


def _refuse_what_belongs_to_no_format(names: tuple[str, ...]) -> None:
    context = click.get_current_context()
    for option, formats in BELONGS.items():
        given = context.get_parameter_source(option) is not ParameterSource.DEFAULT
        if given and not set(formats).intersection(names):
            flag = next(each for each in context.command.params if each.name == option).opts[0]
            raise UsageError(
                f"{flag} belongs to the format {' or '.join(formats)}, which is not asked for",
                hint=f"add: {' or '.join(f'-f {each}' for each in formats)}",
            )


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "-f",
        "--format",
        "formats",
        multiple=True,
        type=Choice(list(OUTPUTS)),
        help=f"What to make. May be repeated.  [{DEFAULT}]",
    ),
    click.option(
        "--flip",
        type=Choice([flip.value for flip in Flip]),
        default=Flip.SHORT.value,
        show_default=True,
        help="For imposed: the edge on which the printer turns sheets over.",
    ),
    click.option(
        "--marks",
        type=Choice([marks.value for marks in Marks]),
        default=Marks.NONE.value,
        show_default=True,
        help="For imposed: marks at the fold, or crop marks too, on larger paper.",
    ),
    click.option(
        "--paper-thickness",
        type=_Millimetres(0, MOST_THICKNESS),
        default=round(millimetres(THICKNESS), 3),
        show_default=True,
        metavar="MM",
        help="For imposed: inner pages move towards the fold by it, sheet by sheet.",
    ),
    click.option(
        "--cover-sheet/--no-cover-sheet",
        default=True,
        help="For imposed: a first sheet that says how to print.  [cover-sheet]",
    ),
    click.option(
        "--resolution",
        type=click.IntRange(30, 600),
        metavar="DPI",
        help=f"For png and contact-sheet: pixels an inch.  [{page_pictures.RESOLUTION}, "
        f"{contact_sheet.RESOLUTION}]",
    ),
)
