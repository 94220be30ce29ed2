"""Let the programs that would run the weekly job read what is printed for them."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.batch.timetable import TIMETABLES, WeeklyJob, cron, systemd, windows
from handouts.cli.schedule import this_system
from handouts.model.ward import WEEKDAYS
from tests.cli.commands import run
from tests.conftest import missing

AWKWARD = "a ward's 100% “list” & more $HOME"
"""A folder's name that every program quotes in another way."""

TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"

words = st.text(st.characters(min_codepoint=32, blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a list and a ward's file."""
    folder = tmp_path / AWKWARD
    folder.mkdir()
    (folder / "roster.csv").write_text("id,language,birth,week\n", encoding="utf-8")
    (folder / "ward.yaml").write_text("name: Ward 5\nphone: 01632 960123\ncountry: GB\n", encoding="utf-8")
    return folder


def asked(place: Path, *more: object) -> tuple[object, ...]:
    """The command."""
    return "schedule", place / "roster.csv", "--ward", place / "ward.yaml", "--out", place / "out", *more


def job(*commands: list[str]) -> WeeklyJob:
    """A job on Mondays."""
    from datetime import time

    return WeeklyJob(commands, 0, time(6, 5))


def expected(place: Path) -> list[str]:
    """What is to be run for the sheets, after the program."""
    files = [str(place / "roster.csv"), "--ward", str(place / "ward.yaml"), "--out", str(place / "out")]
    return ["batch", *files, "--quiet"]


# -- cron ----------------------------------------------------------------------------------------------------


def command_of_cron(line: str) -> str:
    """What cron gives to the shell: the text up to the first % that has no backslash (crontab(5))."""
    *_, text = line.split(" ", 5)
    out, rest = "", text
    while rest:
        if rest.startswith("\\%"):
            out, rest = out + "%", rest[2:]
        elif rest[0] == "%":
            break
        else:
            out, rest = out + rest[0], rest[1:]
    return out


@given(st.lists(words, min_size=1, max_size=4))
def test_cron_hands_the_words_over_as_they_are(command: list[str]) -> None:
    line = cron(job(command)).splitlines()[-1]
    assert shlex.split(command_of_cron(line)) == command


def test_a_crontab_line_names_day_and_time(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for day, number in zip(WEEKDAYS, "1234560", strict=True):
        done = run(capsys, *asked(place, "--for", "cron", "--day", day, "--time", "18:30"))
        line = done.out.splitlines()[-1]
        assert line.startswith(f"30 18 * * {number} ")
        assert shlex.split(command_of_cron(line))[-len(expected(place)) :] == expected(place)


def test_crontab_takes_the_line(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = shutil.which("crontab")
    if program is None:
        missing("crontab is not installed (Debian: cron)")
    done = run(capsys, *asked(place, "--for", "cron", "--relay", "mail.example.org:587"))
    path = tmp_path / "crontab"  # crontab cuts long names off
    path.write_text(done.out, encoding="utf-8")
    usage = subprocess.run([str(program), "-h"], capture_output=True, text=True, check=False)
    look = "-n" if "dry run" in usage.stdout + usage.stderr else "-T"  # Debian's cron, or others'
    checked = subprocess.run([str(program), look, str(path)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    path.write_text(done.out.replace("0 6 * * 1", "70 6 * * 1"), encoding="utf-8")
    checked = subprocess.run([str(program), look, str(path)], capture_output=True, text=True, check=False)
    assert checked.returncode != 0, "it looks at the line at all"


def test_the_shell_runs_the_line(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line itself, as cron's shell would run it; the list is empty, so nothing is made."""
    done = run(capsys, *asked(place, "--for", "cron"))
    ran = subprocess.run(
        ["/bin/sh", "-c", command_of_cron(done.out.splitlines()[-1])],
        env={**os.environ, "HANDOUTS_NO_BOOTSTRAP": "1"},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert (place / "out").is_dir()


# -- systemd -------------------------------------------------------------------------------------------------


def units(text: str, folder: Path) -> list[Path]:
    """The files that the text says to make."""
    service, _, timer = text.partition("# handouts-weekly.timer")
    folder.mkdir()
    paths = [folder / "handouts-weekly.service", folder / "handouts-weekly.timer"]
    for path, unit in zip(paths, (service, timer.partition("\n")[2]), strict=True):
        path.write_text(unit, encoding="utf-8")
    return paths


def test_systemd_finds_nothing_wrong(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        missing("systemd-analyze is not installed (Debian: systemd)")
    done = run(capsys, *asked(place, "--for", "systemd", "--relay", "mail.example.org:587"))
    paths = units(done.out, tmp_path / "units")
    checked = subprocess.run(
        [str(program), "verify", "--man=no", *map(str, paths)], capture_output=True, text=True, check=False
    )
    found = [line for line in checked.stderr.splitlines() if "handouts-weekly" in line]
    assert (checked.returncode, found) == (0, [])
    times = subprocess.run(
        [str(program), "calendar", "Mon *-*-* 06:00:00"], capture_output=True, text=True, check=False
    )
    assert times.returncode == 0, times.stderr
    assert "OnCalendar=Mon *-*-* 06:00:00" in done.out


def split_by_systemd(line: str) -> list[str]:
    """Words as systemd.service(5) says: quotes, backslashes, and doubled % and $."""
    return [word.replace("%%", "%").replace("$$", "$") for word in shlex.split(line)]


@given(st.lists(words.filter(lambda word: "\xa0" not in word), min_size=1, max_size=4))
def test_systemd_hands_the_words_over_as_they_are(command: list[str]) -> None:
    (line,) = [each for each in systemd(job(command)).splitlines() if each.startswith("ExecStart=")]
    assert split_by_systemd(line.removeprefix("ExecStart=")) == command


def test_the_mails_follow_though_rows_were_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, *asked(place, "--for", "systemd", "--relay", "mail.example.org:587"))
    assert "SuccessExitStatus=3" in done.out
    first, second = [line for line in done.out.splitlines() if line.startswith("ExecStart=")]
    assert " batch " in first
    assert " mail " in second
    assert "--send --yes --relay mail.example.org:587" in second


# -- windows -------------------------------------------------------------------------------------------------


def test_the_task_is_well_formed_ascii(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, *asked(place, "--for", "windows", "--day", "sunday", "--time", "18:30"))
    task = ET.fromstring(done.out.encode("ascii"))
    begin = task.findtext(f".//{TASK}StartBoundary")
    assert begin is not None
    assert begin.endswith("T18:30:00")
    assert task.find(f".//{TASK}DaysOfWeek/{TASK}Sunday") is not None
    assert task.findtext(f".//{TASK}Command") == sys.executable
    arguments = task.findtext(f".//{TASK}Arguments") or ""
    assert arguments.endswith(subprocess.list2cmdline(expected(place)))


@given(st.lists(words, min_size=2, max_size=4))
def test_windows_hands_the_words_over_as_they_are(command: list[str]) -> None:
    task = ET.fromstring(windows(job(command)))
    assert task.findtext(f".//{TASK}Command") == command[0]
    assert task.findtext(f".//{TASK}Arguments") == subprocess.list2cmdline(command[1:])


# -- all -----------------------------------------------------------------------------------------------------


def test_what_this_machine_has_is_the_usual(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(run(capsys, *asked(place, "--json")).out)
    assert told["for"] == this_system() in TIMETABLES


def test_secrets_stay_in_their_file(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = place / "relay.txt"
    secret.write_text("ward-user\na pass phrase\n", encoding="utf-8")
    secret.chmod(0o600)
    for system in TIMETABLES:
        options = ("--for", system, "--relay", "localhost:587", "--credentials", secret)
        done = run(capsys, *asked(place, *options))
        assert done.code == 0, done.err
        assert "relay.txt" in done.out
        assert "pass phrase" not in done.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--day", "funday"), "--day"),
        (("--time", "25:00"), "--time"),
        (("--for", "launchd"), "--for"),
        (("--ca-file", "ca.pem"), "without --relay nothing is sent"),
        (("--relay", "a b"), "--relay is not a host and a port"),
        (("--relay", "localhost:587", "--credentials", "nowhere"), "there is no file nowhere"),
    ],
)
def test_a_wrong_command_is_told(
    place: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], said: str
) -> None:
    done = run(capsys, *asked(place, *options))
    assert (done.code, said in done.err) == (2, True), done.err
    assert done.out == ""


def test_a_list_that_is_not_there_is_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "roster.csv").unlink()
    done = run(capsys, *asked(place))
    assert (done.code, "there is no file" in done.err) == (2, True)
