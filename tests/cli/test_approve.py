"""Test `handouts approve` on a copy of the project: who may sign off what, and what makes it void."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_translate import fill
from tests.cli.workplace import Workplace, make
from tests.validators import extraction

BY = ("--by", "Sample Clinician", "--role", "Sample midwife")
APPROVE = ("approve", "postpartum-backache", *BY)
UNTIL = ("--until", "2027-11-22")
APPROVALS = "data/approvals/postpartum-backache.yaml"
PAGE = ("build", "handout", "--handout", "lifting")
LATER = "1826841600"
"""22 November 2027 as SOURCE_DATE_EPOCH; the day after is LATER and a day."""

DAY = 86400


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """A copy of the project."""
    return make(tmp_path)


@pytest.fixture
def signed(place: Workplace) -> Workplace:
    """A copy whose English is approved for a year."""
    place.run(*APPROVE, *UNTIL)
    return place


def status(place: Workplace, code: str = "en") -> str:
    """What the list says of the guide in a language."""
    (guide,) = place.json("list")["guides"]
    return str(guide["approval"][code])


def printed(place: Workplace, *options: str) -> str:
    """The words of a page."""
    done = place.run(*PAGE, *options)
    return " ".join(extraction.page_texts(place.path(done.stdout.strip()))[0].split())


# -- signing ----------------------------------------------------------------------------------------------


def test_a_signature_takes_the_band_away(place: Workplace) -> None:
    assert "Not yet clinically approved" in printed(place)
    place.run(*PAGE, "--require-approved", code=1)
    done = place.run(*APPROVE, *UNTIL)
    assert done.stdout.strip() == APPROVALS
    assert "approved in English until 2027-11-22, or until anything changes" in done.stderr
    text = printed(place, "--require-approved")
    assert "approved" not in text
    assert "Draft" not in text
    assert status(place) == "approved by Sample Clinician, Sample midwife, until 2027-11-22"


def test_what_is_written_can_be_read_by_people(signed: Workplace) -> None:
    lines = signed.path(APPROVALS).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")][:6] == [
        "approvals:",
        "  - language: en",
        '    by: "Sample Clinician"',
        '    role: "Sample midwife"',
        "    date: 2026-11-22",
        "    until: 2027-11-22",
    ]
    assert re.fullmatch(r"    hash: [0-9a-f]{64}", lines[-1])


def test_names_may_have_any_letters(place: Workplace) -> None:
    name = 'Dr “Sam”  O\\N"eil: #1 ضحى'
    place.run("approve", "postpartum-backache", "--by", name, "--role", "- role", *UNTIL)
    assert 'approved by Dr “Sam” O\\N"eil: #1 ضحى, - role, until' in status(place)


def test_the_program_is_told_too(place: Workplace) -> None:
    found = place.json(*APPROVE, *UNTIL)
    assert (found["language"], found["until"]) == ("en", "2027-11-22")
    assert found["hash"] in place.path(APPROVALS).read_text(encoding="utf-8")


def test_signing_the_same_again_takes_the_old_place(signed: Workplace) -> None:
    signed.run(*APPROVE, "--until", "2028-01-01")
    assert signed.path(APPROVALS).read_text(encoding="utf-8").count("hash:") == 1
    assert status(signed).endswith("until 2028-01-01")


def test_signing_changed_words_keeps_the_old_one_as_history(signed: Workplace) -> None:
    change_a_dose(signed)
    signed.run(*APPROVE, *UNTIL)
    assert signed.path(APPROVALS).read_text(encoding="utf-8").count("hash:") == 2
    assert status(signed).startswith("approved by")
    assert signed.run("check", "data/approvals").returncode == 0


# -- void -------------------------------------------------------------------------------------------------


def change_a_dose(place: Workplace) -> None:
    place.edit("data/exercises/bridge.yaml", "weeks_6_8: {repetitions: 8,", "weeks_6_8: {repetitions: 9,")


def change_a_word(place: Workplace) -> None:
    place.edit("data/exercises/bridge.yaml", "title: Bridge", "title: Bridges")


def change_a_number_to_phone(place: Workplace) -> None:
    place.edit("data/emergency/gb.yaml", 'number: "999"', 'number: "998"')


def change_a_layout(place: Workplace) -> None:
    place.edit("layouts/handout-help.yaml", "  - passage: help.soon\n", "")


def change_the_programme(place: Workplace) -> None:
    text = '"12": [bridge, bird_dog, clam, sit_to_stand]\n  caesarean:'
    place.edit("data/programmes/postnatal.yaml", text, text.replace("clam", "cat_cow"))


def change_a_picture(place: Workplace) -> None:
    baked = place.path("data/figures/baked")
    original = baked.resolve()
    baked.unlink()
    for folder in original.iterdir():
        (baked / folder.name).mkdir(parents=True)
        for file in folder.iterdir():
            text = file.read_text(encoding="utf-8")
            (baked / folder.name / file.name).write_text(
                text.replace('"arrow"', '"arrow"', 1) + "\n", "utf-8"
            )


def change_what_a_picture_says(place: Workplace) -> None:
    place.edit("data/figures/poses/bridge.yaml", "alt: Woman lying", "alt: A woman lying")


@pytest.mark.parametrize(
    "change",
    [
        change_a_dose,
        change_a_word,
        change_a_number_to_phone,
        change_a_layout,
        change_the_programme,
        change_a_picture,
        change_what_a_picture_says,
    ],
    ids=lambda change: change.__name__.removeprefix("change_"),
)
def test_any_change_voids_it(signed: Workplace, change: Callable[[Workplace], None]) -> None:
    change(signed)
    assert status(signed) == "not yet clinically approved (an earlier approval is void)"


def test_a_page_after_a_change_says_so(signed: Workplace) -> None:
    change_a_word(signed)
    assert printed(signed).startswith("Not yet clinically approved")
    assert "not approved in en" in signed.run(*PAGE, "--require-approved", code=1).stderr


def test_it_ends_after_its_last_day(signed: Workplace) -> None:
    signed.run(*PAGE, "--require-approved", epoch=LATER)
    signed.run(*PAGE, "--require-approved", epoch=str(int(LATER) + DAY), code=1)


# -- refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "what"),
    [
        ((*APPROVE, "--until", "2026-11-21"), 2, "2026-11-21 is over"),
        ((*APPROVE, "--until", "2028-11-23"), 2, "after the guide's review date"),
        ((*APPROVE, "--until", "soon"), 2, "soon"),
        (
            ("approve", "postpartum-backache", "--by", " ", "--role", "x", *UNTIL),
            2,
            "needs a name and a role",
        ),
        (("approve", "postpartum-backache", "--by", "A\u202eB", "--role", "x", *UNTIL), 2, "direction mark"),
        (("approve", "postpartum", *BY, *UNTIL), 2, 'did you mean "postpartum-backache"?'),
        ((*APPROVE, "-l", "eng", *UNTIL), 2, 'did you mean "en"?'),
        (("approve", "postpartum-backache", *UNTIL), 2, "--by"),
    ],
)
def test_what_is_refused(place: Workplace, arguments: tuple[str, ...], code: int, what: str) -> None:
    before = place.path(APPROVALS).read_bytes()
    assert what in place.run(*arguments, code=code).stderr
    assert place.path(APPROVALS).read_bytes() == before


def test_a_guide_past_its_review_is_not_signed(place: Workplace) -> None:
    late = str(int(LATER) + 400 * DAY)
    assert "was to be reviewed" in place.run(*APPROVE, "--until", "2028-12-31", code=1, epoch=late).stderr


# -- translations -----------------------------------------------------------------------------------------


@pytest.fixture
def polish(place: Workplace) -> Workplace:
    """A copy with a complete translation that nobody has reviewed."""
    place.run("translate", "new", "pl")
    fill(place, "pl")
    return place


POLISH = (*APPROVE, "-l", "pl", *UNTIL)


def reviewed(place: Workplace) -> None:
    made = place.catalogue("pl")
    made.metadata["X-Handouts-Reviewed-By"] = "Sample Reviewer"
    made.save()


def test_a_translation_is_reviewed_before_it_is_signed(polish: Workplace) -> None:
    assert "nobody has reviewed the Polish translation" in polish.run(*POLISH, code=1).stderr
    reviewed(polish)
    text = printed(polish, "-l", "pl")
    assert "Not yet clinically approved" in text
    assert "Machine translated" not in text
    polish.run(*POLISH)
    assert "clinically" not in printed(polish, "-l", "pl", "--require-approved")
    assert status(polish, "pl").startswith("approved by Sample Clinician")
    assert status(polish, "en") == "not yet clinically approved"


def test_an_unfinished_translation_is_not_signed(polish: Workplace) -> None:
    reviewed(polish)
    made = polish.catalogue("pl")
    made[5].msgstr = ""
    made.save()
    said = polish.run(*POLISH, code=1).stderr
    assert f"({made[5].msgctxt})" in said


def test_one_changed_word_of_a_translation_voids_it(polish: Workplace) -> None:
    reviewed(polish)
    polish.run(*POLISH)
    made = polish.catalogue("pl")
    made[5].msgstr += "!"
    made.save()
    assert status(polish, "pl").endswith("(an earlier approval is void)")


def test_a_reviewer_who_is_taken_back_brings_the_band_back(polish: Workplace) -> None:
    reviewed(polish)
    polish.run(*POLISH)
    made = polish.catalogue("pl")
    made.metadata["X-Handouts-Reviewed-By"] = "nobody"
    made.save()
    assert "Machine translated, not reviewed" in printed(polish, "-l", "pl")
    said = polish.run(*PAGE, "-l", "pl", "--require-approved", code=1).stderr
    assert "not reviewed as a translation in pl" in said


def test_english_that_changed_voids_the_translation_too(polish: Workplace) -> None:
    reviewed(polish)
    polish.run(*POLISH)
    change_a_dose(polish)
    assert status(polish, "pl").endswith("(an earlier approval is void)")
