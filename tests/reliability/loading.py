"""Damage one file at a time in a copy of the product and load what is made from it."""

from __future__ import annotations

import json
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from time import process_time
from types import FrameType
from typing import Any

from handouts import assets, source
from handouts.checks.references import references
from handouts.errors import DataError, HandoutError, Mark, together
from handouts.figures.display_list import from_json
from handouts.figures.puppet.script import read_figure
from handouts.languages.catalogue import PoCatalogue
from handouts.languages.po import read_po
from handouts.languages.registry import load_language
from handouts.model.loader import DEFAULT_GUIDE, load_guide, load_ward
from handouts.pages.layout import load_layouts
from handouts.pages.words import printed_messages
from handouts.pdf.image import read_picture
from handouts.text.faces import require
from handouts.theme.theme import load_theme
from tests.reliability.checkout import chosen, files_by_kind
from tests.reliability.mutations import mutated
from tests.reliability.verdict import SECONDS, Tally, crash_signature, fault_of

LOGO_BOX = (85.0, 42.0)


class HangError(BaseException):
    """A load that went on for too long."""


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise HangError


def remember_parsed_files() -> None:
    """Parse a file that did not change only once: everything after the parser runs every time.

    Every file is still opened and read each time; what it holds is looked up by its bytes.
    """
    parse = source.parse
    known: dict[tuple[bytes, str, str], source.Mapping] = {}
    for path in (*assets.DATA.rglob("*.yaml"), *assets.LAYOUTS.rglob("*.yaml")):
        known[path.read_bytes(), assets.shown(path), ""] = source.Mapping()
    whole = {(data, file) for data, file, _ in known}
    known.clear()

    def remembering(data: bytes, file: str, root: str = "") -> source.Mapping:
        key = (data, file, root)
        found = known.get(key)
        if found is None:
            found = parse(data, file, root)
            if (data, file) in whole:
                known[key] = found
        return found

    source.parse = remembering


class Loads:
    """How each kind of file is loaded, with the checks against the other files that are cheap."""

    def __init__(self) -> None:
        self.guide = load_guide()
        self.messages = printed_messages(self.guide)
        self.by_kind: Mapping[str, Callable[[Path], object]] = {
            "guide": lambda path: load_guide(DEFAULT_GUIDE),
            "ward": lambda path: load_ward(path, self.guide),
            "logo": lambda path: read_picture(path, *LOGO_BOX, Mark(assets.shown(path))),
            "language": self.language,
            "pose": self.pose,
            "figure": from_json,
            "catalogue": self.catalogue,
            "layout": self.layouts,
            "theme": self.theme,
        }

    def language(self, path: Path) -> None:
        """A language and the fonts that it names."""
        language = load_language(path.stem)
        require(language.faces, language.mark)

    def catalogue(self, path: Path) -> None:
        """A catalogue, asked for everything that a guide prints."""
        words = PoCatalogue(read_po(path), load_language(path.stem), assets.shown(path))
        failed: list[HandoutError] = []
        for message in self.messages:
            try:
                words.translate(message)
            except HandoutError as error:
                failed.append(error)
        if failed:
            raise together(failed)

    def pose(self, path: Path) -> None:
        """A pose file; after a change to the postures, one that uses them."""
        read_figure(path if path.parent.name == "poses" else path.parent / "poses" / "bridge.yaml")

    def layouts(self, path: Path) -> None:
        """All layouts, and whether the guide has what they name."""
        load_layouts.cache_clear()
        problems = [
            found for layout in load_layouts().values() for found in references(layout, self.guide) if found
        ]
        if problems:
            raise DataError(problems)

    def theme(self, path: Path) -> None:
        """A theme."""
        load_theme.cache_clear()
        load_theme(path.stem)


def attempt(
    load: Callable[[Path], object], path: Path, tally: Tally, lines: dict[str, int]
) -> tuple[str, str] | None:
    """Load once; what went wrong and how it looked, or None for a load or a clear refusal."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        load(path)
        tally.accepted += 1
    except HandoutError as error:
        tally.refused += 1
        fault = fault_of(error, lines)
        return (fault, str(error)[:2000]) if fault else None
    except HangError:
        return f"longer than {SECONDS} s", ""
    except Exception as error:
        return crash_signature(error), f"{type(error).__name__}: {error}"[:2000]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return None


def run(count: int, seed: str, kinds: list[str]) -> Tally:
    """Load `count` mutations; each is made from the seed and its number alone."""
    signal.signal(signal.SIGPROF, _interrupt)
    remember_parsed_files()
    files, loads, tally = files_by_kind(assets.ROOT), Loads(), Tally()
    whole = {path: path.read_bytes() for paths in files.values() for path in paths}
    texts = [path for path in whole if path.suffix == ".yaml"]
    for number in range(count):
        random = Random(f"{seed}:{number}")
        kind, path = chosen(random, files, kinds)
        names, data = mutated(random, whole[path], whole[random.choice(texts)], path.suffix)
        path.write_bytes(data)
        lines = {assets.shown(path): data.count(b"\n") + data.count(b"\r") + 1}
        began = process_time()
        found = attempt(loads.by_kind[kind], path, tally, lines)
        tally.slowest = max(tally.slowest, process_time() - began)
        path.write_bytes(whole[path])
        tally.runs += 1
        tally.kinds[kind] += 1
        if found:
            signature, shown = found
            example: dict[str, Any] = {
                "number": number,
                "seed": seed,
                "file": assets.shown(path),
                "by": names,
            }
            tally.fail(signature, **example, shown=shown, data=data.decode("utf-8", "replace")[:200_000])
    tally.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return tally


def main() -> None:
    """Run as a worker: count, seed and kinds from the command line, the tally as JSON to stdout."""
    count, seed, *kinds = sys.argv[1:]
    print(json.dumps(vars(run(int(count), seed, kinds))))


if __name__ == "__main__":
    main()
