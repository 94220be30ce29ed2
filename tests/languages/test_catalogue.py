"""Test where words come from: what a catalogue gives, where it says a fault lies, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import DataError, Mark
from handouts.languages.catalogue import (
    METHOD,
    REVIEWED_BY,
    Method,
    PoCatalogue,
    SourceCatalogue,
    catalogue_path,
    load_catalogue,
)
from handouts.languages.po import po_text
from handouts.languages.speech import Speech
from handouts.languages.status import count
from tests.languages.catalogues import FILE, HERE, catalogue, entry, language, message, po

BRIDGE = entry("a.b", "Lift {hold}.", "Unieś {hold}.")


def problem(error: DataError) -> tuple[str, Mark | None, str | None]:
    """The one problem of an error."""
    (only,) = error.problems
    return only.message, only.mark, only.hint


def line_of(*entries: object) -> int:
    """The line on which the last entry's translation stands."""
    lines = po_text(po(*entries)).splitlines()  # type: ignore[arg-type]  # entries of polib
    return max(index for index, line in enumerate(lines, 1) if line.startswith("msgstr"))


# -- words ------------------------------------------------------------------------------------------------


def test_the_source_gives_what_was_written() -> None:
    source = SourceCatalogue()
    assert source.translate(message("Lift.")) == "Lift."
    assert source.place(message("Lift.")) is HERE
    assert source.translation is None


def test_a_translation_and_its_place() -> None:
    words = catalogue(BRIDGE)
    assert words.translate(message("Lift {hold}.")) == "Unieś {hold}."
    assert words.place(message("Lift {hold}.")) == Mark(FILE, line_of(BRIDGE))


def test_said_words_point_at_the_translation() -> None:
    voice = Speech(language("pl"), {"a.b": message("Lift {hold}.")}, catalogue(BRIDGE))
    said = voice.words(message("Lift {hold}."), {"hold": "2 s"})
    assert (said.text, said.mark) == ("Unieś 2 s.", Mark(FILE, line_of(BRIDGE)))
    assert voice.phrase("a.b", hold="2 s").mark == Mark(FILE, line_of(BRIDGE))


def test_words_of_a_ward_are_nobodys_to_translate() -> None:
    voice = Speech(language("pl"), {}, catalogue(BRIDGE))
    assert voice.words(message("Sample Ward", "ward.name")).text == "Sample Ward"


# -- what is not there ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entries", "what", "hint"),
    [
        ([entry("a.b", "Lift.")], "no Sample translation", "translate it"),
        ([entry("z.z", "Lift.", "Unieś.")], "no Sample translation", "handouts translate update pl"),
        ([entry("a.b", "Lift.", "Unieś.", flags=["fuzzy"])], "not of these words", "take the fuzzy mark off"),
        ([entry("a.b", "Raise.", "Podnieś.")], "not of these words", "handouts translate update pl"),
        ([entry("a.b", "Raise.", "")], "no Sample translation", "translate it"),
    ],
    ids=["empty", "absent", "fuzzy", "stale", "stale and empty"],
)
def test_words_that_are_missing_are_never_english(entries: list[object], what: str, hint: str) -> None:
    with pytest.raises(DataError) as caught:
        catalogue(*entries).translate(message("Lift."))  # type: ignore[arg-type]
    found, mark, way_out = problem(caught.value)
    assert what in found
    assert '"Lift." (a.b)' in found
    assert hint in str(way_out)
    absent = "z.z" in str(entries[0])
    assert mark == (Mark(FILE) if absent else Mark(FILE, line_of(*entries)))


def test_a_translation_that_lost_something_is_not_printed() -> None:
    with pytest.raises(DataError, match=r"a\.b has lost \{hold\}"):
        catalogue(entry("a.b", "Lift {hold}.", "Unieś.")).translate(message("Lift {hold}."))


def test_an_obsolete_entry_is_not_a_translation() -> None:
    old = entry("a.b", "Lift.", "Unieś.")
    old.obsolete = True
    with pytest.raises(DataError, match="no Sample translation"):
        catalogue(old).translate(message("Lift."))


# -- header -----------------------------------------------------------------------------------------------


def test_nobody_is_no_reviewer() -> None:
    assert not catalogue(BRIDGE).translation.reviewed
    reviewed = catalogue(BRIDGE, reviewer="Sample Reviewer").translation
    assert (reviewed.reviewed_by, reviewed.method) == ("Sample Reviewer", Method.HUMAN)


@pytest.mark.parametrize(
    ("method", "reviewer", "field", "hint"),
    [
        ("machine translatoin", "nobody", METHOD, 'did you mean "machine translation"?'),
        ("", "nobody", METHOD, "machine translation, human translation"),
        ("human translation", "", REVIEWED_BY, "nobody"),
    ],
)
def test_a_header_has_to_say_how_and_by_whom(method: str, reviewer: str, field: str, hint: str) -> None:
    with pytest.raises(DataError) as caught:
        PoCatalogue(po(method=method, reviewer=reviewer), language("pl"), FILE)
    found, mark, way_out = problem(caught.value)
    assert field in found
    assert mark == Mark(FILE, 1)
    assert hint in str(way_out)


# -- files ------------------------------------------------------------------------------------------------


def written(data: Path, text: str) -> None:
    path = catalogue_path("pl", data)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


def test_a_catalogue_is_read_again_only_when_it_changed(tmp_path: Path) -> None:
    written(tmp_path, po_text(po(BRIDGE)))
    first = load_catalogue(language("pl"), tmp_path)
    assert load_catalogue(language("pl"), tmp_path) is first
    written(tmp_path, po_text(po(BRIDGE, entry("c.d", "Rest.", "Odpocznij."))))
    assert load_catalogue(language("pl"), tmp_path).translate(message("Rest.", "c.d")) == "Odpocznij."


def test_no_catalogue_at_all(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is no catalogue") as caught:
        load_catalogue(language("pl"), tmp_path)
    assert "handouts translate new pl" in str(problem(caught.value)[2])


GOOD = po_text(po(BRIDGE))


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("", "not a gettext catalogue", 0),
        (GOOD.replace('msgstr "Uni', 'msgstring "Uni'), "no part of a catalogue", 20),
        (GOOD + 'msgctxt "a.b"\nmsgid "Other."\nmsgstr ""\n', 'the id "a.b" is here twice', 23),
        (GOOD + '\nmsgid "Without."\nmsgstr ""\n', "without msgctxt", 23),
        (GOOD.replace("Unieś", "Unie\udce6"), "not UTF-8", 20),
        (GOOD + "# " + "x" * 4_000_001, "larger than 4 MB", 0),
    ],
    ids=["empty", "broken", "twice", "no id", "encoding", "huge"],
)
def test_a_file_that_is_no_catalogue(tmp_path: Path, text: str, what: str, line: int) -> None:
    written(tmp_path, text)
    with pytest.raises(DataError) as caught:
        load_catalogue(language("pl"), tmp_path)
    found, mark, _ = problem(caught.value)
    assert what in found
    assert mark is not None
    assert mark.file.endswith("pl.po")
    assert mark.line == line


def test_windows_lines_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    written(tmp_path, "\ufeff" + GOOD.replace("\n", "\r\n"))
    assert load_catalogue(language("pl"), tmp_path).translate(message("Lift {hold}.")) == "Unieś {hold}."


# -- voices and status ------------------------------------------------------------------------------------


def test_status_counts_what_can_be_printed() -> None:
    words = catalogue(
        entry("a.a", "One {x}.", "Raz {x}."),
        entry("a.b", "Two {x}.", "Dwa."),
        entry("a.c", "Three.", "Trzy.", flags=["fuzzy"]),
        entry("a.d", "Four.", ""),
    )
    texts = {"a.a": "One {x}.", "a.b": "Two {x}.", "a.c": "Three.", "a.d": "Four.", "a.e": "Five."}
    status = count(words, [message(text, id) for id, text in texts.items()])
    assert (status.total, status.translated, status.fuzzy, status.missing) == (5, 1, 1, 2)
    assert (status.wrong, status.percent, status.complete) == (("a.b",), 20, False)
    assert len(status.left) == 3
    assert len(status.unsound) == 1
    assert status.line() == (
        "pl: 1 of 5 translated, 20 % (1 fuzzy, 2 missing, 1 wrong); human translation, not reviewed"
    )
    assert status.data()["wrong"] == ["a.b"]


def test_all_but_one_of_many_is_not_everything() -> None:
    entries = [entry(f"a.n{number}", f"Words {number}.", f"Słowa {number}.") for number in range(300)]
    messages = [message(f"Words {number}.", f"a.n{number}") for number in range(301)]
    assert count(catalogue(*entries), messages).percent == 99
    whole = count(catalogue(*entries), messages[:300])
    assert (whole.percent, whole.complete) == (100, True)
