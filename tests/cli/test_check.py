"""Run `handouts check` on the product and on broken copies of it, as a person or a job does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polib
import pytest

from handouts import assets
from handouts.checks.run import CHECKS
from handouts.cli.check import aligned

GUIDE = "data/guides/postpartum-backache"
WARD = """\
name: Sample Ward
phone: 01632 960123
country: GB
web: https://example.org/care
"""


@dataclass(frozen=True)
class Product:
    """The product, or a copy of it whose data and layouts a test may break."""

    root: Path

    def edit(self, file: str, old: str, new: str) -> None:
        """Change one piece of text where it first stands in a file."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} does not stand in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")

    def check(self, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `handouts check` here, on a day on which the guide is in force unless another is given."""
        day = {"SOURCE_DATE_EPOCH": str(int(datetime(2026, 12, 1, tzinfo=UTC).timestamp()))}
        return subprocess.run(
            [sys.executable, "-m", "handouts", "check", *map(str, arguments)],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root), "PYTHONUTF8": "1", **day, **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture(scope="module")
def own() -> Product:
    """The product itself."""
    return Product(assets.ROOT)


@pytest.fixture
def product(tmp_path: Path) -> Product:
    """A fresh copy; what no test changes is linked."""
    root = tmp_path / "product"
    shutil.copytree(assets.ROOT / "handouts", root / "handouts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(assets.LAYOUTS, root / "layouts")
    shutil.copytree(assets.DATA, root / "data", ignore=shutil.ignore_patterns("figures"))
    for name in ("fonts", "data/figures"):
        (root / name).symlink_to(assets.ROOT / name, target_is_directory=True)
    return Product(root)


def outcomes(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """The result of each check, from JSON."""
    return {each["check"]: each["result"] for each in json.loads(done.stdout)["checks"]}


def test_the_product_passes_every_check(own: Product) -> None:
    done = own.check()
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["Check", "Result", "Looked", "at"]
    translated = any((assets.DATA / "translations").glob("*.po"))
    names = [name for name in CHECKS if name != "translations" or translated]
    assert [line.rpartition(" ok ")[0].strip() for line in lines[1 : len(names) + 1]] == names
    assert lines[-1] == f"All {len(names)} checks passed."
    assert any(line.startswith("bridge ") for line in lines)


def test_a_ward_is_checked_with_all_documents(own: Product, tmp_path: Path) -> None:
    ward = tmp_path / "ward.yaml"
    ward.write_text(WARD, encoding="utf-8")
    done = own.check("--json", ward)
    assert done.returncode == 0, done.stdout
    assert outcomes(done) == dict.fromkeys(("data", "glyphs", "fit", "links"), "ok")


def test_a_bad_ward_is_told_all_that_is_wrong_with_it(own: Product, tmp_path: Path) -> None:
    ward = tmp_path / "ward.yaml"
    ward.write_text(WARD.replace("Ward", "Ward 你").replace("example", "exa_mple") + "logo: logo.png\n")
    (tmp_path / "logo.png").write_bytes(b"not a picture")
    done = own.check(ward)
    assert done.returncode == 1
    for text in (
        f"{ward}:1:7: error: no font has",
        f'{ward}:4:6: error: "exa_mple.org" is not the name of a web site',
        f"picture {tmp_path / 'logo.png'} is neither PNG nor JPEG",
    ):
        assert text in done.stderr
    assert done.stdout.splitlines()[-1].endswith("in glyphs, fit, links, alt text.")


def test_data_that_cannot_be_read_stop_the_checks_that_need_them(product: Product) -> None:
    product.edit("data/exercises/bridge.yaml", "start_position: lying", "start_position: laying")
    product.edit(f"{GUIDE}/sections/relief.yaml", "kind: table", "kind: tabel")
    done = product.check()
    assert done.returncode == 1
    assert 'error: start_position: "laying" is not one of lying' in done.stderr
    assert 'hint: did you mean "table"?' in done.stderr
    waiting = [name for name in CHECKS if name not in ("data", "contrast")]
    assert done.stdout.splitlines()[-1].endswith(f"Not run: {', '.join(waiting)}.")


def test_a_layout_that_names_nothing_is_told_once(product: Product) -> None:
    product.edit("layouts/handout-lifting.yaml", "daily.lift-facts", "daily.lift-fact")
    done = product.check("layouts/handout-lifting.yaml")
    assert done.returncode == 1
    assert done.stderr.count("there is no passage") == 1
    assert "layouts/handout-lifting.yaml:" in done.stderr
    assert 'hint: did you mean "daily.lift-facts"?' in done.stderr


def test_a_section_that_is_not_there_is_no_traceback(product: Product) -> None:
    product.edit("layouts/handout-help.yaml", "section: help", "section: halp")
    done = product.check()
    assert done.returncode == 1
    assert done.stderr.startswith('layouts/handout-help.yaml:4:10: error: there is no section "halp"')
    assert "Traceback" not in done.stderr


def test_a_page_that_is_too_full_is_told_by_how_much(product: Product) -> None:
    words = "Lift less than you think you can. " * 60
    product.edit("layouts/handout-lifting.yaml", "section: daily", f"lead: {words}\nsection: daily")
    done = product.check("layouts/handout-lifting.yaml")
    assert done.returncode == 1
    assert "mm too tall for one page in en, standard, a4" in done.stderr
    assert "mm too tall for one page in en, standard, letter" in done.stderr


def test_json_has_every_problem_and_every_figure(product: Product) -> None:
    """Words that are too hard, a phrase that cannot be filled, a void approval and a review that is due."""
    hard = "Notwithstanding musculoskeletal recuperation considerations, " * 6
    product.edit("data/exercises/bridge.yaml", "why: ", f"why: {hard}")
    product.edit("data/phrases/furniture.yaml", "{number}", "{number")
    signed = {
        "language": "en",
        "by": "Nobody",
        "role": "Nothing",
        "date": "2026-11-22",
        "until": "2031-11-22",
    }
    approvals = product.root / "data" / "approvals" / "postpartum-backache.yaml"
    approvals.write_text(json.dumps({"approvals": [{**signed, "hash": "0" * 64}]}), encoding="utf-8")
    late = str(int(datetime(2030, 1, 1, tzinfo=UTC).timestamp()))
    done = product.check("--json", SOURCE_DATE_EPOCH=late)
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr, found["passed"]) == (1, "", False)
    checks = {each["check"]: each for each in found["checks"]}
    places = {
        (name, problem["file"]): problem["message"]
        for name, each in checks.items()
        for problem in each["problems"]
        if name in ("data", "reading", "approvals", "review")
    }
    assert places.pop(("reading", "data/exercises/bridge.yaml"))
    assert "braces" in places.pop(("data", "data/phrases/furniture.yaml"))
    assert "have changed since" in places.pop(("approvals", "data/approvals/postpartum-backache.yaml"))
    assert "was to be reviewed by" in places.pop(("review", f"{GUIDE}/guide.yaml"))
    assert places == {}
    figures = {row["text"]: row for row in checks["reading"]["figures"]}
    assert figures["bridge"]["score"] > 6 > figures["clam"]["score"]
    (state,) = checks["approvals"]["figures"]
    assert (state["language"], state["state"], len(state["hash"])) == (
        "en",
        "not yet clinically approved",
        64,
    )


def test_a_path_that_is_not_there_is_a_wrong_use(own: Product) -> None:
    done = own.check("nowhere.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: there is no file or folder nowhere.yaml\n  hint: check the path\n"


def test_quiet_is_one_line(own: Product) -> None:
    done = own.check("-q", "layouts/handout-lifting.yaml")
    assert (done.returncode, done.stdout.count("\n")) == (0, 1)


def test_columns_stand_below_each_other() -> None:
    assert aligned([("a", "12"), ("bcd", "3")], "<>") == ["a    12", "bcd   3"]


def test_words_in_the_wrong_language_are_told_with_their_place(product: Product) -> None:
    """English that was left, words from another catalogue, and a text that was cut to its first words."""
    hindi = polib.pofile(str(product.root / "data" / "translations" / "hi.po"))
    chinese = polib.pofile(str(product.root / "data" / "translations" / "zh-Hans.po"))
    bridge, clam = (
        hindi.find("exercises.bridge.title", by="msgctxt"),
        hindi.find("exercises.clam.title", by="msgctxt"),
    )
    start = hindi.find("exercises.cat_cow.start", by="msgctxt")
    kept = hindi.find("exercises.walking.title", by="msgctxt")
    assert all(each is not None for each in (bridge, clam, start, kept))
    bridge.msgstr, kept.msgstr = bridge.msgid, kept.msgid
    kept.tcomment = "language checked"
    clam.msgstr = chinese.find("exercises.clam.title", by="msgctxt").msgstr
    start.msgstr = start.msgstr[:5]
    hindi.save()
    done = product.check("--json", "data/translations/hi.po")
    checks = {each["check"]: each for each in json.loads(done.stdout)["checks"]}
    assert done.returncode == 1
    assert checks["language"]["result"] == "failed"
    first, second = checks["language"]["problems"]
    assert first["message"] == (
        'exercises.bridge.title: "Bridge" is not Hindi: it has letters of another script (Latn)'
    )
    assert (first["file"], first["line"] > 100) == ("data/translations/hi.po", True)
    assert "language checked" in first["hint"]
    assert second["message"].startswith("exercises.clam.title: ")
    (row,) = checks["language"]["figures"]
    assert (row["name"], row["other"]) == ("Hindi", 2)
    assert checks["length"]["result"] == "ok"
    assert [note["message"].partition(":")[0] for note in checks["length"]["notes"]] == [
        "exercises.cat_cow.start"
    ]
    shown = product.check("-v", "data/translations/hi.po")
    assert "note: exercises.cat_cow.start:" in shown.stderr
    assert any(line.startswith("Hindi (hi)") for line in shown.stdout.splitlines())
