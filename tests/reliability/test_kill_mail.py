"""Kill the sending of mails a few times; `python -m tests.reliability.kill_mail` does it more often."""

from __future__ import annotations

import os

import pytest

from tests.reliability.kill_mail import killed_mails

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX"),
]


def test_no_mail_is_lost_or_sent_twice_however_often_it_is_killed() -> None:
    tally = killed_mails(10, "test")
    assert tally.sound, str(tally)
    assert tally.kills
