"""Test what a file says about itself: title, language, dates, conformance, colour."""

from __future__ import annotations

import struct
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import ImageCms

from handouts.pdf.metadata import DocumentInfo, colour_profile, xmp
from handouts.pdf.paragraph import Paragraph
from handouts.pdf.structure import StructElem
from tests.pdf.stress import ARABIC_INFO, BODY, INFO, one_page

AWKWARD = DocumentInfo(
    title='Backs & <babies> "now" – für später',
    language="en-GB",
    issued=date(2026, 11, 22),
    author="Ward 3 & co.",
    subject="Weeks 0–12 (all)",
    keywords=("back pain", "exercise"),
)


def opened(info: DocumentInfo) -> pikepdf.Pdf:
    root = StructElem("Document")
    return pikepdf.open(BytesIO(one_page(Paragraph("Words", BODY, elem=root.add("P")), root=root, info=info)))


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.mark.parametrize("info", [INFO, ARABIC_INFO, AWKWARD])
def test_title_in_metadata_equals_title_in_info(info: DocumentInfo) -> None:
    pdf = opened(info)
    assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20261122000000Z"
    with pdf.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False) as metadata:
        assert metadata["dc:title"] == str(pdf.docinfo.Title) == info.title
        assert metadata["dc:language"] == {info.language}
        assert metadata["dc:creator"] == [info.author] == [str(pdf.docinfo.Author)]
        assert metadata.get("dc:description", "") == info.subject
        assert (metadata["pdfuaid:part"], metadata.pdfa_status) == ("1", "2A")
        assert metadata["xmp:CreateDate"] == metadata["xmp:ModifyDate"] == "2026-11-22T00:00:00Z"


def test_catalogue_tells_language_and_title() -> None:
    pdf = opened(INFO)
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.MarkInfo.Marked is True
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert "/Direction" not in pdf.Root.ViewerPreferences
    assert "/Filter" not in pdf.Root.Metadata


def test_right_to_left_is_told_to_viewers() -> None:
    assert opened(ARABIC_INFO).Root.ViewerPreferences.Direction == "/R2L"


def test_source_date_epoch_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    pdf = opened(INFO)
    assert str(pdf.docinfo.ModDate) == "D:20010909014640Z"
    assert b"2001-09-09T01:46:40Z" in pdf.Root.Metadata.read_bytes()


@pytest.mark.parametrize("epoch", ["", "soon", "-5", "١٢"])
def test_senseless_epoch_is_passed_over(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert INFO.timestamp().date() == INFO.issued


def test_metadata_is_well_formed_and_describes_its_extension() -> None:
    tree = ElementTree.fromstring(xmp(AWKWARD).decode("utf-8").split("?>", 1)[1].rsplit("<?xpacket", 1)[0])
    prefixes = [node.text for node in tree.iter("{http://www.aiim.org/pdfa/ns/schema#}prefix")]
    assert prefixes == ["pdfuaid"]


def test_keywords_stand_in_both_places() -> None:
    pdf = opened(AWKWARD)
    with pdf.open_metadata() as metadata:
        assert metadata["pdf:Keywords"] == str(pdf.docinfo.Keywords) == "back pain, exercise"


def test_colour_profile_is_srgb_without_a_date() -> None:
    profile = colour_profile()
    assert struct.unpack(">I", profile[:4])[0] == len(profile)
    assert profile[16:20] == b"RGB "
    assert profile[24:36] == struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    assert profile[84:100] == bytes(16)
    assert "sRGB" in ImageCms.getProfileName(ImageCms.ImageCmsProfile(BytesIO(profile)))


def test_colour_profile_is_the_intent_of_output() -> None:
    pdf = opened(INFO)
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.read_bytes() == colour_profile()
    assert intent.DestOutputProfile.N == 3


def test_colour_profile_is_the_one_that_pillow_makes() -> None:
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[24:36], made[84:100] = colour_profile()[24:36], colour_profile()[84:100]
    assert bytes(made) == colour_profile()


@pytest.mark.parametrize(
    ("title", "language"), [("", "en"), (" ", "en"), ("Title", ""), ("Two\nlines", "en")]
)
def test_title_and_language_are_needed(title: str, language: str) -> None:
    with pytest.raises(ValueError, match=r"needs a title|control character"):
        DocumentInfo(title, language, date(2026, 11, 22))
