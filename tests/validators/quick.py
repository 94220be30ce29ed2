"""Check finished PDF files without Java: syntax, accessibility, fonts, and nothing that acts or tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfua
import pikepdf

from tests.validators import structure

ACTING = frozenset(("/JavaScript", "/JS", "/OpenAction", "/AA", "/Launch", "/SubmitForm", "/ImportData"))
"""Keys and action names that make a file do something, which paper cannot."""

EMBEDDED = ("/FontFile", "/FontFile2", "/FontFile3")


def problems(path: Path, *, tagged: bool = True) -> list[str]:
    """Everything that these checks have against a file; nothing for a good one.

    `tagged=False` is for printer's sheets, which carry no structure.
    """
    found = [*syntax_problems(path), *safety_problems(path), *font_problems(path)]
    if tagged:
        found += accessibility_problems(path)
        with pikepdf.open(path) as pdf:
            found += structure.problems(pdf)
    return found


def syntax_problems(path: Path) -> list[str]:
    """What `qpdf --check` says, by way of the qpdf that pikepdf carries."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            return [f"qpdf: {line}" for line in (*pdf.check_pdf_syntax(), *map(str, pdf.get_warnings()))]
    except pikepdf.PdfError as error:
        return [f"qpdf: {error}"]


def accessibility_problems(path: Path) -> list[str]:
    """What pdfua finds; it sees a table without TH, which veraPDF does not."""
    return [f"pdfua: {one.rule_id} {one.message}" for one in pdfua.validate(str(path)).findings]


def safety_problems(path: Path) -> list[str]:
    """JavaScript, actions that start something, embedded files, links to anything but https, tel, mailto."""
    found = set()
    with pikepdf.open(path) as pdf:
        for dictionary in _dictionaries(pdf):
            found |= {f"{key} in a dictionary" for key in ACTING.intersection(dictionary.keys())}
            action = dictionary.get("/S")
            if isinstance(action, pikepdf.Name) and str(action) in ACTING:
                found.add(f"action {action}")
            if dictionary.get("/Type") == "/EmbeddedFile":
                found.add("embedded file")
            target = str(dictionary.get("/URI", "https:")) if action == "/URI" else "https:"
            if target.partition(":")[0] not in ("https", "tel", "mailto"):
                found.add(f"link to {target}")
    return sorted(found)


def font_problems(path: Path) -> list[str]:
    """Fonts that are not embedded, not a subset, or have no way back to Unicode."""
    found = set()
    with pikepdf.open(path) as pdf:
        for font in _dictionaries(pdf):
            if font.get("/Type") != "/Font" or font.get("/Subtype") == "/Type3":
                continue
            name = str(font.get("/BaseFont", "/unnamed")).lstrip("/")
            if "/DescendantFonts" in font:
                descriptor = font.DescendantFonts[0].get("/FontDescriptor", pikepdf.Dictionary())
            elif str(font.get("/Subtype")) in ("/CIDFontType0", "/CIDFontType2"):
                continue
            else:
                descriptor = font.get("/FontDescriptor", pikepdf.Dictionary())
            if not any(key in descriptor for key in EMBEDDED):
                found.add(f"font {name} is not embedded")
            if not (name[6:7] == "+" and name[:6].isupper()):
                found.add(f"font {name} is not a subset")
            if "/ToUnicode" not in font:
                found.add(f"font {name} has no ToUnicode")
    return sorted(found)


def words_outside_pages(path: Path) -> str:
    """Every string of a file that is not page content: metadata, titles, field names, tooltips, link targets.

    What a personalised file may not say outside its page (a name) is looked for in here.
    """
    words = []
    with pikepdf.open(path) as pdf:
        for dictionary in _dictionaries(pdf):
            words += [str(value) for value in dictionary.values() if isinstance(value, pikepdf.String)]
        words.append(pdf.Root.Metadata.read_bytes().decode("utf-8") if "/Metadata" in pdf.Root else "")
    return "\n".join(words)


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of a file, direct ones too, and the trailer."""
    waiting: list[Any] = [pdf.trailer, *pdf.objects]
    while waiting:
        value = waiting.pop()
        if isinstance(value, pikepdf.Stream):
            value = value.stream_dict
        if isinstance(value, pikepdf.Dictionary):
            yield value
            waiting += [one for one in value.values() if _is_direct(one)]
        elif isinstance(value, pikepdf.Array):
            waiting += [one for one in value if _is_direct(one)]


def _is_direct(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect
