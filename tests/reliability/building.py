"""Damage one file at a time in a copy of the product and run whole commands on it, each in its own process."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random, choice
from tempfile import mkdtemp

# all that a command imports, so that each child begins with it
import icu  # noqa: F401
import uharfbuzz  # noqa: F401
from PIL import Image, JpegImagePlugin, PngImagePlugin  # noqa: F401

import handouts.cli.build
import handouts.cli.check
import handouts.cli.list_contents  # noqa: F401
from handouts import assets
from handouts.cli.main import main as command
from tests.reliability.checkout import chosen, files_by_kind
from tests.reliability.mutations import mutated
from tests.reliability.verdict import LINES, LONGEST_LINE, MEGABYTES, SECONDS, Tally

CEILING = 1_500_000_000
"""Bytes of memory at which the system refuses more, so that a runaway ends as a failure."""

GENTLE_SHARE = 0.6
"""How many of the mutations are of the kind that a loader may well accept."""

ASLEEP = 300
"""Seconds by the clock, however slow the machine, after which a command that computes nothing is a hang."""

CHECKING = 30
"""Seconds for `check` on the one core that it has here: sound, it sets some 400 documents in ten of them."""

INTERNAL = "is a fault in the program"
"""What the last line of defence says."""


def arguments(random: Random, path: Path) -> list[str]:
    """Mostly everything at once, as `handouts build` does; at times other documents, or another command."""
    if path.parent.name in ("languages", "translations"):
        return ["build", "-q", "--language", path.stem]
    kind = random.choices(("all", "week", "letter", "list", "check"), (70, 12, 8, 5, 5))[0]
    week = ["--week", str(random.randint(1, 12)), "--birth", random.choice(("vaginal", "caesarean"))]
    return {
        "all": ["build", "-q"],
        "week": ["build", "-q", "checklist", *week, "--start", "2026-11-23"],
        "letter": ["build", "-q", "handout", "booklet", "--paper", "letter"],
        "list": ["list"],
        "check": ["check"],
    }[kind]


def child(words: Sequence[str], folder: Path) -> None:
    """Run a command in this process, a fork, with its streams in files, and end with its exit code."""
    if hasattr(os, "sched_setaffinity"):
        # the workers keep all cores busy; what a command needs in all is then what one process needs
        os.sched_setaffinity(0, {choice(sorted(os.sched_getaffinity(0)))})
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(ASLEEP)
    seconds = CHECKING if words[0] == "check" else SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (CEILING, CEILING))
    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT), number)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
    code = 99
    try:
        command(list(words))
    except SystemExit as stop:
        code = int(stop.code or 0)
    except BaseException:
        import traceback

        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def fault(words: Sequence[str], status: int, folder: Path) -> tuple[str, str] | None:
    """What is wrong with how a command ended, or None."""
    said = (folder / "stderr").read_text(encoding="utf-8", errors="replace")
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return ("a hang" if number in (signal.SIGALRM, signal.SIGXCPU) else f"signal {number}"), said[-3000:]
    code = os.waitstatus_to_exitcode(status)
    if "Traceback" in said or INTERNAL in said or code == 99:
        last = [line.strip() for line in said.splitlines() if "/handouts/" in line or "reportlab" in line]
        return f"{said.strip().splitlines()[-1][:90]} < {last[-1][-90:] if last else ''}", said[-3000:]
    if code not in (0, 1, 2):
        return f"exit code {code}", said[-3000:]
    for line in said.splitlines():
        if not LINES.fullmatch(line):
            return f"not a line of a refusal: {line[:80]!r}", said[-3000:]
        if len(line) > LONGEST_LINE:
            return f"a line of more than {LONGEST_LINE} characters: {line[:80]!r}", said[-3000:]
    if bool(said) is (code == 0):
        return f"exit code {code} and {'words' if said else 'nothing'} on stderr", said[-3000:]
    return fault_of_files(folder / "out", code, (folder / "stdout").read_text(encoding="utf-8"), words)


def fault_of_files(out: Path, code: int, said: str, words: Sequence[str]) -> tuple[str, str] | None:
    """Whether the files are what was said: whole ones after success, none after a refusal."""
    there = sorted(str(path) for path in out.rglob("*")) if out.exists() else []
    if words[0] != "build":
        return ("files, and none was asked for", str(there)) if there else None
    if code:
        return ("files after a refusal", str(there)) if there else None
    if there != sorted(said.splitlines()) or not there:
        return "other files than said", f"{there} {said}"
    for path in there:
        data = Path(path).read_bytes()
        if not data.startswith(b"%PDF-1.7") or not data.rstrip().endswith(b"%%EOF"):
            return "a torn file", path
    return None


def once(words: list[str], folder: Path, tally: Tally, what: str) -> tuple[str, str] | None:
    """Fork, run, wait, and judge; `what` tells which damage it is."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    if words[0] == "build":
        words = [*words, "--out", str(folder / "out")]
    process = os.fork()
    if not process:
        child(words, folder)
    _, status, usage = os.wait4(process, 0)
    seconds = usage.ru_utime + usage.ru_stime
    if seconds > tally.slowest:
        tally.slowest, tally.slowest_run = seconds, f"{' '.join(words)} {what}"
    megabytes = usage.ru_maxrss / 1024
    tally.megabytes = max(tally.megabytes, megabytes)
    found = fault(words, status, folder)
    if found is None and megabytes > MEGABYTES:
        found = f"more than {MEGABYTES} MB", f"{megabytes:.0f} MB"
    if found is None:
        accepted = os.waitstatus_to_exitcode(status) == 0
        tally.accepted += accepted
        tally.refused += not accepted
    return found


def run(count: int, seed: str, kinds: list[str]) -> Tally:
    """Run a command on `count` mutations; each is made from the seed and its number alone."""
    files, tally, folder = files_by_kind(assets.ROOT), Tally(), Path(mkdtemp(dir=assets.ROOT))
    whole = {path: path.read_bytes() for paths in files.values() for path in paths}
    texts = [path for path in whole if path.suffix == ".yaml"]
    kinds = [kind for kind in kinds if kind != "pose"]  # no command reads them
    for number in range(count):
        random = Random(f"{seed}:{number}")
        kind, path = chosen(random, files, kinds)
        other, gentle = whole[random.choice(texts)], random.random() < GENTLE_SHARE
        names, data = mutated(random, whole[path], other, path.suffix, gentle=gentle)
        words = arguments(random, path)
        path.write_bytes(data)
        what = f"{assets.shown(path)} {names} {seed}:{number}"
        found = once(words, folder / "run", tally, f"[{what}]")
        path.write_bytes(whole[path])
        tally.runs += 1
        tally.kinds[kind] += 1
        if found:
            example = {
                "number": number,
                "seed": seed,
                "file": assets.shown(path),
                "by": names,
                "words": words,
            }
            shown = data.decode("utf-8", "replace")[:200_000]
            tally.fail(found[0], **example, shown=found[1], data=shown)
    return tally


def main() -> None:
    """Run as a worker: count, seed and kinds from the command line, the tally as JSON to stdout."""
    count, seed, *kinds = sys.argv[1:]
    print(json.dumps(vars(run(int(count), seed, kinds))))


if __name__ == "__main__":
    main()
