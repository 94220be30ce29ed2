"""Read QR codes off finished pages with ZBar, as a phone would."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image

from handouts.units import POINTS_PER_INCH
from tests.conftest import missing

RESOLUTION = 300
"""Pixels an inch: what an office printer or a cheap scanner does."""


def picture(path: Path, page: int, resolution: float = RESOLUTION) -> Image.Image:
    """A page in shades of grey, as it is scanned; pages are counted from 0, the last being -1."""
    with pypdfium2.PdfDocument(path) as document:
        sheet = document[page % len(document)]
        grey: Image.Image = sheet.render(scale=resolution / POINTS_PER_INCH).to_pil().convert("L")
        sheet.close()
    return grey


def codes_in(scanned: Image.Image) -> list[str]:
    """What the codes in a picture say.

    The test is skipped (in CI: fails) where zbarimg is not installed.
    """
    program = shutil.which("zbarimg")
    if program is None:
        missing("zbarimg is not installed (Debian: zbar-tools)")
    file = BytesIO()
    scanned.save(file, "PNG")
    done = subprocess.run(
        [str(program), "--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", "-"],
        input=file.getvalue(),
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 4), done.stderr.decode()  # 4: no code was found
    return done.stdout.decode().splitlines()


def codes(path: Path, page: int) -> list[str]:
    """What the codes on a page say."""
    return codes_in(picture(path, page))
