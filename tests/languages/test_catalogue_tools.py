"""Test that the tools translators use accept our catalogues: gettext's own, and the Translate Toolkit."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from handouts import assets
from handouts.languages import pseudo
from handouts.languages.catalogue import Method, catalogue_path
from handouts.languages.extraction import ICU_FORMAT, Extracted, extract
from handouts.languages.language import Language
from handouts.languages.merge import merge, new_catalogue, same_catalogue
from handouts.languages.po import po_text, read_po
from handouts.languages.registry import language_codes, load_language
from handouts.languages.voices import SOURCE_LANGUAGE
from handouts.model.loader import load_guide
from handouts.pages.words import outside_words
from tests.conftest import missing
from tests.languages.catalogues import DAY

CODES = [code for code in language_codes() if code != SOURCE_LANGUAGE]
CATALOGUES = sorted((assets.DATA / "translations").rglob("*.po"))
"""Every catalogue there is, in folders too."""

each_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)

SOUND = ("blank", "emails", "escapes", "newlines", "nplurals", "numbers", "printf", "tabs", "urls", "xmltags")
"""Checks of pofilter that hold for words in every language; its others are hints on style."""

Tool = Callable[..., str]


def tool(name: str) -> Tool:
    """A runner of a command, which has to be installed (apt-get install gettext translate-toolkit)."""
    if shutil.which(name) is None:
        missing(f"{name} is not installed")

    def run(*arguments: object) -> str:
        done = subprocess.run([*map(str, arguments)], capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    return run


@pytest.fixture(scope="module")
def extracted() -> tuple[Extracted, ...]:
    """Everything that is extracted from the product."""
    return extract([load_guide()], outside_words(), load_language("en"))


@pytest.fixture(params=[pseudo.LONGER, pseudo.RIGHT_TO_LEFT], ids=lambda language: language.code)
def complete(request: pytest.FixtureRequest, extracted: tuple[Extracted, ...], tmp_path: Path) -> Path:
    """A complete catalogue in a made-up language."""
    language: Language = request.param
    messages = {each.message.id: each.message for each in extracted}
    words = pseudo.catalogue(language, messages.values())
    made = merge(new_catalogue(language, Method.MACHINE, DAY), extracted).catalogue
    for entry in made:
        entry.msgstr = words.translate(messages[entry.msgctxt])
    path = tmp_path / "complete.po"
    path.write_text(po_text(made), encoding="utf-8")
    return path


def failed(path: Path) -> set[str]:
    """The ids whose entries pofilter put out, which is those that failed."""
    return {entry.msgctxt for entry in polib.pofile(str(path))} if path.exists() else set()


# -- gettext ----------------------------------------------------------------------------------------------


@each_catalogue
def test_msgfmt_accepts_the_catalogues_of_the_product(path: Path, tmp_path: Path) -> None:
    said = tool("msgfmt")("msgfmt", "-c", "-v", "-o", tmp_path / "out.mo", path)
    assert not re.search("warning|error", said), said


def test_msgfmt_accepts_a_complete_catalogue(complete: Path, extracted: tuple[Extracted, ...]) -> None:
    said = tool("msgfmt")("msgfmt", "-c", "-v", "-o", complete.with_suffix(".mo"), complete)
    assert said.strip() == f"{len(extracted)} translated messages."


def test_msgfmt_sees_a_lost_place(complete: Path) -> None:
    """The flag of the words makes gettext itself look after places."""
    made = polib.pofile(str(complete))
    entry = made.find("guide.about.feedback", by="msgctxt")
    assert entry is not None
    entry.msgstr = entry.msgstr.replace("{ward_phone}", "")
    made.save()
    with pytest.raises(AssertionError, match="ward_phone"):
        tool("msgfmt")("msgfmt", "-c", "-o", complete.with_suffix(".mo"), complete)


def test_msgmerge_and_our_update_agree(
    complete: Path, extracted: tuple[Extracted, ...], tmp_path: Path
) -> None:
    """Whichever is run, no word changes; ours puts back the flags that msgmerge drops."""
    template = tmp_path / "template.po"
    template.write_text(
        po_text(merge(new_catalogue(pseudo.LONGER, Method.MACHINE, DAY), extracted).catalogue),
        encoding="utf-8",
    )
    merged = tmp_path / "merged.po"
    tool("msgmerge")("msgmerge", "-q", "-o", merged, complete, template)
    before, after = polib.pofile(str(complete)), polib.pofile(str(merged))
    assert [(each.msgctxt, each.msgid, each.msgstr) for each in after] == [
        (each.msgctxt, each.msgid, each.msgstr) for each in before
    ]
    assert not any(each.fuzzy for each in after)
    restored = po_text(merge(read_po(merged), extracted).catalogue)
    assert same_catalogue(restored, complete.read_text(encoding="utf-8"))


@each_catalogue
def test_msgmerge_changes_no_word_of_the_catalogues_of_the_product(
    path: Path, extracted: tuple[Extracted, ...], tmp_path: Path
) -> None:
    """What was translated from these English words is there afterwards, and is not fuzzy."""
    template, merged = tmp_path / "template.po", tmp_path / "merged.po"
    empty = merge(new_catalogue(pseudo.LONGER, Method.MACHINE, DAY), extracted).catalogue
    template.write_text(po_text(empty), encoding="utf-8")
    tool("msgmerge")("msgmerge", "-q", "--no-fuzzy-matching", "-o", merged, path, template)
    after = {entry.msgctxt: entry for entry in polib.pofile(str(merged)) if not entry.obsolete}
    current = {each.message.id: each.message.text for each in extracted}
    kept = [entry for entry in polib.pofile(str(path)) if current.get(entry.msgctxt) == entry.msgid]
    assert kept
    for entry in kept:
        assert (after[entry.msgctxt].msgstr, after[entry.msgctxt].fuzzy) == (entry.msgstr, entry.fuzzy)


# -- Translate Toolkit ------------------------------------------------------------------------------------


def pofilter(path: Path, *checks: str) -> set[str]:
    """The ids that fail pofilter's checks."""
    out = path.with_name("failed.po")
    tests = [f"--test={name}" for name in checks]
    tool("pofilter")("pofilter", "--progress=none", *tests, "-i", path, "-o", out)
    return failed(out)


def test_pofilter_finds_nothing_in_a_complete_catalogue(complete: Path) -> None:
    assert pofilter(complete, *SOUND) == set()
    patterns = {entry.msgctxt for entry in polib.pofile(str(complete)) if ICU_FORMAT in entry.flags}
    assert pofilter(complete, "pythonbraceformat") <= patterns  # it takes plurals for places


@each_catalogue
def test_pofilter_finds_nothing_in_the_catalogues_of_the_product(path: Path, tmp_path: Path) -> None:
    """It takes plural cases for numbers, a full stop after a link for a part of it, and a per cent sign for C."""
    path = Path(shutil.copy(path, tmp_path))
    entries = polib.pofile(str(path))
    patterns = {entry.msgctxt for entry in entries if ICU_FORMAT in entry.flags}
    links = {entry.msgctxt for entry in entries if "](" in entry.msgid}
    assert pofilter(path, "numbers") <= patterns
    assert pofilter(path, "urls") <= links
    assert pofilter(path, "printf") <= {entry.msgctxt for entry in entries if "%" in entry.msgid}
    assert pofilter(path, *(set(SOUND) - {"numbers", "urls", "printf"})) == set()


@pytest.mark.parametrize("code", CODES)
def test_the_catalogues_of_the_product_are_up_to_date(code: str, extracted: tuple[Extracted, ...]) -> None:
    """Words that were changed in English are not forgotten: run handouts translate update."""
    path = catalogue_path(code)
    result = merge(read_po(path), extracted)
    assert (result.added, result.changed, result.renamed, result.removed) == ((), (), (), ())
