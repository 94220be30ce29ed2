"""Damage the bytes of a data file in one of the ways in which people, editors and disks damage them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any, TypeAlias

import yaml

Mutation: TypeAlias = Callable[[Random, bytes, bytes], bytes]
"""Gives damaged bytes for a random source, the bytes of a file, and those of another file."""

Tree: TypeAlias = Any
"""What a YAML or JSON file holds: mappings, lists and scalars."""

SIGNS = (
    "\n",
    " ",
    "  ",
    "- ",
    ": ",
    ":",
    ",",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    "#",
    " # x",
    "&a ",
    "*a",
    "!!int ",
    "<<: ",
    ">",
    "%",
    "@",
    "\t",
    "\x00",
    "\\",
    "0",
    "-1",
    "no",
    "null",
    "~",
    "id",
    "{hold}",
    "{ward_name}",
    "**",
    "---\n",
    "...\n",
    "? ",
    "](x)",
    "[x](tel:1)",
    "<b>",
    "&amp;",
    "{0}",
    "{a, plural, other {x}}",
)
UNICODE = (
    "\u202e", "\u2066", "\u200f", "\u200b", "\u00ad", "\ufeff", "\ufffd", "\ue000", "\u0301" * 40, "\u2028",
    "\x07", "\x7f", "\x85", "\U0001f476", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\u0627\u0644\u0645",
    "\u05d0\u05d1", "\u4f60\u597d", "\u0e01\u0e33", "\u0915\u094d\u0937", "\U000e0041", "\U0010ffff", "ﬁ", "ẞ",
    "\u0130", "\u3000", "\u2003", "½", "−5", "٣",
)  # fmt: skip
NUMBERS = (
    "0", "-1", "1", "2", "7", "13", "0.5", "1e9", "1e999", "nan", "inf", "9" * 30, "0x10", "1_000", "12:30",
    "007", "2026-02-30", "2026-11-22", "9999-12-31", "0001-01-01", "٣", "½",
)  # fmt: skip
WORDS = (
    "",
    " ",
    "x",
    "no",
    "null",
    "~",
    "true",
    "../../etc/passwd",
    "/dev/zero",
    "a" * 60,
    "vaginal",
    "text",
)
LONG = ("x" * 5000, "word " * 4000, "ﷺ" * 300, "a\u0301" * 800, "1 " * 3000, "**b** " * 1000, "\n" * 3000)
BAD_BYTES = (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\x00", b"\x1f\x8b")

_KEY = re.compile(rb"^([ \-]*)([\w-]+):(?= |$)", re.MULTILINE)
_VALUE = re.compile(rb"^([ \-]*[\w-]+: +)(\S.*)$", re.MULTILINE)


def mutated(
    random: Random, data: bytes, other: bytes, suffix: str, *, gentle: bool = False
) -> tuple[str, bytes]:
    """The names of one to three mutations, one half of the time, and what they leave.

    One `gentle` mutation leaves a file that can be read, so that the damage gets further than the reader.
    """
    known = BINARY if suffix in (".png", ".jpg") else GENTLE if gentle else TREES | TEXTS
    names: list[str] = []
    for _ in range(1 if gentle else random.choice((1, 1, 2, 3))):
        name = random.choice(list(known))
        names.append(name)
        data = known[name](random, data, other) if data else random.choice(UNICODE).encode()
    return "+".join(names), data


# -- bytes ---------------------------------------------------------------------------------------------------


def _at(random: Random, data: bytes) -> int:
    return random.randrange(len(data) + 1)


def flip_bits(random: Random, data: bytes, other: bytes) -> bytes:
    """As a bad disk does."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 3))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def replace_bytes(random: Random, data: bytes, other: bytes) -> bytes:
    """Bytes that are not UTF-8, in the place of others."""
    at = _at(random, data)
    return data[:at] + random.choice(BAD_BYTES) + data[at + random.randrange(4) :]


def delete_stretch(random: Random, data: bytes, other: bytes) -> bytes:
    """A selection deleted by mistake."""
    at = _at(random, data)
    return data[:at] + data[at + random.choice((1, 2, 5, 40, 400)) :]


def copy_stretch(random: Random, data: bytes, other: bytes) -> bytes:
    """A selection pasted somewhere else."""
    source = random.choice((data, other))
    at, begin = _at(random, data), _at(random, source)
    return data[:at] + source[begin : begin + random.choice((1, 8, 60, 600))] + data[at:]


def truncate(random: Random, data: bytes, other: bytes) -> bytes:
    """A download that stopped."""
    return data[: _at(random, data)]


# -- lines ---------------------------------------------------------------------------------------------------


def _lines(change: Callable[[Random, list[bytes]], None]) -> Mutation:
    def mutation(random: Random, data: bytes, other: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        change(random, lines)
        return b"".join(lines)

    return mutation


def _delete(random: Random, lines: list[bytes]) -> None:
    at = random.randrange(len(lines))
    del lines[at : at + random.choice((1, 1, 1, 3))]


def _duplicate(random: Random, lines: list[bytes]) -> None:
    at = random.randrange(len(lines))
    lines.insert(random.choice((at, random.randrange(len(lines) + 1))), lines[at])


def _swap(random: Random, lines: list[bytes]) -> None:
    one, two = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]


def _indent(random: Random, lines: list[bytes]) -> None:
    at = random.randrange(len(lines))
    lines[at] = random.choice(
        (b" " + lines[at], b"  " + lines[at], b"\t" + lines[at], lines[at].lstrip(b" "))
    )


# -- text ----------------------------------------------------------------------------------------------------


def _insert(pieces: Sequence[str]) -> Mutation:
    def mutation(random: Random, data: bytes, other: bytes) -> bytes:
        at = _at(random, data)
        return data[:at] + random.choice(pieces).encode() + data[at:]

    return mutation


def _set_value(pieces: Sequence[str]) -> Mutation:
    """Another value for a key that stands on a line of its own."""

    def mutation(random: Random, data: bytes, other: bytes) -> bytes:
        found = list(_VALUE.finditer(data))
        if not found:
            return data + random.choice(pieces).encode()
        match = random.choice(found)
        return data[: match.start(2)] + random.choice(pieces).encode() + data[match.end(2) :]

    return mutation


def rename_key(random: Random, data: bytes, other: bytes) -> bytes:
    """A slip of the finger in a key, or another key of the file, or of another one."""
    found = list(_KEY.finditer(data))
    if not found:
        return data[1:]
    match = random.choice(found)
    key = match.group(2)
    others = [each.group(2) for each in (*found, *_KEY.finditer(other))]
    at = random.randrange(len(key))
    name = random.choice(
        (key[:at] + key[at + 1 :], key[:at] + b"x" + key[at:], key.upper(), random.choice(others))
    )
    return data[: match.start(2)] + name + data[match.end(2) :]


def swap_values(random: Random, data: bytes, other: bytes) -> bytes:
    """The values of two keys in each other's place, or one of another file's."""
    found = list(_VALUE.finditer(data))
    if not found:
        return data[::-1]
    match = random.choice(found)
    donor = random.choice(list(_VALUE.finditer(random.choice((data, other)))) or found)
    return data[: match.start(2)] + donor.group(2) + data[match.end(2) :]


# -- trees ---------------------------------------------------------------------------------------------------


def _tree(change: Callable[[Random, Tree, Tree], Tree]) -> Mutation:
    """A change to what the file holds, written back as a file of the same kind; other files are left as they are."""

    def mutation(random: Random, data: bytes, other: bytes) -> bytes:
        try:
            is_json = data.lstrip()[:1] == b"{"
            top = json.loads(data) if is_json else yaml.load(data, yaml.CBaseLoader)
            donor = yaml.load(other, yaml.CBaseLoader)
        except (yaml.YAMLError, ValueError):
            return flip_bits(random, data, other)
        try:
            top = change(random, top, donor)
            if is_json:
                return json.dumps(top).encode()
            return str(
                yaml.dump(top, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**6)
            ).encode()
        except RecursionError:  # two hundred levels, twice
            return data + b"[" * 500

    return mutation


class _Plain(yaml.CSafeDumper):
    """Writes one thing that is in two places twice, without an alias."""

    def ignore_aliases(self, data: object) -> bool:
        """Never an alias."""
        return True


def _places(node: Tree) -> Iterator[tuple[Tree, Any]]:
    """Every mapping or list with each of its keys."""
    if isinstance(node, dict | list):
        for key in list(node) if isinstance(node, dict) else range(len(node)):
            yield node, key
            yield from _places(node[key])


def _somewhere(random: Random, top: Tree) -> tuple[Tree, Any] | None:
    places = list(_places(top))
    return random.choice(places) if places else None


def _remove(random: Random, top: Tree, donor: Tree) -> Tree:
    if place := _somewhere(random, top):
        del place[0][place[1]]
    return top


def _retype(random: Random, top: Tree, donor: Tree) -> Tree:
    """Words, a list, a mapping, a number or nothing where something else should be."""
    if place := _somewhere(random, top):
        node, key = place
        old = node[key]
        node[key] = random.choice(
            (
                [],
                {},
                [old],
                {"x": old},
                {"id": old},
                [old, old],
                "words",
                None,
                True,
                12,
                -3.5,
                "",
                [[]],
                {"": ""},
            )
        )
    return top


def _graft(random: Random, top: Tree, donor: Tree) -> Tree:
    """A part of this file or of another one where something else should be."""
    place, giver = _somewhere(random, top), _somewhere(random, random.choice((top, donor)))
    if place and giver:
        place[0][place[1]] = json.loads(json.dumps(giver[0][giver[1]]))
    return top


def _add(random: Random, top: Tree, donor: Tree) -> Tree:
    """A key, or an entry once more."""
    if place := _somewhere(random, top):
        node, key = place
        if isinstance(node, list):
            node.insert(random.randrange(len(node) + 1), json.loads(json.dumps(node[key])))
        else:
            node[random.choice(("extra", "id", "values", "sources", "heading", "only", "columns"))] = node[
                key
            ]
    return top


def _reorder(random: Random, top: Tree, donor: Tree) -> Tree:
    if place := _somewhere(random, top):
        node = place[0]
        entries = list(node.items()) if isinstance(node, dict) else list(node)
        random.shuffle(entries)
        node.clear()
        node.update(entries) if isinstance(node, dict) else node.extend(entries)
    return top


def _multiply(random: Random, top: Tree, donor: Tree) -> Tree:
    """Far more entries than anybody would write, each with a name of its own."""
    if place := _somewhere(random, top):
        node, key = place
        old, many = node[key], random.choice((30, 400))
        if isinstance(node, dict):
            node |= {f"{key}-{number}": old for number in range(many)}
        else:
            named = [{**old, "id": f"n{number}"} if isinstance(old, dict) else old for number in range(many)]
            node.extend(named)
    return top


def _deepen(random: Random, top: Tree, donor: Tree) -> Tree:
    if place := _somewhere(random, top):
        for _ in range(random.choice((2, 30, 200))):
            place[0][place[1]] = random.choice(([place[0][place[1]]], {"a": place[0][place[1]]}))
    return top


def _fill(pieces: Sequence[str]) -> Callable[[Random, Tree, Tree], Tree]:
    """Words in the place of a value, well quoted, so that they reach the model and the page."""

    def change(random: Random, top: Tree, donor: Tree) -> Tree:
        if place := _somewhere(random, top):
            node, key = place
            old = node[key]
            piece = random.choice(pieces)
            node[key] = f"{old} {piece}" if isinstance(old, str) and random.random() < 0.5 else piece
        return top

    return change


BINARY: dict[str, Mutation] = {
    "flip bits": flip_bits,
    "wrong bytes": replace_bytes,
    "delete stretch": delete_stretch,
    "paste stretch": copy_stretch,
    "truncate": truncate,
}
TEXTS: dict[str, Mutation] = BINARY | {
    "delete line": _lines(_delete),
    "duplicate line": _lines(_duplicate),
    "swap lines": _lines(_swap),
    "indent line": _lines(_indent),
    "insert sign": _insert(SIGNS),
    "insert unicode": _insert(UNICODE),
    "number for value": _set_value(NUMBERS),
    "word for value": _set_value(WORDS),
    "huge value": _set_value(LONG),
    "rename key": rename_key,
    "swap values": swap_values,
}
TREES: dict[str, Mutation] = {
    "remove node": _tree(_remove),
    "change type": _tree(_retype),
    "graft": _tree(_graft),
    "add node": _tree(_add),
    "reorder": _tree(_reorder),
    "multiply": _tree(_multiply),
    "deepen": _tree(_deepen),
    "fill number": _tree(_fill(NUMBERS)),
    "fill words": _tree(_fill((*SIGNS, *UNICODE, *WORDS))),
    "fill huge": _tree(_fill(LONG)),
}
GENTLE: dict[str, Mutation] = {
    name: mutation
    for name, mutation in (TREES | TEXTS).items()
    if name
    in ("remove node", "graft", "reorder", "multiply", "number for value", "swap values", "rename key")
    or name.startswith("fill")
}
