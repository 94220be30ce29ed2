"""Give the product every broken ward file and logo that a ward may have, and every one that it may have well."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tests.reliability.product import Copy, Here, errors_of, replaced

HELP = ("build", "handout", "--handout", "help")
SOUND = {"name": "Sample Ward", "phone": "01632 960123", "country": "GB"}


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """Where the ward's file is, in a folder whose name is no easy one."""
    folder = tmp_path / "a ward ü"
    folder.mkdir()
    return folder / "ward.yaml"


def write(path: Path, **fields: str | None) -> Path:
    """A ward file with other values; None leaves a key out."""
    lines = [f"{key}: {value}" for key, value in {**SOUND, **fields}.items() if value is not None]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (60, 30), colour: object = 0) -> bytes:
    """A small picture file of any kind."""
    data = io.BytesIO()
    Image.new(mode, size, colour).save(data, kind)  # type: ignore[arg-type]  # colours of every mode
    return data.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that unpacks to one byte for every pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width + 1) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


BROKEN = {
    "no picture": (b"hello", "is neither PNG nor JPEG", "save it as PNG or JPEG"),
    "empty": (b"", "is neither PNG nor JPEG", "save it as PNG or JPEG"),
    "SVG called PNG": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "is neither PNG nor JPEG", "save it as"),
    "GIF called PNG": (picture("GIF", "P"), "is neither PNG nor JPEG", "save it as PNG or JPEG"),
    "truncated": (picture("PNG", size=(600, 300))[:-300], "is damaged", "save it again"),
    "half a header": (picture("PNG")[:20], "is ", "save it"),
    "truncated JPEG": (picture("JPEG", size=(600, 300))[:-300], "is damaged", "save it again"),
    "90 megapixels": (bomb(9500, 9500), "has far too many pixels", "save it with at most 20 million pixels"),
    "21 megapixels": (bomb(7000, 3000), "has 7000 x 3000 pixels", "save it with at most 20 million pixels"),
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_a_logo_that_cannot_be_printed_is_refused_where_it_is_named(
    name: str, ward: Path, tmp_path: Path, here: Here
) -> None:
    data, what, way_out = BROKEN[name]
    (ward.parent / "logo.png").write_bytes(data)
    write(ward, logo="logo.png")
    ended = here(*HELP, "--ward", ward, "--out", tmp_path / "out")
    ended.refused("ward.yaml:4:7: error: picture ", "logo.png ", what, f"hint: {way_out}")
    assert len(ended.err.splitlines()) == 2
    assert not (tmp_path / "out").exists()


NAMES = {
    "missing": ("logo.png", 'there is no file "logo.png" beside the ward file'),
    "SVG": ("logo.svg", '"logo.svg" is neither PNG nor JPEG'),
    "above": ("../logo.png", '"../logo.png" is not beside the ward file'),
    "above after a while": ("a/../../logo.png", "is not beside the ward file"),
    "absolute": ("/logo.png", '"/logo.png" is not beside the ward file'),
    "of Windows": ("C:logo.png", '"C:logo.png" is not beside the ward file'),
    "backslash": ("..\\logo.png", "is not beside the ward file"),
    "the folder itself": (".", '"." is neither PNG nor JPEG'),
    "a folder": ("folder.png", 'there is no file "folder.png"'),
    "too long": (f"{'x' * 300}.png", "there is no file"),
    "a list": ("[logo.png]", "logo: must be words"),
}


@pytest.mark.parametrize("name", list(NAMES))
def test_a_logo_that_is_not_there_is_refused(name: str, ward: Path, tmp_path: Path, here: Here) -> None:
    (ward.parent / "folder.png").mkdir()
    (tmp_path / "logo.png").write_bytes(picture("PNG"))  # beside the folder of the ward, not in it
    logo, what = NAMES[name]
    write(ward, logo=logo)
    here(*HELP, "--ward", ward, "--out", tmp_path / "out").refused("ward.yaml:4:7: error: logo: ", what)
    assert not (tmp_path / "out").exists()


GOOD = {
    "JPEG called PNG": picture("JPEG"),
    "CMYK": picture("JPEG", "CMYK"),
    "16 bits": picture("PNG", "I;16"),
    "black and white": picture("PNG", "1"),
    "nothing but transparency": picture("PNG", "LA", colour=(0, 0)),
    "palette": picture("PNG", "P"),
    "one pixel": picture("PNG", size=(1, 1)),
    "a hair across": picture("PNG", size=(19_000, 1)),
    "a hair upright": picture("PNG", size=(1, 19_000)),
    "19 megapixels": bomb(19_000, 1_000),
}


@pytest.mark.parametrize("name", list(GOOD))
def test_odd_but_whole_logos_are_printed(name: str, ward: Path, tmp_path: Path, here: Here) -> None:
    (ward.parent / "logo.png").write_bytes(GOOD[name])
    write(ward, logo="logo.png")
    (path,) = here(*HELP, "--ward", ward, "--out", tmp_path / "out").done()
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == 1


FIELDS = {
    "phone with letters": ({"phone": "call me"}, "2:8: error: phone: ", "digits, spaces"),
    "digits of another script": ({"phone": "٠١٦٣٢ ٩٦٠١٢٣"}, "2:8: error: phone: ", "digits, spaces"),
    "phone too short": ({"phone": "12"}, "2:8: error: phone: ", "digits, spaces"),
    "phone too long": ({"phone": "1" * 40}, "2:8: error: phone: ", "digits, spaces"),
    "phone left out": ({"phone": None}, "1:1: error: this ward has no phone", ""),
    "phone empty": ({"phone": '""'}, "2:8: error: phone: is empty", "write it"),
    "slip in a key": ({"fone": "1"}, '4:1: error: this ward knows no key "fone"', ""),
    "unknown country": ({"country": "XX"}, '3:10: error: country: no emergency numbers for "XX"', "known"),
    "country in small letters": (
        {"country": "gb"},
        '3:10: error: country: "gb" is not a',
        "two capital letters",
    ),
    "country as a list": ({"country": "[GB]"}, "3:10: error: country: must be words", ""),
    "unsafe web address": ({"web": "http://example.org"}, "4:6: error: web: ", "https://"),
    "very long web address": (
        {"web": f"https://example.org/{'a' * 3000}"},
        "4:6: error: web: has 3020",
        "shorten",
    ),
    "unknown paper": (
        {"paper": "a44"},
        '4:8: error: paper: "a44" is not one of a4, letter',
        'did you mean "a4"?',
    ),
    "very long name": ({"name": "x" * 5000}, "1:7: error: name: has 5000 characters", "shorten it"),
    "name of thirty lines": ({"name": "very long name " * 60}, "1:7: error: name: has ", "shorten it"),
    "very long label": ({"phone_label": "word " * 900}, "4:14: error: phone_label: has ", "shorten it"),
    "emoji": (
        {"name": "Ward \U0001f476"},
        "1:7: error: no font has “\U0001f476” (U+1F476 BABY)",
        "another way",
    ),
    "control character": ({"name": '"a\\x07b"'}, "1:7: error: the control character U+0007", "take it out"),
    "direction mark": (
        {"name": "a\u202eb"},
        "1:8: error: the invisible direction mark U+202E",
        "take it out",
    ),
    "damaged letter": ({"name": "a\ufffdb"}, "1:8: error: the replacement character", "type the word again"),
    "brace": ({"name": '"a { b"'}, "1:7: error: a brace without its partner", "write {name}"),
    "unknown placeholder": ({"name": '"a {ward_fone}"'}, "1:7: error: {ward_fone} is not", "ward_phone"),
    "bold that stays open": ({"name": '"**Ward"'}, "1:7: error: ** opens bold", "write **"),
    "link to a script": ({"name": '"[x](javascript:x)"'}, "1:7: error: a link may not point at", "https:"),
    "no value": ({"paper": "~"}, '4:8: error: "~" stands for no value', "leave the key out"),
    "alias": ({"paper": "*x"}, "4:8: error: an alias", "write the value out"),
    "open quote": ({"name": '"Sample'}, "1:7: error: the quote that opens here", ""),
}


@pytest.mark.parametrize("name", list(FIELDS))
def test_a_wrong_value_is_refused_at_its_place(name: str, ward: Path, tmp_path: Path, here: Here) -> None:
    fields, what, way_out = FIELDS[name]
    write(ward, **fields)
    here(*HELP, "--ward", ward, "--out", tmp_path / "out").refused(f"ward.yaml:{what}", way_out)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "ward.yaml: error: the file is empty"),
        (b"- a\n- b\n", "ward.yaml:1:1: error: the file must hold keys with values"),
        (b"just words\n", "ward.yaml:1:1: error: the file must hold keys with values"),
        (b"name: \xff\n", "ward.yaml:1:7: error: byte 0xFF is not UTF-8"),
        (b"name: a\0b\n", "ward.yaml:1:8: error: the control character U+0000"),
        (b"name: a\nname: b\n", 'ward.yaml:2:1: error: the key "name" is here twice'),
        (b"\tname: a\n", "ward.yaml:1:1: error: a tab"),
        (b"name: a\n" * 200_000, "ward.yaml: error: the file is larger than 1 MB"),
        (b"name: " + b"[" * 5_000 + b"\n", "nested more than 20 deep"),
        (b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "ward.yaml:1:4: error: an anchor, &a"),
        (b"name: !!python/object/apply:os.system [x]\n", "ward.yaml:1:7: error: a tag, "),
    ],
    ids=lambda value: repr(value[:12]) if isinstance(value, bytes) else None,
)
def test_a_file_that_is_no_ward_file_is_refused(
    data: bytes, what: str, ward: Path, tmp_path: Path, here: Here
) -> None:
    ward.write_bytes(data)
    here(*HELP, "--ward", ward, "--out", tmp_path / "out").refused(what)
    assert not (tmp_path / "out").exists()


def test_a_ward_file_that_is_not_there(tmp_path: Path, here: Here) -> None:
    here(*HELP, "--ward", tmp_path / "ward.yaml").refused("ward.yaml: error: there is no such file")
    here(*HELP, "--ward", tmp_path).refused("error: the file cannot be read: Is a directory")


def test_all_that_is_wrong_is_told_at_once_and_as_json(ward: Path, tmp_path: Path, here: Here) -> None:
    write(ward, phone="call me", country="XX", paper="a3", logo="logo.svg", wbe="https://example.org")
    told = here(*HELP, "--ward", ward).refused("2:8:", "3:10:", "4:8:", "5:7:", "6:1:", 'did you mean "web"?')
    ended = here("--json", *HELP, "--ward", ward)
    assert (ended.code, ended.err) == (1, "")
    found = errors_of(ended.out)
    assert [each["line"] for each in found] == [3, 4, 2, 5, 6]
    assert all(f"error: {each['message']}" in told.err for each in found)


def test_signs_of_other_languages_of_machines_print_as_they_are(
    ward: Path, tmp_path: Path, here: Here
) -> None:
    """No part of the product may take `<` or `&` for a command."""
    name = "Mother & Baby <b>Ward</b> &amp; 2 < 3 \\n %s"
    write(ward, name=name)
    (path,) = here(*HELP, "--ward", ward, "--out", tmp_path / "out").done()
    with pypdfium2.PdfDocument(path) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert name in " ".join(text.split())


def test_a_ward_is_checked_though_the_guide_is_broken(copy: Copy, ward: Path) -> None:
    """Whoever mends one file is not told of the other only then."""
    guide = "data/guides/postpartum-backache/guide.yaml"
    with copy.damaged({guide: replaced("title:", "tilte:")}):
        ended = copy.run(
            *HELP, "--ward", write(ward, phone="none", country="ZZ"), "--out", ward.parent / "out"
        )
    ended.refused("guide.yaml:", 'did you mean "title"?', "ward.yaml:2:8: error: phone")
    assert "ZZ" not in ended.err, "which countries there are is not known"
