"""Test what the batch command prints, how it ends, and that it refuses without a traceback."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from handouts.batch.ledger import LEDGER_NAME
from handouts.cli.build import INVENTED_WARD
from tests.batch.lists import START, row, rows, text
from tests.cli.commands import command, environment, on_terminal, run
from tests.validators.extraction import page_texts

pytestmark = pytest.mark.usefixtures("in_force")

WEEK = ("--start", START.isoformat())
FIRST, SECOND = "checklist-w-1-w01-vaginal-en-a4.pdf", "checklist-w-2-w01-vaginal-en-a4.pdf"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a list of two good rows and one of two rows and a bad one between them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.csv").write_bytes(rows([{}, {"name": "Ivy"}]))
    (tmp_path / "mixed.csv").write_bytes(rows([{}, {"birth": "other", "name": "Rowan"}, {}]))
    return tmp_path


def test_paths_are_printed_in_the_order_of_the_list(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "batch", "good.csv", *WEEK)
    assert (done.code, done.out.splitlines(), done.err) == (
        0,
        [f"out/{FIRST}", f"out/{SECOND}"],
        f"{INVENTED_WARD}\n2 made\n",
    )
    again = run(capsys, "batch", "good.csv", *WEEK)
    assert (again.code, again.out, again.err) == (0, done.out, f"{INVENTED_WARD}\n0 made, 2 there already\n")


def test_refused_rows_end_with_3_and_the_rest_is_made(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "batch", "mixed.csv", *WEEK)
    assert done.code == 3
    assert len(done.out.splitlines()) == len(list(here.glob("out/*.pdf"))) == 2
    assert done.err.splitlines() == [
        INVENTED_WARD,
        'mixed.csv:3:3: error: "birth" is not one of vaginal, caesarean',
        "2 made, 1 row refused",
    ]


def test_a_dry_run_tells_the_plan_and_writes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "batch", "mixed.csv", *WEEK, "--dry-run")
    assert done.code == 3
    assert done.out.splitlines()[0] == f"w-1  en  vaginal  week 1 from 2026-11-23  out/{FIRST}"
    assert "2 to make, 1 row refused" in done.err
    assert not (here / "out").exists()


def test_json_tells_sheets_and_refusals_without_names(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "batch", "mixed.csv", *WEEK, "--json")
    assert (done.code, done.err) == (3, "")
    told = json.loads(done.out)
    assert [(sheet["id"], sheet["week"], sheet["kept"]) for sheet in told["sheets"]] == [
        ("w-1", 1, False),
        ("w-3", 1, False),
    ]
    assert [(each["line"], each["column"]) for each in told["errors"]] == [(3, 3)]
    assert "Rowan" not in done.out


def test_sheets_are_merged_for_printing_in_the_order_of_the_list(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = [("b", "en", "Sorrel"), ("a", "zh-Hans", "Tansy"), ("c", "en", "Yarrow")]
    cells = [row(id=code, language=language, name=name) for code, language, name in codes]
    (here / "order.csv").write_bytes(text(*cells))
    for _ in range(2):  # made, and then there already
        done = run(capsys, "batch", "order.csv", *WEEK, "--merged", "print.pdf")
        assert (done.code, done.out.splitlines()[3]) == (0, "print.pdf")
        pages = page_texts(here / "print.pdf")
        assert [name in page for (_, _, name), page in zip(codes, pages, strict=True)] == [True] * 3
    assert os.name != "posix" or (here / "print.pdf").stat().st_mode & 0o777 == 0o600


def test_too_many_sheets_for_one_file_are_refused_before_any_is_made(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "many.csv").write_bytes(rows([{}] * 501))
    done = run(capsys, "batch", "many.csv", *WEEK, "--merged", "print.pdf")
    assert done.code == 2
    assert "501 sheets are too many for one file; it takes 500" in done.err
    assert not (here / "out").exists()


def test_every_refused_row_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "many.csv").write_bytes(rows([{"birth": "other"}] * 50))
    done = run(capsys, "batch", "many.csv", *WEEK, "-q")
    assert (done.code, done.out) == (3, "")
    assert done.err.count("error: ") == 50


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["no.csv"], 1, "no.csv: error: there is no such file"),
        (["good.csv", "--ward", "no.yaml"], 1, "no.yaml: error: there is no such file"),
        (["good.csv", "--start", "1999-01-04"], 2, "error: the week starts on 1999-01-04"),
        (
            ["good.csv", "--jobs", "2", "--scheduler", "tcp://x:1"],
            2,
            "--jobs and --scheduler do not go together",
        ),
        (["good.csv", "--out", "good.csv"], 1, "error: cannot write to good.csv"),
        (["good.csv", "--require-approved"], 1, "error: these words are not approved in en"),
        ([], 2, "error: missing argument"),
    ],
)
def test_what_cannot_begin_is_refused_as_a_whole(
    arguments: list[str], code: int, message: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "batch", *arguments)
    assert (done.code, done.out) == (code, "")
    assert message in done.err
    assert not (here / "out").exists()


def test_the_list_may_come_through_a_pipe(here: Path) -> None:
    done = subprocess.run(
        command("batch", "-", *WEEK),
        input=text(row()),
        cwd=here,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout.decode()) == (0, f"out/{FIRST}\n")


def test_a_damaged_ledger_is_told_and_nothing_is_made(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "out").mkdir()
    (here / "out" / LEDGER_NAME).write_bytes(b"no ledger" * 99)
    done = run(capsys, "batch", "good.csv", *WEEK)
    assert done.code == 1
    assert "damaged, or no ledger" in done.err
    assert list(here.glob("out/*.pdf")) == []


@pytest.mark.skipif(os.name != "posix", reason="terminals as POSIX has them")
def test_a_terminal_sees_how_fast_it_goes(here: Path) -> None:
    code, shown = on_terminal("batch", "good.csv", *WEEK, cwd=here)
    assert code == 0
    assert "Making" in shown
    assert "a second" in shown
    assert "Making" not in on_terminal("batch", "good.csv", *WEEK, "-q", cwd=here)[1]
