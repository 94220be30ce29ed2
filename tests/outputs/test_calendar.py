"""Read calendar files back with icalendar, and hold their days and words against the checklist."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from handouts.blocks.week_plan import WeekPlan
from handouts.errors import UsageError
from handouts.languages.registry import language_codes
from handouts.model.exercise import PROGRAMME_WEEKS, Birth
from handouts.outputs import calendar
from handouts.outputs.run import Order, files_of, jobs_of
from handouts.pages.layout import Kind
from handouts.pages.selection import Job, Request
from tests.documents import samples

MONDAY = date(2026, 11, 30)
WEEKS = range(1, PROGRAMME_WEEKS + 1)


def job(code: str = "en", week: int = 4, birth: Birth = Birth.VAGINAL, start: date | None = MONDAY) -> Job:
    """The checklist of a week."""
    request = Request(
        kinds=[Kind.CHECKLIST],
        languages=(code,),
        week=week,
        birth=birth,
        start=start,
        today=samples.in_force(),
    )
    (found,) = jobs_of(Order(request, ("calendar",)))
    return found


def made(one: Job) -> bytes:
    """Its calendar file."""
    (file,) = files_of(Order(Request(), ("calendar",)), one)
    assert file.name == f"{one.stem}.ics"
    return file.data


def events(data: bytes) -> list[Event]:
    """The events of a file."""
    read = Calendar.from_ical(data)
    assert not read.errors
    return list(read.walk("VEVENT"))


@pytest.mark.parametrize("code", language_codes())
def test_seven_days_in_the_language_of_the_woman(code: str) -> None:
    one = job(code)
    speech, plan_title = one.edition.speech, one.edition.title.text
    found = events(made(one))
    assert [each["DTSTART"].dt for each in found] == [MONDAY + timedelta(days=day) for day in range(7)]
    assert [each["DTEND"].dt - each["DTSTART"].dt for each in found] == [timedelta(days=1)] * 7
    for each in found:
        assert each["SUMMARY"] == plan_title
        for name in ("SUMMARY", "DESCRIPTION"):
            assert each[name].params["LANGUAGE"] == speech.language.tag
        text = each["DESCRIPTION"]
        assert "**" not in text
        assert "](" not in text
        assert "{" not in text
        assert one.edition.pack.number in text
        assert one.edition.ward.phone in text.replace("\u00a0", " ")
        exercise = one.edition.guide.exercises["pelvic_floor"]
        dose = one.edition.guide.programme.dose(exercise, Birth.VAGINAL, 4)
        assert speech.words(exercise.title).text in text
        assert speech.dose(dose, exercise).text in text


@pytest.mark.parametrize("birth", Birth)
@pytest.mark.parametrize("week", WEEKS)
def test_every_day_has_the_exercises_that_have_boxes_on_the_sheet(week: int, birth: Birth) -> None:
    one = job("en", week, birth)
    words = calendar.DayWords(one.layout, one.edition)
    plan: WeekPlan = words.plan
    extra = one.edition.speech.phrase("messages.calendar.extra", words="").text
    for day, event in enumerate(events(made(one))):
        lines = event["DESCRIPTION"].split("\n")
        for exercise in plan.exercises():
            times = plan.times(plan.dose(exercise), day)
            heading = f"{plan.heading(exercise).text}: {plan.instructions(exercise)[0].text}"
            named = [line for line in lines if line.startswith(heading)]
            assert len(named) == (1 if times.certain + times.extra else 0), (exercise.id, day)
            if named:
                assert named[0].endswith(extra) is (times.certain == 0)
        assert all(note.text.replace("**", "") in lines for note in plan.notes())


def test_words_that_are_not_approved_say_so_first() -> None:
    for code, number in (("en", 1), ("hi", 2)):
        text = events(made(job(code)))[0]["DESCRIPTION"]
        assert text.split("\n\n")[0].count("\n") == number - 1
    assert events(made(job()))[0]["DESCRIPTION"].startswith("Not yet clinically approved\n\n")


def test_no_time_of_day_no_alarm_and_nothing_about_a_person() -> None:
    data = made(job("hi"))
    for found in events(data):
        assert type(found["DTSTART"].dt) is date
        assert found.subcomponents == []
        assert (found["TRANSP"], found["CLASS"]) == ("TRANSPARENT", "PRIVATE")
        assert set(found) == {
            *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL", "CLASS", "TRANSP")
        }


def test_the_bytes_are_those_of_the_words_and_not_of_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    one = job("zh-Hans")
    first = made(one)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    assert made(one) == first
    issued = datetime.combine(one.edition.trust.issued, datetime.min.time(), UTC)
    assert {each["DTSTAMP"].dt for each in events(first)} == {issued}


def test_a_newer_file_takes_the_place_of_an_older_one_and_of_no_other() -> None:
    def names(one: Job) -> list[str]:
        return [str(each["UID"]) for each in events(made(one))]

    usual = job()
    newer = replace(usual, edition=replace(usual.edition, trust=replace(usual.edition.trust, version="9.9")))
    assert names(newer) == names(usual)
    later = job(week=5, start=MONDAY + timedelta(days=7))
    assert len({*names(usual), *names(later)}) == 14


@pytest.mark.parametrize("code", language_codes())
def test_lines_are_folded_and_end_as_the_standard_says(code: str) -> None:
    """RFC 5545, 3.1: lines of at most 75 octets without the break, which is CR LF; letters stay whole."""
    data = made(job(code))
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")


def test_a_calendar_needs_its_first_day() -> None:
    with pytest.raises(UsageError, match="first day of the week") as caught:
        made(job(start=None))
    assert "--start" in str(caught.value)


def test_a_calendar_is_made_of_checklists_alone() -> None:
    with pytest.raises(UsageError, match="calendar"):
        jobs_of(Order(Request(kinds=[Kind.BOOKLET], today=samples.in_force()), ("calendar",)))
