#!/usr/bin/env python3
"""Re-make the fonts of this folder, byte for byte, from the packages that fonts.yaml names.

python fonts/remake.py            fetch the packages with npm and write every font and licence
python fonts/remake.py --check    compare the folder with fonts.yaml; needs no network and no npm
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml

MANIFEST = "fonts.yaml"
WEIGHTS = ("regular", "bold")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PACKAGE = re.compile(r"@?[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)?")
_EXACT_VERSION = re.compile(r"\d+\.\d+\.\d+")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_RANGE = re.compile(r"U\+([0-9A-F]{4,6})-([0-9A-F]{4,6})")
_ROWS = re.compile(r"([0-9A-F]{2})-([0-9A-F]{2})")
_FIRST_BYTES = range(0xA1, 0xFF)
_SECOND_BYTES = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
"""Bytes of East Asian charsets: EUC has the upper ones alone, Big5 both."""


class FontsError(Exception):
    """A manifest, a package or a folder that is not as it must be; the text is one line per problem."""


@dataclass(frozen=True, slots=True)
class Subset:
    """What a family keeps of its package's fonts."""

    characters: frozenset[int]
    """Code points that the package's font must have."""
    ranges: frozenset[int]
    """Code points that are kept where the package's font has them."""
    features: tuple[str, ...]
    """OpenType layout features, by tag."""


@dataclass(frozen=True, slots=True)
class Item:
    """One vendored file: where it is here, where it is in the package, and its fingerprints."""

    path: str
    """Relative to the fonts folder, with forward slashes."""
    sha256: str
    size: int | None
    """Bytes; None where the manifest does not say (licences)."""
    source: str
    """Relative to the package's root, with forward slashes."""
    source_sha256: str
    """Fingerprint of the package's own file; the same as `sha256` where nothing is changed."""


@dataclass(frozen=True, slots=True)
class Family:
    """One family of the manifest, as far as its files are concerned."""

    name: str
    package: str
    version: str
    fonts: tuple[Item, ...]
    licence: Item
    subset: Subset | None

    @property
    def items(self) -> tuple[Item, ...]:
        """The fonts and the licence."""
        return (*self.fonts, self.licence)


@dataclass(frozen=True, slots=True)
class Manifest:
    """fonts.yaml: the families, and the fontTools that made the subsets."""

    fonttools: str
    families: tuple[Family, ...]


class _Entry:
    """A mapping of the manifest that says where it is when something in it is missing or wrong."""

    def __init__(self, value: Any, place: str) -> None:
        if not isinstance(value, Mapping):
            raise FontsError(f"{place}: a mapping is needed here")
        self._value = value
        self._place = place

    def __contains__(self, key: str) -> bool:
        return key in self._value

    def text(self, key: str, form: re.Pattern[str] | None = None) -> str:
        """The text at a key; raises FontsError where it is missing or not of the form."""
        value = self._value.get(key)
        if not isinstance(value, str) or not value:
            raise FontsError(f"{self._place}: {key} is missing")
        if form and not form.fullmatch(value):
            raise FontsError(f"{self._place}: {key} cannot be {value!r}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts at a key."""
        value = self._value.get(key)
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            raise FontsError(f"{self._place}: {key} must be a list of texts")
        return tuple(value)

    def entry(self, key: str) -> _Entry:
        """The mapping at a key."""
        return _Entry(self._value.get(key), f"{self._place}.{key}")


def read_manifest(folder: Path) -> Manifest:
    """Read fonts.yaml of a fonts folder; raises FontsError that names the first wrong entry."""
    try:
        # The base loader makes no numbers or dates out of fingerprints and versions.
        document = yaml.load((folder / MANIFEST).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise FontsError(f"{MANIFEST}: cannot be read: {error}") from error
    top = _Entry(document, MANIFEST)
    families = document.get("families")
    if not isinstance(families, list) or not families:
        raise FontsError(f"{MANIFEST}: families must be a list")
    return Manifest(
        fonttools=top.text("fonttools", _EXACT_VERSION),
        families=tuple(_family(_Entry(family, f"families[{i}]")) for i, family in enumerate(families)),
    )


def _family(entry: _Entry) -> Family:
    folder = entry.text("folder", _PLAIN_NAME)
    source = entry.entry("source")
    weights = entry.entry("weights")
    return Family(
        name=entry.text("name"),
        package=source.text("package", _PACKAGE),
        version=source.text("version", _EXACT_VERSION),
        fonts=tuple(_item(weights.entry(weight), folder) for weight in WEIGHTS),
        licence=_item(entry.entry("licence"), folder),
        subset=_subset(entry.entry("subset")) if "subset" in entry else None,
    )


def _item(entry: _Entry, folder: str) -> Item:
    sha256 = entry.text("sha256", _SHA256)
    return Item(
        path=f"{folder}/{entry.text('file', _PLAIN_NAME)}",
        sha256=sha256,
        size=int(entry.text("bytes", re.compile(r"\d+"))) if "bytes" in entry else None,
        source=entry.text("source"),
        source_sha256=entry.text("source_sha256", _SHA256) if "source_sha256" in entry else sha256,
    )


def _subset(entry: _Entry) -> Subset:
    ranges: set[int] = set()
    for text in entry.texts("ranges"):
        match = _RANGE.fullmatch(text)
        if not match:
            raise FontsError(f"{MANIFEST}: a range is written U+0020-007E, not {text!r}")
        ranges.update(range(int(match[1], 16), int(match[2], 16) + 1))
    characters = _charset(entry.text("charset"), _rows(entry))
    if "characters" in entry:
        characters.update(map(ord, entry.text("characters")))
    return Subset(
        characters=frozenset(characters),
        ranges=frozenset(ranges),
        features=entry.texts("features"),
    )


def _rows(entry: _Entry) -> Iterable[int]:
    """The first bytes whose characters are kept; all where the manifest names none."""
    if "rows" not in entry:
        return _FIRST_BYTES
    rows: list[int] = []
    for text in entry.texts("rows"):
        match = _ROWS.fullmatch(text)
        if not match:
            raise FontsError(f"{MANIFEST}: rows are written B0-C8, not {text!r}")
        rows += range(int(match[1], 16), int(match[2], 16) + 1)
    return rows


def _charset(name: str, rows: Iterable[int]) -> set[int]:
    """Every code point that two bytes of a charset stand for, the first of them one of `rows`."""
    found = set()
    for first in rows:
        for second in _SECOND_BYTES:
            try:
                found.add(ord(bytes((first, second)).decode(name)))
            except (UnicodeDecodeError, TypeError):  # TypeError: two letters of one byte each
                continue
            except LookupError as error:
                raise FontsError(f"{MANIFEST}: there is no charset {name!r}") from error
    return found


def subset_font(data: bytes, subset: Subset) -> bytes:
    """Cut a font down to a subset; the same input gives the same bytes on every machine."""
    from fontTools.subset import Options, Subsetter, load_font, save_font

    options = Options(
        layout_features=list(subset.features),
        name_IDs=["*"],  # the copyright and licence texts stay in the font
        name_languages=["*"],
        notdef_outline=True,
        recalc_timestamp=False,  # head.modified stays the package's
        harfbuzz_repacker=False,  # else the bytes depend on what else is installed
    )
    options.drop_tables = [*options.drop_tables, "vhea", "vmtx"]  # nothing here is set vertically
    with load_font(BytesIO(data), options) as font:
        there = set(font.getBestCmap())
        missing = sorted(subset.characters - there)
        if missing:
            raise FontsError("the package's font lacks " + " ".join(f"U+{code:04X}" for code in missing))
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=sorted(subset.characters | (subset.ranges & there)))
        subsetter.subset(font)
        made = BytesIO()
        save_font(font, made, options)
    return made.getvalue()


def check(folder: Path, manifest: Manifest) -> list[str]:
    """Say what in the folder differs from the manifest: changed, missing and unlisted files."""
    listed = {item.path: item for family in manifest.families for item in family.items}
    problems = [problem for item in listed.values() for problem in _differences(folder, item)]
    for path in sorted(folder.glob("*/**/*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in listed and "__pycache__" not in path.parts:
            problems.append(f"{name}: is not in {MANIFEST}")
    return problems


def _differences(folder: Path, item: Item) -> Iterator[str]:
    try:
        data = (folder / item.path).read_bytes()
    except OSError as error:
        yield f"{item.path}: cannot be read: {error.strerror}"
        return
    yield from _unlike(item.path, data, item.sha256, item.size)


def _unlike(name: str, data: bytes, sha256: str, size: int | None) -> Iterator[str]:
    """What to write into the manifest if these bytes are the wanted ones; nothing if they are."""
    if size is not None and len(data) != size:
        yield f"{name}: has {len(data)} bytes, {MANIFEST} says {size}"
    actual = hashlib.sha256(data).hexdigest()
    if actual != sha256:
        yield f"{name}: has sha256 {actual}, {MANIFEST} says {sha256}"


def fetch(families: Iterable[Family], into: Path) -> None:
    """Install the packages with npm at their exact versions, under into/node_modules."""
    npm = shutil.which("npm")
    if npm is None:
        raise FontsError("npm is not installed; it brings the packages (--check needs no npm)")
    wanted = sorted({f"{family.package}@{family.version}" for family in families})
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
    command = [npm, "install", "--prefix", str(into), *quiet, *wanted]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise FontsError(f"npm could not install the packages:\n{done.stderr.strip()}")


def make(family: Family, packages: Path) -> list[tuple[Item, bytes]]:
    """Make each file of a family from its package; raises FontsError with all that is not as listed."""
    made: list[tuple[Item, bytes]] = []
    problems: list[str] = []
    for item in family.items:
        data = (packages / "node_modules" / family.package / item.source).read_bytes()
        if item is family.licence:
            # One package has CRLF, which a checkout with eol=lf would change behind the manifest's back.
            data = data.replace(b"\r\n", b"\n")
        elif family.subset:
            problems += _unlike(f"{family.package}: {item.source}", data, item.source_sha256, None)
            data = subset_font(data, family.subset)
        problems += _unlike(item.path, data, item.sha256, item.size)
        made.append((item, data))
    _refuse(problems)
    return made


def _refuse(problems: Iterable[str]) -> None:
    text = "\n".join(problems)
    if text:
        raise FontsError(text)


def remake(folder: Path, manifest: Manifest) -> None:
    """Fetch, make and write every family, and say so; raises FontsError at the end if one is wrong."""
    problems = []
    with tempfile.TemporaryDirectory() as scratch:
        fetch(manifest.families, Path(scratch))
        for family in manifest.families:
            try:
                made = make(family, Path(scratch))
            except (OSError, FontsError) as error:
                problems.append(f"{error}{_other_fonttools(family, manifest)}")
                continue
            changed = sum(_write(folder / item.path, data) for item, data in made)
            size = sum(len(data) for _, data in made)
            source = f"{family.package} {family.version}"
            print(f"{family.name}: {source}, {size:,} bytes, {changed} files written")
    _refuse(problems)


def _other_fonttools(family: Family, manifest: Manifest) -> str:
    from fontTools import version

    if family.subset is None or version == manifest.fonttools:
        return ""
    return f"\n  hint: the subset was made with fontTools {manifest.fonttools}; this is {version}"


def _write(path: Path, data: bytes) -> bool:
    """Write a file whole or not at all; False where it was there already."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    os.replace(part, path)
    return True


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is 0, or 1 with the problems on standard error."""
    parser = argparse.ArgumentParser(description="Re-make or check the vendored fonts.")
    parser.add_argument("--check", action="store_true", help="only compare the folder with fonts.yaml")
    here = Path(__file__).resolve().parent
    parser.add_argument("--folder", type=Path, default=here, help="the fonts folder; this one if not given")
    options = parser.parse_args(arguments)
    try:
        manifest = read_manifest(options.folder)
        if not options.check:
            remake(options.folder, manifest)
        _refuse(check(options.folder, manifest))
    except FontsError as error:
        print(error, file=sys.stderr)
        return 1
    fonts = [font for family in manifest.families for font in family.fonts]
    size = sum(font.size or 0 for font in fonts)
    print(f"{len(fonts)} fonts of {len(manifest.families)} families are as {MANIFEST} says: {size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
