"""Set the ward's logo, or its name where it has none or the edition has no pictures in grey."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from handouts.blocks.edition import Setting
from handouts.pdf.image import Image
from handouts.pdf.stacking import Aligned
from handouts.pdf.structure import StructElem
from handouts.text.style import Align
from handouts.units import MM

LOGO_HEIGHT = 15 * MM


def ward_logo(
    setting: Setting, width: float, parent: StructElem, *, align: Align = "end", height: float = LOGO_HEIGHT
) -> Flowable:
    """The logo as large as fits into `width` by `height` points; the ward's name is its alternative.

    Where nothing is filled the name stands for it: a logo in grey dots is lost in the second photocopy.
    """
    ward = setting.edition.ward
    if ward.logo is None or not setting.theme.filled:
        return setting.text(setting.words(ward.name), "strong", parent.add("P"), align=align)
    alt = setting.phrase("logo.alt", ward=ward.name.text).text
    picture = Image(ward.logo, width, height, parent.add("Figure", alt=alt), mark=ward.logo_mark)
    return Aligned(picture, align, mirrored=setting.mirrored)
