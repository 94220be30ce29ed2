"""Test that a list becomes the sheets that it asks for: each once, whole, private, and the same everywhere."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import zlib
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from handouts.batch.executor import workers
from handouts.batch.ledger import LEDGER_NAME, Ledger
from handouts.batch.lock import LOCK_NAME, locked
from handouts.batch.making import base_request, make
from handouts.batch.run import Crew, Done, Portion, first_day, plan, run
from handouts.errors import HandoutError, OutputError, UsageError
from handouts.pages.selection import Request
from tests.batch.lists import START, read, row, rows, text
from tests.cli.commands import command, environment
from tests.validators import quick
from tests.validators.extraction import page_texts
from tests.validators.readback import structure_text

POSIX = pytest.mark.skipif(os.name != "posix", reason="modes and signals as POSIX has them")
ALONE = Crew(sync=False)
OTHERS = {LEDGER_NAME, LOCK_NAME}

NAMES = {"latin": "Ọlá Żółć-Ñandú", "devanagari": "मोती शर्बत", "chinese": "李小米", "arabic": "زهرة الليمون"}
"""No people: made from words for flowers, food and colours."""


def sheets(data: bytes, folder: Path, crew: Crew = ALONE, request: Request | None = None) -> list[Done]:
    """Make a list into a folder."""
    folder.mkdir(exist_ok=True)
    with locked(folder):
        return list(run(plan(read(data), request or Request()), folder, crew))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name not in OTHERS}


def only(folder: Path) -> Path:
    (path,) = folder.glob("*.pdf")
    return path


def plain(path: Path) -> bytes:
    """All bytes of a file, and what its compressed streams hold."""
    with pikepdf.open(path) as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/Filter" in each]
        return path.read_bytes() + b"".join(each.read_bytes() for each in streams)


# -- what is made ----------------------------------------------------------------------------------------


def test_files_are_named_by_code_and_enums_alone(tmp_path: Path) -> None:
    cells = [
        {"name": "Ann Oak", "birth_date": "2026-11-04", "birth": "caesarean"},
        {"name": "Ivy Elm", "language": "zh-Hans", "birth_date": "", "week": "9"},
    ]
    sheets(rows(cells), tmp_path)
    names = ["checklist-w-1-w03-caesarean-en-a4.pdf", "checklist-w-2-w09-vaginal-zh-Hans-a4.pdf"]
    assert list(files(tmp_path)) == names


@pytest.mark.parametrize("script", NAMES)
@pytest.mark.parametrize("language", ["en", "hi", "zh-Hans"])
def test_a_name_of_any_script_stands_on_a_sheet_of_any_language(
    script: str, language: str, tmp_path: Path
) -> None:
    sheets(text(row(language=language, name=NAMES[script], midwife=NAMES["latin"])), tmp_path)
    path = only(tmp_path)
    (extracted,) = page_texts(path)
    assert NAMES[script] in extracted
    assert NAMES["latin"] in extracted
    lines = structure_text(path).splitlines()
    assert NAMES[script] in lines
    assert NAMES["latin"] in lines
    assert quick.problems(path) == []


@pytest.mark.parametrize("language", ["en", "hi", "zh-Hans"])
def test_sheets_with_names_are_accessible_and_archivable(language: str, tmp_path: Path, valid) -> None:  # type: ignore[no-untyped-def]
    names = [
        {"language": language, "name": name, "midwife": name, "held_back": "walking"}
        for name in NAMES.values()
    ]
    sheets(rows([*names, {"language": language}]), tmp_path)
    valid(*sorted(tmp_path.glob("*.pdf")))


def test_a_sheet_without_a_name_has_the_line_to_write_on_and_an_identifier_of_its_own(tmp_path: Path) -> None:
    sheets(rows([{}, {}]), tmp_path)
    one, other = (pikepdf.open(path) for path in sorted(tmp_path.glob("*.pdf")))
    assert one.trailer.ID[0] == one.trailer.ID[1] != other.trailer.ID[0]
    assert one.pages[0].Contents.read_bytes() == other.pages[0].Contents.read_bytes()


def test_what_is_held_back_is_not_to_be_ticked_and_is_said(tmp_path: Path) -> None:
    birth = {"birth_date": "2026-10-26"}  # week 5: cat and cow, heel slides, bridge, clam
    sheets(rows([birth, {**birth, "held_back": "bridge walking"}]), tmp_path)
    usual, fewer = (structure_text(path) for path in sorted(tmp_path.glob("*.pdf")))
    assert "Bridge (new)" in usual
    assert "Walking" in usual.splitlines()
    assert "Bridge (new)" not in fewer
    assert "Walking" not in fewer.splitlines()
    assert "Not for you now: Bridge and Walking. Wait for a yes from your midwife or doctor." in fewer
    with pikepdf.open(sorted(tmp_path.glob("*.pdf"))[1]) as pdf:
        assert not any(
            "bridge" in str(field.T) or "walking" in str(field.T) for field in pdf.Root.AcroForm.Fields
        )


def test_a_name_that_is_too_long_is_refused_at_its_place_and_the_rest_goes_on(tmp_path: Path) -> None:
    done = sheets(rows([{"name": "Wisteria " * 6}, {"name": "Ivy"}]), tmp_path)
    (problem,) = [each.problem for each in done if each.problem]
    assert str(problem.mark) == "roster.csv:2:7"
    assert re.fullmatch(r'"name" cannot be printed: \d+ mm too long for its line', problem.message)
    assert list(files(tmp_path)) == ["checklist-w-2-w01-vaginal-en-a4.pdf"]


def test_the_week_of_the_job_begins_today_or_on_the_next_first_day() -> None:
    monday = date(2026, 11, 23)
    assert first_day(monday, 0) == monday
    assert first_day(date(2026, 11, 24), 0) == date(2026, 11, 30)
    assert first_day(date(2026, 11, 22), 0) == monday
    assert first_day(monday, 6) == date(2026, 11, 29)


# -- privacy ---------------------------------------------------------------------------------------------


@POSIX
def test_only_the_owner_may_read_what_is_written(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        sheets(rows([{"name": "Ivy"}]), tmp_path)
    finally:
        os.umask(old)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_no_name_and_no_address_is_anywhere_but_on_the_page(tmp_path: Path) -> None:
    cells = {"name": "Quillwort", "email": "zebrafern@example.org", "midwife": "Vexillum"}
    sheets(rows([cells, {"name": "Jacaranda"}]), tmp_path)
    secrets = ["Quillwort", "zebrafern", "Vexillum", "Jacaranda"]
    own = {"w-1": ["Quillwort", "Vexillum"], "w-2": ["Jacaranda"]}
    ledger = (tmp_path / LEDGER_NAME).read_bytes()
    for path in tmp_path.glob("*.pdf"):
        with pikepdf.open(path) as pdf:
            about = str(dict(pdf.docinfo)) + pdf.Root.Metadata.read_bytes().decode()
            said = [str(each) for each in pdf.objects if isinstance(each, pikepdf.String)]
        assert said == next(names for code, names in own.items() if code in path.name)
        held = plain(path)
        for secret in secrets:
            assert secret.encode() not in path.name.encode() + about.encode() + ledger
            assert held.count(secret.encode()) == (secret in said), "for readers; on the page it is glyphs"


def test_a_copy_has_the_letters_of_no_other_woman(tmp_path: Path) -> None:
    sheets(rows([{"name": "Ivy"}, {"name": "Elm Żółć"}]), tmp_path)
    with pikepdf.open(tmp_path / "checklist-w-1-w01-vaginal-en-a4.pdf") as pdf:
        fonts = pdf.pages[0].Resources.Font
        own = fonts[next(name for name in fonts if name.startswith("/P"))]
        mapped = re.findall(rb"> <([0-9A-F]+)>", own.ToUnicode.read_bytes())
    assert {bytes.fromhex(code.decode()).decode("utf-16-be") for code in mapped} == {*"Ivy", "\uffff"}, (
        "the last is the end of the range of codes"
    )


# -- again, and after a stop -----------------------------------------------------------------------------


def test_a_second_run_makes_nothing_again(tmp_path: Path) -> None:
    data = rows([{"name": "Ivy"}, {}])
    assert [each.kept for each in sheets(data, tmp_path)] == [False, False]
    before = {path.name: path.stat().st_ino for path in tmp_path.glob("*.pdf")}
    assert [each.kept for each in sheets(data, tmp_path)] == [True, True]
    assert {path.name: path.stat().st_ino for path in tmp_path.glob("*.pdf")} == before


CHANGES = {
    "name": {"name": "Elm"},
    "midwife": {"midwife": "Elm"},
    "held_back": {"held_back": "walking"},
    "language": {"language": "hi"},
    "birth": {"birth": "caesarean"},
    "week": {"birth_date": "2026-11-11"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_row_is_made_anew_and_its_old_sheet_goes(change: str, tmp_path: Path) -> None:
    same = {"name": "Ivy"}
    sheets(rows([same, same]), tmp_path)
    before = files(tmp_path)
    done = sheets(rows([same, {**same, **CHANGES[change]}]), tmp_path)
    assert sorted(each.kept for each in done) == [False, True]
    after = files(tmp_path)
    assert len(after) == 2
    assert len(before.items() & after.items()) == 1


def test_an_address_is_not_printed_so_it_changes_nothing(tmp_path: Path) -> None:
    sheets(rows([{"email": "a@example.org"}]), tmp_path)
    assert [each.kept for each in sheets(rows([{"email": "b@example.org"}]), tmp_path)] == [True]


def test_next_weeks_sheets_leave_those_of_this_week(tmp_path: Path) -> None:
    sheets(rows([{}]), tmp_path)
    sheets(rows([{"start": "2026-11-30"}]), tmp_path)
    assert len(files(tmp_path)) == 2


@pytest.mark.parametrize("damage", [b"", b"%PDF-1.7 cut", None])
def test_a_sheet_that_was_damaged_or_taken_away_is_made_anew(damage: bytes | None, tmp_path: Path) -> None:
    data = rows([{"name": "Ivy"}])
    sheets(data, tmp_path)
    whole = files(tmp_path)
    path = only(tmp_path)
    path.unlink() if damage is None else path.write_bytes(damage)
    assert [each.kept for each in sheets(data, tmp_path)] == [False]
    assert files(tmp_path) == whole


def test_another_ward_makes_all_sheets_anew(tmp_path: Path) -> None:
    ward = tmp_path / "ward.yaml"
    ward.write_text("name: A\nphone: 01632 960001\ncountry: GB\n", encoding="utf-8")
    folder = tmp_path / "out"
    sheets(rows([{}]), folder, request=Request(ward=ward))
    assert [each.kept for each in sheets(rows([{}]), folder, request=Request(ward=ward))] == [True]
    ward.write_text("name: A\nphone: 01632 960002\ncountry: GB\n", encoding="utf-8")
    assert [each.kept for each in sheets(rows([{}]), folder, request=Request(ward=ward))] == [False]


def test_a_run_that_is_left_takes_away_what_has_no_place_yet(tmp_path: Path) -> None:
    going = run(plan(read(rows([{"name": "x" * 55 * (n == 60)} for n in range(61)])), Request()), tmp_path)
    assert next(going).problem is not None, "the others wait for their places"
    assert len(list(tmp_path.glob(".*.part"))) >= 50
    going.close()
    assert files(tmp_path) == {}


@POSIX
def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    """With SIGKILL, as soon as the first sheets have their places."""
    data = rows([{"name": f"Ivy {number}"} for number in range(900)])
    (tmp_path / "roster.csv").write_bytes(data)
    words = command("batch", "roster.csv", "--start", START.isoformat(), "-o", "out", "--no-sync")
    maker = subprocess.Popen(
        words, cwd=tmp_path, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    folder = tmp_path / "out"
    while maker.poll() is None and not (folder.is_dir() and any(folder.glob("*.pdf"))):
        pass
    maker.kill()
    maker.communicate()
    left = files(folder)
    assert 0 < len(left) < 900
    noted = {path.name: path.stat().st_ino for path in folder.glob("*.pdf")}
    with Ledger(folder) as ledger:
        known = {sheet.file for sheet in ledger.sheets().values()}
    done = sheets(data, folder)
    assert {each.item.file for each in done if each.kept} == known
    after = files(folder)
    assert len(after) == 900, "none is missing, none is there twice, and nothing half-made is left"
    assert all((folder / name).stat().st_ino == noted[name] for name in known)
    assert all(data.endswith(b"%%EOF\n") for data in after.values())
    whole = tmp_path / "whole"
    sheets(data, whole)
    assert files(whole) == after


def test_two_runs_at_once_are_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_bytes(rows([{}]))
    (tmp_path / "out").mkdir()
    with locked(tmp_path / "out"):
        words = command("batch", "roster.csv", "--start", START.isoformat(), "-o", "out")
        done = subprocess.run(words, cwd=tmp_path, env=environment(), capture_output=True, check=False)
    assert done.returncode == OutputError.exit_code
    assert b"another run is at work in out" in done.stderr
    assert files(tmp_path / "out") == {}


# -- who does the work -----------------------------------------------------------------------------------

MANY = rows(
    [
        {"language": code, "name": name, "week": "", "birth_date": day}
        for code in ("en", "zh-Hans")
        for name in (*NAMES.values(), "")
        for day in ("2026-11-18", "2026-10-01", "2026-09-20")
    ]
    * 2
)


def hashes(folder: Path) -> dict[str, str]:
    return {name: sha256(data).hexdigest() for name, data in files(folder).items()}


@pytest.fixture
def cluster() -> Iterator[str]:
    """The address of a dask scheduler with two workers, as processes of their own on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    dask = [sys.executable, "-m", "distributed.cli"]
    scheduler = [f"{dask[2]}.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    worker = [f"{dask[2]}.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    running = [
        subprocess.Popen(
            [*dask[:2], *each], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for each in (scheduler, worker, worker)
    ]
    try:
        from distributed import Client

        with Client(address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield address
    finally:
        for process in running:
            process.kill()  # a worker whose scheduler has gone would look for it for minutes
        for process in running:
            process.wait()


def test_processes_and_a_cluster_give_the_same_bytes(
    tmp_path: Path, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.batch.run.PORTION", 7)
    crews = {"alone": Crew(), "processes": Crew(jobs=2), "cluster": Crew(scheduler=cluster)}
    made = {}
    for name, crew in crews.items():
        assert [each.problem for each in sheets(MANY, tmp_path / name, crew) if each.problem] == []
        made[name] = hashes(tmp_path / name)
    assert len(made["alone"]) == 60
    assert len(set(made["alone"].values())) == 60
    assert made["alone"] == made["processes"] == made["cluster"]


def test_an_address_where_nobody_answers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.batch.executor.ANSWER_WITHIN", 1)
    with (
        pytest.raises(HandoutError, match="no scheduler answers at tcp:"),
        workers(1, "tcp://127.0.0.1:1"),
    ):
        pass


def test_without_dask_the_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="needs dask") as caught, workers(1, "tcp://127.0.0.1:1"):
        pass
    assert caught.value.problems[0].hint == "pip install 'handouts[cluster]'"


def test_a_worker_with_other_data_is_refused() -> None:
    items = plan(read(rows([{}])), Request())
    with pytest.raises(HandoutError, match="another version of the program"):
        make(Portion(base_request(Request(), ["en"]), "other", items.items[0].design, (("w-1", ()),)))


def test_streams_of_a_copy_are_sound(tmp_path: Path) -> None:
    """The cross-references are one zlib stream, of which a part was made before the copy was."""
    sheets(rows([{"name": "Ivy"}]), tmp_path)
    data = only(tmp_path).read_bytes()
    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    table = data[start:].split(b"stream\n", 1)[1].split(b"\nendstream")[0]
    assert len(zlib.decompress(table)) % 7 == 0
