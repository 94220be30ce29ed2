"""Show that a fresh machine gets its environment with one command, and keeps it sound."""

from __future__ import annotations

import ast
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from handouts import bootstrap
from handouts.bootstrap import BootstrapError, Environment

ROOT = Path(__file__).resolve().parent.parent
POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")

PROBE = """
import os, sys
from handouts import bootstrap
bootstrap.enter([os.path.abspath(__file__)], *os.environ.get("PURPOSE", "run").split())
import click
print(os.path.basename(sys.prefix), click.__name__, *sys.argv[1:])
sys.exit(int(os.environ.get("EXIT", "0")))
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


def pinned(lock: str, name: str) -> str:
    """The lines of a lock that pin one package, so that a small environment is made from real hashes."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{name}=="))
    end = next(number for number in range(start + 1, len(lines)) if not lines[number].startswith(" "))
    return "".join(lines[start:end])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that needs one package to run and another for its tests, in a folder with a space."""
    root = tmp_path / "a project"
    (root / "handouts").mkdir(parents=True)
    (root / "handouts" / "__init__.py").touch()
    shutil.copy(bootstrap.__file__, root / "handouts" / "bootstrap.py")
    (root / "requirements.lock").write_text(pinned("requirements.lock", "click"))
    both = pinned("requirements-dev.lock", "click") + pinned("requirements-dev.lock", "iniconfig")
    (root / "requirements-dev.lock").write_text(both)
    (root / "probe.py").write_text(PROBE)
    return root


@pytest.fixture
def run(project: Path, tmp_path: Path) -> Run:
    """Run the project's command in another folder, with the base Python and an almost empty environment."""

    def command(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [base_python(), str(project / "probe.py"), *arguments],
            cwd=tmp_path,
            env=environment_of_a_newcomer(environ),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return command


def base_python() -> str:
    """The Python that this environment was made from."""
    return str(getattr(sys, "_base_executable", "") or sys.executable)


def environment_of_a_newcomer(more: Mapping[str, str]) -> dict[str, str]:
    """What a shell has before anyone set anything, and how this machine reaches packages."""
    kept = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "SSL_CERT_FILE", "HTTPS_PROXY", "https_proxy")
    own = {name: value for name, value in os.environ.items() if name in kept or name.startswith("PIP_")}
    return {**own, **more}


@pytest.fixture
def environment(project: Path) -> Environment:
    """An environment that looks installed, for looking at what makes it unfit."""
    made = Environment(str(project))
    os.makedirs(os.path.dirname(made.python))
    Path(made.python).touch()
    (Path(made.folder) / "lib" / "site-packages" / "click").mkdir(parents=True)
    made.seal("run")
    return made


def modules_after(code: str) -> set[str]:
    """The modules that code has imported beyond those of a bare Python without any package."""
    asked = f"import sys; bare = set(sys.modules)\n{code}\nprint(*(set(sys.modules) - bare))"
    command = [sys.executable, "-I", "-S", "-c", asked]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_it_needs_nothing_but_the_standard_library() -> None:
    modules = modules_after(f"sys.path.insert(0, {str(ROOT)!r}); from handouts import bootstrap")
    outside = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names
    assert outside == {"handouts"}


def test_a_later_run_starts_without_heavy_imports(environment: Environment) -> None:
    """Each of these takes longer to import than all that a later run has to do."""
    modules = modules_after(
        f"sys.path.insert(0, {os.path.dirname(bootstrap.__file__)!r}); import bootstrap\n"
        f"assert bootstrap.Environment({environment.root!r}).ready('run')"
    )
    assert not modules & {"subprocess", "json", "hashlib", "typing", "pathlib", "re", "handouts"}


@pytest.mark.parametrize("name", ["generate.py", "tests/__main__.py"])
def test_an_old_python_is_told_so_in_one_line(name: str) -> None:
    source = (ROOT / name).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 4))
    code = f"import sys; sys.version_info = (3, 10, 4); __file__ = {name!r}; exec({source!r})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "error: Python 3.11 or newer is needed; this is Python 3.10\n"


def test_the_entry_stays_small() -> None:
    assert len((ROOT / "generate.py").read_text(encoding="utf-8").splitlines()) <= 15


def test_an_installed_environment_is_ready(environment: Environment) -> None:
    assert environment.ready("run")
    assert not environment.ready("tests")


def test_the_tests_environment_serves_both(environment: Environment) -> None:
    environment.seal("tests")
    assert environment.ready("run")
    assert environment.ready("tests")


def lose_stamp(environment: Environment) -> None:
    os.remove(environment.stamp)


def cut_stamp(environment: Environment) -> None:
    Path(environment.stamp).write_text("3.11")


def lose_python(environment: Environment) -> None:
    os.remove(environment.python)


def lose_library(environment: Environment) -> None:
    os.rmdir(os.path.join(environment.folder, "lib", "site-packages", "click"))


def change_lock(environment: Environment) -> None:
    with open(os.path.join(environment.root, "requirements.lock"), "a") as lock:
        lock.write("# changed\n")


def change_python(environment: Environment) -> None:
    stamp = Path(environment.stamp)
    stamp.write_text("3.10 linux\n" + stamp.read_text().partition("\n")[2])


@pytest.mark.parametrize(
    "damage", [lose_stamp, cut_stamp, lose_python, lose_library, change_lock, change_python]
)
def test_a_damaged_or_outdated_environment_is_not_ready(
    environment: Environment, damage: Callable[[Environment], None]
) -> None:
    damage(environment)
    assert not environment.ready("run")


def test_an_environment_made_by_hand_is_left_alone(run: Run, project: Path) -> None:
    settings = project / ".venv" / "pyvenv.cfg"
    settings.parent.mkdir()
    settings.write_text("home = /somewhere\n")
    done = run("build")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"error: {project / '.venv'} was not made by this project")
    assert done.stderr.count("\n") == 1
    assert settings.read_text() == "home = /somewhere\n"


@pytest.mark.parametrize(
    ("release", "package"),
    [
        ("ID=debian\n", "apt install python{}-venv"),
        ('ID="linuxmint"\nID_LIKE="ubuntu debian"\n', "apt install python{}-venv"),
        ("ID=fedora\n", "dnf install python3-pip"),
        ("ID=other\n", "install pip and venv for it"),
    ],
)
def test_without_venv_and_pip_it_names_the_package(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, release: str, package: str
) -> None:
    (tmp_path / "os-release").write_text(release)
    monkeypatch.setattr(bootstrap, "OS_RELEASE", str(tmp_path / "os-release"))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(BootstrapError, match=package.format(f"{sys.version_info[0]}.{sys.version_info[1]}")):
        Environment(str(project)).make("run")


@pytest.mark.slow
def test_without_network_it_says_so_in_one_line(run: Run, project: Path) -> None:
    closed = "http://127.0.0.1:9/"  # the discard port: nothing answers
    done = run("build", PIP_INDEX_URL=closed, PIP_FIND_LINKS="", PIP_NO_CACHE_DIR="1")
    assert (done.returncode, done.stdout) == (1, "")
    first, error = done.stderr.splitlines()
    assert first.startswith("handouts: first run: ")
    assert error.startswith("error: the package index cannot be reached")
    assert not Environment(str(project)).ready("run")


@pytest.mark.slow
def test_a_wrong_hash_is_refused(run: Run, project: Path) -> None:
    lock = project / "requirements.lock"
    lock.write_text("click==8.1.8 --hash=sha256:" + "0" * 64 + "\n")
    done = run("build")
    assert done.returncode == 1
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_the_first_run_installs_and_the_next_is_silent(run: Run) -> None:
    first = run("build", "-l", "en", EXIT="3")
    assert (first.returncode, first.stdout) == (3, ".venv click build -l en\n")
    assert first.stderr.startswith("handouts: first run: ")
    assert first.stderr.count("\n") == 1
    second = run("build")
    assert (second.returncode, second.stdout, second.stderr) == (0, ".venv click build\n", "")


@pytest.mark.slow
def test_tests_add_their_packages_and_keep_them(run: Run, project: Path) -> None:
    run("build")
    added = run("x", PURPOSE="tests")
    assert "adding what the tests need" in added.stderr
    with (project / "requirements-dev.lock").open("a") as lock:
        lock.write("# changed\n")
    assert "packages changed" in run("build").stderr
    assert Environment(str(project)).ready("tests")


@pytest.mark.slow
def test_half_an_environment_is_repaired(run: Run, project: Path) -> None:
    run("build")
    (click,) = (project / ".venv").rglob("site-packages/click")
    shutil.rmtree(click)
    assert run("build").stdout == ".venv click build\n"


@POSIX_ONLY
@pytest.mark.slow
def test_a_run_killed_halfway_is_repaired_by_the_next(run: Run, project: Path) -> None:
    with subprocess.Popen(
        [base_python(), str(project / "probe.py")],
        env=environment_of_a_newcomer({}),
        stderr=subprocess.PIPE,
    ) as first:
        assert first.stderr is not None
        assert b"first run" in first.stderr.readline()
        first.send_signal(signal.SIGKILL)
    # What it had started may still be writing; the next run waits for that, and begins again.
    done = run("build")
    assert (done.returncode, done.stdout) == (0, ".venv click build\n")
    assert "Traceback" not in done.stderr
    assert run("build").stderr == ""


@pytest.mark.slow
def test_two_first_runs_at_once_make_one_environment(project: Path) -> None:
    runs = [
        subprocess.Popen(
            [base_python(), str(project / "probe.py")],
            env=environment_of_a_newcomer({}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    answers = [one.communicate() for one in runs]
    assert [out for out, _ in answers] == [".venv click\n"] * 2
    said = sorted(err for _, err in answers)
    assert said[0].startswith("handouts: first run: ")
    assert said[1] == "handouts: waiting for another first run\n"


@POSIX_ONLY
@pytest.mark.slow
def test_without_ensurepip_another_pip_installs(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a Debian machine that has python3-pip but not python3-venv."""
    import importlib.util

    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name))
    environment = Environment(str(project))
    environment.make("run")
    assert environment.ready("run")
    assert not list(Path(environment.folder).rglob("site-packages/pip"))
    subprocess.run([environment.python, "-c", "import click"], check=True)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/usr/bin/python3").exists(), reason="no system Python")
def test_the_systems_own_python_makes_it_too(project: Path) -> None:
    """It is often externally managed, and may refuse to install anything outside an environment."""
    code = "import sys; print(*sys.version_info[:2])"
    version = subprocess.run(
        ["/usr/bin/python3", "-c", code], capture_output=True, text=True, check=True
    ).stdout
    if tuple(map(int, version.split())) < (3, 11):
        pytest.skip("the system Python is older than 3.11")
    done = subprocess.run(
        ["/usr/bin/python3", str(project / "probe.py"), "build"],
        env=environment_of_a_newcomer({}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ".venv click build\n")
