"""Make the project's own environment on the first run and enter it.

The environment is `.venv` beside the project, filled from the hash-locked requirements. Only the standard
library may be imported here: nothing else is there yet, and whatever is imported before it is needed delays
every later run.

A stamp, written last, tells what was installed. An environment without a fitting stamp was never finished,
or is out of date, or has lost something, and is made again. One process makes it at a time: the lock is the
operating system's own, so that a killed process leaves none behind.
"""

from __future__ import annotations

import os
import signal
import sys

TYPE_CHECKING = False  # typing takes longer to import than all that a later run does here
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO, NoReturn

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LOCKS = {"run": "requirements.lock", "tests": "requirements-dev.lock"}
"""What each purpose installs; the tests' lock holds all of the other, at the same versions."""

SKIP = "HANDOUTS_NO_BOOTSTRAP"
"""Set to 1, the running Python is used as it is."""

INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 and the number of SIGINT."""

PROMPT = "handouts"
"""The prompt in `pyvenv.cfg`: how an environment made here is told from one made by hand."""

PIP_OPTIONS = (
    "--require-hashes",
    "--only-binary=:all:",
    "--no-input",
    "--quiet",
    "--disable-pip-version-check",
    "--retries=2",
)
"""Nothing that the lock does not name, nothing built on this machine, no questions."""

UNREACHABLE = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "Failed to establish a new connection",
    "Temporary failure in name resolution",
    "Network is unreachable",
    "ProxyError",
    "Read timed out",
)
"""What pip says when there is no network."""

OS_RELEASE = "/etc/os-release"
SYSTEM_PACKAGES = {
    "debian": "apt install python{version}-venv",
    "ubuntu": "apt install python{version}-venv",
    "fedora": "dnf install python3-pip",
    "rhel": "dnf install python3-pip",
    "suse": "zypper install python3-pip",
    "alpine": "apk add py3-pip",
    "arch": "pacman -S python-pip",
}
"""Systems whose Python comes without what makes environments, and the command that adds it."""


class BootstrapError(Exception):
    """An environment that cannot be made; the text is one line that says what to do."""


def end_at_once_on_interrupt() -> None:
    """Let Ctrl-C end the process while the command is loaded: there is nothing yet to tidy up or to tell."""
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:  # as under nohup
        signal.signal(signal.SIGINT, end_at_once)


def end_at_once(number: int, frame: object) -> NoReturn:
    """Handle a signal without a word."""
    os._exit(INTERRUPTED)


def enter(command: Sequence[str], purpose: str = "run") -> None:
    """Return only inside an environment that holds everything for the purpose, "run" or "tests".

    Elsewhere this process is replaced by the environment's Python, running `command` with the arguments
    of this process. A failure is one line on standard error and exit code 1.
    """
    if purpose == "run":
        end_at_once_on_interrupt()
    if os.environ.get(SKIP) == "1":
        return
    environment = Environment(ROOT)
    try:
        if not environment.ready(purpose):
            signal.signal(signal.SIGINT, signal.default_int_handler)
            environment.make(purpose)
    except BootstrapError as error:
        sys.exit(f"error: {error}")
    except OSError as error:
        sys.exit(f"error: cannot make {environment.folder}: {error.strerror or error}")
    except KeyboardInterrupt:
        _say("stopped; the next run starts it again")
        sys.exit(INTERRUPTED)
    if not environment.running():
        _become([environment.python, *command, *sys.argv[1:]])


class Environment:
    """The virtual environment of one checkout: what it should hold, whether it does, and how to make it."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.folder = os.path.join(root, ".venv")
        self.python = os.path.join(self.folder, "Scripts\\python.exe" if os.name == "nt" else "bin/python")
        self.stamp = os.path.join(self.folder, "handouts-stamp")
        self.cache = os.path.join(root, ".cache")
        self.started = os.path.join(self.cache, "venv-started")
        self.log = os.path.join(self.cache, "venv-log.txt")

    def ready(self, purpose: str) -> bool:
        """Whether all that the purpose needs was installed from the present lock, and is still there."""
        try:
            version, installed, site, names, lock = _read(self.stamp).split("\n", 4)
            return (
                version == _version()
                and installed in (purpose, "tests")
                and lock == _read(os.path.join(self.root, LOCKS[installed]))
                and set(names.split("/")).issubset(os.listdir(os.path.join(self.folder, site)))
                and os.path.exists(self.python)
            )
        except (OSError, ValueError, KeyError):
            return False

    def running(self) -> bool:
        """Whether this process runs in the environment."""
        try:
            return os.path.samefile(sys.prefix, self.folder)
        except OSError:
            return False

    def make(self, purpose: str) -> None:
        """Make the environment from nothing, unless another process has done so when it is our turn.

        Raises BootstrapError when it cannot be made and OSError when a folder cannot be written.
        """
        os.makedirs(self.cache, exist_ok=True)
        with open(os.path.join(self.cache, "venv-lock"), "ab") as lock:
            _wait_for(lock)
            if self.ready(purpose):
                return
            if not self._ours():
                raise BootstrapError(
                    f"{self.folder} was not made by this project: move it away, or set {SKIP}=1 to do without"
                )
            if self._installed() == "tests":
                purpose = "tests"  # it served the tests before it went out of date, and shall again
            pip = self._pip()
            sound = self.ready("run")  # then only the tests' packages are missing
            why = "adding what the tests need" if sound else "packages changed or install unfinished"
            why = why if os.path.lexists(self.folder) else "first run"
            _say(f"{why}: installing into .venv, which takes about half a minute")
            with open(self.started, "w", encoding="utf-8"):
                pass
            if os.path.exists(self.stamp):
                os.remove(self.stamp)
            if not sound:
                self._create(lock, with_pip=pip[0] == self.python)
            self._run([*pip, "install", *PIP_OPTIONS, "-r", os.path.join(self.root, LOCKS[purpose])], lock)
            self.seal(purpose)
            os.remove(self.started)

    def seal(self, purpose: str) -> None:
        """Write the stamp: what the environment holds now is what the purpose needs."""
        site = next(
            os.path.relpath(folder, self.folder)
            for folder, folders, _ in os.walk(self.folder)
            if os.path.basename(folder) == "site-packages"
        )
        names = "/".join(sorted({*os.listdir(os.path.join(self.folder, site))} - {"__pycache__"}))
        lock = _read(os.path.join(self.root, LOCKS[purpose]))
        with open(f"{self.stamp}-new", "w", encoding="utf-8", newline="") as file:
            file.write("\n".join((_version(), purpose, site, names, lock)))
            file.flush()
            os.fsync(file.fileno())
        os.replace(f"{self.stamp}-new", self.stamp)

    def _ours(self) -> bool:
        """Whether the folder may be emptied: it is free, or was begun, or was finished here."""
        if any(map(os.path.exists, (self.started, self.stamp))) or not os.path.lexists(self.folder):
            return True
        try:
            settings = _read(os.path.join(self.folder, "pyvenv.cfg")).splitlines()
        except OSError:
            return False
        return any(line.replace("'", "").split() == ["prompt", "=", PROMPT] for line in settings)

    def _installed(self) -> str | None:
        try:
            return _read(self.stamp).split("\n", 2)[1]
        except (OSError, ValueError, IndexError):
            return None

    def _pip(self) -> list[str]:
        """The command of a pip that installs into the environment: its own, or one from outside.

        Raises BootstrapError with the system's package to install when there is none.
        """
        import importlib.util

        if importlib.util.find_spec("venv") is not None:
            if importlib.util.find_spec("ensurepip") is not None:
                return [self.python, "-I", "-m", "pip"]
            outside = _outside_pip()
            if outside is not None:
                return [*outside, "--python", self.python]
        raise BootstrapError(_missing_package())

    def _create(self, lock: IO[bytes], *, with_pip: bool) -> None:
        command = [_base_python(), "-I", "-m", "venv", "--clear", "--prompt", PROMPT, self.folder]
        self._run(command if with_pip else [*command, "--without-pip"], lock)

    def _run(self, command: Sequence[str], lock: IO[bytes]) -> None:
        """Run a step, its words into the log; the lock stays held while the step lives, even without us."""
        import subprocess

        environ = {
            name: value
            for name, value in os.environ.items()
            if name not in ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV", "PYTHONHOME")
        }
        with open(self.log, "w+", encoding="utf-8", errors="replace") as log:
            result = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**environ, "PIP_USER": "0"},
                pass_fds=() if os.name == "nt" else (lock.fileno(),),
                check=False,
            )
            log.seek(0)
            words = log.read()
        if result.returncode == 0:
            return
        if any(sign in words for sign in UNREACHABLE):
            raise BootstrapError("the package index cannot be reached; the first run needs the network once")
        lines = [line for line in words.splitlines() if line.strip()] or ["no reason given"]
        reason = next((line for line in lines if line.startswith(("ERROR:", "Error:"))), lines[-1])
        raise BootstrapError(f"{reason.partition(':')[2].strip() or reason} (the whole story: {self.log})")


def _version() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]} {sys.platform}"


def _read(path: str) -> str:
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def _say(words: str) -> None:
    print(f"handouts: {words}", file=sys.stderr, flush=True)


def _wait_for(lock: IO[bytes]) -> None:
    """Hold the lock, after any other process that is making the environment."""
    if sys.platform == "win32":
        import msvcrt
        import time

        told = False
        while True:
            try:
                msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
                return
            except OSError:
                if not told:
                    _say("waiting for another first run")
                told = True
                time.sleep(0.5)
    else:
        import fcntl

        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            _say("waiting for another first run")
            fcntl.flock(lock, fcntl.LOCK_EX)


def _base_python() -> str:
    """The Python outside every environment: the one within cannot empty the folder that it runs in."""
    return getattr(sys, "_base_executable", "") or sys.executable


def _outside_pip() -> list[str] | None:
    """A pip that can install into another environment (`--python` came with pip 22.3), if there is one."""
    import shutil
    import subprocess

    found = [[path] for path in map(shutil.which, ("pip3", "pip")) if path]
    for command in ([_base_python(), "-I", "-m", "pip"], *found):
        answer = subprocess.run([*command, "--version"], capture_output=True, text=True, check=False)
        words = answer.stdout.split()
        if answer.returncode or words[:1] != ["pip"]:
            continue
        if tuple(int(part) for part in words[1].split(".")[:2] if part.isdigit()) >= (22, 3):
            return command
    return None


def _missing_package() -> str:
    """What to install so that this Python can make environments, named as this system names it."""
    fields = {}
    try:
        for line in _read(OS_RELEASE).splitlines():
            name, _, value = line.partition("=")
            fields[name] = value.strip("\"'")
    except OSError:
        pass
    for system in (fields.get("ID", ""), *fields.get("ID_LIKE", "").split()):
        if system in SYSTEM_PACKAGES:
            command = SYSTEM_PACKAGES[system].format(version=_version().split()[0])
            return f"this Python cannot make a virtual environment: run `{command}` as root, then try again"
    return "this Python cannot make a virtual environment: install pip and venv for it, then try again"


def _become(command: list[str]) -> NoReturn:
    """Replace this process; Windows cannot, so there it waits and hands on the exit code."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    import subprocess

    with subprocess.Popen(command) as process:
        while True:
            try:
                sys.exit(process.wait())
            except KeyboardInterrupt:
                continue  # the child has had it too, and decides
