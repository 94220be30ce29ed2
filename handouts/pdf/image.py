"""Read a picture file that a stranger may have made, and print it once per document."""

from __future__ import annotations

import hashlib
import struct
import warnings
import zlib
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase.pdfdoc import PDFStream, xObjectName

from handouts.assets import shown
from handouts.errors import DataError, Mark, Problem
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.figure import Figure
from handouts.pdf.structure import StructElem

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

MAXIMUM_PIXELS = 20_000_000
"""More is refused before a pixel is decoded: a small file can unpack to gigabytes."""

MAXIMUM_BYTES = 20_000_000

_SAVE_AGAIN = "save it again from a drawing program"
_SAVE_SMALLER = f"save it with at most {MAXIMUM_PIXELS // 1_000_000} million pixels"

RESOLUTION = 400.0
"""Pixels per inch that are kept in print; more cannot be seen and only makes files heavy."""

_DECODE_ERRORS = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, struct.error, zlib.error)
"""What Pillow raises for damaged files, depending on where the damage is."""


MOST_INDEXED = 256
"""Colours that a byte a pixel can tell apart (ISO 32000-1, 8.6.6.3)."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels ready for a page: no transparency, no metadata, one colour space.

    With a `palette` of red, green and blue, `data` are places in it.
    """

    width: int
    height: int
    colour_space: str
    encoding: str
    data: bytes
    palette: bytes = b""

    @property
    def key(self) -> str:
        """A name made from the content, so that a picture is stored once however often it is drawn."""
        return hashlib.sha256(self.palette + self.data).hexdigest()[:16]


def read_picture(path: Path, width: float, height: float, mark: Mark | None = None) -> Picture:
    """Read a PNG or JPEG to be printed no larger than a box in points.

    Transparency is laid on white, rotation from the camera is carried out, metadata are dropped, and pixels
    that print finer than RESOLUTION are merged. Raises DataError with a way out, at `mark` if the path stands
    in a file.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAXIMUM_BYTES else b""
    except OSError as error:
        raise _refusal(path, f"cannot be read ({error.strerror})", "check the path", mark) from error
    if size > MAXIMUM_BYTES:
        limit = f"save it smaller than {MAXIMUM_BYTES / 1e6:.0f} MB"
        raise _refusal(path, f"is {size / 1e6:.0f} MB", limit, mark)
    try:
        return _read(data, width, height)
    except _RefusedError as refused:
        raise _refusal(path, refused.what, refused.hint, mark) from refused


class _RefusedError(Exception):
    """Why a picture is not taken, and the way out."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.what, self.hint = what, hint


def _refusal(path: Path, what: str, hint: str, mark: Mark | None) -> DataError:
    return DataError(Problem(f"picture {shown(path)} {what}", mark, hint))


def _read(data: bytes, width: float, height: float) -> Picture:
    across, down = _pixels_of(data)
    factor = max(width / across, height / down) * RESOLUTION / 72
    return _prepared(data, None if factor >= 1 else factor)


@lru_cache(maxsize=4)
def _pixels_of(data: bytes) -> tuple[int, int]:
    """Width and height, from the head of the file."""
    return _decoded(data, whole=False).size


@lru_cache(maxsize=4)
def _prepared(data: bytes, factor: float | None) -> Picture:
    """The picture made smaller by a factor; of most logos all pixels are kept, whatever size a page tries."""
    pixels = _decoded(data)
    jpeg = pixels.format == "JPEG" and pixels.mode in ("L", "RGB") and pixels.getexif().get(0x0112, 1) == 1
    if jpeg and factor is None:
        space = "DeviceGray" if pixels.mode == "L" else "DeviceRGB"
        return Picture(pixels.width, pixels.height, space, "DCTDecode", _bare_jpeg(data))
    return _flattened(pixels, factor)


def _decoded(data: bytes, *, whole: bool = True) -> Pixels:
    """Decode the `whole` of it, so that damage shows here and not in print, or only its head."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            pixels = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
            if pixels.width * pixels.height > MAXIMUM_PIXELS:
                raise _RefusedError(f"has {pixels.width} x {pixels.height} pixels", _SAVE_SMALLER)
            if whole:
                pixels.load()
        except UnidentifiedImageError as error:
            raise _RefusedError("is neither PNG nor JPEG", "save it as PNG or JPEG") from error
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _RefusedError("has far too many pixels", _SAVE_SMALLER) from error
        except _DECODE_ERRORS as error:
            raise _RefusedError(f"is damaged ({error})", _SAVE_AGAIN) from error
    return pixels


def _flattened(pixels: Pixels, factor: float | None) -> Picture:
    """Plain grey or RGB samples, upright, on white, and no finer than needed."""
    from PIL import Image, ImageOps

    pixels = ImageOps.exif_transpose(pixels)
    if pixels.mode.startswith("I"):
        pixels = pixels.point(lambda value: value / 256).convert("L")
    if pixels.has_transparency_data:
        layer = pixels.convert("RGBA")
        pixels = Image.new("RGB", layer.size, "white")
        pixels.paste(layer, mask=layer.getchannel("A"))
    elif pixels.mode not in ("L", "RGB"):
        pixels = pixels.convert("L" if pixels.mode == "1" else "RGB")
    if factor is not None:
        size = max(1, round(pixels.width * factor)), max(1, round(pixels.height * factor))
        pixels = pixels.resize(size, Image.Resampling.LANCZOS)
    space = "DeviceGray" if pixels.mode == "L" else "DeviceRGB"
    samples, palette = _indexed(pixels)
    return Picture(pixels.width, pixels.height, space, "FlateDecode", zlib.compress(samples, 9), palette)


def _indexed(pixels: Pixels) -> tuple[bytes, bytes]:
    """Samples and palette of a picture in few colours, as logos are; of others all samples and no palette."""
    from PIL import Image

    colours = pixels.getcolors(MOST_INDEXED) if pixels.mode == "RGB" else None
    if colours is not None:
        few = pixels.convert("P", palette=Image.Palette.ADAPTIVE, colors=len(colours))
        if few.convert("RGB").tobytes() == pixels.tobytes():
            return few.tobytes(), bytes(few.getpalette() or ())
    return pixels.tobytes(), b""


def _bare_jpeg(data: bytes) -> bytes:
    """A JPEG without comments and application data, which may name people and places (ISO 10918-1, B.1.1)."""
    kept, at = [data[:2]], 2
    while data[at] == 0xFF and data[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] in (0xE0, 0xEE) or not (0xE0 <= data[at + 1] <= 0xEF or data[at + 1] == 0xFE):
            kept.append(data[at:end])
        at = end
    return b"".join((*kept, data[at:]))


class Image(Figure):
    """A picture file as a figure, as large as fits a box in its own proportions."""

    def __init__(
        self,
        path: Path,
        width: float,
        height: float,
        elem: StructElem | None = None,
        *,
        mark: Mark | None = None,
        space_before: float = 0.0,
        space_after: float = 0.0,
    ) -> None:
        """Raises DataError for a file that cannot be taken and ValueError for a figure without alt words."""
        self.picture = read_picture(path, width, height, mark)
        scale = min(width / self.picture.width, height / self.picture.height)
        super().__init__(
            self.picture.width * scale,
            self.picture.height * scale,
            self._print,
            elem,
            space_before=space_before,
            space_after=space_after,
        )

    def _print(self, canvas: TaggedCanvas) -> None:
        picture, document = self.picture, canvas._doc
        name = xObjectName(picture.key)
        if name not in document.idToObject:
            document.Reference(_xobject(picture), name)
        canvas._formsinuse.append(picture.key)
        canvas.scale(self.width, self.height)
        canvas._code.append(f"/{name} Do")


def _xobject(picture: Picture) -> Any:
    space = f"/{picture.colour_space}"
    if picture.palette:
        space = f"[/Indexed {space} {len(picture.palette) // 3 - 1} <{picture.palette.hex()}>]"
    stream = PDFStream(content=picture.data)
    stream.dictionary.dict.update(
        Type="/XObject",
        Subtype="/Image",
        Width=picture.width,
        Height=picture.height,
        BitsPerComponent=8,
        ColorSpace=space,
        Filter=f"/{picture.encoding}",
    )
    return stream
