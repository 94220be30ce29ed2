"""Write an embedded font as ready objects, for files that ReportLab does not write."""

from __future__ import annotations

from handouts.pdf import syntax
from handouts.pdf.fonts import EmbeddedFont, gids_of_codes, to_unicode

FONT_OBJECTS = 6
"""How many objects a font is."""


def font_objects(font: EmbeddedFont, first: int) -> list[bytes]:
    """The font, its descendant, descriptor, program, glyph numbers and Unicode map, numbered from `first`.

    They say what `EmbeddedFont.addObjects` says. The streams are not compressed: a name has few letters.
    """
    program, gids = font.subset(often=True)
    base = syntax.name(font.subset_name)
    measures = "".join(
        f"/{key}[{' '.join(map(str, each))}]" if isinstance(each, tuple) else f"/{key} {each}"
        for key, each in font.measures(program).items()
    ).encode("ascii")
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H/DescendantFonts[%d 0 R]"
        b"/ToUnicode %d 0 R>>" % (base, first + 1, first + 5),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/FontDescriptor %d 0 R/DW 0/W[1%s]/CIDToGIDMap %d 0 R>>"
        % (base, first + 2, syntax.array(font.widths), first + 4),
        b"<</Type/FontDescriptor/FontName%s%s/FontFile2 %d 0 R>>" % (base, measures, first + 3),
        syntax.stream(program, b"/Length1 %d" % len(program)),
        syntax.stream(gids_of_codes(gids)),
        syntax.stream(to_unicode(font.texts)),
    ]
