"""Show that what is declared, locked and packed is what the product needs, and runs when installed."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUN = [Requirement(text) for text in PROJECT["dependencies"]]
CLUSTER = [Requirement(text) for text in PROJECT["optional-dependencies"]["cluster"]]
DEVELOP = [Requirement(text) for text in PROJECT["optional-dependencies"]["dev"]]
MEASURE = [Requirement(text) for text in PROJECT["optional-dependencies"]["benchmarks"]]
MODULES = sorted((ROOT / "handouts").rglob("*.py"))
BAKERY = ROOT / "handouts" / "figures"
"""Makes the exercise pictures once, with packages that printing them does not need."""

SYSTEM = re.compile(
    r"^(LANG|LC_ALL|HOME|SYSTEMROOT|TEMP|TMP|SSL_CERT_FILE|HTTPS?_PROXY|PIP_\w+)$", re.IGNORECASE
)


def locked(name: str) -> dict[str, Requirement]:
    """The pinned requirements of a lock by canonical name."""
    text = (ROOT / name).read_text(encoding="utf-8")
    lines = [line.rstrip("\\ ") for line in text.splitlines() if line[:1].isalnum()]
    return {canonicalize_name(one.name): one for one in map(Requirement, lines)}


def version(pin: Requirement) -> str:
    """The one version that a pinned requirement allows."""
    (specifier,) = pin.specifier
    assert specifier.operator == "=="
    return specifier.version


@pytest.mark.parametrize(
    ("wanted", "lock"),
    [(RUN, "requirements.lock"), (RUN + DEVELOP, "requirements-dev.lock")],
    ids=["run", "develop"],
)
def test_the_lock_answers_pyproject(wanted: list[Requirement], lock: str) -> None:
    pins = locked(lock)
    for requirement in wanted:
        pin = pins.get(canonicalize_name(requirement.name))
        assert pin is not None, f"{lock} lacks {requirement.name}"
        assert requirement.specifier.contains(version(pin)), (
            f"{lock} pins {pin}, pyproject wants {requirement}"
        )


def test_the_tests_lock_holds_all_of_the_other_at_the_same_versions() -> None:
    run, develop = locked("requirements.lock"), locked("requirements-dev.lock")
    for name, pin in run.items():
        assert develop[name].specifier == pin.specifier
        assert develop[name].marker in (None, pin.marker), f"{name}: left out where it is needed"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_the_lock_has_hashes_and_names_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|^-|file:|@ |\.\.|\\\w", text, re.MULTILINE)
    for pin in re.split(r"\n(?=\w)", text):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", pin), f"no hash: {pin.splitlines()[0]}"


def test_windows_gets_what_it_needs_besides() -> None:
    colorama = locked("requirements-dev.lock")["colorama"]
    assert colorama.marker is not None
    assert colorama.marker.evaluate({"os_name": "nt", "sys_platform": "win32"})
    assert not colorama.marker.evaluate({"os_name": "posix", "sys_platform": "linux"})


def test_every_dependency_tells_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for requirement in RUN + CLUSTER + DEVELOP + MEASURE:
        assert re.search(rf'^    "{re.escape(requirement.name)} [^"]*", +# \w+', text, re.MULTILINE), (
            requirement
        )


def test_what_is_imported_is_what_is_declared() -> None:
    imported = set(third_party(path for path in MODULES if not path.is_relative_to(BAKERY)))
    assert imported == {canonicalize_name(requirement.name) for requirement in RUN + CLUSTER}


def test_developing_needs_what_is_declared_too() -> None:
    """Tests, benchmarks, the makers of fonts and pictures."""
    folders = [ROOT / name for name in ("handouts", "tests", "benchmarks", "fonts")]
    paths = [path for folder in folders for path in folder.rglob("*.py")]
    declared = {canonicalize_name(requirement.name) for requirement in RUN + DEVELOP + MEASURE}
    assert set(third_party(paths)) <= declared


def third_party(paths: Iterable[Path]) -> Iterator[str]:
    """The packages, by the name under which they are installed, that files import from.

    One that is not installed, as the peers of the benchmarks may be, counts by the name of its module.
    """
    distributions = metadata.packages_distributions()
    for path in paths:
        for name in top_level_imports(path):
            if name not in sys.stdlib_module_names and not (ROOT / name).is_dir():
                yield canonicalize_name(distributions.get(name, [name])[0])


def top_level_imports(path: Path) -> Iterator[str]:
    """The first parts of the names of every module that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


# -- the slow ones: real clones, wheels and environments --


@pytest.fixture
def newcomer() -> dict[str, str]:
    """The environment of a shell in which nothing was set up; only ways to the network are kept."""
    own = {name: value for name, value in os.environ.items() if SYSTEM.match(name)}
    return {**own, "PATH": os.defpath}


def call(command: list[str | Path], folder: Path, environ: dict[str, str]) -> str:
    """Run a command that must succeed, in a folder; its standard output."""
    done = subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{command}: exit code {done.returncode}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stdout


def built(stdout: str, folder: Path) -> list[Path]:
    """The files whose paths a build printed, each of which must be a PDF."""
    paths = [folder / line for line in stdout.splitlines()]
    assert paths, "nothing was built"
    for path in paths:
        assert path.read_bytes().startswith(b"%PDF-"), path
    return paths


@pytest.mark.slow
def test_a_clean_clone_builds_with_one_command(clean_clone: Path, newcomer: dict[str, str]) -> None:
    python = str(getattr(sys, "_base_executable", "") or sys.executable)
    assert PROJECT["version"] in call([python, "generate.py", "--version"], clean_clone, newcomer)
    kinds = {
        path.name.partition("-")[0]
        for path in built(call([python, "generate.py", "build"], clean_clone, newcomer), clean_clone)
    }
    assert kinds == {"booklet", "handout", "checklist"}
    call([python, "-m", "tests", "--collect-only", "-q"], clean_clone, newcomer)


@pytest.fixture(scope="session")
def packed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A source distribution of this tree, and the wheel made from it (not from the tree)."""
    folder = tmp_path_factory.mktemp("packed")
    call(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT], folder, dict(os.environ)
    )
    (sdist,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    return sdist, wheel


@pytest.mark.slow
def test_the_wheel_carries_data_and_nothing_else(packed: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(packed[1]) as wheel:
        names = wheel.namelist()
    for folder in ("layouts", "data", "fonts"):
        here = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        there = {name.removeprefix("handouts/_assets/") for name in names if f"/_assets/{folder}/" in name}
        assert there == {name for name in here if "__pycache__" not in name}
    assert {name.partition("/")[0] for name in names} == {
        "handouts",
        f"handouts-{PROJECT['version']}.dist-info",
    }
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert any(name.endswith("/licenses/fonts/noto-sans/OFL.txt") for name in names)


@pytest.mark.slow
def test_the_source_distribution_carries_its_tests(packed: tuple[Path, Path]) -> None:
    with tarfile.open(packed[0]) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {
        "generate.py",
        "requirements.lock",
        "requirements-dev.lock",
        "tests/__main__.py",
        "NOTICE",
    } <= names
    assert not {name for name in names if name.startswith((".venv", ".cache", "out/"))}


@pytest.mark.slow
def test_wheel_and_source_distribution_run_from_anywhere(
    packed: tuple[Path, Path], tmp_path: Path, newcomer: dict[str, str]
) -> None:
    call([sys.executable, "-m", "venv", tmp_path / "venv"], tmp_path, newcomer)
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip: list[str | Path] = [scripts / "python", "-m", "pip", "install", "--quiet"]
    for package in reversed(packed):
        call([*pip, "--force-reinstall", "--no-deps", package], tmp_path, newcomer)
        call([*pip, package], tmp_path, newcomer)
        folder = tmp_path / package.suffix
        folder.mkdir()
        assert PROJECT["version"] in call([scripts / "handouts", "--version"], folder, newcomer)
        built(call([scripts / "handouts", "build", "handout", "-o", "out"], folder, newcomer), folder)
        call([scripts / "python", "-m", "handouts", "list"], folder, newcomer)
