"""Check that a guide loads whole, and that what is wrong in one file is said at its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handouts import assets
from handouts.errors import DataError, Mark, UsageError
from handouts.model.exercise import Birth, Phase
from handouts.model.guide import messages_in
from handouts.model.loader import guide_names, load_guide
from handouts.model.passage import (
    Icon,
    ListPassage,
    NotePassage,
    QuestionsPassage,
    RedFlagsPassage,
    StepsPassage,
    TablePassage,
    TextPassage,
    Tone,
    Urgency,
)
from handouts.model.quantity import Quantity, QuantityKind, Range, Unit
from tests.model.conftest import Broken, Sample

CARE = "guides/sample/sections/care.yaml"
HELP = "guides/sample/sections/help.yaml"
GUIDE = "guides/sample/guide.yaml"
BRIDGE = "exercises/bridge.yaml"


def test_every_guide_of_the_product_loads() -> None:
    names = guide_names()
    assert names
    for name in names:
        guide = load_guide(name)
        assert guide.id == name
        assert {passage.urgency for passage in guide.red_flags()} == set(Urgency)


def test_guide(sample: Sample) -> None:
    guide = sample.load()
    assert (guide.id, guide.version) == ("sample", "1.0")
    assert (guide.issued, guide.review) == (date(2026, 11, 22), date(2028, 11, 22))
    assert str(guide.title) == "A sample guide"
    assert list(guide.sections) == ["care", "help"]
    assert list(guide.exercises) == ["bridge", "breathing", "walking"]
    assert list(guide.emergency) == ["GB", "NZ"]
    assert guide.emergency["NZ"].first_weekday == 6
    assert guide.emergency["GB"].advice is not None
    assert guide.sources["known-2015"].year is None
    assert guide.phrases["furniture.page"].text == "Page {page} of {pages}"
    assert [approval.language for approval in guide.approvals] == ["en"]


def test_passages_of_every_kind(sample: Sample) -> None:
    guide = sample.load()
    text, items, steps, table, note, asked = guide.sections["care"].passages
    assert isinstance(text, TextPassage)
    assert text.heading is not None
    assert text.heading.id == "care.intro.heading"
    assert text.sources == ("sample-2020",)
    assert isinstance(items, ListPassage)
    assert items.about_baby
    assert list(items.items) == ["walk", "warm"]
    assert isinstance(steps, StepsPassage)
    assert str(steps.start) == "Lie on your back."
    assert isinstance(table, TablePassage)
    assert table.rows["heat"].icon is Icon.HEAT
    assert table.rows["heat"].cells["how"].id == "care.methods.heat.how"
    assert not table.rows["hands"].about_baby
    value = table.values["heat_time"]
    assert value == Quantity(QuantityKind.DURATION, 15, 20, Unit.MINUTE, value.mark)
    assert isinstance(note, NotePassage)
    assert (note.tone, note.icon) == (Tone.CAUTION, Icon.CLOCK)
    assert isinstance(asked, QuestionsPassage)
    assert asked.questions["how-long"].question.id == "care.asked.questions.how-long.question"
    flags = guide.passage("help.now")
    assert isinstance(flags, RedFlagsPassage)
    assert flags.urgency is Urgency.EMERGENCY_NOW
    assert flags.groups["back"].signs["numb"].id == "help.now.back.numb"


def test_exercise(sample: Sample) -> None:
    bridge = sample.load().exercises["bridge"]
    assert bridge.earliest_week == {Birth.VAGINAL: 2, Birth.CAESAREAN: 6}
    assert list(bridge.doses) == [Phase.WEEKS_2_6, Phase.WEEKS_6_8, Phase.WEEKS_8_12]
    assert bridge.first_dose.repetitions == Range(5, 8)
    assert bridge.first_dose.id == "exercises.bridge.dose.weeks_2_6"
    assert bridge.doses[Phase.WEEKS_8_12].sets == Range(2, 3)
    assert bridge.doses[Phase.WEEKS_8_12].days == Range(3, 3)
    assert list(bridge.values) == ["hold"]
    feet = bridge.version(bridge.doses[Phase.WEEKS_8_12])
    assert str(feet) == "Put your feet on a step."
    assert bridge.version(bridge.doses[Phase.WEEKS_6_8]) is None
    assert bridge.version(bridge.first_dose.first_time()) is bridge.easier


def test_two_years_from_the_end_of_february(sample: Sample) -> None:
    sample.edit(GUIDE, "issued: 2026-11-22", "issued: 2024-02-29")
    sample.edit(GUIDE, "review: 2028-11-22", "review: 2026-03-01")
    assert sample.load().review == date(2026, 3, 1)
    sample.edit(GUIDE, "review: 2026-03-01", "review: 2026-03-02")
    assert len(sample.problems()) == 1


def test_words_remember_their_place(sample: Sample) -> None:
    title = sample.load().exercises["bridge"].title
    assert title.mark == Mark(str(sample.data / BRIDGE), 2, 8)


def test_every_message_has_an_id_of_its_own() -> None:
    ids = [message.id for message in messages_in(load_guide())]
    assert len(ids) == len(set(ids)) > 300


def test_line_ends_in_words_are_spaces(sample: Sample) -> None:
    sample.edit(BRIDGE, "title: Bridge", 'title: "A\n  long   bridge "')
    assert str(sample.load().exercises["bridge"].title) == "A long bridge"


def test_a_guide_without_sign_offs_needs_no_file_of_them(sample: Sample) -> None:
    (sample.data / "approvals" / "sample.yaml").unlink()
    assert sample.load().approvals == ()


def test_unknown_guide(sample: Sample) -> None:
    with pytest.raises(UsageError) as caught:
        load_guide("sampel", sample.data)
    assert str(caught.value) == 'error: there is no guide "sampel"\n  hint: did you mean "sample"?'


def test_unknown_passage(sample: Sample) -> None:
    guide = sample.load()
    with pytest.raises(DataError) as caught:
        guide.passage("care.method", Mark("layouts/one.yaml", 3, 5))
    assert str(caught.value) == (
        'layouts/one.yaml:3:5: error: there is no passage "care.method"\n  hint: did you mean "care.methods"?'
    )


def test_all_problems_of_all_files_at_once(sample: Sample) -> None:
    sample.edit(BRIDGE, "kind: strength", "kind: strenght")
    sample.edit(BRIDGE, "sources: [sample-2020]", "sources: [sample-2021]")
    sample.edit(CARE, "tone: caution", "tone: loud")
    sample.edit(GUIDE, "issued: 2026-11-22", "issued: soon")
    assert sample.shown(sample.problems()) == [
        'guides/sample/guide.yaml:5:9: error: issued: "soon" is not a date\n'
        "  hint: write year-month-day, such as 2026-11-22",
        'guides/sample/sections/care.yaml:27:34: error: tone: "loud" is not one of info, caution, urgent',
        'exercises/bridge.yaml:4:7: error: kind: "strenght" is not one of breathing, mobility, strength, '
        'stretch, pelvic_floor, walking\n  hint: did you mean "strength"?',
        'exercises/bridge.yaml:20:11: error: there is no source "sample-2021"\n'
        '  hint: did you mean "sample-2020"?',
    ]


def test_missing_section_and_the_file_that_is_not_listed(broken: Broken) -> None:
    assert broken(GUIDE, "[care, help]", "[care, hlep]") == [
        f'{GUIDE}:7:18: error: there is no section "hlep"\n  hint: did you mean "help"?',
        f"{HELP}: error: no guide lists this section\n  hint: add help to {GUIDE}, or take the file away",
    ]


def test_exercise_that_no_guide_lists(sample: Sample) -> None:
    text = (sample.data / BRIDGE).read_text(encoding="utf-8")
    (sample.data / "exercises" / "extra.yaml").write_text(text.replace("id: bridge", "id: extra"), "utf-8")
    assert sample.shown(sample.problems()) == [
        f"exercises/extra.yaml: error: no guide lists this exercise\n"
        f"  hint: add extra to {GUIDE}, or take the file away"
    ]
    other = sample.data / "guides" / "other" / "guide.yaml"
    other.parent.mkdir()
    other.write_text("id: other\nexercises: [extra]\n", "utf-8")
    assert sample.load().id == "sample"
    other.write_text("id: [other\n", "utf-8")
    assert len(sample.problems()) == 1


def test_a_file_that_cannot_be_read_hides_no_other_problem(sample: Sample) -> None:
    sample.edit(CARE, "id: care", "id: care: x")
    sample.edit(BRIDGE, "kind: strength", "kind: none")
    problems = sample.shown(sample.problems())
    assert [problem.partition(" error:")[0] for problem in problems] == [f"{CARE}:1:9:", f"{BRIDGE}:4:7:"]


def test_a_guide_file_that_cannot_be_read(broken: Broken) -> None:
    assert broken(GUIDE, "id: sample", "id: sample: x") == [
        f"{GUIDE}:1:11: error: a colon and a space in the middle of words\n"
        "  hint: put the words in double quotes, or mend the indent"
    ]


def test_no_emergency_numbers_at_all(sample: Sample) -> None:
    for path in (sample.data / "emergency").iterdir():
        path.unlink()
    assert sample.shown(sample.problems()) == ["emergency: error: there are no emergency numbers"]


def test_places_are_shown_from_the_checkout() -> None:
    mark = load_guide().title.mark
    assert (
        mark.file
        == (assets.DATA / "guides/postpartum-backache/guide.yaml").relative_to(assets.ROOT).as_posix()
    )
    assert not Path(mark.file).is_absolute()
