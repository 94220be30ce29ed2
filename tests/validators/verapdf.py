"""Run veraPDF over many files at once and tell which rules of which standard each one breaks.

veraPDF (GPLv3+/MPLv2+) is a test tool and never shipped: the version below is fetched with Maven into the
project's cache the first time, and checked against its known hash. One Java process serves all files of one
standard, and the standards run side by side.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

VERSION = "1.28.2"
ARTIFACT = f"org.verapdf.apps:greenfield-apps:{VERSION}"
"""The command line with its own PDF parser and every library, in one jar."""

SHA256 = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6"
MAIN_CLASS = "org.verapdf.apps.GreenfieldCliWrapper"
FLAVOURS = ("ua1", "2a")
"""PDF/UA-1 and PDF/A-2a: what every file for reading must be at once."""

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "verapdf"
JAVA_OPTIONS = ("-XX:+UseSerialGC", "-Djava.awt.headless=true")
"""Few cores, a short life: no collector threads."""

OPTIONS = ("--format", "json", "--maxfailuresdisplayed", "1", "--recurse")
EXIT_CODES_OF_REPORTS = (0, 1, 7)
"""All valid, some not valid, some not readable as PDF."""


class NotAvailableError(Exception):
    """veraPDF is not on this machine and cannot be fetched; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class FailedRule:
    """A rule that a file breaks: where it stands, what it asks and the first place that breaks it."""

    clause: str
    test: int
    description: str
    times: int
    place: str
    message: str

    def __str__(self) -> str:
        rule = f"{self.clause}-{self.test} ({self.times}x) {self.description}"
        return f"{rule}\n      {self.message} at {self.place}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What veraPDF says about one file and one standard."""

    file: Path
    flavour: str
    compliant: bool
    failed_rules: tuple[FailedRule, ...] = ()
    problem: str = ""
    """Why the file could not be judged at all, if so."""

    def __str__(self) -> str:
        head = f"{self.file.name}: {self.flavour}: {'valid' if self.compliant else 'NOT VALID'}"
        return "\n    ".join([head, *([self.problem] if self.problem else []), *map(str, self.failed_rules)])


@dataclass(frozen=True, slots=True)
class VeraPDF:
    """A veraPDF that can be run: the Java command and the jar."""

    java: str
    jar: Path

    def validate(self, files: Iterable[Path], flavours: Sequence[str] = FLAVOURS) -> list[Verdict]:
        """One verdict per file and flavour, in the order given; OSError for a file that is not there."""
        paths = [path.resolve(strict=True) for path in files]
        if not paths:
            return []
        with ThreadPoolExecutor(len(flavours)) as pool:
            done = pool.map(lambda flavour: self._report(paths, flavour), flavours)
            reports = dict(zip(flavours, done, strict=True))
        return [
            _verdict(path, flavour, reports[flavour].get(str(number)))
            for number, path in enumerate(paths)
            for flavour in flavours
        ]

    def _report(self, paths: Sequence[Path], flavour: str) -> dict[str, Any]:
        """The job of each file, by the file's number: short names keep any command line short."""
        with tempfile.TemporaryDirectory(prefix="verapdf-") as name:
            files = Path(name, "files")
            files.mkdir()
            for number, path in enumerate(paths):
                _link(path, files / f"{number}.pdf")
            java = [self.java, *JAVA_OPTIONS, f"-Duser.home={name}", "-cp", str(self.jar), MAIN_CLASS]
            done = subprocess.run(
                [*java, *OPTIONS, "--flavour", flavour, str(files)],
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
        if done.returncode not in EXIT_CODES_OF_REPORTS or not done.stdout.lstrip().startswith("{"):
            raise RuntimeError(f"veraPDF failed with exit code {done.returncode}: {done.stderr.strip()}")
        jobs = json.loads(done.stdout)["report"]["jobs"]
        return {Path(job["itemDetails"]["name"]).stem: job for job in jobs}


def find(cache: Path = CACHE) -> VeraPDF:
    """veraPDF from the cache, fetched when it is not there; NotAvailableError without Java or Maven."""
    java = shutil.which("java")
    if java is None:
        raise NotAvailableError("veraPDF needs Java (Debian: default-jre-headless)")
    jar = cache / f"greenfield-apps-{VERSION}.jar"
    if not _is_genuine(jar):
        _fetch(jar)
    return VeraPDF(java, jar)


def _is_genuine(jar: Path) -> bool:
    return jar.is_file() and hashlib.sha256(jar.read_bytes()).hexdigest() == SHA256


def _fetch(jar: Path) -> None:
    """Fetch the jar with Maven; another process may do the same at the same time."""
    maven = shutil.which("mvn")
    if maven is None:
        raise NotAvailableError("veraPDF is fetched with Maven, which is not here (Debian: maven)")
    jar.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="fetch-", dir=jar.parent) as name:
        goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
        done = subprocess.run(
            [maven, "--batch-mode", "--quiet", goal, f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={name}"],
            capture_output=True,
            encoding="utf-8",
            cwd=name,
            check=False,
        )
        fetched = Path(name, jar.name)
        if done.returncode != 0 or not fetched.is_file():
            lines = (done.stdout + done.stderr).strip().splitlines() or ["no reason given"]
            raise NotAvailableError(f"Maven could not fetch {ARTIFACT}: {lines[0]}")
        if not _is_genuine(fetched):
            raise RuntimeError(f"{ARTIFACT} is not the file that this project knows")
        os.replace(fetched, jar)


def _link(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source)
    except OSError:  # Windows allows it to administrators only
        shutil.copyfile(source, target)


def _verdict(path: Path, flavour: str, job: dict[str, Any] | None) -> Verdict:
    if job is None:
        return Verdict(path, flavour, False, problem="veraPDF passed it over")
    if "taskException" in job:
        return Verdict(path, flavour, False, problem=job["taskException"]["exceptionMessage"])
    (result,) = job["validationResult"]
    rules = [_failed_rule(summary) for summary in result["details"]["ruleSummaries"]]
    return Verdict(path, flavour, bool(result["compliant"]), tuple(sorted(rules, key=str)))


def _failed_rule(summary: dict[str, Any]) -> FailedRule:
    first = (summary.get("checks") or [{}])[0]
    return FailedRule(
        clause=summary["clause"],
        test=summary["testNumber"],
        description=summary["description"],
        times=summary["failedChecks"],
        place=first.get("context", ""),
        message=first.get("errorMessage") or "",
    )
