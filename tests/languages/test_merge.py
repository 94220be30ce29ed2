"""Test what translators get to see, and that no merge loses, hides or mixes up their work."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import polib
import pytest

from handouts.errors import DataError
from handouts.languages.catalogue import METHOD, REVIEWED_BY, Method
from handouts.languages.extraction import BRACE_FORMAT, ICU_FORMAT, Extracted, extract
from handouts.languages.merge import merge, new_catalogue, same_catalogue
from handouts.languages.notes import ARGUMENTS, FORMS
from handouts.languages.po import parse_po, po_text
from handouts.languages.registry import load_language
from handouts.model.guide import messages_in
from handouts.model.loader import load_guide
from handouts.pages.layout import load_layouts
from handouts.pages.words import outside_words, printed_messages
from tests.languages.catalogues import DAY, entry, extracted, language, message, po


@pytest.fixture(scope="module")
def product() -> dict[str, Extracted]:
    """Everything that is extracted from the product, by id."""
    found = extract([load_guide()], outside_words(), load_language("en"))
    return {each.message.id: each for each in found}


# -- extraction -------------------------------------------------------------------------------------------


def test_everything_that_is_printed_is_extracted_once(product: dict[str, Extracted]) -> None:
    printed = printed_messages(load_guide())
    assert [each.message for each in product.values()] == list(printed)
    ids = set(product)
    assert {message.id for message in messages_in(load_guide())} <= ids
    assert {layout.title.id for layout in load_layouts().values() if layout.title} <= ids
    assert {"figures.bridge.alt", "guide.title", "relief.methods.heat.how", "furniture.footer.page"} <= ids
    assert {"layouts.lifting.title", "emergency.gb.warning", "programmes.postnatal.gate.words"} <= ids


def test_every_place_is_explained(product: dict[str, Extracted]) -> None:
    for each in product.values():
        for name in re.findall(r"(?<!\{)\{(\w+)[,}]", each.message.text):
            if name in ARGUMENTS or not each.pattern:
                assert any(note.startswith(f"{{{name}}}: ") for note in each.notes), each.message.id
    lower = product["exercises.bridge.steps.lower"]
    assert any("in English “2 to 3 seconds”" in note for note in lower.notes)


def test_notes_say_what_words_are_for(product: dict[str, Extracted]) -> None:
    assert "Stop if" in product["exercises.bridge.stop_if.pelvis"].notes[0]
    assert "250 characters" in product["figures.bridge.alt"].notes[0]
    for passage in load_guide().red_flags():
        for group in passage.groups.values():
            for sign in group.signs.values():
                assert "sign of danger" in product[sign.id].notes[0]


def test_every_kind_of_words_is_met_in_the_product(product: dict[str, Extracted]) -> None:
    """A pattern that nothing matches is a note that nobody reads."""
    unmet = [pattern for pattern, _ in FORMS if not any(re.fullmatch(pattern, id) for id in product)]
    assert unmet == []


def test_flags_are_for_words_with_places_alone(product: dict[str, Extracted]) -> None:
    assert product["guide.title"].flags == ()
    assert product["guide.about.feedback"].flags == (BRACE_FORMAT,)
    assert product["furniture.footer.page"].flags == (ICU_FORMAT,)


def test_two_guides_may_share_words_and_not_ids() -> None:
    guide = load_guide()
    twice = extract([guide, guide], (), load_language("en"))
    assert len(twice) == len(messages_in(guide))
    other = replace(guide, title=replace(guide.title, text="Another guide"))
    with pytest.raises(DataError, match=r'the id "guide\.title" has two different texts'):
        extract([guide, other], (), load_language("en"))


# -- merge ------------------------------------------------------------------------------------------------


def merged(old: polib.POFile, texts: dict[str, str]) -> tuple[polib.POFile, object]:
    """The catalogue after a merge, written and read again, and what was done."""
    result = merge(old, extracted(texts))
    return parse_po(po_text(result.catalogue), "xx.po"), result


def test_a_new_catalogue_has_empty_entries_in_order() -> None:
    made = merge(
        new_catalogue(language("pl"), Method.MACHINE, date(2026, 11, 22)), extracted({"b": "B", "a": "A"})
    )
    assert made.added == ("b", "a")
    assert [(each.msgctxt, each.msgid, each.msgstr) for each in made.catalogue] == [
        ("b", "B", ""),
        ("a", "A", ""),
    ]
    assert made.catalogue.metadata[METHOD] == "machine translation"
    assert made.catalogue.metadata[REVIEWED_BY] == "nobody"
    assert made.catalogue.metadata["Language"] == "pl"
    assert made.catalogue[0].occurrences == [("a.yaml", "3")]


def test_a_merge_of_nothing_new_changes_nothing() -> None:
    old = po(entry("a", "A", "Á"), entry("b", "B"))
    first, result = merged(old, {"a": "A", "b": "B"})
    assert (result.added, result.changed, result.renamed, result.removed) == ((), (), (), ())
    again, _ = merged(first, {"a": "A", "b": "B"})
    assert str(again) == str(first)


def test_changed_english_turns_fuzzy_and_shows_what_was_translated() -> None:
    new, result = merged(po(entry("a", "Rest.", "Descanse.")), {"a": "Rest well."})
    assert result.changed == ("a",)
    (found,) = new
    assert found.fuzzy
    assert (found.msgid, found.previous_msgid, found.msgstr) == ("Rest well.", "Rest.", "Descanse.")


def test_changed_twice_it_still_shows_what_was_translated() -> None:
    once, _ = merged(po(entry("a", "Rest.", "Descanse.")), {"a": "Rest well."})
    twice, result = merged(once, {"a": "Rest very well."})
    assert result.changed == ()
    assert (twice[0].previous_msgid, twice[0].fuzzy) == ("Rest.", True)


def test_english_that_comes_back_is_translated_again() -> None:
    once, _ = merged(po(entry("a", "Rest.", "Descanse.")), {"a": "Rest well."})
    back, _ = merged(once, {"a": "Rest."})
    assert not back[0].fuzzy
    assert (back[0].msgstr, back[0].previous_msgid) == ("Descanse.", None)


def test_a_translators_own_doubt_stays() -> None:
    new, result = merged(po(entry("a", "Rest.", "Descanse.", flags=["fuzzy"])), {"a": "Rest."})
    assert new[0].fuzzy
    assert result.changed == ()


def test_what_was_never_translated_does_not_turn_fuzzy() -> None:
    new, result = merged(po(entry("a", "Rest.")), {"a": "Rest well."})
    assert not new[0].fuzzy
    assert result.changed == ()


def test_removed_words_are_kept_and_come_back() -> None:
    gone, result = merged(po(entry("a", "A", "Á"), entry("b", "B", "Ḃ"), entry("c", "C")), {"a": "A"})
    assert result.removed == ("b", "c")
    assert [(each.msgctxt, each.msgstr) for each in gone.obsolete_entries()] == [("b", "Ḃ")]
    still, _ = merged(gone, {"a": "A"})
    assert [each.msgctxt for each in still.obsolete_entries()] == ["b"]
    back, _ = merged(still, {"a": "A", "b": "B"})
    assert [(each.msgctxt, each.msgstr, each.fuzzy) for each in back] == [
        ("a", "Á", False),
        ("b", "Ḃ", False),
    ]
    assert back.obsolete_entries() == []


def test_a_renamed_id_takes_its_words_along_to_be_looked_at() -> None:
    new, result = merged(po(entry("old", "Rest.", "Descanse.")), {"new": "Rest."})
    assert (result.renamed, result.removed) == (("new",), ("old",))
    (found,) = [each for each in new if not each.obsolete]
    assert (found.msgstr, found.fuzzy, found.previous_msgctxt) == ("Descanse.", True, "old")


def test_comments_header_and_doubled_english_stay() -> None:
    old = po(entry("a", "Rest.", "Descanse."), entry("b", "Rest.", "Reposo"), reviewer="Sample Reviewer")
    old[0].tcomment = "Formal address."
    new, _ = merged(old, {"b": "Rest.", "a": "Rest."})
    assert [(each.msgctxt, each.msgstr, each.tcomment) for each in new] == [
        ("b", "Reposo", ""),
        ("a", "Descanse.", "Formal address."),
    ]
    assert new.metadata[REVIEWED_BY] == "Sample Reviewer"
    assert new.header == old.header


def test_notes_and_flags_are_those_of_now() -> None:
    old = po(entry("a", "For {n}.", "Por {n}.", flags=["no-wrap", "fuzzy"]))
    old[0].comment = "An old note."
    result = merge(old, [Extracted(message("For {n}.", "a"), ("A new note.", "Two."), pattern=True)])
    (found,) = result.catalogue
    assert found.comment == "A new note.\nTwo."
    assert found.flags == [ICU_FORMAT, "fuzzy"]


def test_the_same_words_wrapped_otherwise_are_the_same() -> None:
    text = po_text(po(entry("a", "word " * 40 + "end.", "palabra " * 40 + "fin.")))
    wide = parse_po(text, "xx.po")
    wide.wrapwidth = 200
    assert po_text(wide) != text
    assert same_catalogue(text, po_text(wide))
    assert not same_catalogue(text, text.replace("fin.", "fín."))


def test_the_date_of_a_new_catalogue_is_the_one_given() -> None:
    assert (
        new_catalogue(language("pl"), Method.HUMAN, DAY).metadata["PO-Revision-Date"].startswith("2026-11-22")
    )
