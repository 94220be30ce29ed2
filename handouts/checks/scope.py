"""Say which files a run of the checks is about."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handouts import assets
from handouts.errors import Mark, Problem, UsageError

ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Scope:
    """What to check: everything, or `files` and folders of the product's own, and the `wards`' files.

    Files that are not the product's are wards' files, because a ward has no others. Translations are set in
    the standard edition, which has the least room, and in `all_editions` if asked, which takes twice as long.
    """

    files: tuple[Path, ...] = ()
    wards: tuple[Path, ...] = ()
    all_editions: bool = False

    @property
    def whole(self) -> bool:
        """Whether everything is checked."""
        return not self.files and not self.wards

    @property
    def wards_only(self) -> bool:
        """Whether nothing but files of wards is checked."""
        return bool(self.wards) and not self.files

    def covers(self, mark: Mark | None) -> bool:
        """Whether a place is in what is checked; a problem without a place always is."""
        if self.whole or mark is None:
            return True
        shown = [assets.shown(path) for path in (*self.files, *self.wards)]
        return any(mark.file == each or mark.file.startswith(f"{each}/") for each in shown)

    def layouts(self) -> tuple[str, ...]:
        """The stems of the layout files that alone are checked; none when it is not about layouts alone."""
        inside = [path for path in self.files if path.resolve().parent == assets.LAYOUTS and path.is_file()]
        return tuple(path.stem for path in inside) if len(inside) == len(self.files) else ()


def scope_of(paths: Iterable[Path], *, all_editions: bool = False) -> Scope:
    """The scope that the paths of a command line name.

    Raises UsageError for a path that is not there, or that no check is about.
    """
    files: list[Path] = []
    wards: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        if not os.path.exists(path):  # Path.exists() and resolve() raise where a link leads to itself
            problems.append(Problem(f"there is no file or folder {path}", hint="check the path"))
            continue
        resolved = path.resolve()
        if resolved in (*assets.DATA.parents, *assets.LAYOUTS.parents):
            return Scope(all_editions=all_editions)
        elif _own(resolved) and not resolved.is_relative_to(assets.DATA / "wards"):
            files.append(path)
        else:
            found = list(_ward_files(path))
            wards += found
            if not found:
                hint = f"a ward's file ends in {' or '.join(ENDINGS)}"
                problems.append(Problem(f"nothing to check in {path}", hint=hint))
    if problems:
        raise UsageError(problems)
    return Scope(tuple(files), tuple(wards), all_editions)


def _own(path: Path) -> bool:
    """Whether a resolved path is in the product's data or layouts."""
    return any(path.is_relative_to(folder) for folder in (assets.DATA, assets.LAYOUTS))


def _ward_files(path: Path) -> Iterator[Path]:
    if path.resolve().is_relative_to(assets.FONTS):
        return
    if path.is_dir():
        yield from sorted(each for each in path.rglob("*") if each.suffix in ENDINGS)
    elif path.suffix in ENDINGS:
        yield path
