"""Append composite glyphs, one for each cluster of several glyphs, to a subset TrueType font.

Composites follow the OpenType 1.9 `glyf` table; the bytes are read and written with `struct` alone,
because a full font library would cost more time than the rest of the document.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_ARGS_ARE_WORDS = 0x0001
_ARGS_ARE_XY = 0x0002
_MORE_COMPONENTS = 0x0020
_SCALES = ((0x0008, 2), (0x0040, 4), (0x0080, 8))
"""Component flags that announce a scale or matrix, and its size in bytes."""

_CHECKSUM_MAGIC = 0xB1B0AFBA
_MASK = 0xFFFFFFFF

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Component:
    """A glyph of the subset and where its origin goes, in font units."""

    gid: int
    dx: int
    dy: int


@dataclass(frozen=True, slots=True)
class Composite:
    """A new glyph: its advance in font units and its parts in drawing order."""

    advance: int
    parts: tuple[Component, ...]

    def renumbered(self, gids: Mapping[int, int]) -> Composite:
        """The same glyph with its parts under their new numbers."""
        return Composite(
            self.advance, tuple(Component(gids[part.gid], part.dx, part.dy) for part in self.parts)
        )


def append_composites(font: bytes, composites: Iterable[Composite]) -> bytes:
    """Add the composites after the last glyph of `font`, in order.

    `font` needs the tables head, hhea, maxp, hmtx, loca and glyf; other tables are kept as they are.
    """
    tables = read_tables(font)
    outlines = _Outlines(tables)
    for composite in composites:
        outlines.append(composite)
    tables.update(outlines.tables())
    return write_tables(tables)


def read_tables(font: bytes) -> dict[str, bytes]:
    """The tables of a TrueType font by tag."""
    count = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * i) for i in range(count))
    return {tag.decode("ascii"): font[offset : offset + length] for tag, _, offset, length in records}


def write_tables(tables: dict[str, bytes]) -> bytes:
    """A TrueType font file with these tables in order of their tags, checksums made afresh."""
    count = len(tables)
    selector = count.bit_length() - 1
    search = 16 << selector
    directory = [struct.pack(">LHHHH", 0x00010000, count, search, selector, count * 16 - search)]
    offset, body = 12 + 16 * count, []
    for tag in sorted(tables):
        table = tables[tag]
        if tag == "head":
            table = table[:8] + bytes(4) + table[12:]
        directory.append(struct.pack(">4sLLL", tag.encode("ascii"), _checksum(table), offset, len(table)))
        padded = table + bytes(-len(table) % 4)
        if tag == "head":
            head_at = offset
        body.append(padded)
        offset += len(padded)
    font = bytearray(b"".join(directory + body))
    struct.pack_into(">L", font, head_at + 8, (_CHECKSUM_MAGIC - _checksum(bytes(font))) & _MASK)
    return bytes(font)


def _checksum(table: bytes) -> int:
    padded = table + bytes(-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & _MASK


class _Outlines:
    """The glyphs of a font while composites are appended."""

    def __init__(self, tables: dict[str, bytes]) -> None:
        self.head, self.hhea, self.maxp = (bytearray(tables[tag]) for tag in ("head", "hhea", "maxp"))
        self.glyf = bytearray(tables["glyf"])
        self.count: int = struct.unpack_from(">H", self.maxp, 4)[0]
        self.loca = self._read_loca(tables["loca"])
        self.hmtx = self._long_metrics(tables["hmtx"])
        self._sizes: dict[int, tuple[int, int, int]] = {}

    def _read_loca(self, loca: bytes) -> list[int]:
        if struct.unpack_from(">h", self.head, 50)[0]:
            return list(struct.unpack_from(f">{self.count + 1}L", loca))
        return [half * 2 for half in struct.unpack_from(f">{self.count + 1}H", loca)]

    def _long_metrics(self, hmtx: bytes) -> bytearray:
        """Metrics with an advance for every glyph; `hmtx` may leave out those like the last."""
        full: int = struct.unpack_from(">H", self.hhea, 34)[0]
        metrics, last = bytearray(hmtx[: 4 * full]), hmtx[4 * full - 4 : 4 * full - 2]
        for i in range(self.count - full):
            metrics += last + hmtx[4 * full + 2 * i : 4 * full + 2 * i + 2]
        return metrics

    def append(self, composite: Composite) -> None:
        """Add one glyph; parts without an outline (spaces) are left out."""
        parts = [(part, self._box(part.gid)) for part in composite.parts]
        drawn = [(part, box) for part, box in parts if box]
        box = _union([_moved(box, part) for part, box in drawn])
        if drawn:
            self.glyf += struct.pack(">h4h", -1, *box) + _records([part for part, _ in drawn])
            self.glyf += bytes(-len(self.glyf) % 4)
            self._raise_limits([part.gid for part, _ in drawn], box)
        self.loca.append(len(self.glyf))
        self.hmtx += struct.pack(">Hh", composite.advance, box[0])
        self._at_least(self.hhea, 10, composite.advance, ">H")
        self.count += 1

    def _box(self, gid: int) -> Box | None:
        start, end = self.loca[gid], self.loca[gid + 1]
        return struct.unpack_from(">4h", self.glyf, start + 2) if end > start else None

    def _size(self, gid: int) -> tuple[int, int, int]:
        """Points, contours and depth of a glyph, those of its components included."""
        start = self.loca[gid]
        if self.loca[gid + 1] == start:
            return 0, 0, 0
        if gid not in self._sizes:
            contours: int = struct.unpack_from(">h", self.glyf, start)[0]
            if contours >= 0:
                last = struct.unpack_from(">H", self.glyf, start + 8 + 2 * contours)[0] if contours else -1
                self._sizes[gid] = last + 1, contours, 0
            else:
                self._sizes[gid] = self._sum([self._size(part) for part in self._parts(start + 10)])
        return self._sizes[gid]

    def _parts(self, at: int) -> list[int]:
        """The glyphs of the composite whose component records start at `at`."""
        found, flags = [], _MORE_COMPONENTS
        while flags & _MORE_COMPONENTS:
            flags, gid = struct.unpack_from(">HH", self.glyf, at)
            found.append(gid)
            at += 8 if flags & _ARGS_ARE_WORDS else 6
            at += sum(size for flag, size in _SCALES if flags & flag)
        return found

    @staticmethod
    def _sum(sizes: Sequence[tuple[int, int, int]]) -> tuple[int, int, int]:
        return sum(s[0] for s in sizes), sum(s[1] for s in sizes), 1 + max(s[2] for s in sizes)

    def _raise_limits(self, gids: list[int], box: Box) -> None:
        """Keep `maxp` and the boxes of `head` and `hhea` true."""
        points, contours, depth = self._sum([self._size(gid) for gid in gids])
        for offset, value in ((10, points), (12, contours), (28, len(gids)), (30, depth)):
            self._at_least(self.maxp, offset, value, ">H")
        for offset, value in ((36, -box[0]), (38, -box[1])):
            self._at_least(self.head, offset, value, ">h", sign=-1)
        for offset, value in ((40, box[2]), (42, box[3])):
            self._at_least(self.head, offset, value, ">h")

    @staticmethod
    def _at_least(table: bytearray, offset: int, value: int, form: str, sign: int = 1) -> None:
        if value > sign * struct.unpack_from(form, table, offset)[0]:
            struct.pack_into(form, table, offset, sign * value)

    def tables(self) -> dict[str, bytes]:
        """The tables that changed."""
        struct.pack_into(">H", self.maxp, 4, self.count)
        struct.pack_into(">H", self.hhea, 34, self.count)
        struct.pack_into(">h", self.head, 50, 1)
        return {
            "head": bytes(self.head),
            "hhea": bytes(self.hhea),
            "maxp": bytes(self.maxp),
            "hmtx": bytes(self.hmtx),
            "glyf": bytes(self.glyf),
            "loca": struct.pack(f">{len(self.loca)}L", *self.loca),
        }


def _moved(box: Box, part: Component) -> Box:
    return box[0] + part.dx, box[1] + part.dy, box[2] + part.dx, box[3] + part.dy


def _union(boxes: Sequence[Box]) -> Box:
    if not boxes:
        return 0, 0, 0, 0
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _records(parts: Sequence[Component]) -> bytes:
    flags = _ARGS_ARE_WORDS | _ARGS_ARE_XY
    more = [_MORE_COMPONENTS] * (len(parts) - 1) + [0]
    return b"".join(
        struct.pack(">HHhh", flags | rest, part.gid, part.dx, part.dy)
        for part, rest in zip(parts, more, strict=True)
    )
