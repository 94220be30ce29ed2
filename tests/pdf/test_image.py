"""Test that pictures from strangers are read safely and printed small and plain."""

from __future__ import annotations

import contextlib
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pixels
from PIL import PngImagePlugin

from handouts.errors import DataError, Mark
from handouts.pdf.image import MOST_INDEXED, Image, Picture, read_picture
from handouts.pdf.structure import StructElem
from tests.pdf.stress import logo, one_page


def save(path: Path, pixels: Pixels.Image, **options: object) -> Path:
    pixels.save(path, **options)
    return path


def gradient(mode: str = "RGB", size: tuple[int, int] = (64, 32)) -> Pixels.Image:
    return Pixels.linear_gradient("L").resize(size).convert(mode)


def samples(picture: Picture) -> Pixels.Image:
    mode = "L" if picture.colour_space == "DeviceGray" else "RGB"
    if picture.encoding == "DCTDecode":
        return Pixels.open(BytesIO(picture.data))
    size, data = (picture.width, picture.height), zlib.decompress(picture.data)
    if not picture.palette:
        return Pixels.frombytes(mode, size, data)
    indexed = Pixels.frombytes("P", size, data)
    indexed.putpalette(picture.palette)
    return indexed.convert(mode)


def png_head(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "LA", "RGBA", "I;16"])
def test_every_png_mode_becomes_plain_samples(tmp_path: Path, mode: str) -> None:
    source = gradient("L").convert("I;16") if mode == "I;16" else gradient(mode)
    picture = read_picture(save(tmp_path / "a.png", source), 60, 60)
    assert picture.colour_space in ("DeviceGray", "DeviceRGB")
    assert (picture.width, picture.height) == (64, 32)
    assert samples(picture).size == (64, 32)


def test_sixteen_bits_keep_their_brightness(tmp_path: Path) -> None:
    source = Pixels.new("I;16", (4, 4), 0x8000)
    assert samples(read_picture(save(tmp_path / "a.png", source), 9, 9)).getpixel((1, 1)) == 128


def test_transparency_is_laid_on_white(tmp_path: Path) -> None:
    source = Pixels.new("RGBA", (4, 4), (255, 0, 0, 0))
    source.putpixel((0, 0), (255, 0, 0, 255))
    picture = samples(read_picture(save(tmp_path / "a.png", source), 9, 9))
    assert [picture.getpixel(place) for place in ((0, 0), (3, 3))] == [(255, 0, 0), (255, 255, 255)]


def test_transparent_palette_colour_is_white(tmp_path: Path) -> None:
    source = Pixels.new("P", (4, 4), 1)
    source.putpalette([0, 0, 0, 10, 20, 30])
    picture = samples(read_picture(save(tmp_path / "a.png", source, transparency=1), 9, 9))
    assert picture.getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize(("mode", "space"), [("RGB", "DeviceRGB"), ("L", "DeviceGray")])
def test_jpeg_is_kept_as_it_is_but_for_metadata(tmp_path: Path, mode: str, space: str) -> None:
    exif = Pixels.Exif()
    exif[0x013B] = "A. N. Author"
    path = save(tmp_path / "a.jpg", gradient(mode), exif=exif, comment=b"A. N. Author", quality=80)
    assert b"A. N. Author" in path.read_bytes()
    picture = read_picture(path, 5, 5)
    assert (picture.encoding, picture.colour_space) == ("FlateDecode", space)
    picture = read_picture(path, 500, 500)
    assert (picture.encoding, picture.colour_space) == ("DCTDecode", space)
    assert b"Author" not in picture.data
    assert samples(picture).tobytes() == Pixels.open(path).tobytes()


@pytest.mark.parametrize("colours", [1, 2, 13, MOST_INDEXED, MOST_INDEXED + 1])
def test_few_colours_take_a_byte_a_pixel_and_stay_as_they_are(tmp_path: Path, colours: int) -> None:
    pixels = Pixels.new("RGB", (colours, 2), "white")
    for x in range(colours):
        pixels.putpixel((x, 1), (255 - x % 256, x // 3, 7 if x < 256 else 9))
    picture = read_picture(save(tmp_path / "a.png", pixels), 500, 500)
    assert bool(picture.palette) == (colours < MOST_INDEXED)  # white is a colour more
    assert len(picture.palette) <= 3 * MOST_INDEXED
    assert samples(picture).tobytes() == pixels.tobytes()


def test_jpeg_of_the_camera_is_turned_upright(tmp_path: Path) -> None:
    exif = Pixels.Exif()
    exif[0x0112] = 6
    picture = read_picture(save(tmp_path / "a.jpg", gradient(), exif=exif), 500, 500)
    assert (picture.width, picture.height, picture.encoding) == (32, 64, "FlateDecode")


def test_cmyk_becomes_rgb(tmp_path: Path) -> None:
    picture = read_picture(save(tmp_path / "a.jpg", gradient("CMYK")), 500, 500)
    assert (picture.colour_space, picture.encoding) == ("DeviceRGB", "FlateDecode")


def test_pixels_finer_than_print_are_merged(tmp_path: Path) -> None:
    path = save(tmp_path / "a.png", gradient(size=(2000, 1000)))
    picture = read_picture(path, 72, 72)
    assert (picture.width, picture.height) == (800, 400)


def test_metadata_of_png_is_dropped(tmp_path: Path) -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "A. N. Author")
    root = StructElem("Document")
    path = save(tmp_path / "a.png", gradient(), pnginfo=words)
    assert b"A. N. Author" not in one_page(Image(path, 60, 60), root=root)


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("bomb.png", png_head(60_000, 60_000), "pixels"),
        ("large.png", png_head(5_000, 4_001), "5000 x 4001 pixels"),
        ("short.png", png_head(50, 50), "damaged"),
        ("words.png", b"not a picture", "neither PNG nor JPEG"),
        ("empty.png", b"", "neither PNG nor JPEG"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "neither PNG nor JPEG"),
        ("page.pdf", b"%PDF-1.7\n%%EOF", "neither PNG nor JPEG"),
    ],
)
def test_bad_pictures_are_refused_with_a_way_out(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DataError, match=what) as caught:
        read_picture(path, 60, 60, Mark("data/wards/a.yaml", 7, 7))
    (problem,) = caught.value.problems
    assert problem.mark == Mark("data/wards/a.yaml", 7, 7)
    assert problem.hint
    assert name in problem.message


def test_gif_is_refused_even_by_another_name(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    gradient("P").save(path, format="GIF")
    with pytest.raises(DataError, match="neither PNG nor JPEG"):
        read_picture(path, 60, 60)


def test_heavy_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(bytes(20_000_001))
    with pytest.raises(DataError, match="20 MB"):
        read_picture(path, 60, 60)


@pytest.mark.parametrize("suffix", ["png", "jpg"])
@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_truncated_file_is_refused(tmp_path: Path, suffix: str, share: float) -> None:
    path = save(tmp_path / f"a.{suffix}", gradient(size=(300, 300)))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(DataError, match="damaged"):
        read_picture(path, 60, 60)


def test_missing_file_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read_picture(tmp_path / "none.png", 60, 60)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(["PNG", "JPEG"]))
def test_mutated_files_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, kind: str
) -> None:
    stream = BytesIO()
    gradient(size=(24, 24)).save(stream, format=kind)
    content = bytearray(stream.getvalue())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4)):
        content[place] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("mutated") / f"a.{kind.lower()}"
    path.write_bytes(content)
    with contextlib.suppress(DataError):
        assert read_picture(path, 300, 300).data


def test_picture_is_stored_once_and_keeps_its_shape(tmp_path: Path) -> None:
    root = StructElem("Document")
    path = logo(tmp_path / "logo.png")
    images = [Image(path, 90, 60, root.add("Figure", alt="Logo of the ward")) for _ in range(2)]
    assert (images[0].width, images[0].height) == (90, 45)
    with pikepdf.open(BytesIO(one_page(*images, root=root))) as pdf:
        assert len(pdf.pages[0].Resources.XObject) == 1
        assert len(pdf.Root.StructTreeRoot.K.K) == 2
        (image,) = pdf.pages[0].Resources.XObject.values()
        assert (image.ColorSpace[0], image.ColorSpace[1]) == ("/Indexed", "/DeviceRGB")
        assert image.BitsPerComponent == 8
        assert "/SMask" not in image


def test_picture_needs_words_that_replace_it(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="alt words"):
        Image(logo(tmp_path / "logo.png"), 90, 60, StructElem("Figure"))
