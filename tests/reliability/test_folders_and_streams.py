"""Take the folder, the disk, the streams or the time away from a build, and look at what it leaves."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.bootstrap import INTERRUPTED
from handouts.outputs import files
from handouts.outputs.files import write_file
from tests.reliability.checkout import ROOT
from tests.reliability.product import TIMEOUT, Copy, Ended, Here, errors_of, whole
from tests.reliability.verdict import A_DAY

HELP = ("build", "handout", "--handout", "help")
FILE = "handout-help-en-a4.pdf"
POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="needs POSIX streams and signals")
FULL = Path("/dev/full")
NEEDS_FULL = pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")


# -- folders -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("below", ["", "a", "a/b"])
def test_a_file_where_the_folder_should_be(below: str, tmp_path: Path, here: Here) -> None:
    (tmp_path / "out").write_text("a file")
    here(*HELP, "--out", tmp_path / "out" / below).refused(
        "error: cannot write ", f"{tmp_path.name}/out is a file, not a folder", "hint: choose another folder"
    )
    assert (tmp_path / "out").read_text() == "a file"


def test_a_folder_where_the_file_should_be(tmp_path: Path, here: Here) -> None:
    (tmp_path / FILE).mkdir()
    here(*HELP, "--out", tmp_path).refused(f"{FILE}: is a directory", "hint: choose another folder")
    assert [path.name for path in tmp_path.rglob("*")] == [FILE]


def test_a_name_that_is_too_long(tmp_path: Path, here: Here) -> None:
    here(*HELP, "--out", tmp_path / ("x" * 300)).refused("error: cannot write ", "file name too long")
    assert list(tmp_path.iterdir()) == []


@POSIX_ONLY
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path, here: Here) -> None:
    tmp_path.chmod(0o500)
    here(*HELP, "--out", tmp_path).refused("error: cannot write ", "permission denied")
    tmp_path.chmod(0o700)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for one handout."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except OSError:
        pytest.skip("no mount here")
    if done.returncode:
        pytest.skip("may not mount a disk here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_old_files_and_no_strays(small_disk: Path, here: Here) -> None:
    """The first handouts of the set find room, the booklet does not."""
    (small_disk / "booklet-en-a4.pdf").write_text("the old one")
    here("build", "handout", "booklet", "--out", small_disk).refused(": no space left on device")
    assert (small_disk / "booklet-en-a4.pdf").read_text() == "the old one"
    for path in small_disk.iterdir():
        if path.name != "booklet-en-a4.pdf":
            whole(path)


def test_a_full_disk_stops_a_batch_with_whole_sheets_that_the_next_run_keeps(
    small_disk: Path, tmp_path: Path, here: Here
) -> None:
    """The ledger and the first sheet find room, the others do not."""
    roster = tmp_path / "roster.csv"
    roster.write_text("id,language,birth,week\n" + "".join(f"w-{n},en,vaginal,3\n" for n in range(9)))
    words = ("batch", roster, "--start", "2026-11-30", "--quiet", "--out")
    here(*words, small_disk).refused(": no space left on device")
    for path in small_disk.iterdir():
        assert not path.name.endswith(".part")
        if path.suffix == ".pdf":
            whole(path)
    ended = here(*words, tmp_path / "roomy")
    assert (ended.code, len(ended.out.splitlines())) == (0, 9)


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_disk_that_fails_at_any_step_leaves_the_old_file(
    step: str, tmp_path: Path, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the test above, for machines where no disk may be mounted."""
    (tmp_path / FILE).write_text("the old one")

    def fail(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files.os, step, fail)
    ended = here(*HELP, "--out", tmp_path)
    monkeypatch.undo()
    ended.refused("error: cannot write ", ": no space left on device")
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    assert (tmp_path / FILE).read_text() == "the old one"


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C between writing and renaming."""
    write_file(tmp_path / "a.pdf", b"old")

    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a.pdf", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_two_builds_into_one_folder_at_once(copy: Copy, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "handouts", "build", "--out", str(tmp_path / "out")]
    running = [
        subprocess.Popen(
            command, cwd=copy.root, env={**os.environ, **A_DAY}, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=TIMEOUT)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert said[0] == said[1]
    there = sorted((tmp_path / "out").iterdir())
    assert [str(path) for path in there] == sorted(said[0].splitlines())
    for path in there:
        whole(path)


# -- Ctrl-C --------------------------------------------------------------------------------------------------


@POSIX_ONLY
@pytest.mark.parametrize("documents", [1, 3, 8])
def test_ctrl_c_in_the_middle_leaves_nothing(documents: int, copy: Copy, tmp_path: Path) -> None:
    """Sent when so many of the nine documents have been set."""
    command = [sys.executable, "-m", "handouts", "build", "--verbose", "--out", str(tmp_path / "out")]
    with subprocess.Popen(
        command, cwd=copy.root, env={**os.environ, **A_DAY}, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        for _ in range(documents):
            assert " kB in " in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert process.returncode == INTERRUPTED
    assert said.splitlines()[-1] == "interrupted; nothing half-written is left"
    assert "Traceback" not in said
    for path in (tmp_path / "out").rglob("*"):  # only where all nine were set before the signal came
        whole(path)


INTERRUPTING = """
import os, runpy, signal, sys

_, moment, program, *sys.argv[1:] = sys.argv

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == moment:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder())
sys.argv[0] = program
if program.endswith(".py"):
    runpy.run_path(program, run_name="__main__")
else:
    runpy.run_module(program, run_name="__main__", alter_sys=True)
"""
"""A start of the real program in which Ctrl-C comes at the moment when a module is looked for."""

MOMENTS = {
    "handouts": ["handouts.cli", "handouts.cli.main", "click", "json", "handouts.cli.build", "yaml", "icu"],
    "generate.py": [
        "handouts",
        "handouts.__main__",
        "handouts.errors",
        "handouts.blocks",
        "handouts.text.shape",
    ],
}


@POSIX_ONLY
@pytest.mark.parametrize(
    ("program", "moment"), [(program, each) for program, moments in MOMENTS.items() for each in moments]
)
def test_ctrl_c_while_the_program_is_loaded(program: str, moment: str, copy: Copy, tmp_path: Path) -> None:
    path = str(ROOT / program) if program.endswith(".py") else program
    words = ["build", "handout", "--handout", "help", "--out", str(tmp_path / "out")]
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTING, moment, path, *words],
        cwd=copy.root,
        env={**os.environ, **A_DAY, "HANDOUTS_NO_BOOTSTRAP": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (INTERRUPTED, "")
    assert done.stderr.strip() in ("", "interrupted; nothing half-written is left")
    assert not (tmp_path / "out").exists()


# -- streams -------------------------------------------------------------------------------------------------


def shell(copy: Copy, script: str) -> Ended:
    """A line of shell that runs the product as `$HANDOUTS`."""
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=copy.root,
        env={**os.environ, **A_DAY, "HANDOUTS": f"{sys.executable} -m handouts", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return Ended(done.returncode, done.stdout, done.stderr)


@POSIX_ONLY
def test_a_build_without_stdout_still_builds(copy: Copy, tmp_path: Path) -> None:
    assert shell(copy, f"$HANDOUTS {' '.join(HELP)} -q --out '{tmp_path}' >&-") == Ended(0, "", "")
    whole(tmp_path / FILE)


@POSIX_ONLY
def test_a_document_to_a_stdout_that_is_closed(copy: Copy) -> None:
    shell(copy, f"$HANDOUTS {' '.join(HELP)} --out - >&-").refused("there is no standard output", code=2)


@POSIX_ONLY
def test_a_refusal_without_stderr_keeps_its_code(copy: Copy) -> None:
    assert shell(copy, "$HANDOUTS build --handout hlep 2>&-") == Ended(2, "", "")
    assert shell(copy, "$HANDOUTS build --handout hlep >&- 2>&- <&-") == Ended(2, "", "")


@NEEDS_FULL
@pytest.mark.parametrize(
    "words", [(*HELP, "--out", "-"), ("list",), ("list", "--json"), ("--help",)], ids=str
)
def test_a_stdout_that_takes_no_more(words: tuple[str, ...], copy: Copy) -> None:
    shell(copy, f"$HANDOUTS {' '.join(words)} > {FULL}").refused("no space left on device")


@NEEDS_FULL
def test_json_errors_that_cannot_be_written_go_to_stderr(copy: Copy) -> None:
    shell(copy, f"$HANDOUTS build --json --handout hlep > {FULL}").refused('did you mean "help"', code=2)


@POSIX_ONLY
def test_a_reader_that_goes_away(copy: Copy) -> None:
    assert shell(copy, "$HANDOUTS list | head -n 1") == Ended(0, "Guides\n", "")
    assert shell(copy, f"$HANDOUTS {' '.join(HELP)} -q --out - | head -c 5") == Ended(0, "%PDF-", "")
    code = "import sys; sys.stdin.close(); sys.exit(0)"
    assert shell(copy, f"$HANDOUTS {' '.join(HELP)} -q --out - | {sys.executable} -c '{code}'").err == ""


@POSIX_ONLY
@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_paths_print_in_every_encoding(encoding: str, copy: Copy, tmp_path: Path) -> None:
    words = f"{' '.join(HELP)} --out '{tmp_path}/\u0639\u0631\u0628\u064a'"
    ended = shell(copy, f"PYTHONIOENCODING={encoding} $HANDOUTS {words}")
    assert (ended.code, ended.complaints) == (0, "")
    whole(tmp_path / "\u0639\u0631\u0628\u064a" / FILE)


@POSIX_ONLY
def test_a_folder_whose_name_is_no_text(copy: Copy, tmp_path: Path) -> None:
    """Old disks have names in other encodings; such a name is printed as its bytes."""
    done = subprocess.run(
        [
            sys.executable.encode(),
            b"-m",
            b"handouts",
            *map(str.encode, (*HELP, "-q")),
            b"-o",
            bytes(tmp_path) + b"/\xff",
        ],
        cwd=copy.root,
        env={**os.environ, **A_DAY},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == bytes(tmp_path) + b"/\xff/" + FILE.encode() + b"\n"


@POSIX_ONLY
def test_a_working_folder_that_is_gone(copy: Copy, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    script = f"mkdir '{gone}' && cd '{gone}' && rmdir '{gone}' && PYTHONPATH='{copy.root}' $HANDOUTS "
    shell(copy, script + " ".join(HELP)).refused("the working folder is not there", "cd", code=2)


# -- the command line ----------------------------------------------------------------------------------------

SLIPS = {
    ("biuld",): 'did you mean "build"?',
    ("build", "bookelt"): 'did you mean "booklet"?',
    ("build", "--papr", "a4"): "--paper",
    ("build", "--paper", "a44"): 'did you mean "a4"?',
    ("build", "--week", "0"): "1<=x<=12",
    ("build", "--week", "13"): "1<=x<=12",
    ("build", "--week", "three"): "not a valid integer",
    ("build", "--birth", "caesarian"): 'did you mean "caesarean"?',
    ("build", "--start", "2026-02-30"): "does not match the format",
    ("build", "--handout", "hlep"): 'did you mean "help"?',
    ("build", "--handout", "../help"): "there is no handout",
    ("build", "--guide", "postpartum-backach"): 'did you mean "postpartum-backache"?',
    ("build", "--guide", "../x"): "there is no guide",
    ("build", "--language", "eng"): 'did you mean "en"?',
    ("build", "--language", "../en"): "there is no language",
    ("build", "booklet", "--handout", "help"): "hint: add: handout",
    ("build", "--out", "-"): "do not go into one stream",
    ("build", "--color", "sometimes"): "not one of",
    ("check", "nowhere"): "there is no file or folder nowhere",
}


OF_FILES = [words for words in SLIPS if "../" in " ".join(words) or words[0] == "check"]
"""Names that could lead to files; all the others are shown in `tests/cli/test_usage.py`."""


@pytest.mark.parametrize("words", OF_FILES, ids=" ".join)
def test_a_name_that_leads_nowhere_is_a_slip(
    words: tuple[str, ...], tmp_path: Path, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = here(*words)
    assert (ended.code, ended.out) == (2, "")
    assert SLIPS[words] in ended.err
    assert "Traceback" not in ended.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [words for words in SLIPS if words[0] in ("build", "check")], ids=" ".join)
def test_slips_are_told_as_json(
    words: tuple[str, ...], tmp_path: Path, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = here(words[0], "--json", *words[1:])
    assert (ended.code, ended.err) == (2, "")
    (found,) = errors_of(ended.out)
    assert SLIPS[words].removeprefix("hint: ") in f"{found['message']} {found['hint']}"


def test_a_fault_of_the_program_is_one_line_too(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last line of defence: exit code 1, no traceback unless it is asked for."""

    def broken(*arguments: object) -> None:
        raise KeyError("a thing\nof two lines")

    monkeypatch.setattr("handouts.cli.build.jobs_of", broken)
    ended = here(*HELP).refused("error: this is a fault in the program (KeyError: ", "hint: please report it")
    assert len(ended.err.splitlines()) == 2
    assert "Traceback" in here(*HELP, "--verbose").err
