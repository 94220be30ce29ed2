"""Read the content of a finished page: every marked-content sequence with its text, fonts and places."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
PAINTING = frozenset(("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE IMAGE"))
UNTAGGED = "UNTAGGED"
"""The tag given to content outside any marked-content sequence, which no file of ours may have."""


@dataclass(frozen=True, slots=True)
class ShownText:
    """One showing of text: font name without subset prefix, size and origin in points, and what it says."""

    font: str
    size: float
    x: float
    y: float
    text: str


@dataclass(slots=True)
class MarkedSequence:
    """A marked-content sequence: its tag, its number (None for an artifact) and what it shows and paints."""

    tag: str
    mcid: int | None = None
    language: str | None = None
    shown: list[ShownText] = field(default_factory=list)
    painted: int = 0

    def lines(self) -> list[list[ShownText]]:
        """What is shown, grouped into lines of one baseline, in the order of the content stream."""
        lines: list[list[ShownText]] = []
        for shown in self.shown:
            if lines and abs(lines[-1][-1].y - shown.y) < 0.5:
                lines[-1].append(shown)
            else:
                lines.append([shown])
        return lines


class FontDecoder:
    """Turn the codes of one font into the text that a reader program gets."""

    def __init__(self, font: Any) -> None:
        self.name = str(font.get("/BaseFont", "/unnamed")).lstrip("/")
        self.name = re.sub(r"^[A-Z]{6}\+", "", self.name)
        self.bytes_per_code = 2 if font.get("/Subtype") == "/Type0" else 1
        self.map: dict[int, str] = {}
        if "/ToUnicode" in font:
            self.map = read_cmap(font["/ToUnicode"].read_bytes())

    def decode(self, codes: bytes) -> str:
        """The text of a string; a code that no map explains comes out as U+FFFD, and so is seen."""
        if not self.map and self.bytes_per_code == 1:
            return codes.decode("cp1252", "replace")
        step = self.bytes_per_code
        numbers = [int.from_bytes(codes[at : at + step], "big") for at in range(0, len(codes), step)]
        return "".join(self.map.get(number, "\ufffd") for number in numbers)


def read_cmap(data: bytes) -> dict[int, str]:
    """The code-to-text pairs of a ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    pairs: dict[int, str] = {}
    text = data.decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, target in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>", block):
            pairs[int(code, 16)] = _utf16(target)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        pattern = r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])"
        for first, last, start, listed in re.findall(pattern, block, re.DOTALL):
            codes = range(int(first, 16), int(last, 16) + 1)
            if start:
                base = _utf16(start)
                texts = [base[:-1] + chr(ord(base[-1]) + step) for step in range(len(codes))]
            else:
                texts = [_utf16(one) for one in re.findall(r"<([0-9A-Fa-f\s]*)>", listed)]
            pairs.update(zip(codes, texts, strict=False))
    return pairs


def read_page(page: pikepdf.Page) -> list[MarkedSequence]:
    """The marked-content sequences of a page in painting order."""
    reader = _ContentReader()
    reader.read(page, page.obj.get("/Resources", pikepdf.Dictionary()))
    return [sequence for sequence in reader.sequences if sequence.shown or sequence.painted]


class _ContentReader:
    """Follow the operators that place text, mark content and paint (ISO 32000-1, 9.4 and 14.6)."""

    def __init__(self) -> None:
        self.sequences: list[MarkedSequence] = []
        self.open: list[tuple[MarkedSequence | None, str | None]] = []
        self.saved: list[tuple[Matrix, FontDecoder | None, float, float]] = []
        self.ctm = self.line = self.text = IDENTITY
        self.font: FontDecoder | None = None
        self.size = 0.0
        self.leading = 0.0
        self.fonts: dict[Any, FontDecoder] = {}
        self.resources: Any = None
        self.operators: dict[str, Callable[[list[Any]], None]] = {
            "q": self._save, "Q": self._restore, "cm": self._concatenate,
            "BT": self._begin_text, "Tf": self._set_font, "TL": self._set_leading,
            "Td": self._move, "TD": self._move_and_lead, "Tm": self._set_matrix, "T*": self._next_line,
            "Tj": self._show, "TJ": self._show_array, "'": self._next_and_show,
            "BMC": self._begin_marked, "BDC": self._begin_marked, "EMC": self._end_marked,
            "Do": self._do,
        }  # fmt: skip

    def read(self, stream: Any, resources: Any) -> None:
        """Follow one content stream: a page's, or a form's."""
        outer, self.resources = self.resources, resources
        for instruction in pikepdf.parse_content_stream(stream):
            name = str(instruction.operator)
            if name in PAINTING:
                self._sequence().painted += 1
            action = self.operators.get(name)
            if action is not None:
                action(list(instruction.operands))
        self.resources = outer

    def _sequence(self) -> MarkedSequence:
        for sequence, _ in reversed(self.open):
            if sequence is not None:
                return sequence
        if not self.sequences or self.sequences[-1].tag != UNTAGGED:
            self.sequences.append(MarkedSequence(UNTAGGED))
        return self.sequences[-1]

    def _save(self, _: list[Any]) -> None:
        self.saved.append((self.ctm, self.font, self.size, self.leading))

    def _restore(self, _: list[Any]) -> None:
        self.ctm, self.font, self.size, self.leading = self.saved.pop()

    def _concatenate(self, operands: list[Any]) -> None:
        self.ctm = _multiply(_matrix(operands), self.ctm)

    def _begin_text(self, _: list[Any]) -> None:
        self.line = self.text = IDENTITY

    def _set_font(self, operands: list[Any]) -> None:
        font = self.resources["/Font"][str(operands[0])]
        key = font.objgen if font.is_indirect else str(operands[0])
        if key not in self.fonts:
            self.fonts[key] = FontDecoder(font)
        self.font, self.size = self.fonts[key], float(operands[1])

    def _set_leading(self, operands: list[Any]) -> None:
        self.leading = float(operands[0])

    def _move(self, operands: list[Any]) -> None:
        self.line = _multiply((1.0, 0.0, 0.0, 1.0, float(operands[0]), float(operands[1])), self.line)
        self.text = self.line

    def _move_and_lead(self, operands: list[Any]) -> None:
        self.leading = -float(operands[1])
        self._move(operands)

    def _set_matrix(self, operands: list[Any]) -> None:
        self.line = self.text = _matrix(operands)

    def _next_line(self, _: list[Any]) -> None:
        self._move([0, -self.leading])

    def _show(self, operands: list[Any]) -> None:
        self._show_codes(bytes(operands[0]))

    def _show_array(self, operands: list[Any]) -> None:
        self._show_codes(b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String)))

    def _next_and_show(self, operands: list[Any]) -> None:
        self._next_line([])
        self._show(operands)

    def _show_codes(self, codes: bytes) -> None:
        if self.font is None:
            raise ValueError("text is shown before a font is set")
        words = self.font.decode(codes)
        sequence, replacement = self.open[-1] if self.open else (None, None)
        if sequence is None and replacement is not None:
            # A span whose ActualText speaks for all its glyphs: say it once.
            words = replacement
            self.open[-1] = (None, "")
        a, b, _, _, x, y = _multiply(self.text, self.ctm)
        size = round(self.size * math.hypot(a, b), 2)
        self._sequence().shown.append(ShownText(self.font.name, size, x, y, words))

    def _begin_marked(self, operands: list[Any]) -> None:
        tag = str(operands[0]).lstrip("/")
        properties = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
        if isinstance(properties, pikepdf.Name):
            properties = self.resources["/Properties"][str(properties)]
        language = str(properties["/Lang"]) if "/Lang" in properties else None
        if "/MCID" in properties:
            sequence = MarkedSequence(tag, int(properties["/MCID"]), language)
        elif tag == "Artifact":
            kinds = [str(properties[key]) for key in ("/Type", "/Subtype") if key in properties]
            sequence = MarkedSequence(tag + "".join(kinds), None, language)
        else:
            actual = str(properties["/ActualText"]) if "/ActualText" in properties else None
            self.open.append((None, actual))
            return
        self.sequences.append(sequence)
        self.open.append((sequence, None))

    def _end_marked(self, _: list[Any]) -> None:
        self.open.pop()

    def _do(self, operands: list[Any]) -> None:
        form = self.resources["/XObject"][str(operands[0])]
        if form.get("/Subtype") != "/Form":
            return
        self._save([])
        self.ctm = _multiply(_matrix(list(form.get("/Matrix", IDENTITY))), self.ctm)
        self.read(form, form.get("/Resources", self.resources))
        self._restore([])


def _utf16(hexadecimal: str) -> str:
    return bytes.fromhex("".join(hexadecimal.split())).decode("utf-16-be", "replace")


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = (float(operand) for operand in operands)
    return a, b, c, d, e, f


def _multiply(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )
