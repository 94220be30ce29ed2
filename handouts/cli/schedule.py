"""Print what makes a machine run the weekly job by itself."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import datetime, time
from pathlib import Path

import click

from handouts import assets
from handouts.batch.timetable import TIMETABLES, WeeklyJob
from handouts.cli.console import Choice, Console, console_options
from handouts.cli.mail import host_and_port, name_and_password
from handouts.errors import UsageError
from handouts.model.ward import WEEKDAYS

STARTER = "generate.py"
COMMAND = "handouts"
SYSTEMD = Path("/run/systemd/system")
"""Is there where systemd runs the machine (sd_booted(3))."""


@click.command(short_help="Print the lines that make a machine run the weekly job.")
@click.argument("roster", metavar="ROSTER.csv", type=click.Path(path_type=Path))
@click.option(
    "--for", "system", type=Choice(list(TIMETABLES)), help="Who runs the job.  [what this machine has]"
)
@click.option("--day", type=Choice(WEEKDAYS), default="monday", show_default=True, help="The day it runs.")
@click.option(
    "--time",
    "at",
    type=click.DateTime(["%H:%M"]),
    default="06:00",
    show_default=True,
    metavar="HH:MM",
    help="The time it runs.",
)
@click.option(
    "--ward", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The ward's own file."
)
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder for the sheets and their ledger.",
)
@click.option("--require-approved", is_flag=True, help="Refuse words that no clinician has signed off.")
@click.option("--relay", metavar="HOST:PORT", help="Send e-mails too, through this relay.")
@click.option(
    "--ca-file", type=click.Path(path_type=Path), metavar="FILE", help="Certificate of the relay's authority."
)
@click.option(
    "--credentials",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Name and password for the relay, on two lines, for nobody else to read.",
)
@console_options
@click.pass_obj
def schedule(
    console: Console,
    roster: Path,
    system: str | None,
    day: str,
    at: datetime,
    ward: Path,
    out: Path,
    require_approved: bool,
    relay: str | None,
    ca_file: Path | None,
    credentials: Path | None,
) -> None:
    """Print ready lines for cron, systemd or the Windows Task Scheduler.

    Every week they make a checklist for each woman on the list, and with --relay send it to those who have an
    e-mail address. Nothing is installed: copy the lines to where their first line says.

    \b
    Examples:
      handouts schedule roster.csv --ward ward.yaml --out sheets
      handouts schedule roster.csv --ward ward.yaml --out sheets --for cron --day sunday --time 18:30
      handouts schedule roster.csv --ward ward.yaml --out sheets --relay mail.example.org:587
    """
    if relay is not None:
        host_and_port(relay)
    elif ca_file or credentials:
        raise UsageError("without --relay nothing is sent", hint="add --relay HOST:PORT")
    files = [path for path in (roster, ward, ca_file, credentials) if path is not None]
    for path in files:
        if not path.is_file():
            raise UsageError(f"there is no file {path}", hint="the job needs it; check the path")
    if credentials is not None:
        name_and_password(credentials)
    shared = [str(roster.resolve()), "--ward", str(ward.resolve()), "--out", str(out.resolve()), "--quiet"]
    shared += ["--require-approved"] if require_approved else []
    commands = [[*program(), "batch", *shared]]
    if relay is not None:
        options = {"--ca-file": ca_file, "--credentials": credentials}
        more = [word for name, path in options.items() if path for word in (name, str(path.resolve()))]
        commands.append([*program(), "mail", *shared, "--send", "--yes", "--relay", relay, *more])
    job = WeeklyJob(commands, WEEKDAYS.index(day), time(at.hour, at.minute))
    name = system or this_system()
    text = TIMETABLES[name](job)
    console.result(text.rstrip("\n"))
    console.data({"for": name, "text": text})


def program() -> list[str]:
    """The words that start this program again, wherever the job's working folder is."""
    starter = assets.ROOT / STARTER
    if starter.is_file():
        return [sys.executable, str(starter)]
    installed = shutil.which(COMMAND)
    return [installed] if installed else [sys.executable, "-m", COMMAND]


def this_system() -> str:
    """Which of the timetables this machine keeps."""
    if os.name == "nt":
        return "windows"
    return "systemd" if SYSTEMD.is_dir() else "cron"
