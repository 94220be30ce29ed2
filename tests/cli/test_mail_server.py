"""Send a list through the mail server that Debian has, and read what lies in the mailbox."""

from __future__ import annotations

import email
import os
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pypdfium2
import pytest

from handouts.batch.outbox import State
from tests.cli.commands import run
from tests.cli.test_mail import HEAD, OWN_WARD, ROWS, no_address_in, states, written
from tests.outputs.debian_mail import NOBODY, MailServer, mail_server
from tests.outputs.relays import PASSWORD, USER

pytestmark = [
    pytest.mark.usefixtures("in_force"),
    pytest.mark.skipif(os.name != "posix", reason="Exim runs on POSIX systems"),
]


def sending(server: MailServer, roster: Path, *more: object) -> tuple[object, ...]:
    """The command that sends, without asking."""
    ward = roster.parent / "ward.yaml"
    ward.write_text(OWN_WARD, encoding="utf-8")
    relay = ("--relay", server.place, "--ca-file", server.ca_file)
    out = roster.parent / "out"
    return "mail", roster, "--ward", ward, "--out", out, "--send", "--yes", "--rate", 6000, *relay, *more


def test_mails_lie_in_the_mailbox_once_and_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    roster = written(tmp_path, *ROWS, f"w-4,zh-Hans,vaginal,3,2026-11-23,{NOBODY},")
    assert HEAD in roster.read_text(encoding="utf-8")
    monkeypatch.setenv("HANDOUTS_SMTP_USER", USER)
    monkeypatch.setenv("HANDOUTS_SMTP_PASSWORD", PASSWORD)
    with mail_server() as server:
        done = run(capsys, *sending(server, roster))
        assert done.code == 3, done.err
        assert "roster.csv:5:6: error: the relay refused the recipient: 550 no such user" in done.err
        no_address_in(done)
        wanted = {"w-1": State.SENT, "w-2": State.SENT, "w-3": State.SENT, "w-4": State.PLANNED}
        assert states(roster) == wanted
        assert run(capsys, *sending(server, roster)).code == 3
        mails = [email.message_from_bytes(data, policy=default) for data in server.delivered()]
    assert sorted(mail["To"] for mail in mails) == sorted(row.split(",")[5] for row in ROWS)
    assert len({mail["Message-ID"] for mail in mails}) == 3
    for mail in mails:
        assert isinstance(mail, EmailMessage)
        assert not mail.defects
        assert "X-Unsent" not in mail
        assert "esmtpsa" in mail["Received"], "over TLS, and logged in"
        (attached,) = mail.iter_attachments()
        with pypdfium2.PdfDocument(attached.get_content()) as sheet:
            assert sheet[0].get_width() < 300, "a page for a phone"
    hindi = next(mail for mail in mails if mail["Content-Language"] == "hi")
    assert "हफ़्ता 2" in hindi["Subject"]


def test_the_mail_server_turns_a_wrong_password_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    roster = written(tmp_path, ROWS[0])
    monkeypatch.setenv("HANDOUTS_SMTP_USER", USER)
    monkeypatch.setenv("HANDOUTS_SMTP_PASSWORD", "wrong horse")
    with mail_server() as server:
        done = run(capsys, *sending(server, roster))
        assert (done.code, "did not accept the name and password (535)" in done.err) == (1, True), done.err
        assert server.delivered() == []
    assert states(roster) == {"w-1": State.PLANNED}
