"""Turn the pages of a PDF file into PNG pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from handouts.errors import OutputError
from handouts.units import POINTS_PER_INCH

if TYPE_CHECKING:
    from PIL import Image

COLOURS = 256
GREYS = 16
"""Steps that are kept: more do not show in pictures made of flat colours, and a file with few is small."""

MOST_PIXELS = 50_000_000
"""Of one picture: more than A4 has at 600 an inch, and about half a gigabyte while it is made."""


def page_pictures(data: bytes, resolution: float) -> Iterator[Image.Image]:
    """Each page in turn, at so many pixels an inch.

    Raises OutputError where pdfium, which paints the pages, is not installed, and for a picture of more than
    MOST_PIXELS.
    """
    try:
        from pypdfium2 import PdfDocument  # loaded late: few runs make pictures
    except ImportError as error:
        raise OutputError("PNG needs pypdfium2", hint="install it: pip install pypdfium2") from error
    with PdfDocument(data) as document:
        for page in document:
            scale = resolution / POINTS_PER_INCH
            _check_pixels(page.get_width() * scale, page.get_height() * scale)
            yield page.render(scale=scale, may_draw_forms=False).to_pil()
            page.close()


def _check_pixels(width: float, height: float) -> None:
    if width * height > MOST_PIXELS:
        raise OutputError(
            f"a picture of {width:.0f} x {height:.0f} pixels is too large", hint="ask for a lower resolution"
        )


def png(picture: Image.Image, resolution: float, words: Mapping[str, str], *, grey: bool = False) -> bytes:
    """A PNG file with a palette; `words` go into its text fields (PNG 11.3.4), such as Title."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    for key, text in words.items():
        info.add_itxt(key, text)
    whole = picture.convert("L").quantize(GREYS) if grey else picture.convert("RGB")
    if not grey:
        whole = whole.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    file = BytesIO()
    whole.save(file, "PNG", optimize=True, dpi=(resolution, resolution), pnginfo=info)
    return file.getvalue()
