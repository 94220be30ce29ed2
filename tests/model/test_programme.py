"""Check what is done in which week, and how much of it."""

from __future__ import annotations

import pytest

from handouts.errors import UsageError
from handouts.model.exercise import PROGRAMME_WEEKS, Birth, Phase
from handouts.model.loader import load_guide
from handouts.model.programme import MOST_A_WEEK
from handouts.model.quantity import Range
from tests.model.conftest import Broken, Sample

WEEKS = range(1, PROGRAMME_WEEKS + 1)


@pytest.mark.parametrize(
    ("week", "phase"),
    [
        (1, Phase.WEEKS_0_2),
        (2, Phase.WEEKS_0_2),
        (3, Phase.WEEKS_2_6),
        (6, Phase.WEEKS_2_6),
        (7, Phase.WEEKS_6_8),
        (8, Phase.WEEKS_6_8),
        (9, Phase.WEEKS_8_12),
        (12, Phase.WEEKS_8_12),
    ],
)
def test_phase_of_a_week(week: int, phase: Phase) -> None:
    assert Phase.of_week(week) is phase


@pytest.mark.parametrize("week", [-1, 0, 13])
def test_weeks_outside_the_programme(sample: Sample, week: int) -> None:
    guide = sample.load()
    with pytest.raises(ValueError, match="weeks 1 to 12"):
        Phase.of_week(week)
    with pytest.raises(UsageError, match="weeks 1 to 12"):
        guide.programme.exercises(Birth.VAGINAL, week)
    with pytest.raises(UsageError, match=f"walking is not done in week {week}"):
        guide.programme.dose(guide.exercises["walking"], Birth.VAGINAL, week)


def test_weeks(sample: Sample) -> None:
    programme = sample.load().programme
    assert programme.every_week == ("walking",)
    assert programme.exercises(Birth.VAGINAL, 3) == ("breathing", "bridge")
    assert programme.exercises(Birth.CAESAREAN, 3) == ("breathing",)
    assert programme.first_week(Birth.VAGINAL, "bridge") == 3
    assert programme.first_week(Birth.CAESAREAN, "bridge") == 7
    assert programme.first_week(Birth.CAESAREAN, "walking") == 1
    assert programme.first_week(Birth.CAESAREAN, "swimming") is None
    assert programme.gate is not None
    assert (programme.gate.week, str(programme.gate.words)) == (7, "Check done and wound healed?")


def test_programme_without_a_gate(sample: Sample) -> None:
    sample.edit("programmes/sample.yaml", "gate: {week: 7, words: Check done and wound healed?}\n", "")
    assert sample.load().programme.gate is None


def test_the_first_time_is_the_first_printed_dose_whatever_the_week(sample: Sample) -> None:
    guide = sample.load()
    bridge, dose = guide.exercises["bridge"], guide.programme.dose
    first = dose(bridge, Birth.CAESAREAN, 7)
    assert (first.repetitions, first.sets, first.easier_first) == (Range(5, 8), Range(1, 1), True)
    second = dose(bridge, Birth.CAESAREAN, 8)
    assert (second.repetitions, second.sets, second.easier_first) == (Range(8, 8), Range(2, 2), False)
    assert dose(bridge, Birth.VAGINAL, 3).easier_first
    assert dose(bridge, Birth.VAGINAL, 4) == bridge.doses[Phase.WEEKS_2_6]
    assert dose(bridge, Birth.VAGINAL, 12) == bridge.doses[Phase.WEEKS_8_12]


def test_an_exercise_may_be_held_back_at_an_earlier_dose(sample: Sample) -> None:
    sample.edit("programmes/sample.yaml", "[bridge, breathing]", "[{bridge: weeks_6_8}, breathing]")
    guide = sample.load()
    bridge, programme = guide.exercises["bridge"], guide.programme
    assert programme.exercises(Birth.VAGINAL, 12) == ("bridge", "breathing")
    assert programme.phase("bridge", Birth.VAGINAL, 12) is Phase.WEEKS_6_8
    assert programme.dose(bridge, Birth.VAGINAL, 12) == bridge.doses[Phase.WEEKS_6_8]
    assert programme.dose(bridge, Birth.VAGINAL, 11) == bridge.doses[Phase.WEEKS_8_12]
    assert programme.dose(bridge, Birth.CAESAREAN, 12) == bridge.doses[Phase.WEEKS_8_12]


def test_what_has_not_begun_has_no_dose(sample: Sample) -> None:
    guide = sample.load()
    with pytest.raises(UsageError) as caught:
        guide.programme.dose(guide.exercises["bridge"], Birth.CAESAREAN, 6)
    assert str(caught.value) == "error: bridge is not done in week 6 after a caesarean birth"


def test_a_week_between_may_have_no_dose(sample: Sample) -> None:
    sample.edit("exercises/breathing.yaml", "  weeks_6_8: {repetitions: 5, unit: breath}\n", "")
    guide = sample.load()
    with pytest.raises(UsageError) as caught:
        guide.programme.dose(guide.exercises["breathing"], Birth.VAGINAL, 8)
    assert str(caught.value) == "error: breathing has no dose for week 8"


def test_no_more_exercises_than_a_tired_person_does(sample: Sample, broken: Broken) -> None:
    names = ["bridge", "breathing"]
    text = (sample.data / "exercises" / "breathing.yaml").read_text(encoding="utf-8")
    for number in range(MOST_A_WEEK - 1):
        names.append(f"extra{number}")
        path = sample.data / "exercises" / f"extra{number}.yaml"
        path.write_text(text.replace("id: breathing", f"id: extra{number}"), encoding="utf-8")
    sample.edit("guides/sample/guide.yaml", "walking]", f"walking, {', '.join(names[2:])}]")
    assert broken("programmes/sample.yaml", "[bridge, breathing]", f"[{', '.join(names)}]") == [
        "programmes/sample.yaml:16:47: error: week 12 (vaginal) has 5 exercises, more than 4\n"
        "  hint: long programmes are not done; move one to another week"
    ]
    sample.edit("programmes/sample.yaml", ", extra2]", "]")
    sample.edit("guides/sample/guide.yaml", ", extra2]", "]")
    (sample.data / "exercises" / "extra2.yaml").unlink()
    assert len(sample.load().programme.exercises(Birth.VAGINAL, 12)) == MOST_A_WEEK


@pytest.mark.parametrize("birth", Birth)
def test_every_week_of_the_product_has_doses_that_never_come_too_early(birth: Birth) -> None:
    guide = load_guide()
    for week in WEEKS:
        own = guide.programme.exercises(birth, week)
        assert 1 <= len(own) <= MOST_A_WEEK
        for name in (*guide.programme.every_week, *own):
            exercise = guide.exercises[name]
            dose = guide.programme.dose(exercise, birth, week)
            assert week > exercise.earliest_week[birth]
            assert dose.easier_first == (week == guide.programme.first_week(birth, name))


def test_the_first_bridge_after_a_caesarean_is_not_two_sets_of_eight() -> None:
    guide = load_guide()
    week = guide.programme.first_week(Birth.CAESAREAN, "bridge")
    assert week is not None
    assert week >= 7
    dose = guide.programme.dose(guide.exercises["bridge"], Birth.CAESAREAN, week)
    assert (dose.repetitions, dose.sessions, dose.easier_first) == (Range(5, 8), Range(1, 1), True)
