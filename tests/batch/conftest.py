"""Give the tests of batches a day on which the guide is in force, as those of the command line have."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from tests.batch.lists import guide


@pytest.fixture(autouse=True)
def in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the clock to the guide's day of issue, for processes that are started too."""
    issued = datetime.combine(guide().issued, time(), UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(issued.timestamp())))
