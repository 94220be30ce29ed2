"""Write a weekly job down for the program that is to run it: cron, systemd or the Windows Task Scheduler."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from types import MappingProxyType
from xml.sax.saxutils import escape

from handouts.errors import UsageError
from handouts.model.ward import WEEKDAYS

NAME = "handouts-weekly"
"""What the units and the task are called."""

PARTLY = 3
"""The exit code of a run that refused rows and did the rest: what comes after it is to run all the same."""

_A_MONDAY = date(2024, 1, 1)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class WeeklyJob:
    """Commands, each as its words, that run one after the other on a weekday (0 is Monday) at a time."""

    commands: Sequence[Sequence[str]]
    weekday: int
    at: time

    def __post_init__(self) -> None:
        """Raises UsageError for a word with a line break or the like: no timetable can hold it."""
        if any(_UNPRINTABLE.search(word) for command in self.commands for word in command):
            raise UsageError("a path has a control character in it", hint="rename the file or the folder")


def cron(job: WeeklyJob) -> str:
    """A line of a crontab (crontab(5)): words are quoted for the shell, and % for cron."""
    words = "; ".join(shlex.join(command) for command in job.commands).replace("%", r"\%")
    day = (job.weekday + 1) % 7  # cron counts from Sunday
    return f"# add this line with: crontab -e\n{job.at.minute} {job.at.hour} * * {day} {words}\n"


def systemd(job: WeeklyJob) -> str:
    """A service and its timer, each under the name of its file (systemd.service(5), systemd.timer(5))."""
    day = WEEKDAYS[job.weekday][:3].title()
    runs = "\n".join(
        "ExecStart=" + " ".join(_systemd_word(word) for word in command) for command in job.commands
    )
    return f"""\
# {NAME}.service, in ~/.config/systemd/user
[Unit]
Description=Weekly exercise checklists

[Service]
Type=oneshot
# some rows were refused: the rest is done, and the next command runs
SuccessExitStatus={PARTLY}
{runs}

# {NAME}.timer, in the same folder; then: systemctl --user enable --now {NAME}.timer
[Unit]
Description=Weekly exercise checklists

[Timer]
OnCalendar={day} *-*-* {job.at:%H:%M}:00
Persistent=true

[Install]
WantedBy=timers.target
"""


def windows(job: WeeklyJob) -> str:
    """A task as XML for schtasks, in ASCII so that it survives every way of saving it."""
    begin = _A_MONDAY + timedelta(days=job.weekday)
    day = WEEKDAYS[job.weekday].title()
    actions = "\n".join(
        f"    <Exec>\n      <Command>{_xml(command[0])}</Command>\n"
        f"      <Arguments>{_xml(subprocess.list2cmdline(command[1:]))}</Arguments>\n    </Exec>"
        for command in job.commands
    )
    return f"""\
<?xml version="1.0"?>
<!-- save this as {NAME}.xml; then: schtasks /Create /TN "{NAME}" /XML {NAME}.xml -->
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>{begin.isoformat()}T{job.at:%H:%M}:00</StartBoundary>
      <ScheduleByWeek>
        <DaysOfWeek><{day} /></DaysOfWeek>
        <WeeksInterval>1</WeeksInterval>
      </ScheduleByWeek>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <StartWhenAvailable>true</StartWhenAvailable>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
  </Settings>
  <Actions>
{actions}
  </Actions>
</Task>
"""


TIMETABLES: Mapping[str, Callable[[WeeklyJob], str]] = MappingProxyType(
    {"cron": cron, "systemd": systemd, "windows": windows}
)
"""How a weekly job is written down, by the name that `schedule --for` takes."""


def _systemd_word(word: str) -> str:
    """A word of a command as systemd splits them: quoted, with its own signs doubled."""
    doubled = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{doubled}"' if doubled != word or re.search(r"[\s';]", word) or not word else word


def _xml(text: str) -> str:
    return escape(text).encode("ascii", "xmlcharrefreplace").decode("ascii")
