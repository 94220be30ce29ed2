"""Run the benchmarks in their shortest form and look for the rows: what they say is never tested."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks.content import DOCUMENTS, Block, Content, altered, repeated, without_pictures
from benchmarks.measures import MEASURES, PRODUCT, Row
from benchmarks.peers import PEERS
from benchmarks.table import Report

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell what a process took")
def test_the_command_prints_a_table_and_writes_json(tmp_path: Path) -> None:
    file = tmp_path / "results" / "benchmarks.json"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", "--only", "sizes", "--json", str(file)],
        cwd=ROOT,
        env={**os.environ, "HANDOUTS_NO_BOOTSTRAP": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(file.read_bytes())
    names = [f"{document}, {what}" for document in DOCUMENTS for what in ("with pictures", "words alone")]
    assert [row["name"] for row in report["rows"]] == names
    there = [PRODUCT, *(name for name, peer in PEERS.items() if find_spec(peer.package))]
    assert list(report["makers"]) == there
    for row in report["rows"]:
        assert list(row["values"]) == list(row["ratios"]) == there
        assert min(row["values"].values()) > 0
    assert [line.partition("  ")[0] for line in done.stdout.splitlines()[6:] if line] == [
        f"{name}, kB" for name in names
    ]
    missing = [peer.title for name, peer in PEERS.items() if name not in there]
    assert (command.INSTALL in done.stderr) is bool(missing)
    assert all(title in done.stderr for title in missing)


def test_columns_of_the_table_stand_below_each_other() -> None:
    rows = [
        Row("cold booklet, wall", "s", {PRODUCT: 0.5, "typst": 0.125}),
        Row("booklet, pages", "", {PRODUCT: 52, "typst": 53}),
        Row("all documents, 2 processes", "s", {PRODUCT: 1234.5}),
    ]
    makers = {PRODUCT: ("Handouts", "UA-1, A-2a"), "typst": ("Typst 0.15.2", "UA-1")}
    report = Report("a machine", "3.11", "2026-11-22 12:00 UTC", 7, {"booklet": 5000}, makers, rows)
    *_, title, claim, cold, pages, both = report.as_text().splitlines()
    assert title.split() == ["Handouts", "Typst", "0.15.2"]
    assert claim.split() == ["UA-1,", "A-2a", "UA-1"]
    assert cold.split()[-3:] == ["0.5", "0.125", "(0.25x)"]
    assert pages.split()[-2:] == ["52", "53"]
    assert both.split()[-2:] == ["1234", "-"]
    assert len({len(line) for line in (title, claim, cold, pages, both)}) == 1
    assert report.as_json()["rows"][0]["ratios"] == {PRODUCT: 1.0, "typst": 0.25}


def test_no_run_sets_the_sentences_of_another() -> None:
    blocks = (
        Block("paragraph", "Rest."),
        Block("list", rows=(("Walk.",), ("Lift",))),
        Block("picture", "A.", picture="a"),
    )
    content = Content("booklet", "Title", blocks, {"a": "<svg/>"})
    assert repeated(content, 0, 1) == content
    sentences = [
        block.text
        for run in (0, 1)
        for block in repeated(content, run, 3).blocks
        if block.kind == "paragraph"
    ]
    assert len(set(sentences)) == 6
    assert altered("Lift", 3) == "Lift"
    assert [block.kind for block in without_pictures(content).blocks] == ["paragraph", "list"]
    assert content.words == 3


def test_a_measure_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["--only", "speed"])
    said = capsys.readouterr().err
    assert [name for name in MEASURES if name not in said] == []
