"""List the formats that documents are made in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handouts.outputs import calendar, contact_sheet, imposed, page_pictures, pdf
from handouts.outputs.output import Output

DEFAULT = "pdf"

OUTPUTS: Mapping[str, Output] = MappingProxyType(
    {
        DEFAULT: pdf.OUTPUT,
        "imposed": imposed.OUTPUT,
        "png": page_pictures.OUTPUT,
        "contact-sheet": contact_sheet.OUTPUT,
        "calendar": calendar.OUTPUT,
    }
)
"""Every format by the name that `build --format` takes."""
