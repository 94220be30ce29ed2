"""Make copies of a finished page that differ in a few words, each as a whole file of its own.

The template is laid out once. Its objects stand first in every copy, byte for byte the same; after them come
a dictionary of fonts, the copy's own content stream and fonts with its own letters alone, and the
cross-references, whose greater part is compressed once as well. A copy is one plain PDF and not an update of
another: nothing of the template or of other copies is left in it.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from math import ceil

from handouts.errors import HandoutError, Problem
from handouts.pdf import syntax
from handouts.pdf.colour import colour_operator
from handouts.pdf.fonts import EmbeddedFont
from handouts.pdf.object_streams import PACKED_TOGETHER, Objects, packed_objects, trailer
from handouts.pdf.places import Place
from handouts.pdf.raw_fonts import FONT_OBJECTS, font_objects
from handouts.pdf.text import number
from handouts.text.faces import FontFace
from handouts.text.markup import plain
from handouts.text.paragraph import PreparedText
from handouts.text.style import TextStyle
from handouts.units import millimetres

_KIDS = re.compile(rb"/Kids \[([^\]]*)\]")
_NUMBER = re.compile(rb"(\d+) 0 R")
_CONTENTS = re.compile(rb"/Contents (\d+) 0 R")
_FONTS = re.compile(rb"/Font (\d+) 0 R")
_PLACE_BYTES = 4
"""Bytes of an offset in the cross-references: files of up to 4 GB."""


class PlaceError(HandoutError):
    """Words that cannot stand in their place; `place` is its name."""

    def __init__(self, place: str, problem: Problem) -> None:
        self.place = place
        super().__init__(problem)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The cross-references of all objects of the template, and how to go on from them."""

    deflated: bytes
    checksum: int
    count: int

    @staticmethod
    def of(rows: list[tuple[int, int, int]]) -> _Rows:
        """Compress them, ending on a whole byte (RFC 1951, 3.2.4: an empty stored block)."""
        flat = b"".join(map(_row, rows))
        compressor = zlib.compressobj(9)
        deflated = compressor.compress(flat) + compressor.flush(zlib.Z_SYNC_FLUSH)
        return _Rows(deflated, zlib.adler32(flat), len(rows))

    def and_more(self, rows: list[tuple[int, int, int]]) -> bytes:
        """All rows as a zlib stream: those of the copy in one stored block, and the checksum of both."""
        flat = b"".join(map(_row, rows))
        length = len(flat).to_bytes(2, "little")
        turned = (len(flat) ^ 0xFFFF).to_bytes(2, "little")
        end = zlib.adler32(flat, self.checksum).to_bytes(4, "big")
        return self.deflated + b"\x01" + length + turned + flat + end


def _row(row: tuple[int, int, int]) -> bytes:
    kind, place, index = row
    return bytes((kind,)) + place.to_bytes(_PLACE_BYTES, "big") + index.to_bytes(2, "big")


class Template:
    """A document that is laid out but for the words in its places."""

    def __init__(self, objects: Objects, places: tuple[Place, ...] = ()) -> None:
        """Raises ValueError for a page with places that has not one content stream."""
        self.places = places
        self._pages = sorted({place.page for place in places})
        self._objects = objects
        bodies = dict(enumerate(objects.bodies, 1))
        streams = sum(body.endswith(b"\nendstream") for body in bodies.values())
        self._font_number, self._fonts = 0, b""
        if places:
            pages = _pages(bodies)
            self._font_number = int(_one(_FONTS, bodies[pages[0]])[1])
            fonts = bodies.pop(self._font_number)
            self._fonts = fonts[: fonts.rindex(b">>")].rstrip()
            # the copy's own objects have the numbers after those of the object streams
            own = len(objects.bodies) + 1 + ceil((len(bodies) - streams) / PACKED_TOGETHER)
            for number_, page in enumerate(self._pages, own):
                body = bodies[pages[page - 1]]
                found = _one(_CONTENTS, body)
                both = b"/Contents[%s 0 R %d 0 R]" % (found[1], number_)
                bodies[pages[page - 1]] = body[: found.start()] + both + body[found.end() :]
            for number_, place in enumerate(places, own + len(self._pages)):
                told = syntax.text_string(place.spoken)
                elem = next(each for each, body in bodies.items() if told in body)
                bodies[elem] = bodies[elem].replace(told, b" %d 0 R" % number_)
        file = BytesIO()
        rows = packed_objects(bodies, file)
        self._start = file.getvalue()
        if places:
            rows[self._font_number] = (1, len(self._start), 0)
        self._own = len(rows)
        self._rows = _Rows.of(rows)
        self._digest = hashlib.sha256(self._start).digest()

    def copy(self, words: Mapping[str, str], seed: str = "") -> bytes:
        """The file with words in all its places; `seed` gives copies with the same words other identifiers.

        Raises PlaceError where words are too long for their place or have letters that no font has, and
        KeyError for a place without words.
        """
        parts = [self._start]
        at, rows = len(self._start), []
        for number_, body in self._own_objects(words):
            part = b"%d 0 obj\n%s\nendobj\n" % (number_, body)
            if number_ != self._font_number:
                rows.append((1, at, 0))
            parts.append(part)
            at += len(part)
        told = hashlib.sha256(self._digest + seed.encode())
        for part in parts[1:]:
            told.update(part)
        rows.append((1, at, 0))
        last = self._own + len(rows) - 1
        table = self._rows.and_more(rows)
        entries = b"/Type/XRef/Size %d/W[1 %d 2]/Filter/FlateDecode" % (last + 1, _PLACE_BYTES)
        end = syntax.stream(table, entries + trailer(self._objects, told.digest()))
        parts.append(b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last, end, at))
        return b"".join(parts)

    def _own_objects(self, words: Mapping[str, str]) -> Iterator[tuple[int, bytes]]:
        """What one copy has of its own, each with its number.

        The fonts dictionary, a content stream for each page, the words as a reader says them, and the fonts.
        """
        if not self.places:
            return
        fonts: dict[FontFace, EmbeddedFont] = {}
        shown = [_shown(place, words[place.name], fonts) for place in self.places]
        spoken = self._own + len(self._pages)
        number_ = spoken + len(self.places)
        names = b"".join(
            b" /%s %d 0 R" % (font.name.encode("ascii"), number_ + index * FONT_OBJECTS)
            for index, font in enumerate(fonts.values())
        )
        yield self._font_number, self._fonts + names + b">>"
        for own, page in enumerate(self._pages, self._own):
            here = [each for each, place in zip(shown, self.places, strict=True) if place.page == page]
            yield own, syntax.stream("\n".join(here).encode("ascii"))
        for own, place in enumerate(self.places, spoken):
            yield own, syntax.text_string(words[place.name])
        for font in fonts.values():
            for body in font_objects(font, number_):
                yield number_, body
                number_ += 1


def _pages(bodies: Mapping[int, bytes]) -> list[int]:
    """The numbers of the page objects in order."""
    (tree,) = (found for body in bodies.values() if b"/Type /Pages" in body and (found := _KIDS.search(body)))
    return [int(number_) for number_ in _NUMBER.findall(tree[1])]


def _one(pattern: re.Pattern[bytes], body: bytes) -> re.Match[bytes]:
    (found,) = pattern.finditer(body)
    return found


@lru_cache(64)
def _prepared(words: str, style: TextStyle) -> PreparedText:
    """Words ready to be set; few are kept, because a midwife's name comes often and a woman's once."""
    return PreparedText(plain(words), style)


def _shown(place: Place, words: str, fonts: dict[FontFace, EmbeddedFont]) -> str:
    """The operators that show words in their place; faces that were not used before are added to `fonts`."""
    try:
        prepared = _prepared(words, place.style)
    except HandoutError as error:
        raise PlaceError(place.name, error.problems[0]) from error
    excess = prepared.natural_width - place.measure
    if excess > 0:
        message = f"{ceil(millimetres(excess))} mm too long for its line"
        raise PlaceError(place.name, Problem(message, hint="shorten it"))
    operators = [place.operator]
    runs = [run for line in prepared.lines(place.measure) for run in line.runs]
    operators += ["BT", colour_operator(place.colour)]
    for run in runs:
        font = fonts.get(run.face)
        if font is None:
            font = fonts[run.face] = EmbeddedFont(run.face, f"P{len(fonts) + 1}")
        shown = font.show(run.tokens)
        if shown:
            operators.append(f"/{font.name} {number(run.size)} Tf")
            operators.append(f"1 0 0 1 {number(place.x + run.origin)} {number(place.y)} Tm {shown}")
    return "\n".join([*operators, "ET", "EMC"])
