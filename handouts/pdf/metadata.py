"""Describe a document in its catalogue: title, language, dates, conformance and colour profile."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from reportlab.pdfbase.pdfdoc import PDFStream, PDFString

from handouts.pdf import syntax
from handouts.pdf.hooks import DeflateFilter, RawObject, extra_catalog_keys, register

PRODUCER = "Handouts"
"""Written as producer and creator tool; without a version, so that a new release alone changes no file."""

_PROFILE = Path(__file__).with_name("srgb.icc")

_EXTENSION = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
"""PDF/A-2 (6.6.2.3) asks for a description of every schema it does not know, and pdfuaid is one."""


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What a file says about itself; never the name of a person."""

    title: str
    language: str
    """BCP 47 tag of the document's language, such as en-GB."""
    issued: date
    """Version date of the content: the file's dates, so that the clock changes nothing."""
    author: str = PRODUCER
    subject: str = ""
    keywords: tuple[str, ...] = ()
    direction: Literal["ltr", "rtl"] = "ltr"

    def __post_init__(self) -> None:
        """Raise ValueError without a title or language, or where XML could not hold the words."""
        if not (self.title.strip() and self.language.strip()):
            raise ValueError("a document needs a title and a language")
        words = self.title, self.language, self.author, self.subject, *self.keywords
        if not all(char >= " " for text in words for char in text):
            raise ValueError("the title, author, subject or keywords hold a control character")

    def timestamp(self) -> datetime:
        """Midnight UTC of the version date, or SOURCE_DATE_EPOCH if it is set (reproducible-builds.org)."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
        if epoch.isascii() and epoch.isdigit():
            return datetime.fromtimestamp(int(epoch), UTC)
        return datetime(self.issued.year, self.issued.month, self.issued.day, tzinfo=UTC)


class InfoObject(RawObject):
    """The document information dictionary, ready as bytes; ReportLab asks it for a digest."""

    def __init__(self, info: DocumentInfo) -> None:
        stamp = info.timestamp().strftime("D:%Y%m%d%H%M%SZ")
        entries = {
            "Title": info.title,
            "Author": info.author,
            "Subject": info.subject,
            "Keywords": ", ".join(info.keywords),
            "Creator": PRODUCER,
            "Producer": PRODUCER,
            "CreationDate": stamp,
            "ModDate": stamp,
        }
        super().__init__(
            b"<<"
            + b"".join(syntax.name(key) + syntax.text_string(text) for key, text in entries.items() if text)
            + b">>"
        )

    def digest(self, signature: object) -> None:
        """Add nothing: the file's identifier comes from its bytes."""


def escape(text: str) -> str:
    """Text for XML; the standard library's own would load half of urllib."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def xmp(info: DocumentInfo) -> bytes:
    """The metadata packet: claims PDF/A-2a and PDF/UA-1, and repeats the information dictionary."""
    stamp = info.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ")

    def alternatives(tag: str, text: str) -> str:
        body = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'
        return f"<{tag}>{body}</{tag}>" if text else ""

    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        + alternatives("dc:title", info.title)
        + alternatives("dc:description", info.subject)
        + f"<dc:creator><rdf:Seq><rdf:li>{escape(info.author)}</rdf:li></rdf:Seq></dc:creator>"
        + f"<dc:language><rdf:Bag><rdf:li>{escape(info.language)}</rdf:li></rdf:Bag></dc:language>"
        + (f"<pdf:Keywords>{escape(', '.join(info.keywords))}</pdf:Keywords>" if info.keywords else "")
        + f"<pdf:Producer>{PRODUCER}</pdf:Producer><xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>"
        + f"<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>"
        + "<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part>"
        + "<pdfaid:conformance>A</pdfaid:conformance></rdf:Description>"
        + _EXTENSION
        + '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
    return packet.encode("utf-8")


@cache
def colour_profile() -> bytes:
    """The sRGB profile that colours are meant in: that of LittleCMS, with its date and identifier fixed."""
    return _PROFILE.read_bytes()


def describe(canvas: Any, info: DocumentInfo) -> None:
    """Write metadata, language, viewer preferences and output intent into a canvas's catalogue."""
    document = canvas._doc
    document.info = InfoObject(info)
    catalog = document.Catalog
    packet = PDFStream(content=xmp(info))
    packet.dictionary["Type"], packet.dictionary["Subtype"] = "/Metadata", "/XML"
    catalog.Metadata = packet
    catalog.MarkInfo = b"<</Marked true>>"
    catalog.Lang = PDFString(info.language)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if info.direction == "rtl":
        canvas.setViewerPreference("Direction", "/R2L")
    profile = PDFStream(content=colour_profile(), filters=[DeflateFilter()])
    profile.dictionary["N"] = 3
    number = register(document, "ColourProfile", profile)
    intent = (
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
        b"/RegistryName(http://www.color.org)/DestOutputProfile %d 0 R>>" % number
    )
    number = register(document, "OutputIntent", RawObject(intent))
    extra_catalog_keys(document, OutputIntents=b"[%d 0 R]" % number)
