"""Install the wheel as a guest would who owns nothing: another user, an odd folder, no home, no terminal."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from handouts.cli.build import INVENTED_WARD
from tests.conftest import ROOT, missing
from tests.reliability.product import TIMEOUT, Ended
from tests.reliability.verdict import A_DAY

pytestmark = pytest.mark.slow

VERSIONS = ("3.11", "3.12", "3.13")
IS_ROOT = os.name == "posix" and not os.geteuid()
DROP, OVERRIDE, READ_SEARCH, OWNER = 24, 1, 2, 3
"""PR_CAPBSET_DROP, and the powers by which root writes and reads what it may not (linux/capability.h)."""


def as_a_guest() -> None:
    """Root may write everywhere; where the tests run as root, the guest gives that up before it starts."""
    system = ctypes.CDLL(None)
    for power in (OVERRIDE, READ_SEARCH, OWNER):
        system.prctl(DROP, power, 0, 0, 0)


WARD = """\
name: Łódź & Málaga Ward
phone: +48 22 555 01 23
country: DE
logo: łogo.png
paper: letter
"""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


def interpreter(version: str) -> str | None:
    """A Python of that version that starts, if this machine has one."""
    own = [str(getattr(sys, "_base_executable", "") or sys.executable)]
    others = [shutil.which(f"python{version}"), *Path.home().glob(f".pyenv/versions/{version}.*/bin/python")]
    for found in [*own, *filter(None, others)]:
        code = "import sys, ensurepip; print('%d.%d' % sys.version_info[:2])"
        done = subprocess.run([str(found), "-c", code], capture_output=True, text=True, check=False)
        if done.stdout.strip() == version:
            return str(found)
    return None


class Guest:
    """An environment with the wheel in it, in a folder whose name is no easy one, and a home to be kept out of."""

    def __init__(self, folder: Path, python: str, wheel: Path) -> None:
        self.folder = folder / "Gäste zimmer \u0628\u064a\u062a"
        self.home, self.work = self.folder / "home", self.folder / "my handouts"
        for each in (self.home, self.work):
            each.mkdir(parents=True)
        scripts = self.folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        self.python, self.command = scripts / "python", scripts / "handouts"
        subprocess.run([python, "-m", "venv", self.folder / "venv"], check=True, capture_output=True)
        install = [self.python, "-m", "pip", "install", "--quiet", wheel]
        subprocess.run(install, check=True, capture_output=True)
        for each in (self.home, *(self.folder / "venv").rglob("*")):
            if not each.is_symlink():
                each.chmod(each.stat().st_mode & ~0o222)

    def run(self, *words: str, **environ: str) -> Ended:
        """The installed command: no terminal, no input, the locale C, and nothing in the environment."""
        done = subprocess.run(
            [self.command, *words],
            cwd=self.work,
            env={"PATH": os.defpath, "HOME": str(self.home), "LANG": "C", **A_DAY, **environ},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=TIMEOUT,
            start_new_session=True,
            check=False,
            preexec_fn=as_a_guest if IS_ROOT else None,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def everything(self) -> set[str]:
        """Every file and folder that is there, but for what was asked for."""
        made = (self.work / "out", self.work / "wydruki żółte")
        return {
            str(path)
            for path in self.folder.rglob("*")
            if not any(path.is_relative_to(each) for each in made)
        }


@pytest.fixture(scope="module", params=VERSIONS)
def guest(request: pytest.FixtureRequest, wheel: Path) -> Iterator[Guest]:
    """A guest on each Python that the product supports and this machine has."""
    python = interpreter(request.param)
    if python is None and request.param == VERSIONS[0]:
        missing(f"there is no Python {request.param} here")
    if python is None:
        pytest.skip(f"there is no Python {request.param} here")
    folder = Path(tempfile.mkdtemp(prefix="guest "))
    guest = Guest(folder, python, wheel)
    yield guest
    for each in (guest.home, *(guest.folder / "venv").rglob("*")):
        if each.is_dir() and not each.is_symlink():
            each.chmod(0o755)
    shutil.rmtree(folder)


def test_it_says_its_version_and_what_it_has(guest: Guest) -> None:
    assert guest.run("--version").out.startswith("handouts ")
    listed = guest.run("list")
    assert (listed.code, listed.err) == (0, "")
    assert "postpartum-backache" in listed.out


def test_it_builds_everything_and_writes_nowhere_else(guest: Guest) -> None:
    before = guest.everything()
    ended = guest.run("build")
    assert (ended.code, ended.complaints) == (0, "")
    for line in ended.out.splitlines():
        with pypdfium2.PdfDocument(guest.work / line) as pdf:
            assert len(pdf) >= 1
    kinds = {Path(line).name.partition("-")[0] for line in ended.out.splitlines()}
    assert kinds == {"booklet", "handout", "checklist"}
    assert guest.everything() == before


def test_a_ward_of_its_own_with_names_in_its_own_letters(guest: Guest) -> None:
    shutil.copy(ROOT / "data" / "wards" / "logo.png", guest.work / "łogo.png")
    (guest.work / "oddział.yaml").write_text(WARD, encoding="utf-8")
    words = ("build", "handout", "--handout", "help", "--ward", "oddział.yaml", "--out", "wydruki żółte")
    ended = guest.run(*words)
    assert (ended.code, ended.complaints) == (0, "")
    assert ended.out == "wydruki żółte/handout-help-en-letter.pdf\n"
    with pypdfium2.PdfDocument(guest.work / ended.out.strip()) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert "112" in text  # the emergency number of the ward's country


def test_a_document_goes_down_a_pipe(guest: Guest) -> None:
    done = subprocess.run(
        [guest.command, "build", "checklist", "--week", "3", "--out", "-"],
        env={"PATH": os.defpath, "LANG": "C", **A_DAY},
        cwd=guest.work,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        preexec_fn=as_a_guest if IS_ROOT else None,
    )
    assert done.stderr.decode() == f"{INVENTED_WARD}\n"
    with pypdfium2.PdfDocument(done.stdout) as pdf:
        assert len(pdf) == 1


def test_it_refuses_as_it_does_at_home(guest: Guest) -> None:
    guest.run("build", "--handout", "hlep").refused('hint: did you mean "help"?', code=2)
    guest.run("build", "--ward", "nirgendwo.yaml").refused("nirgendwo.yaml: error: there is no such file")
    if os.name == "posix":
        guest.run("build", "handout", "--out", str(guest.home / "out")).refused("permission denied")


def test_without_a_home_and_a_temporary_folder(guest: Guest) -> None:
    ended = guest.run("build", "handout", "--handout", "help", HOME="/nonexistent", TMPDIR="/nonexistent")
    assert (ended.code, ended.complaints) == (0, "")


def test_as_a_module_and_in_isolation(guest: Guest) -> None:
    """`python -I` takes nothing from the environment or the working folder."""
    done = subprocess.run(
        [guest.python, "-I", "-m", "handouts", "list"],
        cwd=guest.work,
        capture_output=True,
        check=True,
        env=A_DAY,
    )
    assert b"postpartum-backache" in done.stdout
