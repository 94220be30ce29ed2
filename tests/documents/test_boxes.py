"""Test that the boxes of a checklist are the dose: how many, on which days, which of them are extra."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from handouts.pages.layout import Kind
from handouts.pages.selection import Job, Request, select
from tests.documents import samples
from tests.documents.samples import Sample
from tests.documents.tags import TaggedFile, children, read_tags
from tests.validators.structure import Element, ObjectReference

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.fixture(params=samples.CHECKLISTS)
def sheet(request: pytest.FixtureRequest, a4: dict[str, Sample]) -> Sample:
    """Each checklist of the sample set in turn."""
    return a4[request.param]


def fields(sample: Sample) -> list[pikepdf.Object]:
    """Every form field of a file, copied out as plain values."""
    with pikepdf.open(sample.path) as pdf:
        return [
            {key: str(field[key]) for key in ("/T", "/TU", "/FT", "/V", "/AS", "/F")}
            | {"on": sorted(field.AP.N.keys()), "actions": "/A" in field or "/AA" in field}
            for field in pdf.Root.AcroForm.Fields
        ]


def boxes_of(element: Element) -> list[str]:
    """The labels of the boxes in an element, as a reader says them."""
    return [
        kid.words.partition("“")[2].rstrip("”")
        for one in element.walk()
        for kid in one.kids
        if isinstance(kid, ObjectReference)
    ]


def rows(tags: TaggedFile) -> list[list[Element]]:
    """The cells of each row of the week's table, without the head."""
    (table,) = tags.all("Table")
    return [children(row) for row in children(children(table, "TBody")[0])]


def exercises(sample: Sample) -> list[str]:
    """The ids of the week's exercises in the order of the table."""
    edition = sample.job.edition
    programme = edition.guide.programme
    return [*programme.exercises(edition.birth, edition.week), *programme.every_week]


def test_the_number_of_boxes_is_the_dose_in_every_week(weeks: list[Sample]) -> None:
    assert len(weeks) == 24
    for sheet in weeks:
        tags, edition = read_tags(sheet.path), sheet.job.edition
        table = rows(tags)
        names = exercises(sheet)
        assert len(table) == len(names) + 1, "the last row asks how it was"
        for name, (_, *days) in zip(names, table, strict=False):
            dose = edition.guide.programme.dose(edition.guide.exercises[name], edition.birth, edition.week)
            labels = [boxes_of(day) for day in days]
            where = f"{name} in {sheet.name}"
            assert sum(map(len, labels)) == dose.sessions.high * dose.days.high, where
            assert sum(1 for day in labels if day) == dose.days.high, where
            firm = [[label for label in day if "extra" not in label] for day in labels]
            assert sum(map(len, firm)) == dose.sessions.low * dose.days.low, where
            assert sum(1 for day in firm if day) == dose.days.low, where


def test_some_weeks_have_extra_days_and_some_extra_times(weeks: list[Sample]) -> None:
    """A guard of the test above."""
    doses = [
        sheet.job.edition.guide.programme.dose(
            sheet.job.edition.guide.exercises[name], sheet.job.edition.birth, sheet.job.edition.week
        )
        for sheet in weeks
        for name in exercises(sheet)
    ]
    assert any(dose.days.low < dose.days.high for dose in doses)
    assert any(dose.sessions.low < dose.sessions.high for dose in doses)


def test_boxes_say_exercise_day_and_time(sheet: Sample) -> None:
    tags, edition = read_tags(sheet.path), sheet.job.edition
    first = edition.pack.first_weekday if edition.start is None else edition.start.weekday()
    week = [WEEKDAYS[(first + day) % 7] for day in range(7)]
    for name, (_, *days) in zip(exercises(sheet), rows(tags), strict=False):
        title = edition.guide.exercises[name].title.text
        for weekday, day in zip(week, days, strict=True):
            for number, label in enumerate(boxes_of(day), 1):
                assert label in (f"{title}, {weekday}, time {number}", f"{title}, {weekday}, extra time")


def test_few_days_are_spread_over_the_week(sheet: Sample) -> None:
    """Three days a week are never next to each other."""
    tags, edition = read_tags(sheet.path), sheet.job.edition
    for name, (_, *days) in zip(exercises(sheet), rows(tags), strict=False):
        dose = edition.guide.programme.dose(edition.guide.exercises[name], edition.birth, edition.week)
        chosen = [number for number, day in enumerate(days) if boxes_of(day)]
        if dose.days.high <= 3:
            assert all(other - one > 1 for one, other in pairwise(chosen)), name


def test_extra_boxes_are_dotted_and_only_they(sheet: Sample) -> None:
    with pikepdf.open(sheet.path) as pdf:
        operators = pikepdf.parse_content_stream(pdf.pages[0])
        dashes = Counter(str(one.operands[0]) for one in operators if str(one.operator) == "d")
    dotted = sum(count for pattern, count in dashes.items() if re.match(r".*0.*2", pattern, re.DOTALL))
    labels = [label for row in rows(read_tags(sheet.path)) for cell in row for label in boxes_of(cell)]
    assert dotted == sum(1 for label in labels if "extra" in label)


def test_fields_are_boxes_to_tick_and_off_at_first(sheet: Sample) -> None:
    found = fields(sheet)
    assert len(found) > 20
    for field in found:
        assert (field["/FT"], field["/V"], field["/AS"]) == ("/Btn", "/Off", "/Off")
        assert field["on"] == ["/Off", "/Yes"]
        assert field["/F"] == "4", "printed"
        assert not field["actions"]
        assert field["/TU"].strip()


def test_names_of_fields_are_unique_and_tell_nothing(sheet: Sample) -> None:
    names = [field["/T"] for field in fields(sheet)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9_-]+", name) for name in names)


def test_boxes_do_not_touch(sheet: Sample) -> None:
    with pikepdf.open(sheet.path) as pdf:
        boxes = sorted(tuple(map(float, field.Rect)) for field in pdf.Root.AcroForm.Fields)
    for index, (left, bottom, right, top) in enumerate(boxes):
        assert right - left == pytest.approx(top - bottom, abs=0.02)
        for other in boxes[index + 1 :]:
            apart = other[0] >= right + 2 or other[1] >= top + 2 or other[3] <= bottom - 2
            assert apart, f"{other} is too near to {left, bottom}"


def test_the_week_begins_as_the_country_does(a4: dict[str, Sample]) -> None:
    tags = read_tags(a4["checklist-w01-vaginal"].path)
    assert day_heads(tags) == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def test_a_start_date_gives_every_day_its_date(a4: dict[str, Sample]) -> None:
    sample = a4["checklist-w07-caesarean"]
    assert sample.job.edition.start == date(2027, 1, 6)
    tags = read_tags(sample.path)
    assert day_heads(tags) == ["Wed 6", "Thu 7", "Fri 8", "Sat 9", "Sun 10", "Mon 11", "Tue 12"]
    assert "Wednesday 6 January 2027" in tags.words(tags.top[0])


def test_a_country_may_begin_on_sunday(tmp_path: Path) -> None:
    ward = tmp_path / "ward.yaml"
    ward.write_text("name: Sample Ward\nphone: 555 010 0199\ncountry: US\n", encoding="utf-8")
    sample = samples.made(job_for(ward), tmp_path)
    tags = read_tags(sample.path)
    assert day_heads(tags)[0] == "Sun"
    assert boxes_of(rows(tags)[0][1])[0].split(", ")[1] == "Sunday"
    assert "911" in tags.words(tags.top[0])


def job_for(ward: Path) -> Job:
    """The first week's checklist for a ward of one's own."""
    (job,) = select(Request(kinds=[Kind.CHECKLIST], ward=ward, today=samples.in_force()))
    return job


def day_heads(tags: TaggedFile) -> list[str]:
    """The heads of the seven day columns."""
    (table,) = tags.all("Table")
    (row,) = children(children(table, "THead")[0])
    return [tags.words(cell) for cell in children(row)[1:]]
