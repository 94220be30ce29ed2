"""Write the week of a checklist as a calendar file (RFC 5545) that phones and computers open.

Each day is an all-day event: that is what every phone shows and imports, while the calendars of most phones
drop entries of tasks. No time of day and no alarm is made up, an event does not make the
day busy, and nothing is in it that is not on the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from handouts.blocks import stop
from handouts.blocks.edition import Edition, Setting
from handouts.blocks.week_plan import WeekPlan
from handouts.errors import UsageError
from handouts.languages.speech import Words
from handouts.model.exercise import DAYS_A_WEEK
from handouts.outputs.output import Document, Output
from handouts.pages.layout import Kind, Layout
from handouts.pages.trust import warnings
from handouts.text.markup import parse

ENDING = ".ics"
PRODUCT = "-//Handouts//Weekly plan//EN"
"""Who made the file (RFC 5545, 3.7.3): the same for every version, so that the bytes are too."""

STOP = "stop"
"""The block of the layout that says when to stop, and whom to phone."""


def make(document: Document) -> Mapping[str, bytes]:
    """The calendar of a checklist. Raises UsageError for a week without its first day."""
    job = document.job
    start = job.edition.start
    if start is None:
        raise UsageError(
            "a calendar needs the first day of the week", hint="add --start, such as: --start 2026-11-23"
        )
    return {ENDING: week_calendar(job.layout, job.edition, start)}


def week_calendar(layout: Layout, edition: Edition, start: date) -> bytes:
    """The bytes of the file, the same for the same words and days.

    A day keeps its UID when the words change, so that a newer file takes the place of an older one; the time
    stamps are the guide's date of issue and not the clock.
    """
    from icalendar import Calendar, Event  # 60 ms

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", edition.title.text)
    language = {"LANGUAGE": edition.language.tag}
    stamp = datetime.combine(edition.trust.issued, time(), UTC)
    words = DayWords(layout, edition)
    for day in range(DAYS_A_WEEK):
        on = start + timedelta(days=day)
        event = Event()
        event.add("uid", _uid(edition, on))
        event.add("dtstamp", stamp)
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))  # the first day that it is not on any more
        event.add("summary", edition.title.text, parameters=language)
        event.add("description", "\n".join(words.of(day)), parameters=language)
        if edition.ward.web is not None:
            event.add("url", str(edition.ward.web))
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def plain(words: Words) -> str:
    """Words without their markup, on one line."""
    return parse(words.text).text


def _uid(edition: Edition, on: date) -> str:
    name = f"handouts:{edition.guide.id}:{edition.birth.value}:{edition.week}:{on.isoformat()}"
    return str(uuid5(NAMESPACE_URL, name))


class DayWords:
    """What an event says: status, exercises, what to know, when to stop, and where it comes from."""

    def __init__(self, layout: Layout, edition: Edition) -> None:
        # nothing is measured, so the measure may be anything
        self.setting = Setting(edition, edition.theme, 0.0, edition.theme.pages[edition.paper.name])
        self.plan = WeekPlan(self.setting)
        self.warnings = [plain(each) for each in warnings(edition.trust, edition.speech)]
        self.after = [*self._notes(), *self._stop(layout), *self._web(), self._origin()]

    def of(self, day: int) -> Iterator[str]:
        """The lines of a day of the week, 0 being its first; a blank line between parts."""
        if self.warnings:
            yield from (*self.warnings, "")
        for exercise in self.plan.exercises():
            times = self.plan.times(self.plan.dose(exercise), day)
            if not times.certain + times.extra:
                continue
            first, *others = self.plan.instructions(exercise)
            line = self.setting.labelled(self.plan.heading(exercise), first)
            if not times.certain:
                line = self.setting.edition.speech.phrase("messages.calendar.extra", words=line.text)
            yield plain(line)
            yield from map(plain, others)
        yield from ("", *self.after)

    def _notes(self) -> Iterator[str]:
        words = self.plan.notes()
        gate = self.plan.programme.gate
        if gate is not None and self.plan.after_gate:
            label = self.setting.phrase("plan.gate", week=gate.week)
            words.append(self.setting.labelled(label, self.setting.words(gate.words)))
        if words:
            yield from (*map(plain, words), "")

    def _stop(self, layout: Layout) -> Iterator[str]:
        for spec in layout.blocks:
            if spec.kind == STOP:
                yield from (*map(plain, stop.sentences(spec.options, self.setting)), "")

    def _web(self) -> Iterator[str]:
        web = self.setting.edition.ward.web
        if web is not None:
            yield plain(self.setting.phrase("contact.web_link", address=web))

    def _origin(self) -> str:
        edition = self.setting.edition
        facts = [
            plain(edition.speech.words(edition.guide.title)),
            self.setting.phrase("footer.version", version=edition.trust.version).text,
            self.setting.phrase("footer.issued", date=edition.speech.date(edition.trust.issued)).text,
            self.setting.phrase("footer.review", date=edition.speech.date(edition.trust.review)).text,
        ]
        return " · ".join(facts)


OUTPUT = Output(make, kinds=frozenset({Kind.CHECKLIST}), text=True)
