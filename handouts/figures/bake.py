"""Bake pose files into display lists: `python -m handouts.figures.bake [--check] [NAME...]`.

Needs shapely, which printing does not: it is installed with the development tools only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from handouts.assets import shown
from handouts.errors import DataError, Problem
from handouts.figures.display_list import BAKED, to_json
from handouts.figures.puppet.scene import draw
from handouts.figures.puppet.script import pose_files, read_figure
from handouts.figures.variant import DRAWINGS


def baked(path: Path) -> dict[Path, str]:
    """The files, and their texts, that the pose file `path` bakes to: one for each drawn variant.

    Raises DataError with the problems of the pose file.
    """
    script = read_figure(path)
    return {
        BAKED / variant.drawing / f"{path.stem}.json": to_json(draw(script, variant)) for variant in DRAWINGS
    }


def _outcome(path: Path) -> tuple[dict[Path, str], tuple[Problem, ...]]:
    try:
        return baked(path), ()
    except DataError as error:
        return {}, error.problems


def bake_all(paths: Iterable[Path]) -> dict[Path, str]:
    """What all pose files bake to, worked out on all processors.

    Raises DataError with the problems of all of them.
    """
    files: dict[Path, str] = {}
    problems: list[Problem] = []
    with ProcessPoolExecutor() as pool:
        for made, wrong in pool.map(_outcome, paths):
            files |= made
            problems += wrong
    if problems:
        raise DataError(problems)
    return files


def stale(files: dict[Path, str]) -> list[Path]:
    """The files that are missing or hold something else than they should."""
    return [path for path, text in files.items() if not path.is_file() or path.read_text("utf-8") != text]


def left_over(files: dict[Path, str]) -> list[Path]:
    """Baked files whose pose file is gone."""
    return sorted(path for path in BAKED.glob("*/*.json") if path not in files)


def main(arguments: Sequence[str]) -> int:
    """Bake, or with `--check` only compare; returns the exit code: 0 fine, 1 stale or in error."""
    checking = "--check" in arguments
    names = [argument for argument in arguments if not argument.startswith("-")]
    paths = [path for path in pose_files() if not names or path.stem in names]
    try:
        files = bake_all(paths)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    changed = stale(files)
    old = [] if names else left_over(files)
    for path in [*changed, *old]:
        print(shown(path))
    if checking:
        return 1 if changed or old else 0
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path], "utf-8")
    for path in old:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
