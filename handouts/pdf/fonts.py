"""Embed the glyphs that a document uses so that every code in the page maps back to its text exactly."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFStream,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas

from handouts.pdf.composites import Component, Composite, append_composites, read_tables
from handouts.text.faces import FontFace, damaged
from handouts.text.shape import Cluster, ShapedWord

_KEPT_TABLES = frozenset({"glyf", "loca", "head", "hhea", "hmtx", "maxp"})
"""What a CIDFontType2 needs (ISO 32000-1, 9.9, table 126); hints and layout have done their work."""

_PEN_TOLERANCE = 0.5
"""Thousandths of an em that the pen may be off before a TJ array moves it: the rounding of its integers."""

_SYMBOLIC = 4
"""Font descriptor flag for fonts outside the standard Latin character set (ISO 32000-1, table 123)."""

_STEM_REGULAR, _STEM_BOLD = 80, 140
"""/StemV is required but unused for embedded fonts; usual values for these weights."""

_ROWS_PER_BLOCK = 100
"""Entries that one `beginbfchar` may hold (Adobe Technical Note 5014)."""

_REGISTER = "handouts_fonts"


Measures: TypeAlias = Mapping[str, int | tuple[int, ...]]
"""Entries of a font descriptor that are numbers, or arrays of numbers."""


class _Code(NamedTuple):
    """What one cluster is in the page: its CID in hexadecimal, its glyph's advance, and the pen offset."""

    hexadecimal: str
    advance: float
    offset: float


class EmbeddedFont:
    """One face in one document: a Type0 font with a CID for each pair of glyph (or cluster) and text.

    CIDs are given in order of first use, so a document's bytes depend on its own words only. `name` is
    its resource name. Made by `embedded_font`; ReportLab calls `addObjects` when the document is saved.
    """

    def __init__(self, face: FontFace, name: str) -> None:
        self.face, self.name = face, name
        self._cids: dict[tuple[int | Composite, str], int] = {}
        self._codes: dict[tuple[tuple[Any, ...], str], _Code] = {}
        self._bodies: dict[ShapedWord, str] = {}

    @property
    def texts(self) -> Mapping[int, str]:
        """The text of every CID given so far."""
        return {cid: text for cid, (_, text) in enumerate(self._cids, 1)}

    @property
    def widths(self) -> list[float]:
        """The advance of every CID from 1 on in 1/1000 em, as its glyph has it."""
        units = (g.advance if isinstance(g, Composite) else self._advance(g) for g, _ in self._cids)
        return [_number(advance * self.face.scale) for advance in units]

    def body(self, word: ShapedWord) -> str:
        """The word as elements of a TJ array: it ends with the pen at the word's advance."""
        body = self._bodies.get(word)
        if body is None:
            body = self._bodies[word] = self._body(word)
        return body

    def show(self, words: Iterable[ShapedWord]) -> str:
        """The operator that shows words one after the other from the pen; empty if they have no glyphs."""
        elements = "".join([self._bodies.get(word) or self.body(word) for word in words]).replace("><", "")
        if not elements:
            return ""
        if elements.startswith("<") and elements.find(">") == len(elements) - 1:
            return elements + " Tj"
        return f"[{elements}] TJ"

    def _body(self, word: ShapedWord) -> str:
        parts: list[str] = []
        codes: list[str] = []
        pen = place = 0.0

        def move(target: float) -> float:
            """Close the string and move the pen; the return value is how far it moved."""
            if codes:
                parts.append(f"<{''.join(codes)}>")
                codes.clear()
            distance = round(target - pen)
            parts.append(str(-distance))
            return distance

        for cluster in word.clusters:
            code = self._codes.get((cluster.glyphs, cluster.text)) or self._code(cluster)
            target = place + code.offset
            if abs(target - pen) > _PEN_TOLERANCE:
                pen += move(target)
            codes.append(code.hexadecimal)
            pen += code.advance
            place += cluster.advance
        if abs(place - pen) > _PEN_TOLERANCE:
            move(place)
            parts.append(" ")  # the next word may start with a number
        elif codes:
            parts.append(f"<{''.join(codes)}>")
        return "".join(parts)

    def _code(self, cluster: Cluster) -> _Code:
        """Give the cluster a CID: of its glyph, or of a composite where that says more than one glyph can."""
        glyphs, scale = cluster.glyphs, self.face.scale
        glyph: int | Composite
        advance = self._advance(glyphs[0].gid) * scale if glyphs else 0.0
        invisible = advance > 0 == cluster.advance  # a joiner: HarfBuzz puts a space without width for it
        if len(glyphs) == 1 and not glyphs[0].dy and not invisible:
            glyph, offset = glyphs[0].gid, glyphs[0].dx
        else:
            glyph, offset = _composite(cluster, scale), 0.0
            advance = glyph.advance * scale
        cid = self._cids.setdefault((glyph, cluster.text), len(self._cids) + 1)
        code = self._codes[glyphs, cluster.text] = _Code(f"{cid:04X}", advance, offset)
        return code

    def addObjects(self, document: Any) -> None:  # noqa: N802  (ReportLab's name)
        """Write the font with its subset, widths and Unicode map into the document."""
        program, gids = self.subset()
        gid_map = gids_of_codes(gids)
        base = PDFName(self.subset_name)
        file = _stream(program, Length1=len(program))
        descriptor = PDFDictionary(
            {"Type": PDFName("FontDescriptor"), "FontName": base, **_formatted(self.measures(program))}
        )
        descriptor["FontFile2"] = document.Reference(file, f"{self.name}.file")
        cid_font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": base,
                "CIDSystemInfo": PDFDictionary(
                    {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}
                ),
                "FontDescriptor": document.Reference(descriptor, f"{self.name}.descriptor"),
                "DW": 0,
                "W": PDFArray([1, PDFArray(self.widths)]),
                "CIDToGIDMap": document.Reference(_stream(gid_map), f"{self.name}.gids"),
            }
        )
        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": base,
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([document.Reference(cid_font, f"{self.name}.cids")]),
                "ToUnicode": document.Reference(_stream(to_unicode(self.texts)), f"{self.name}.unicode"),
            }
        )
        document.Reference(font, f"{self.name}.font")

    def subset(self, *, often: bool = False) -> tuple[bytes, list[int]]:
        """The font program and the glyph in it of each CID from 1; `often` is that of `subset`."""
        simple = {glyph for glyph, _ in self._cids if isinstance(glyph, int)}
        composites = list(dict.fromkeys(glyph for glyph, _ in self._cids if isinstance(glyph, Composite)))
        parts = {part.gid for composite in composites for part in composite.parts}
        program, gids = subset(self.face, simple | parts, often=often)
        places = {composite: len(gids) + i for i, composite in enumerate(composites)}
        if composites:
            program = append_composites(program, [composite.renumbered(gids) for composite in composites])
        return program, [gids[g] if isinstance(g, int) else places[g] for g, _ in self._cids]

    def _advance(self, gid: int) -> int:
        return int(self.face.hb_font.get_glyph_h_advance(gid))

    @property
    def subset_name(self) -> str:
        """The PostScript name after six letters that name this subset (ISO 32000-1, 9.6.4)."""
        digest = hashlib.sha256(repr(list(self._cids)).encode("utf-8")).digest()
        letters = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
        return f"{letters}+{self.face.postscript_name}"

    def measures(self, program: bytes) -> Measures:
        """What a font descriptor says of this face and the box of the subset, in 1/1000 em."""
        box = struct.unpack_from(">4h", read_tables(program)["head"], 36)
        return {**face_measures(self.face), "FontBBox": tuple(round(edge * self.face.scale) for edge in box)}


@cache
def face_measures(face: FontFace) -> Measures:
    """What the descriptors of all subsets of a face have in common."""
    cap_height = face.hb_font.get_metric_position(hb.OTMetricsTag.CAP_HEIGHT)
    return {
        "Flags": _SYMBOLIC,
        "ItalicAngle": 0,
        "Ascent": round(face.ascent),
        "Descent": round(face.descent),
        "CapHeight": round(cap_height * face.scale) if cap_height else round(face.ascent),
        "StemV": _STEM_BOLD if face.bold else _STEM_REGULAR,
    }


def gids_of_codes(gids: Iterable[int]) -> bytes:
    """A CIDToGIDMap: the glyph of code 0, which is .notdef, and of each code from 1."""
    glyphs = [0, *gids]
    return struct.pack(f">{len(glyphs)}H", *glyphs)


def _formatted(measures: Measures) -> dict[str, Any]:
    return {key: PDFArray(list(each)) if isinstance(each, tuple) else each for key, each in measures.items()}


def embedded_font(canvas: Canvas, face: FontFace) -> EmbeddedFont:
    """The face in the canvas's document, which takes it in at the first call."""
    document = canvas._doc
    fonts: dict[FontFace, EmbeddedFont] = document.__dict__.setdefault(_REGISTER, {})
    font = fonts.get(face)
    if font is None:
        font = fonts[face] = EmbeddedFont(face, f"T{len(fonts) + 1}")
        document.idToObject["BasicFonts"].dict[font.name] = PDFObjectReference(f"{font.name}.font")
        document.delayedFonts.append(font)
    return font


def subset(face: FontFace, glyphs: Iterable[int], *, often: bool = False) -> tuple[bytes, dict[int, int]]:
    """A TrueType program with these glyphs and .notdef, and the new number of every glyph in it.

    `often` takes it from a copy of the face that has its outlines alone, which makes a subset of a few
    letters five to twenty times faster; the copy costs as much as many subsets. The bytes are the same.
    """
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(_dropped(face))
    try:
        plan = hb.SubsetPlan(_outlines(face) if often else face.hb_face, wanted)
        return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping.items())
    except RuntimeError:
        raise damaged(face.path) from None


@cache
def _dropped(face: FontFace) -> frozenset[int]:
    """The tables of a face that no subset has, as numbers."""
    dropped = set(face.hb_face.table_tags) - _KEPT_TABLES
    return frozenset(int.from_bytes(tag.encode("ascii"), "big") for tag in dropped)


@cache
def _outlines(face: FontFace) -> Any:
    """All glyphs of a face under their own numbers, without what only shaping and hinting need."""
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(_dropped(face))
    return hb.subset(face.hb_face, wanted)


def _composite(cluster: Cluster, scale: float) -> Composite:
    """The cluster as one glyph in font units; PDF has no negative advance, so a mark alone has none."""
    pen, parts = 0.0, []
    for glyph in cluster.glyphs:
        parts.append(Component(glyph.gid, round((pen + glyph.dx) / scale), round(glyph.dy / scale)))
        pen += glyph.advance
    return Composite(max(0, round(pen / scale)), tuple(parts))


def _number(value: float) -> float:
    """The value with three decimals, as a whole number where it is one."""
    rounded = round(value, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def _stream(content: bytes, **entries: int) -> PDFStream:
    stream = PDFStream(content=content, filters=[PDFZCompress])
    for key, value in entries.items():
        stream.dictionary[key] = value
    return stream


def to_unicode(texts: Mapping[int, str]) -> bytes:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3) with one entry for each CID."""
    rows = [f"<{cid:04X}> <{text.encode('utf-16-be').hex().upper()}>" for cid, text in texts.items()]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for first in range(0, len(rows), _ROWS_PER_BLOCK):
        block = rows[first : first + _ROWS_PER_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
