"""Test how the command behaves towards terminals, pipes and signals, in processes of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.cli.build import INVENTED_WARD
from tests.cli.commands import HELP, QUICK, command, environment, on_terminal, spawn

pytestmark = [
    pytest.mark.usefixtures("in_force"),
    pytest.mark.skipif(os.name != "posix", reason="terminals and signals as POSIX has them"),
]

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["list"], 0), (["build", "--ward", "no.yaml"], 1), (["build", "--week", "99"], 2), (["nothing"], 2)],
)
def test_exit_codes(arguments: list[str], code: int, tmp_path: Path) -> None:
    assert spawn(*arguments, cwd=tmp_path).returncode == code


# -- terminal --------------------------------------------------------------------------------------------


def test_a_terminal_sees_a_progress_bar_and_paths(tmp_path: Path) -> None:
    code, shown = on_terminal(*QUICK, "-o", "out", cwd=tmp_path)
    assert code == 0
    assert "Setting" in shown
    assert "100%" in shown
    assert shown.rstrip().splitlines()[-2:] == ["out/handout-help-en-a4.pdf", "out/handout-lifting-en-a4.pdf"]


@pytest.mark.parametrize("quiet", ["-q", "--json"])
def test_no_bar_where_it_is_not_wanted(quiet: str, tmp_path: Path) -> None:
    _, shown = on_terminal(*QUICK, quiet, "-o", "out", cwd=tmp_path)
    assert "Setting" not in shown


def test_no_bar_and_no_colour_in_a_pipe(tmp_path: Path) -> None:
    done = spawn(*QUICK, "-o", "out", cwd=tmp_path)
    assert done.stderr.decode().splitlines() == [INVENTED_WARD]
    assert done.stdout.splitlines() == [b"out/handout-help-en-a4.pdf", b"out/handout-lifting-en-a4.pdf"]
    wrong = spawn("build", "--handout", "hlep", cwd=tmp_path)
    assert b"\x1b" not in wrong.stderr


@pytest.mark.parametrize(
    ("options", "variables", "coloured"),
    [
        ([], {}, True),
        (["--color", "auto"], {"NO_COLOR": ""}, True),
        (["--color", "never"], {}, False),
        ([], {"NO_COLOR": "1"}, False),
        (["--color", "auto"], {"NO_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
    ],
)
def test_errors_are_coloured_on_a_terminal_unless_told_otherwise(
    options: list[str], variables: dict[str, str], coloured: bool, tmp_path: Path
) -> None:
    code, shown = on_terminal(
        "build", "--handout", "hlep", *options, cwd=tmp_path, variables={"TERM": "xterm", **variables}
    )
    assert code == 2
    assert bool(COLOUR.search(shown)) is coloured
    assert 'error: there is no handout "hlep"' in COLOUR.sub("", shown)


@pytest.mark.parametrize("place", ["before", "after"])
def test_colour_may_be_asked_for_in_a_pipe(place: str, tmp_path: Path) -> None:
    words, always = ["build", "--handout", "hlep"], ["--color", "always"]
    done = spawn(*(always + words if place == "before" else words + always), cwd=tmp_path)
    assert b"\x1b[" in done.stderr


def test_a_pdf_is_not_thrown_on_the_terminal(tmp_path: Path) -> None:
    code, shown = on_terminal(*HELP, "--out", "-", cwd=tmp_path)
    assert code == 2
    assert "pdf would fill the terminal with noise" in shown
    assert "%PDF" not in shown


# -- pipes that break ------------------------------------------------------------------------------------


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away_ends_it_quietly(unbuffered: str, tmp_path: Path) -> None:
    """As `handouts build booklet --out - | head -c 5` does, however Python buffers: never with code 0."""
    maker = subprocess.Popen(
        command("build", "booklet", "--out", "-"),
        cwd=tmp_path,
        env=environment(PYTHONUNBUFFERED=unbuffered),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert maker.stdout is not None
    assert maker.stderr is not None
    assert maker.stdout.read(5) == b"%PDF-"
    maker.stdout.close()
    errors = maker.stderr.read()
    maker.stderr.close()
    assert maker.wait() == 1
    assert errors == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_below_stdout_is_an_error(tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command(*HELP, "--out", "-"),
            cwd=tmp_path,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"error: " in done.stderr


# -- Ctrl-C ----------------------------------------------------------------------------------------------


def test_ctrl_c_ends_with_130_and_leaves_the_old_files(tmp_path: Path) -> None:
    """Interrupted once it works, which the first line of -v shows: nothing is written, nothing is left."""
    old = tmp_path / "out" / "booklet-en-a4.pdf"
    old.parent.mkdir()
    old.write_bytes(b"the old booklet")
    program = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    program += "from handouts.cli.main import main; main(sys.argv[1:])"
    maker = subprocess.Popen(
        [sys.executable, "-c", program, "build", "handout", "booklet", "-v", "-o", "out"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert maker.stderr is not None
    assert "kB in" in maker.stderr.readline(), "the first document is set, others are to come"
    maker.send_signal(signal.SIGINT)
    out, errors = maker.communicate()
    assert maker.returncode == 130
    assert out == ""
    assert errors.splitlines()[-1] == "interrupted; nothing half-written is left"
    assert "Traceback" not in errors
    assert [path.name for path in old.parent.iterdir()] == [old.name]
    assert old.read_bytes() == b"the old booklet"
