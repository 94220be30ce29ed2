"""Spell PDF values as bytes."""

from __future__ import annotations

from collections.abc import Sequence

_ESCAPES = {ord("\\"): b"\\\\", ord("("): b"\\(", ord(")"): b"\\)", ord("\r"): b"\\r", ord("\n"): b"\\n"}
_REGULAR = frozenset(range(0x21, 0x7F)) - frozenset(b"%()<>[]{}/#")


def text_string(text: str) -> bytes:
    """A text string: ASCII as it is, else UTF-16 with a byte order mark (ISO 32000-1, 7.9.2.2)."""
    raw = text.encode("ascii") if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")
    if any(byte in raw for byte in b"\\()\r\n"):
        raw = b"".join(_ESCAPES.get(byte, bytes((byte,))) for byte in raw)
    return b"(" + raw + b")"


def name(text: str) -> bytes:
    """A name with its slash; bytes outside the regular characters are written #xx (ISO 32000-1, 7.3.5)."""
    return b"/" + b"".join(
        bytes((byte,)) if byte in _REGULAR else b"#%02X" % byte for byte in text.encode("utf-8")
    )


def number(value: float) -> bytes:
    """A number with at most three decimals and no exponent."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return b"0" if text in ("", "-0") else text.encode("ascii")


def array(values: Sequence[float]) -> bytes:
    """An array of numbers."""
    return b"[" + b" ".join(number(value) for value in values) + b"]"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object as it is, for content that is too short to gain from compression."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)
