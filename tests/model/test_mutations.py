"""Damage the files of a guide at random: it loads, or says what is wrong, and no more."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.errors import DataError, UsageError
from handouts.model.approval import content_hash
from handouts.model.guide import Guide
from handouts.model.loader import load_guide, load_ward
from tests.model.conftest import SAMPLE

FILES = sorted(path.relative_to(SAMPLE).as_posix() for path in SAMPLE.rglob("*.yaml"))
SIGNS = (
    "\n| |  |- |: |:|,|{|}|[|]|\"|'|#| # x|&a |*a|!!int |<<|>|%|@"
    "|\t|\0|\u202e|\\|0|-1|no|null|~|id|{hold}|**|\u0627|---\n|...\n|? "
)
PIECES = [b"", b"|", b"\xff", b"9" * 30, b"x" * 400, *(sign.encode() for sign in SIGNS.split("|"))]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample whose files are damaged and restored in turn."""
    data = tmp_path_factory.mktemp("mutations") / "data"
    shutil.copytree(SAMPLE, data)
    (data / "wards" / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return data


def attempt(data: Path) -> Guide | DataError | UsageError:
    """Load everything there is."""
    try:
        guide = load_guide("sample", data)
        load_ward(data / "wards" / "sample.yaml", guide)
    except (DataError, UsageError) as error:
        return error
    return guide


@given(
    st.sampled_from(FILES),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from(PIECES)), min_size=1, max_size=3),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_read_or_refused_at_its_place(
    data: Path, file: str, damage: list[tuple[float, int, bytes]]
) -> None:
    path = data / file
    whole = path.read_bytes()
    broken = whole
    for where, length, piece in damage:
        start = int(where * len(broken))
        broken = broken[:start] + piece + broken[start + length :]
    path.write_bytes(broken)
    try:
        result = attempt(data)
    finally:
        path.write_bytes(whole)
    if isinstance(result, Guide):
        assert len(content_hash(result, "en", b"")) == 64
    else:
        assert result.problems
        for problem in result.problems:
            assert problem.mark
            assert problem.mark.file.startswith(str(data))
            assert "\n" not in problem.message


@given(st.sampled_from(FILES))
@settings(max_examples=len(FILES), deadline=None)
def test_a_file_that_is_gone(data: Path, file: str) -> None:
    path = data / file
    whole = path.read_bytes()
    path.unlink()
    try:
        result = attempt(data)
    finally:
        path.write_bytes(whole)
    assert isinstance(result, Guide) or result.problems
