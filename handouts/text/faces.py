"""Find the vendored font faces and choose the one that prints each stretch of a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import uharfbuzz as hb
import yaml

from handouts import assets
from handouts.errors import DataError, Mark, Problem
from handouts.text.characters import JOINERS, MissingGlyph, is_mark

FALLBACK = ("Noto Sans", "Source Sans 3")
"""Families tried after those of the style: Latin, Greek and Cyrillic first, then signs such as arrows."""

_GET_AGAIN = "get the fonts again: they come with the product"

_BORROWED = frozenset(JOINERS + "\u034f\u00a0\u2011" + "".join(map(chr, range(0xFE00, 0xFE10))))
"""Characters that HarfBuzz prints, or leaves out, without the face having them."""


def damaged(path: Path) -> DataError:
    """What to say of a font, or of the list of fonts, that is not as it was shipped."""
    return DataError(Problem("this font file is missing or damaged", Mark(assets.shown(path)), _GET_AGAIN))


class FontFace:
    """One weight of one family; there is one object per file and process, so identity is equality.

    `name` is the family name, `bold` the weight. The HarfBuzz objects are opened on first use.
    """

    def __init__(self, name: str, bold: bool, path: Path) -> None:
        self.name, self.bold, self.path = name, bold, path

    def __repr__(self) -> str:
        return f"<FontFace {self}>"

    def __str__(self) -> str:
        return f"{self.name} Bold" if self.bold else self.name

    @cached_property
    def hb_face(self) -> Any:
        """The HarfBuzz face, mapped from the file. Raises DataError for a file that is missing or no font."""
        try:
            face = hb.Face(hb.Blob.from_file_path(str(self.path)))
        except hb.HarfBuzzError:
            raise damaged(self.path) from None
        if not face.glyph_count or not face.unicodes:
            raise damaged(self.path)
        return face

    @cached_property
    def hb_font(self) -> Any:
        """The HarfBuzz font at its own scale: one unit is 1 / `upem` em."""
        return hb.Font(self.hb_face)

    @cached_property
    def upem(self) -> int:
        """Font units in one em."""
        return int(self.hb_face.upem)

    @cached_property
    def scale(self) -> float:
        """Font units times this are thousandths of an em, the unit of PDF text space."""
        return 1000.0 / self.upem

    @cached_property
    def ascent(self) -> float:
        """Height of the face above the baseline in 1/1000 em (`hhea`)."""
        return float(self.hb_font.get_font_extents("ltr").ascender) * self.scale

    @cached_property
    def descent(self) -> float:
        """Depth of the face below the baseline in 1/1000 em, negative (`hhea`)."""
        return float(self.hb_font.get_font_extents("ltr").descender) * self.scale

    @cached_property
    def postscript_name(self) -> str:
        """The PostScript name, for /BaseFont."""
        return str(self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME))

    @cached_property
    def characters(self) -> frozenset[int]:
        """Code points that have a glyph of their own."""
        return frozenset(self.hb_face.unicodes)

    def has(self, text: str) -> bool:
        """Whether every character of `text` prints in this face."""
        characters = self.characters
        return all(ord(char) in characters or char in _BORROWED for char in text)


@dataclass(frozen=True, slots=True)
class Family:
    """The two weights of a family, and the scripts (ISO 15924) it is meant for.

    A family without bold uses its regular for both.
    """

    name: str
    scripts: frozenset[str]
    regular: FontFace
    bold: FontFace

    def face(self, bold: bool) -> FontFace:
        """The face of one weight."""
        return self.bold if bold else self.regular


@cache
def families() -> dict[str, Family]:
    """Every vendored family by name, from `fonts/fonts.yaml`; the files are not opened yet."""
    manifest = assets.FONTS / "fonts.yaml"
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        entries = yaml.load(manifest.read_text(encoding="utf-8"), loader)["families"]
        return {entry["name"]: _family(entry) for entry in entries}
    except (OSError, ValueError, TypeError, LookupError, yaml.YAMLError):
        raise damaged(manifest) from None


def _family(entry: dict[str, Any]) -> Family:
    folder, weights = assets.FONTS / entry["folder"], entry["weights"]

    def face(weight: str) -> FontFace:
        return FontFace(entry["name"], weight == "bold", folder / weights[weight]["file"])

    regular = face("regular")
    scripts = frozenset(entry["scripts"])
    return Family(entry["name"], scripts, regular, face("bold") if "bold" in weights else regular)


def faces(family: str) -> Family:
    """The family of that name. Raises DataError with a suggestion when it is not vendored."""
    found = families().get(family)
    if found is None:
        near = get_close_matches(family, families(), 1)
        hint = f'did you mean "{near[0]}"?' if near else f"known: {', '.join(families())}"
        raise DataError(f'there is no font family "{family}"', hint=hint)
    return found


def require(names: Iterable[str], mark: Mark) -> None:
    """Raises DataError at `mark`, the place that names the families, when one of them is not vendored."""
    problems: list[Problem] = []
    for name in names:
        try:
            faces(name)
        except DataError as error:
            problems += [Problem(each.message, each.mark or mark, each.hint) for each in error.problems]
    if problems:
        raise DataError(problems)


@cache
def chain(names: tuple[str, ...], bold: bool, script: str = "") -> tuple[FontFace, ...]:
    """The faces to try for text of one script in a style that names these families, fallbacks last.

    Families meant for the script come first: the Latin letters that a family for another script brings
    along need not match the rest of the page (those of Noto Nastaliq Urdu have serifs).
    """
    found = [faces(name) for name in dict.fromkeys(names + FALLBACK)]
    found.sort(key=lambda family: script not in family.scripts)
    return tuple(family.face(bold) for family in found)


def choose(word: str, candidates: tuple[FontFace, ...]) -> Iterator[tuple[int, int, FontFace]]:
    """Split `word` into `(start, end, face)` stretches, each printed by one face.

    The first face that has the whole word takes it, so that a word does not change its look half-way;
    failing that, each base letter with its marks goes to the first face that has them.
    Raises MissingGlyph with the offset in `word`.
    """
    for face in candidates:
        if face.has(word):
            yield 0, len(word), face
            return
    start, current = 0, None
    for begin, end in _letters(word):
        face = _face_of(word, begin, end, candidates)
        if face is not current:
            if current is not None:
                yield start, begin, current
            start, current = begin, face
    if current is not None:
        yield start, len(word), current


def _face_of(word: str, begin: int, end: int, candidates: tuple[FontFace, ...]) -> FontFace:
    for face in candidates:
        if face.has(word[begin:end]):
            return face
    tried = [face.name for face in candidates]
    for i in range(begin, end):
        if not any(face.has(word[i]) for face in candidates):
            raise MissingGlyph(word[i], tried, i)
    raise MissingGlyph(word[begin:end], tried, begin)


def _letters(word: str) -> Iterator[tuple[int, int]]:
    """Each base letter with the marks and joiners that follow it."""
    start = 0
    for i in range(1, len(word)):
        if not is_mark(word[i]):
            yield start, i
            start = i
    yield start, len(word)
