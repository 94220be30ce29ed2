"""Write small PDF files whose faults and words are known, to try the readers of this folder on."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <0000> <ffff> endcodespacerange
1 beginbfrange <0020> <007e> <0020> endbfrange
2 beginbfchar <0001> <0644064E> <0002> <06270020> endbfchar
endcmap end end"""

PAGE = rb"""
/Artifact <</Type /Background>> BDC 0 0 200 100 re f EMC
/H1 <</MCID 0>> BDC BT /F1 20 Tf 1 0 0 1 20 70 Tm <00480069> Tj ET EMC
/P <</MCID 1>> BDC BT /F1 10 Tf 1 0 0 1 20 50 Tm [<004F006E> -20 <0065>] TJ
 1 0 0 1 20 38 Tm <00740077006F> Tj ET EMC
/Link <</MCID 2>> BDC BT /F1 10 Tf 1 0 0 1 60 38 Tm <0020> Tj 12 TL <006C0069006E006B> Tj ET EMC
/P <</MCID 3 /Lang (ar)>> BDC q 2 0 0 2 10 10 cm BT /F1 5 Tf 1 0 0 1 40 4 Tm <00010002> Tj ET Q EMC
/Artifact <</Type /Pagination /Subtype /Footer>> BDC BT /F1 8 Tf 20 5 Td (\000p\000.\000 \0001) Tj ET EMC
"""


def plain(path: Path) -> Path:
    """A file without any tag: page, unembedded font, one line."""
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.add_blank_page(page_size=(200, 100))
    page = pdf.pages[0]
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page.obj.Contents = pdf.make_stream(b"BT /F1 12 Tf 20 50 Td (Hello there) Tj ET")
    pdf.save(path)
    return path


def tagged(path: Path, *, stray: bool = False, orphan: bool = False) -> Path:
    """A file with heading, wrapped paragraph, link, Arabic words and footer; `stray` and `orphan` break it.

    `stray` paints outside every mark; `orphan` leaves a sequence without element.
    """
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 100))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F1=_font(pdf)))
    page.Contents = pdf.make_stream(PAGE + (b"1 1 2 2 re f\n" if stray else b""))
    page.StructParents = 0
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = _element(pdf, root, "Document", [])
    heading = _element(pdf, document, "H1", [0], page)
    paragraph = _element(pdf, document, "P", [1], page)
    link = _element(pdf, paragraph, "Link", [2], page)
    arabic = _element(pdf, document, "P", [] if orphan else [3], page, language="ar")
    annotation = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=[60, 36, 80, 48],
            Contents="the link",
            A=Dictionary(S=Name.URI, URI="https://example.org/"),
            StructParent=1,
        )
    )
    page.Annots = Array([annotation])
    link.K.append(Dictionary(Type=Name.OBJR, Pg=page, Obj=annotation))
    paragraph.K.append(link)
    document.K.extend([heading, paragraph, arabic])
    root.K = Array([document])
    parents = pdf.make_indirect(Array([heading, paragraph, link, arabic]))
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=[0, parents, 1, link]))
    pdf.Root.StructTreeRoot = root
    pdf.Root.Lang = pikepdf.String("en-GB")
    pdf.save(path)
    return path


def _font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    name = Name("/ABCDEF+Sample-Regular")
    descendant = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=[descendant],
            ToUnicode=pdf.make_stream(TO_UNICODE),
        )
    )


def _element(
    pdf: pikepdf.Pdf,
    parent: pikepdf.Object,
    role: str,
    numbers: list[int],
    page: pikepdf.Object | None = None,
    language: str | None = None,
) -> pikepdf.Object:
    element = Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=parent, K=Array(numbers))
    if language is not None:
        element.Lang = pikepdf.String(language)
    if page is not None:
        element.Pg = page
    return pdf.make_indirect(element)
