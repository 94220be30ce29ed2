"""Draw figures on their own, or sheets of all of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import click

from handouts.cli.console import Choice, Console, console_options
from handouts.errors import HandoutError, UsageError, together
from handouts.figures.display_list import DisplayList, figure_names, load_figure
from handouts.figures.theme import THEMES
from handouts.figures.variant import Variant
from handouts.model.pictures import Build, Hair, Skin
from handouts.outputs.figures import FORMATS, Drawing, files
from handouts.outputs.files import write_file
from handouts.pages.figure_sheet import FigureLook
from handouts.units import MM

STDOUT = "-"
POSE_FILE = ".yaml"
"""How the name of a pose file ends: it is drawn as it stands, instead of what was baked from it."""

DRAWING_PACKAGES = ("shapely", "numpy")


@dataclass(frozen=True, slots=True)
class _Made:
    """One file, and what it shows."""

    name: str
    data: bytes
    drawing: Drawing
    format: str


@click.command(short_help="Draw figures as PDF, PNG or SVG.")
@click.argument("name", nargs=-1, metavar="[NAME]...")
@click.option("--all", "every", is_flag=True, help="Every figure in a file of its own.")
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=Choice(list(FORMATS)),
    help="May be repeated.  [pdf]",
)
@click.option(
    "--theme", "themes", multiple=True, type=Choice(list(THEMES)), help="May be repeated.  [colour]"
)
@click.option(
    "--hair", type=Choice([each.value for each in Hair]), default="bun", show_default=True, help="Hair."
)
@click.option(
    "--build",
    type=Choice([each.value for each in Build]),
    default="average",
    show_default=True,
    help="Build.",
)
@click.option(
    "--skin",
    type=Choice([each.value for each in Skin]),
    default="paper",
    show_default=True,
    help="Skin; paper is the white of the page.",
)
@click.option(
    "--width",
    type=click.FloatRange(20, 180),
    default=90,
    show_default=True,
    metavar="MM",
    help="Width of a picture in millimetres.",
)
@click.option(
    "--resolution",
    type=click.IntRange(30, 600),
    default=150,
    show_default=True,
    metavar="DPI",
    help="Pixels an inch, for PNG.",
)
@click.option("--mirror", is_flag=True, help="As on a page that runs from right to left.")
@click.option(
    "--words/--no-words",
    default=True,
    help="On a sheet: text alternatives below the names.  [words]",
)
@click.option(
    "-o",
    "--out",
    default="out",
    show_default=True,
    metavar="DIR|-",
    help='Folder, or "-" for one file to stdout.',
)
@console_options
@click.pass_obj
def figure(
    console: Console,
    name: tuple[str, ...],
    every: bool,
    formats: tuple[str, ...],
    themes: tuple[str, ...],
    hair: str,
    build: str,
    skin: str,
    width: float,
    resolution: int,
    mirror: bool,
    words: bool,
    out: str,
) -> None:
    """Draw figures and print the paths of the files.

    NAME is a figure; without one, all of them are put on sheets with their names and text alternatives. A
    NAME that ends in .yaml is a pose file, drawn as it stands now: change an angle, draw, look. (That needs
    the development packages; the figures themselves do not.) SVG is for use in other programs.

    \b
    Examples:
      handouts figure
      handouts figure bridge clam -f svg -f png
      handouts figure --all --theme grey --theme line --hair scarf
      handouts figure data/figures/poses/bridge.yaml -f png
      handouts figure bridge -f svg --out - > bridge.svg
    """
    variant = Variant.named(hair, build, skin)
    if every and name:
        raise UsageError("--all and the names of figures do not go together", hint="leave one of them out")
    figures = _figures(name or figure_names(), variant)
    sheet = not (every or name)
    looks = [FigureLook(theme, variant, width * MM, mirror) for theme in dict.fromkeys(themes or ("colour",))]
    drawings = [
        Drawing(shown, look, sheet, words, resolution)
        for shown, look in product([tuple(figures)] if sheet else [(each,) for each in figures], looks)
    ]
    made = list(_made(drawings, dict.fromkeys(formats or ("pdf",)), console))
    if out == STDOUT:
        _to_stdout(made, console)
    else:
        _to_folder(made, Path(out), console)


def _figures(names: Sequence[str], variant: Variant) -> list[DisplayList]:
    """The figures asked for, each once; all wrong names are told at once."""
    found: list[DisplayList] = []
    failed: list[HandoutError] = []
    for name in dict.fromkeys(names):
        try:
            found.append(
                _drawn_now(name, variant) if name.endswith(POSE_FILE) else load_figure(name, variant)
            )
        except HandoutError as error:
            failed.append(error)
    if failed:
        raise together(failed)
    stems = [figure.name for figure in found]
    twice = sorted({stem for stem in stems if stems.count(stem) > 1})
    if twice:
        raise UsageError(f"two figures are named “{twice[0]}”", hint="draw them one after the other")
    return found


def _drawn_now(path: str, variant: Variant) -> DisplayList:
    """The figure of a pose file. Raises DataError with what is wrong in it."""
    try:
        from handouts.figures.puppet.scene import draw
        from handouts.figures.puppet.script import read_figure
    except ImportError as error:
        if error.name and error.name.partition(".")[0] in DRAWING_PACKAGES:
            hint = "install the development packages: pip install -e '.[dev]'"
            raise UsageError(f"drawing from a pose file needs {error.name}", hint=hint) from error
        raise
    return draw(read_figure(Path(path)), variant)


def _made(
    drawings: Sequence[Drawing], formats: Sequence[str] | dict[str, None], console: Console
) -> Iterator[_Made]:
    """Every file of the run; nothing is written before all could be made."""
    for drawing in console.progress(drawings, len(drawings), lambda drawing: drawing.stem):
        for kind in formats:
            for name, data in files(drawing, kind).items():
                yield _Made(name, data, drawing, kind)


def _to_stdout(made: Sequence[_Made], console: Console) -> None:
    if len(made) != 1:
        raise UsageError(
            f"{len(made)} files do not go into one stream", hint="ask for one figure, theme and format"
        )
    if console.json:
        raise UsageError(
            "the figure and JSON do not go into one stream", hint="leave --json out, or name a folder"
        )
    if sys.stdout is None or (sys.stdout.isatty() and made[0].format != "svg"):
        raise UsageError("a terminal shows no pictures", hint="send it on: > figure.pdf, or name a folder")
    console.document(made[0].data)


def _to_folder(made: Sequence[_Made], folder: Path, console: Console) -> None:
    for each in made:
        write_file(folder / each.name, each.data)
        console.result(str(folder / each.name))
    console.data({"figures": [_described(folder / each.name, each) for each in made]})


def _described(path: Path, made: _Made) -> dict[str, object]:
    look = made.drawing.look
    return {
        "path": str(path),
        "names": [figure.name for figure in made.drawing.figures],
        "format": made.format,
        "theme": look.theme,
        "hair": look.variant.hair.value,
        "build": look.variant.build.value,
        "skin": look.variant.skin.value,
        "mirrored": look.mirror,
        "bytes": len(made.data),
    }
