"""Damage data and layouts at random: whatever comes of it, it is a document or a clear refusal."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from handouts.errors import LONGEST_LINE, DataError, HandoutError, Mark, Problem
from tests.reliability import mutate
from tests.reliability.checkout import SHARES, chosen, files_by_kind
from tests.reliability.mutations import BINARY, GENTLE, TEXTS, TREES, mutated
from tests.reliability.verdict import LINES, MEGABYTES, SECONDS, Tally, fault_of

LOADER, BUILD = 5_000, 150
"""Mutations in a run of the tests, two minutes on two cores; the README says how to make the full runs."""

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = (ROOT / "data" / "exercises" / "bridge.yaml").read_bytes()
OTHER = (ROOT / "data" / "sources.yaml").read_bytes()
FIGURE = (ROOT / "data" / "figures" / "baked" / "bun-average" / "bridge.json").read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="needs fork and POSIX timers")
@pytest.mark.parametrize(("what", "count"), [("loader", LOADER), ("build", BUILD)])
def test_no_damage_gets_past_a_clear_refusal(what: str, count: int) -> None:
    tally = mutate.measure(what, count, "ci", workers=2)
    assert tally.failures == {}, mutate.described(what, tally, 0)
    assert tally.runs == tally.accepted + tally.refused == count
    assert tally.accepted > count / 20
    assert tally.refused > count / 4
    assert tally.slowest < SECONDS
    assert tally.megabytes < MEGABYTES


@pytest.mark.parametrize("name", list(TREES | TEXTS))
@pytest.mark.parametrize(
    "data", [SAMPLE, FIGURE, b"x", b"a: b", b"\xff\x00"], ids=["yaml", "json", "x", "a", "bytes"]
)
def test_every_mutation_takes_every_file_and_changes_most(name: str, data: bytes) -> None:
    made = [(TREES | TEXTS)[name](Random(number), data, OTHER) for number in range(20)]
    assert made == [(TREES | TEXTS)[name](Random(number), data, OTHER) for number in range(20)]
    if data in (SAMPLE, FIGURE):
        assert sum(each != data for each in made) > 10


def test_a_mutation_comes_from_its_seed_alone() -> None:
    one, two = (mutated(Random("7:1"), SAMPLE, OTHER, ".yaml") for _ in range(2))
    assert one == two
    assert mutated(Random("7:2"), SAMPLE, OTHER, ".yaml") != one
    assert mutated(Random("7:1"), SAMPLE, OTHER, ".png")[0].split("+")[0] in BINARY
    assert mutated(Random("7:1"), SAMPLE, OTHER, ".yaml", gentle=True)[0] in GENTLE


def test_every_kind_of_file_is_damaged_by_its_share() -> None:
    files = files_by_kind(ROOT)
    random = Random(1)
    found = Counter(chosen(random, files, tuple(SHARES))[0] for _ in range(2_000))
    assert set(found) == {kind for kind in SHARES if files[kind]}
    assert found.most_common(1)[0][0] == "guide"
    assert sum(SHARES.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (DataError(Problem("wrong", Mark("a.yaml", 3, 1), "mend it")), None),
        (DataError(Problem("wrong", Mark("a.yaml", 9, 1))), "a place after the end of the file"),
        (DataError(Problem('no font family "x"')), "no place: no font family …"),
        (DataError([]), "a refusal without a problem"),
        (DataError(Problem(" ", Mark("a.yaml"))), "more than one line, or none"),
    ],
)
def test_a_refusal_is_judged(error: HandoutError, fault: str | None) -> None:
    found = fault_of(error, {"a.yaml": 5})
    assert found is None if fault is None else (found or "").startswith(fault)


def test_a_problem_is_one_line_however_broken_the_words_that_it_quotes() -> None:
    problem = Problem("a\nb\x1b[31m\u2028c" + "x" * 9_999, Mark("a.yaml", 1), "d\r\ne")
    lines = str(problem).splitlines()
    assert len(lines) == 2
    assert all(LINES.fullmatch(line) for line in lines)
    assert len(problem.message) == LONGEST_LINE
    assert problem.hint == "d e"


def test_tallies_add_up() -> None:
    one, two = Tally(runs=2, accepted=1, slowest=1.0), Tally(runs=3, refused=2, slowest=2.0, megabytes=9.0)
    two.fail("crash", file="a.yaml", by="truncate", seed="s", number=1)
    one.add(two)
    assert (one.runs, one.accepted, one.refused, one.slowest, one.megabytes) == (5, 1, 2, 2.0, 9.0)
    assert re.search(
        r"1 failures of 1 kinds.*\n.*\n +1 x crash  \[a.yaml truncate s:1\]",
        mutate.described("loader", one, 1),
    )


def test_it_says_how_to_run_it(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["mutate", "--help"])
    with pytest.raises(SystemExit):
        mutate.main()
    assert "--loader 200000 --build 2000" in capsys.readouterr().out
