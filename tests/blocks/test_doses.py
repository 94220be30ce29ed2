"""Test that doses are printed for whom they hold: a caesarean's longer wait is never passed over."""

from __future__ import annotations

import re

import pytest

from handouts.blocks.dose_table import dose_table
from handouts.blocks.edition import Setting
from handouts.model.exercise import Birth, Exercise, Phase
from handouts.model.loader import load_guide
from tests.blocks.conftest import Printed
from tests.documents.tags import children, read_tags

EXERCISES = tuple(load_guide().exercises.values())


def rows(exercise: Exercise, setting: Setting, printed: Printed) -> dict[Phase, str]:
    """What the table says for each phase."""
    path = printed(setting, lambda one, parent: [dose_table(exercise, one, parent)])
    tags = read_tags(path)
    (table,) = tags.all("Table")
    cells = [[tags.words(cell) for cell in children(row)] for row in children(children(table, "TBody")[0])]
    assert [weeks for weeks, _ in cells] == ["1 to 2", "3 to 6", "7 to 8", "9 to 12"]
    return {phase: said for phase, (_, said) in zip(Phase, cells, strict=True)}


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_the_table_says_who_may_begin_when(exercise: Exercise, folded: Setting, printed: Printed) -> None:
    speech = folded.edition.speech
    first = {birth: exercise.earliest_week[birth] + 1 for birth in Birth}
    for phase, said in rows(exercise, folded, printed).items():
        if phase not in exercise.doses:
            assert said == "Not yet"
            continue
        words = str(speech.dose(exercise.doses[phase], exercise)).replace("\u00a0", " ")
        assert said.startswith(words)
        version = exercise.versions.get(exercise.doses[phase].version or "")
        way = str(speech.words(version, speech.quantities(exercise.values))) if version is not None else ""
        notes = said[len(words) :].replace(way.replace("\u00a0", " "), "")
        begin, end = phase.weeks.start, phase.weeks.stop - 1
        named = {int(week) for week in re.findall(r"week (\d+)", notes)}
        late = {week for week in first.values() if begin < week <= end}
        if late and first[Birth.CAESAREAN] <= end:
            late = set(first.values())  # both are told apart as soon as one has to wait
        assert late == named, f"{phase.value}: {said}"
        only_vaginal = first[Birth.VAGINAL] <= end < first[Birth.CAESAREAN]
        assert ("only after a vaginal birth" in notes.lower()) is only_vaginal, f"{phase.value}: {said}"


def test_some_exercises_wait_longer_after_a_caesarean() -> None:
    """A guard of the test above."""
    waits = [
        exercise
        for exercise in EXERCISES
        if exercise.earliest_week[Birth.CAESAREAN] > exercise.earliest_week[Birth.VAGINAL]
    ]
    assert len(waits) >= 3


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_who_begins_after_others_is_sent_to_the_first_dose(
    exercise: Exercise, folded: Setting, printed: Printed
) -> None:
    first = {birth: exercise.earliest_week[birth] + 1 for birth in Birth}
    for phase, said in rows(exercise, folded, printed).items():
        vaginal_had_it_before = first[Birth.VAGINAL] < phase.weeks.start
        caesarean_begins_here = first[Birth.CAESAREAN] in phase.weeks
        sent = "New to it after a caesarean? Do the row above." in said
        assert sent is (vaginal_had_it_before and caesarean_begins_here), f"{phase.value}: {said}"
