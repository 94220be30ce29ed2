"""Give every test golden files, validators that may not be missing in CI, and a quiet environment."""

from __future__ import annotations

import difflib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests.validators import verapdf as verapdf_runner

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI", "").lower() in ("true", "1")
NOT_IN_A_CLONE = shutil.ignore_patterns(
    *(".git", ".venv", ".cache", ".*_cache", "__pycache__", "*.egg-info", "build", "dist", "out")
)

# Machines are slow at times, so nothing is timed; in CI the same examples every time.
settings.register_profile("handouts", deadline=None, derandomize=IN_CI, print_blob=True)
settings.load_profile("handouts")

Golden = Callable[[str, str], None]
"""Compares a text with the golden file of that name."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--approve`, which rewrites golden files with what the product does now."""
    parser.addoption("--approve", action="store_true", help="write golden files instead of comparing them")


def missing(what: str) -> None:
    """Skip the test because a tool is not on this machine; in CI, where all are promised, fail it."""
    if IN_CI:
        pytest.fail(f"{what}, and CI may not go without", pytrace=False)
    pytest.skip(what)


@pytest.fixture(autouse=True)
def _neutral_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have set colours, dates or sizes; no test may notice."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def clean_clone(tmp_path: Path) -> Path:
    """The project as a fresh `git clone` of this work tree gives it, with nothing that was made here."""
    target = tmp_path / "clone with space"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0:  # not a checkout: an unpacked source distribution
        shutil.copytree(ROOT, target, ignore=NOT_IN_A_CLONE)
        return target
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with `expected/<name>` beside the test file; with `--approve`, write it there.

    Golden files are readable traces, so that a change can be judged as a diff.
    """
    folder = request.path.parent / "expected"
    approve = bool(request.config.getoption("--approve"))

    def compare(name: str, text: str) -> None:
        path = folder / name
        text = text.rstrip("\n") + "\n"
        if approve:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        shown = path.relative_to(request.config.rootpath).as_posix()
        if not path.is_file():
            pytest.fail(f"{shown} is missing: look at the output, then run with --approve", pytrace=False)
        expected = path.read_text(encoding="utf-8")
        if expected != text:
            pytest.fail(_difference(expected, text, shown), pytrace=False)

    return compare


@pytest.fixture(scope="session")
def verapdf() -> verapdf_runner.VeraPDF:
    """veraPDF, fetched when it is not there; the test is skipped (in CI: fails) when it cannot be had."""
    try:
        return verapdf_runner.find()
    except verapdf_runner.NotAvailableError as error:
        missing(str(error))
        raise


@pytest.fixture
def valid(verapdf: verapdf_runner.VeraPDF) -> Callable[..., None]:
    """Assert that every file given is PDF/UA-1 and PDF/A-2a at once; the failed rules are the message."""

    def check(*paths: Path) -> None:
        failures = [str(verdict) for verdict in verapdf.validate(paths) if not verdict.compliant]
        if failures:
            pytest.fail("\n".join(failures), pytrace=False)

    return check


def _difference(expected: str, actual: str, name: str) -> str:
    lines = difflib.unified_diff(
        expected.splitlines(), actual.splitlines(), f"{name} (approved)", "now", lineterm="", n=2
    )
    return "\n".join([*lines, "", "If this is what it should be, run the test again with --approve."])
