"""Read the text alternatives of all figures for translators and checks, without what drawing needs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handouts.assets import DATA
from handouts.errors import DataError, Mark, Problem
from handouts.source import Scalar, read

LONGEST = 250
"""Characters a text alternative may have, so that a screen reader says it in one breath."""

POSES = DATA / "figures" / "poses"
"""One pose file for each figure."""


@dataclass(frozen=True, slots=True)
class AltText:
    """A text alternative: the id that catalogues use (`figures.bridge.alt`), the English text, its place."""

    id: str
    text: str
    mark: Mark


def alt_texts(folder: Path = POSES) -> tuple[AltText, ...]:
    """The text alternatives in all pose files, sorted by id.

    Raises DataError with every file that lacks one or has one that is too long.
    """
    texts: list[AltText] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        top = read(path, root=f"figures.{path.stem}")
        alt = top.get(Scalar("alt"))
        if not isinstance(alt, Scalar) or not alt:
            problems.append(Problem("“alt” is missing: say what the picture shows", top.mark))
        elif len(alt) > LONGEST:
            problems.append(Problem(f"“alt” has {len(alt)} characters of {LONGEST}", alt.mark, "shorten it"))
        else:
            texts.append(AltText(alt.id, str(alt), alt.mark))
    if problems:
        raise DataError(problems)
    return tuple(texts)
