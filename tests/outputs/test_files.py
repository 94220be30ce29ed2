"""Test that a file is written whole or not at all, whatever goes wrong on the way."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.errors import OutputError
from handouts.outputs.files import PRIVATE, SHARED, write_file

POSIX = pytest.mark.skipif(os.name != "posix", reason="file modes as POSIX has them")


def names(folder: Path) -> list[str]:
    """Everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def refuse(code: int) -> Callable[..., None]:
    """A system call that fails as the system would."""

    def call(*arguments: object, **named: object) -> None:
        raise OSError(code, os.strerror(code))

    return call


def test_a_file_is_written_and_nothing_else(tmp_path: Path) -> None:
    write_file(tmp_path / "page.pdf", b"%PDF")
    assert (tmp_path / "page.pdf").read_bytes() == b"%PDF"
    assert names(tmp_path) == ["page.pdf"]


def test_folders_are_made_on_the_way(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b" / "page.pdf", b"%PDF")
    assert (tmp_path / "a" / "b" / "page.pdf").exists()


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(b"a much longer old file")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_reader_of_the_old_file_keeps_reading_it(tmp_path: Path) -> None:
    """The new file is another file: somebody who prints the old one gets it whole."""
    path = tmp_path / "page.pdf"
    path.write_bytes(b"the old file")
    with path.open("rb") as reader:
        write_file(path, b"new")
        assert reader.read() == b"the old file"


@POSIX
@pytest.mark.parametrize("mode", [SHARED, PRIVATE])
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_the_mode_is_as_asked_whatever_the_mask(tmp_path: Path, mode: int, mask: int) -> None:
    old = os.umask(mask)
    try:
        write_file(tmp_path / "page.pdf", b"%PDF", mode)
    finally:
        os.umask(old)
    assert (tmp_path / "page.pdf").stat().st_mode & 0o777 == mode


@POSIX
def test_a_private_file_is_never_open_to_others_on_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its words are already in the temporary file before the mode is set: that must be private from birth."""
    seen: list[int] = []
    synced = os.fsync

    def look(handle: int) -> None:
        seen.append(os.fstat(handle).st_mode & 0o777)
        synced(handle)

    monkeypatch.setattr(os, "fsync", look)
    write_file(tmp_path / "page.pdf", b"%PDF", PRIVATE)
    assert seen == [0o600]


@pytest.mark.parametrize(
    ("call", "code"),
    [("replace", errno.EACCES), ("fsync", errno.ENOSPC), ("chmod", errno.EPERM), ("fdopen", errno.EMFILE)],
)
def test_a_failure_leaves_the_old_file_and_no_stray(
    call: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(b"the old file")
    monkeypatch.setattr(os, call, refuse(code))
    with pytest.raises(OutputError) as caught:
        write_file(path, b"new")
    assert path.read_bytes() == b"the old file"
    assert names(tmp_path) == ["page.pdf"]
    (problem,) = caught.value.problems
    assert problem.message == f"cannot write {path}: {os.strerror(code).lower()}"
    assert problem.hint is not None
    assert caught.value.exit_code == 1


def test_an_interruption_leaves_no_stray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "page.pdf", b"new")
    assert names(tmp_path) == []


def test_a_file_in_the_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot write"):
        write_file(tmp_path / "out" / "page.pdf", b"new")
    assert names(tmp_path) == ["out"]


def test_a_folder_in_the_place_of_the_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").mkdir()
    with pytest.raises(OutputError, match="is a directory"):
        write_file(tmp_path / "page.pdf", b"new")
    assert names(tmp_path) == ["page.pdf"]


def test_a_name_that_is_too_long_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="file name too long"):
        write_file(tmp_path / f"{'n' * 300}.pdf", b"new")
    assert names(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "statvfs"), reason="needs a file system of a size of one's own")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """The limit of the process stands for the disk's end: writing stops in the middle of the file."""
    (tmp_path / "page.pdf").write_bytes(b"the old file")
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from handouts.errors import OutputError; from handouts.outputs.files import write_file\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_file(Path(sys.argv[1]), b'x' * 100_000)\n"
        "except OutputError as error: print(error); sys.exit(error.exit_code)\n"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "page.pdf")],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "error: cannot write" in done.stdout
    assert "file too large" in done.stdout
    assert (tmp_path / "page.pdf").read_bytes() == b"the old file"
    assert names(tmp_path) == ["page.pdf"]


def test_what_a_killed_run_has_left_goes_after_an_hour(tmp_path: Path) -> None:
    """And nothing else: another run may be at work, and other files are none of ours."""
    stray, fresh, other = (
        tmp_path / f".{name}.part" for name in ("page-a1b2c3d4", "page-e5f6g7h8", "page-2-a1b2c3d4")
    )
    for path in (stray, fresh, other):
        path.write_bytes(b"%PDF")
    for path in (stray, other):
        os.utime(path, (0, 0))
    write_file(tmp_path / "page.pdf", b"%PDF")
    assert names(tmp_path) == [other.name, fresh.name, "page.pdf"]
