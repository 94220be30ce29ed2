"""Hand messages to a relay with TLS on loopback, and see what is told of every fault."""

from __future__ import annotations

import socket
import ssl
import threading
from pathlib import Path

import pytest
import trustme

from handouts.errors import MailError
from handouts.outputs import mail_relay
from handouts.outputs.mail_relay import LostError, RefusedError, Relay, UncertainError, session
from tests.outputs.relays import HOST, PASSWORD, USER, Faults, Served, free_port, serve, server_context

TO = "one@example.org"
FROM = "ward@example.org"
MESSAGE = b"From: ward@example.org\r\nTo: one@example.org\r\nSubject: x\r\n\r\n.a line with a dot\r\n"


def relay(served: Served, user: str = "", password: str = "") -> Relay:
    """How to reach a relay."""
    return Relay("localhost", served.port, served.ca_file, user, password)


def reach(where: Relay) -> None:
    """Connect, and no more."""
    with session(where):
        pass


def hand_over(served: Served) -> None:
    """Connect and send a message."""
    with session(relay(served)) as line:
        line.send(FROM, TO, MESSAGE)


def test_a_message_arrives_encrypted_and_whole(tmp_path: Path) -> None:
    with serve(tmp_path) as served:
        with session(relay(served)) as line:
            line.send(FROM, TO, MESSAGE)
            line.send(FROM, "two@example.org", MESSAGE)
        assert served.post.recipients() == [TO, "two@example.org"]
        assert served.post.secure == [True, True]
        assert served.post.taken[0].content == MESSAGE
        assert served.post.taken[0].mail_from == FROM


def test_a_password_goes_to_the_relay_that_asks_for_it(tmp_path: Path) -> None:
    with serve(tmp_path, login=True) as served:
        with session(relay(served, USER, PASSWORD)) as line:
            line.send(FROM, TO, MESSAGE)
        assert served.post.recipients() == [TO]


def test_a_wrong_password_is_told_and_not_shown(tmp_path: Path) -> None:
    with serve(tmp_path, login=True) as served:
        with pytest.raises(MailError, match="did not accept the name and password") as caught:
            reach(relay(served, USER, "wrong horse"))
        assert "wrong horse" not in str(caught.value) + repr(relay(served, USER, "wrong horse"))


def test_a_refused_recipient_does_not_stop_the_next(tmp_path: Path) -> None:
    with serve(tmp_path, faults=Faults(refused=frozenset({TO}))) as served:
        with session(relay(served)) as line:
            with pytest.raises(RefusedError, match=r"refused the recipient: 550 5\.1\.1") as caught:
                line.send(FROM, TO, MESSAGE)
            assert TO not in str(caught.value), "addresses do not get into logs"
            line.send(FROM, "two@example.org", MESSAGE)
        assert served.post.recipients() == ["two@example.org"]


def test_a_relay_without_encryption_gets_nothing(tmp_path: Path) -> None:
    with serve(tmp_path, tls=False) as served:
        with pytest.raises(MailError, match="offers no encryption") as caught, session(relay(served)):
            pass
        assert "nothing was sent" in str(caught.value)


@pytest.mark.parametrize("fault", [{"name": "other.example.org"}, {"other_authority": True}])
def test_a_certificate_that_does_not_hold_ends_it(tmp_path: Path, fault: dict[str, object]) -> None:
    with serve(tmp_path, **fault) as served:  # type: ignore[arg-type]
        with pytest.raises(MailError, match=r"certificate of localhost:[0-9]+ does not hold") as caught:
            reach(relay(served))
        assert "--ca-file" in str(caught.value)


def test_the_systems_authorities_do_not_know_a_made_up_one(tmp_path: Path) -> None:
    with serve(tmp_path) as served, pytest.raises(MailError, match="does not hold"):
        reach(Relay("localhost", served.port))


def test_a_cut_before_the_message_is_no_delivery(tmp_path: Path) -> None:
    faults = Faults(cut_before=frozenset({TO}))
    with (
        serve(tmp_path, faults=faults) as served,
        pytest.raises(LostError, match="before it had the message"),
    ):
        hand_over(served)


def test_a_cut_within_the_message_is_neither(tmp_path: Path) -> None:
    faults = Faults(cut_within=frozenset({TO}))
    with serve(tmp_path, faults=faults) as served, pytest.raises(UncertainError, match="nobody knows"):
        hand_over(served)


def test_a_relay_that_ends_connections_gets_a_new_one(tmp_path: Path) -> None:
    everybody = [f"woman-{number}@example.org" for number in range(5)]
    with serve(tmp_path, faults=Faults(most=2)) as served:
        with session(relay(served)) as line:
            for recipient in everybody:
                line.send(FROM, recipient, MESSAGE)
        assert served.post.recipients() == everybody
        assert len(served.post.carried) == 3


def test_a_relay_that_takes_nothing_is_not_asked_for_ever(tmp_path: Path) -> None:
    with serve(tmp_path, faults=Faults(most=0)) as served, pytest.raises(LostError, match="421"):
        hand_over(served)


def test_a_relay_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MailError, match=r"cannot reach localhost:[0-9]+: connection refused"):
        reach(Relay("localhost", free_port()))
    with pytest.raises(MailError, match=r"there is no host nowhere\.invalid"):
        reach(Relay("nowhere.invalid", 587))


def test_a_silent_host_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_relay, "PATIENCE", 0.2)
    with socket.create_server((HOST, 0)) as deaf, pytest.raises(MailError, match="does not answer"):
        reach(Relay("localhost", deaf.getsockname()[1]))


def test_a_file_without_certificates_is_told(tmp_path: Path) -> None:
    for content in (None, b"", b"not a certificate"):
        path = tmp_path / "ca.pem"
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(MailError, match="has no certificates"):
            reach(Relay("localhost", 587, path))


def test_tls_comes_first_on_its_own_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What answers on port 465 is spoken to in TLS from the first byte."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    heard: list[bytes] = []
    with socket.create_server((HOST, 0)) as door:
        monkeypatch.setattr(mail_relay, "IMPLICIT_TLS", door.getsockname()[1])

        def answer() -> None:
            line, _ = door.accept()
            with server_context(authority).wrap_socket(line, server_side=True) as inside:
                inside.sendall(b"220 hello\r\n")
                while command := inside.recv(1000):
                    heard.append(command)
                    inside.sendall(b"250 fine\r\n")

        porter = threading.Thread(target=answer)
        porter.start()
        reach(Relay("localhost", door.getsockname()[1], tmp_path / "ca.pem"))
        porter.join()
    assert heard[-1].lower().startswith(b"quit")


def test_old_tls_is_not_spoken() -> None:
    context = mail_relay._context(Relay("localhost", 587))
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
