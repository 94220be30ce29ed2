"""Test `handouts translate` on a copy of the project: a new language, changes in English, and what is left."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from handouts.languages import pseudo
from handouts.languages.registry import language_codes
from handouts.languages.voices import SOURCE_LANGUAGE
from handouts.model.loader import load_guide
from handouts.pages.words import printed_messages
from tests.cli.workplace import Workplace, make
from tests.languages.catalogues import language
from tests.test_readme import README, sections
from tests.validators import extraction

CODES = [code for code in language_codes() if code != SOURCE_LANGUAGE]
GUIDE = "data/guides/postpartum-backache/guide.yaml"
HELP = ("build", "handout", "--handout", "help")


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """A copy of the project."""
    return make(tmp_path)


@pytest.fixture
def polish(place: Workplace) -> Workplace:
    """A copy with a new language whose words are all there; they only look like one."""
    place.run("translate", "new", "pl")
    fill(place, "pl")
    return place


def fill(place: Workplace, code: str) -> None:
    """Give every entry made-up words, as long as the English ones."""
    messages = {message.id: message for message in printed_messages(load_guide())}
    words = pseudo.catalogue(language(code), messages.values(), growth=1.0)
    made = place.catalogue(code)
    for entry in made:
        entry.msgstr = words.translate(messages[entry.msgctxt])
    made.save()


# -- as the README says -----------------------------------------------------------------------------------


def test_a_language_is_added_as_the_readme_says(place: Workplace) -> None:
    """The commands of its section in their order; between the first and the next all words are filled in."""
    (section,) = (each for each in sections() if each.name == "README.md: Translate")
    begin, build = (block.text.splitlines() for block in section.blocks if block.language == "sh")
    commands = [shlex.split(line.removeprefix("python3 generate.py ")) for line in (*begin, *build)]
    code = commands[0][2]
    assert commands[0][:2] == ["translate", "new"]
    for command in commands[: len(begin)]:
        place.run(*command)
    fill(place, code)
    (printed,) = place.run(*commands[-1]).stdout.splitlines()
    assert printed in README
    assert len(extraction.page_texts(place.path(printed))) == 1
    (listed,) = (each for each in place.json("list")["languages"] if each["code"] == code)
    assert listed["state"] == "100 % translated; human translation, not reviewed"
    (described,) = (line for line in place.run("list").stdout.splitlines() if line.startswith(f"  {code} "))
    assert "Polish (Polski): 100 % translated" in described


def test_a_language_in_another_script_and_direction_is_begun_with_its_own_faces(place: Workplace) -> None:
    """Others differ in data alone, which tests/languages/test_new_language.py reads."""
    place.run("translate", "new", "ur")
    (found,) = (each for each in place.json("list")["languages"] if each["code"] == "ur")
    assert (found["own_name"], found["translated"]) == ("اردو", 0)
    text = place.path("data/languages/ur.yaml").read_text(encoding="utf-8")
    for line in (
        "direction: rtl",
        "faces: [Noto Nastaliq Urdu]",
        'line_height: "2.5"',
        'size_factor: "1.15"',
    ):
        assert line in text


# -- new --------------------------------------------------------------------------------------------------


def test_a_new_language_is_two_files(place: Workplace) -> None:
    done = place.run("translate", "new", "pl")
    assert done.stdout.splitlines() == ["data/languages/pl.yaml", "data/translations/pl.po"]
    made = place.catalogue("pl")
    assert {entry.msgctxt for entry in made} == {message.id for message in printed_messages(load_guide())}
    assert {entry.msgstr for entry in made} == {""}
    assert made.metadata["X-Handouts-Method"] == "machine translation"
    assert made.metadata["PO-Revision-Date"].startswith("2026-11-22")
    assert "own_name: Polski" in place.path("data/languages/pl.yaml").read_text(encoding="utf-8")


def test_who_will_translate_can_be_said(place: Workplace) -> None:
    assert place.json("translate", "new", "pl", "--method", "human") == {
        "written": ["data/languages/pl.yaml", "data/translations/pl.po"]
    }
    assert place.catalogue("pl").metadata["X-Handouts-Method"] == "human translation"


def test_a_language_that_is_described_already_keeps_its_description(place: Workplace) -> None:
    kept = place.path("data/languages/en.yaml").read_text(encoding="utf-8").replace("English", "Sample")
    place.path("data/languages/cy.yaml").write_text(kept, encoding="utf-8")
    assert place.run("translate", "new", "cy").stdout.splitlines() == ["data/translations/cy.po"]
    assert place.path("data/languages/cy.yaml").read_text(encoding="utf-8") == kept


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("xyz-9", "is not a language code"),
        ("../../x", "is not a language code"),
        ("qqq", "there is no language"),
    ],
)
def test_what_cannot_be_begun(place: Workplace, code: str, what: str) -> None:
    before = sorted(place.path("data").rglob("*"))
    assert what in place.run("translate", "new", code, code=2).stderr
    assert sorted(place.path("data").rglob("*")) == before


def test_a_translation_that_is_there_is_not_begun_again(place: Workplace) -> None:
    place.run("translate", "new", "pl")
    before = place.path("data/translations/pl.po").read_bytes()
    said = place.run("translate", "new", "pl", code=2).stderr
    assert "data/translations/pl.po is there already" in said
    assert "handouts translate update pl" in said
    assert place.path("data/translations/pl.po").read_bytes() == before


# -- building ---------------------------------------------------------------------------------------------


def test_nothing_is_built_from_words_that_are_missing(place: Workplace) -> None:
    place.run("translate", "new", "pl")
    done = place.run(*HELP, "-l", "pl", code=1)
    assert re.search(r'data/translations/pl\.po:\d+: error: no Polish translation of "', done.stderr)
    assert not place.path("out").exists()


def test_a_language_without_a_catalogue(place: Workplace) -> None:
    text = place.path("data/languages/en.yaml").read_text(encoding="utf-8")
    place.path("data/languages/cy.yaml").write_text(text, encoding="utf-8")
    said = place.run(*HELP, "-l", "cy", code=1).stderr
    assert "data/translations/cy.po: error: there is no catalogue" in said
    assert "handouts translate new cy" in said


def test_a_fifth_language_is_built(polish: Workplace) -> None:
    done = polish.run("build", "handout", "--handout", "lifting", "-l", "pl")
    (path,) = [polish.path(line) for line in done.stdout.splitlines()]
    assert path.name == "handout-lifting-pl-a4.pdf"
    text = " ".join(extraction.page_texts(path)[0].split())
    title = polish.catalogue("pl").find("layouts.lifting.title", by="msgctxt")
    assert title is not None
    assert title.msgstr in text
    assert "Lifting" not in text
    assert "Machine translated, not reviewed" in text
    assert "22 listopada 2026" in text
    assert "Polski (Polish)" in text


def test_one_fuzzy_entry_stops_the_page_it_is_on(polish: Workplace) -> None:
    polish.edit("layouts/handout-lifting.yaml", "title: Lifting and carrying", "title: Lifting and holding")
    said = polish.run("build", "handout", "--handout", "lifting", "-l", "pl", code=1).stderr
    assert 'translation of "Lifting and holding" (layouts.lifting.title) is not of these words' in said
    assert "hint: run: handouts translate update pl" in said
    polish.run("translate", "update", "pl")
    entry = polish.catalogue("pl").find("layouts.lifting.title", by="msgctxt")
    assert entry is not None
    assert (entry.fuzzy, entry.previous_msgid) == (True, "Lifting and carrying")
    said = polish.run("build", "handout", "--handout", "lifting", "-l", "pl", code=1).stderr
    assert "take the fuzzy mark off" in said
    made = polish.catalogue("pl")
    changed = made.find("layouts.lifting.title", by="msgctxt")
    assert changed is not None
    changed.flags, changed.previous_msgid = [], None
    made.save()
    polish.run("build", "handout", "--handout", "lifting", "-l", "pl")


# -- update -----------------------------------------------------------------------------------------------


def test_catalogues_are_up_to_date(polish: Workplace) -> None:
    done = polish.run("translate", "update")
    assert done.stdout == ""
    assert done.stderr.splitlines() == [f"{code}: up to date" for code in sorted([*CODES, "pl"])]


def test_an_update_says_what_it_did(polish: Workplace) -> None:
    polish.edit(GUIDE, "  funding: This guide had no funding.\n", "  money: Nobody paid for this guide.\n")
    polish.edit(GUIDE, "lead: Gentle help", "lead: Kind help")
    (found,) = polish.json("translate", "update", "pl")["languages"]
    assert found["written"]
    assert found["added"] == ["guide.about.money"]
    assert found["changed"] == ["guide.lead"]
    assert found["removed"] == ["guide.about.funding"]
    assert polish.run("translate", "update", "pl").stderr == "pl: up to date\n"


def test_a_line_that_moved_is_noted_and_nothing_else(polish: Workplace) -> None:
    text = polish.path(GUIDE).read_text(encoding="utf-8")
    polish.path(GUIDE).write_text(f"# A comment.\n{text}", encoding="utf-8")
    before = [(entry.msgctxt, entry.msgstr) for entry in polish.catalogue("pl")]
    assert "pl: places and notes updated" in polish.run("translate", "update", "pl").stderr
    assert [(entry.msgctxt, entry.msgstr) for entry in polish.catalogue("pl")] == before


@pytest.mark.parametrize("command", ["update", "status"])
def test_a_language_that_is_not_there(place: Workplace, command: str) -> None:
    place.run("translate", "new", "pl")
    said = place.run("translate", command, "plx", code=2).stderr
    assert 'there is no translation into "plx"' in said
    assert 'did you mean "pl"?' in said


# -- status -----------------------------------------------------------------------------------------------


def test_status_counts_and_names_what_is_left(polish: Workplace) -> None:
    total = len(printed_messages(load_guide()))
    said = polish.run("translate", "status", "pl").stdout
    assert said == f"pl: {total} of {total} translated, 100 %; machine translation, not reviewed\n"
    made = polish.catalogue("pl")
    first, second = made[0], made[1]
    first.msgstr, second.flags = "", ["fuzzy"]
    made.save()
    done = polish.run("translate", "status", "pl", "-v")
    assert f"pl: {total - 2} of {total} translated, 99 % (1 fuzzy, 1 missing)" in done.stdout
    assert f"({first.msgctxt})" in done.stderr
    assert f"({second.msgctxt})" in done.stderr


def test_status_fails_on_a_lost_value(polish: Workplace) -> None:
    made = polish.catalogue("pl")
    entry = made.find("exercises.bridge.steps.lower", by="msgctxt")
    assert entry is not None
    entry.msgstr = entry.msgstr.replace("{hold}", "3")
    made.save()
    done = polish.run("translate", "status", "pl", code=1)
    assert re.search(r"pl\.po:\d+: error: exercises\.bridge\.steps\.lower has lost \{hold\}", done.stderr)
    assert "1 wrong" in done.stdout
    (found,) = polish.json("translate", "status", "pl", code=1)["languages"]
    assert found["wrong"] == ["exercises.bridge.steps.lower"]


def test_status_is_of_every_language(polish: Workplace) -> None:
    found = {each["language"]: each for each in polish.json("translate", "status")["languages"]}
    assert list(found) == sorted([*CODES, "pl"])
    assert (found["pl"]["method"], found["pl"]["reviewed_by"]) == ("machine translation", None)
