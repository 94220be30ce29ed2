"""Write drafts and send mails from a list of invented codes, through a relay on loopback that has faults."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from handouts.batch.ledger import LEDGER_NAME, Ledger
from handouts.batch.outbox import Outbox, State
from tests.cli.commands import Outcome, command, environment, run
from tests.outputs.relays import PASSWORD, USER, Faults, Served, serve

pytestmark = pytest.mark.usefixtures("in_force")

HEAD = "id,language,birth,week,start,email,held_back"
ROWS = (
    "w-1,en,vaginal,3,2026-11-23,one@example.org,",
    "w-2,hi,caesarean,2,2026-11-23,two@example.org,",
    "w-3,en,vaginal,3,2026-11-23,three@example.org,",
)
OWN = ("--ward", "own.yaml")
OWN_WARD = "name: Ward 5\nphone: 01632 960123\ncountry: GB\nemail: ward@example.org\n"
MAILED = ("one@example.org", "two@example.org", "three@example.org")


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A list of three women with addresses and one without."""
    return written(tmp_path, *ROWS, "w-4,en,vaginal,3,2026-11-23,,")


def written(folder: Path, *rows: str) -> Path:
    """A list in a file."""
    path = folder / "roster.csv"
    path.write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    return path


def sending(served: Served, roster: Path, *more: object) -> tuple[object, ...]:
    """The command that sends, without asking."""
    out = roster.parent / "out"
    ward = roster.parent / "ward.yaml"
    ward.write_text(OWN_WARD, encoding="utf-8")
    options = (
        "--ward",
        ward,
        "--send",
        "--yes",
        "--relay",
        served.place,
        "--ca-file",
        served.ca_file,
        "--rate",
        6000,
    )
    return "mail", roster, "--out", out, *options, *more


def states(roster: Path) -> dict[str, State]:
    """What the ledger says, by code."""
    with Ledger(roster.parent / "out") as ledger:
        return {code: entry.state for (code, _), entry in Outbox(ledger).entries().items()}


def no_address_in(outcome: Outcome) -> None:
    """No line names whom a mail goes to."""
    for address in MAILED:
        assert address not in outcome.out + outcome.err


# -- drafts --------------------------------------------------------------------------------------------------


def test_a_draft_for_every_woman_with_an_address(roster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = roster.parent / "out"
    done = run(capsys, "mail", roster, "--out", out)
    assert done.code == 0, done.err
    names = [Path(line).name for line in done.out.splitlines()]
    assert names == [
        "checklist-w-1-w03-vaginal-en-phone.eml",
        "checklist-w-2-w02-caesarean-hi-phone.eml",
        "checklist-w-3-w03-vaginal-en-phone.eml",
    ]
    assert "3 drafts, 1 without an address" in done.err
    first = {name: (out / "phone" / name).read_bytes() for name in names}
    assert all(b"X-Unsent: 1" in data for data in first.values())
    if os.name == "posix":
        for path in filter(Path.is_file, out.rglob("*")):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    run(capsys, "mail", roster, "--out", out)
    assert {name: (out / "phone" / name).read_bytes() for name in names} == first
    no_address_in(done)
    assert not any(address.encode() in (out / LEDGER_NAME).read_bytes() for address in MAILED)


def test_the_draft_of_a_sheet_that_is_gone_goes_too(roster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = roster.parent / "out"
    run(capsys, "mail", roster, "--out", out)
    written(roster.parent, ROWS[0].replace("vaginal", "caesarean"), *ROWS[1:])
    run(capsys, "mail", roster, "--out", out)
    names = sorted(path.name for path in out.rglob("checklist-w-1-*"))
    assert names == ["checklist-w-1-w03-caesarean-en-phone.eml", "checklist-w-1-w03-caesarean-en-phone.pdf"]


def test_another_edition_leaves_the_sheets_to_be_printed_alone(
    roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor does it bring a mail twice."""
    out = roster.parent / "out"
    run(capsys, "batch", roster, "--out", out)
    printed = {path: path.read_bytes() for path in out.glob("*.pdf")}
    assert len(printed) == 4
    done = run(capsys, "mail", roster, "--out", out, "--edition", "ink-saver")
    assert done.code == 0, done.err
    assert {Path(line).parent.name for line in done.out.splitlines()} == {"ink-saver"}
    with serve(roster.parent) as served:
        assert run(capsys, *sending(served, roster, "--edition", "ink-saver")).code == 0
        assert run(capsys, *sending(served, roster, "--edition", "ink-saver")).code == 0
        run(capsys, *sending(served, roster))
        assert served.post.recipients() == list(MAILED)
    assert all(path in printed for path in out.glob("*.pdf"))


def test_one_address_for_two_women_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roster = written(tmp_path, *ROWS, "w-5,en,vaginal,3,2026-11-23,ONE@example.org,")
    done = run(capsys, "mail", roster, "--out", tmp_path / "out")
    assert done.code == 3
    assert "roster.csv:2:6: error: this address is in the list for more than one woman" in done.err
    assert "roster.csv:5:6: error" in done.err
    assert len(done.out.splitlines()) == 2
    no_address_in(done)


def test_json_names_codes_and_no_addresses(roster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "mail", roster, "--out", roster.parent / "out", "--json")
    told = json.loads(done.out)
    assert [(each["id"], each["state"]) for each in told["mails"]] == [
        (code, "planned") for code in ("w-1", "w-2", "w-3")
    ]
    assert told["errors"] == []
    no_address_in(done)


# -- sending -------------------------------------------------------------------------------------------------


def test_each_mail_is_sent_once(roster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serve(roster.parent) as served:
        run(capsys, "mail", roster, "--out", roster.parent / "out")
        done = run(capsys, *sending(served, roster))
        assert done.code == 0, done.err
        assert served.post.recipients() == list(MAILED)
        assert all(served.post.secure)
        assert set(states(roster).values()) == {State.SENT}
        again = run(capsys, *sending(served, roster))
        assert again.code == 0, again.err
        assert served.post.recipients() == list(MAILED)
        no_address_in(done)
    assert list((roster.parent / "out").rglob("*.eml")) == [], "nobody is to send them once more by hand"
    messages = [envelope.content for envelope in served.post.taken]
    assert all(b"Message-ID: <" in each and b"Date: " in each for each in messages)  # type: ignore[operator]


def test_a_sheet_that_changed_after_it_was_sent_is_told(
    roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve(roster.parent) as served:
        run(capsys, *sending(served, roster))
        written(roster.parent, ROWS[0] + "pelvic_tilt", *ROWS[1:])
        done = run(capsys, *sending(served, roster))
        assert done.code == 3
        assert "roster.csv:2:1: error: this e-mail was sent, and the sheet has changed since" in done.err
        assert "--send-again w-1" in done.err
        assert len(served.post.taken) == 3
        again = run(capsys, *sending(served, roster, "--send-again", "w-1"))
        assert again.code == 0, again.err
        assert served.post.recipients() == [*MAILED, "one@example.org"]


def test_a_refused_recipient_stays_planned_and_the_others_get_theirs(
    roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faults = Faults(refused=frozenset({"two@example.org"}))
    with serve(roster.parent, faults=faults) as served:
        done = run(capsys, *sending(served, roster))
        assert done.code == 3
        assert "roster.csv:3:6: error: the relay refused the recipient: 550 5.1.1 (address)" in done.err
        assert states(roster) == {"w-1": State.SENT, "w-2": State.PLANNED, "w-3": State.SENT}
        faults.refused = frozenset()
        assert run(capsys, *sending(served, roster)).code == 0
        assert sorted(served.post.recipients()) == sorted(MAILED)
        no_address_in(done)


def test_a_mail_that_was_cut_off_waits_for_a_word(roster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faults = Faults(cut_within=frozenset({"two@example.org"}))
    with serve(roster.parent, faults=faults) as served:
        done = run(capsys, *sending(served, roster))
        assert done.code == 3
        assert "roster.csv:3:6: error: the connection was cut in the middle of the message" in done.err
        assert "1 were not tried" in done.err
        assert states(roster) == {"w-1": State.SENT, "w-2": State.SENDING, "w-3": State.PLANNED}
        faults.cut_within = frozenset()
        later = run(capsys, *sending(served, roster))
        assert later.code == 3
        assert "roster.csv:3:1: error: this e-mail was being sent when a run was cut off" in later.err
        assert "--mark-sent w-2 or --send-again w-2" in later.err
        assert served.post.recipients() == ["one@example.org", "three@example.org"]
        assert run(capsys, *sending(served, roster, "--mark-sent", "w-2")).code == 0
        assert states(roster)["w-2"] is State.SENT
        assert len(served.post.taken) == 2
        no_address_in(later)


def test_a_line_cut_before_the_message_leaves_it_planned(
    roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faults = Faults(cut_before=frozenset({"one@example.org"}))
    with serve(roster.parent, faults=faults) as served:
        done = run(capsys, *sending(served, roster))
        assert done.code == 3
        assert "before it had the message" in done.err
        assert set(states(roster).values()) == {State.PLANNED}
        faults.cut_before = frozenset()
        assert run(capsys, *sending(served, roster)).code == 0
        assert served.post.recipients() == list(MAILED)


def test_what_keeps_us_from_the_relay_leaves_all_planned(
    roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve(roster.parent, tls=False) as served:
        done = run(capsys, *sending(served, roster))
        assert (done.code, "offers no encryption" in done.err) == (1, True)
    with serve(roster.parent, other_authority=True) as served:
        done = run(capsys, *sending(served, roster))
        assert (done.code, "does not hold" in done.err) == (1, True)
    done = run(capsys, *sending(served, roster))
    assert (done.code, "cannot reach" in done.err) == (1, True)
    assert set(states(roster).values()) == {State.PLANNED}
    assert served.post.taken == []


@contextmanager
def variables(monkeypatch: pytest.MonkeyPatch, user: str | None, password: str | None) -> Iterator[None]:
    """The environment with a name and a password."""
    with monkeypatch.context() as changed:
        for name, value in (("HANDOUTS_SMTP_USER", user), ("HANDOUTS_SMTP_PASSWORD", password)):
            if value is None:
                changed.delenv(name, raising=False)
            else:
                changed.setenv(name, value)
        yield


def test_passwords_come_from_the_environment_or_a_private_file(
    roster: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = roster.parent / "secret"
    secret.write_text(f"{USER}\n{PASSWORD}\n", encoding="utf-8")
    secret.chmod(0o644)
    with serve(roster.parent, login=True) as served:
        with variables(monkeypatch, USER, "wrong horse"):
            done = run(capsys, *sending(served, roster))
            assert (done.code, "did not accept the name and password" in done.err) == (1, True)
            assert "wrong horse" not in done.out + done.err
        with variables(monkeypatch, USER, None):
            assert run(capsys, *sending(served, roster)).code == 2
        done = run(capsys, *sending(served, roster, "--credentials", secret))
        assert (done.code, "can be read by others" in done.err) == (2, True)
        assert served.post.taken == []
        secret.chmod(0o600)
        assert run(capsys, *sending(served, roster, "--credentials", secret)).code == 0
        assert len(served.post.taken) == 3


def test_a_run_that_is_killed_while_it_sends_is_told_and_not_repeated(
    roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """kill -9 after the relay has the message and before it has answered for it."""
    faults = Faults(silent=frozenset({"two@example.org"}))
    with serve(roster.parent, faults=faults) as served:
        first = subprocess.Popen(
            command(*sending(served, roster)),
            env=environment(SOURCE_DATE_EPOCH=os.environ["SOURCE_DATE_EPOCH"]),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(2):
            assert served.post.arrived.wait(120)
            served.post.arrived.clear()
        first.send_signal(signal.SIGKILL)
        first.wait()
        faults.silent = frozenset()
        done = run(capsys, *sending(served, roster))
        assert done.code == 3
        assert "roster.csv:3:1: error: this e-mail was being sent when a run was cut off" in done.err
        assert served.post.recipients() == ["one@example.org", "three@example.org"]
        assert states(roster) == {"w-1": State.SENT, "w-2": State.SENDING, "w-3": State.SENT}
        assert run(capsys, *sending(served, roster, "--send-again", "w-2")).code == 0
        assert served.post.recipients()[-1] == "two@example.org"


# -- mistakes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--send", "--yes", "--relay", "localhost"), "the example ward is invented"),
        (("--send", *OWN), "--send needs the mail relay"),
        (("--send", *OWN, "--yes", "--relay", "no host:x"), "--relay is not a host and a port"),
        (("--send", *OWN, "--yes", "--relay", "localhost:70000"), "--relay is not a host and a port"),
        (("--send", *OWN, "--relay", "localhost:25"), "there is nobody to answer"),
        (("--relay", "localhost:25"), "nothing is sent without --send"),
        (("--edition", "fone"), "--edition"),
        (("--yes",), "nothing is sent without --send"),
        (("--from", "one@example.org, two@example.org"), "--from is not one e-mail address"),
        (("--send", "--yes", "--relay", "localhost", "--rate", "0"), "--rate"),
        (
            ("--send", *OWN, "--yes", "--relay", "localhost", "--credentials", "nowhere"),
            "cannot read nowhere",
        ),
    ],
)
def test_a_wrong_command_is_told_before_anything_is_made(
    roster: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], said: str
) -> None:
    (roster.parent / "own.yaml").write_text(OWN_WARD, encoding="utf-8")
    options = tuple(str(roster.parent / each) if each == "own.yaml" else each for each in options)
    done = run(capsys, "mail", roster, "--out", roster.parent / "out", *options)
    assert (done.code, said in done.err) == (2, True), done.err
    assert not (roster.parent / "out").exists()


def test_a_word_about_a_mail_that_was_not_cut_off_is_refused(
    roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve(roster.parent) as served:
        for words, said in (
            (("--mark-sent", "w-1"), 'the e-mail of "w-1" is not sent yet'),
            (("--send-again", "w-9"), 'no row of the list has the id "w-9"'),
        ):
            done = run(capsys, *sending(served, roster, *words))
            assert (done.code, said in done.err) == (1, True), done.err
        assert served.post.taken == []


def test_the_ledger_of_the_first_version_gets_its_table(tmp_path: Path) -> None:
    with Ledger(tmp_path):
        pass
    with sqlite3.connect(tmp_path / LEDGER_NAME) as database:
        database.execute("DROP TABLE mail")
        database.execute("PRAGMA user_version = 1")
    with Ledger(tmp_path) as ledger:
        assert Outbox(ledger).entries() == {}


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal of POSIX")
def test_it_asks_first(roster: Path) -> None:
    import pty

    ward = roster.parent / "own.yaml"
    ward.write_text(OWN_WARD, encoding="utf-8")
    out = roster.parent / "out"
    with serve(roster.parent) as served:
        terminal, inside = pty.openpty()
        asking = subprocess.Popen(
            command(
                *("mail", roster, "--ward", ward, "--out", out, "--send"),
                *("--relay", served.place, "--ca-file", served.ca_file),
            ),
            env=environment(),
            stdin=inside,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        os.write(terminal, b"n\n")
        _, said = asking.communicate()
        os.close(inside)
        os.close(terminal)
        question = f"Send 3 e-mails from ward@example.org through {served.place}? [y/N]"
        assert question in said.decode()
        assert asking.returncode == 0
        assert served.post.taken == []
    assert set(states(roster).values()) == {State.PLANNED}
