"""Give the tests of the command line a day on which the guide is in force."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from handouts.model.loader import load_guide


@pytest.fixture
def in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the clock of the commands to the guide's day of issue, for processes that they start too."""
    issued = datetime.combine(load_guide().issued, time(), UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(issued.timestamp())))
