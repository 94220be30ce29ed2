"""Hand messages to the mail relay of a ward: over TLS with a certificate that holds, or not at all."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from handouts.errors import MailError

IMPLICIT_TLS = 465
"""The port on which TLS comes first (RFC 8314, 3.3); on any other it is asked for with STARTTLS."""

PATIENCE = 60.0
"""Seconds that the relay may be silent."""

OURSELVES = "[127.0.0.1]"
"""Who we say we are (RFC 5321, 4.1.3): the machine's own name is nobody's business, and slow to ask for."""

CLOSING = 421
"""What a relay says before it ends a connection (RFC 5321, 3.8)."""

_ADDRESS = re.compile(r"<?[^\s<>]+@[^\s<>]+>?")
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]+")
_LONGEST_REPLY = 160


@dataclass(frozen=True, slots=True)
class Relay:
    """Where mail goes out, and what proves the relay and us; `ca_file` is a PEM file of further authorities.

    The words of `str` and `repr` hold no password.
    """

    host: str
    port: int
    ca_file: Path | None = None
    user: str = ""
    password: str = ""

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def __repr__(self) -> str:
        return f"Relay({self})"


class RefusedError(MailError):
    """A message that the relay did not take: it may be tried again."""


class UncertainError(MailError):
    """A message of which nobody knows whether the relay took it: it must not be sent again unasked."""


class LostError(MailError):
    """A relay that went away before it had the message: it did not take it."""


@contextmanager
def session(relay: Relay) -> Iterator[Session]:
    """A connection that is encrypted and, if there is a password, logged in.

    Raises MailError where the relay is not there, offers no TLS, has no certificate that holds for its name,
    or refuses the password.
    """
    line = Session(relay)
    try:
        yield line
    finally:
        line.close()


class Session:
    """A connection through which messages go one after the other."""

    def __init__(self, relay: Relay) -> None:
        """Connect. Raises MailError as `session` does."""
        self._relay = relay
        self._open()

    def _open(self) -> None:
        self._used = False
        self._server = _connected(self._relay)
        try:
            _log_in(self._server, self._relay)
        except MailError:
            self.close()
            raise

    def close(self) -> None:
        """Say goodbye, if anybody listens."""
        with suppress(smtplib.SMTPException, OSError):
            self._server.quit()
        self._server.close()

    def send(self, sender: str, recipient: str, data: bytes) -> None:
        """Hand over one message; the relay answers for it when this returns (RFC 5321, 4.2.5).

        A relay may end a connection that has carried enough: then a new one is made, as nothing of this
        message is there yet. Raises RefusedError, UncertainError or LostError, and MailError where there is
        no new connection; after any but the first this one is of no use.
        """
        try:
            self._announce(sender, recipient)
        except LostError:
            if not self._used:
                raise
            self._server.close()
            self._open()
            self._announce(sender, recipient)
        self._used = True
        try:
            code, reply = self._server.data(data)
        except smtplib.SMTPDataError as error:  # it does not want to begin
            code, reply = error.smtp_code, _bytes(error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            raise UncertainError(
                "the connection was cut in the middle of the message: nobody knows whether it went out"
            ) from error
        if code != 250:
            self._reset()
            raise RefusedError(f"the relay refused it: {_reply(code, reply)}")

    def _announce(self, sender: str, recipient: str) -> None:
        """Name the sender and the recipient of a message."""
        try:
            self._expect(self._server.mail(sender), "the sender")
            self._expect(self._server.rcpt(recipient), "the recipient")
        except (smtplib.SMTPException, OSError) as error:
            raise LostError("the relay closed the connection before it had the message") from error

    def _expect(self, answer: tuple[int, bytes], what: str) -> None:
        code, reply = answer
        if code == CLOSING:
            raise LostError(f"the relay closed the connection: {_reply(code, reply)}")
        if code not in (250, 251):
            self._reset()
            raise RefusedError(f"the relay refused {what}: {_reply(code, reply)}")

    def _reset(self) -> None:
        with suppress(smtplib.SMTPException, OSError):
            self._server.rset()


def _connected(relay: Relay) -> smtplib.SMTP:
    context = _context(relay)
    server: smtplib.SMTP | None = None
    try:
        if relay.port == IMPLICIT_TLS:
            return smtplib.SMTP_SSL(relay.host, relay.port, OURSELVES, timeout=PATIENCE, context=context)
        server = smtplib.SMTP(relay.host, relay.port, OURSELVES, timeout=PATIENCE)
        server.ehlo()
        if not server.has_extn("starttls"):
            raise MailError(
                f"the relay {relay} offers no encryption (STARTTLS)",
                hint="nothing was sent; ask for the right port, often 587 or 465",
            )
        server.starttls(context=context)
        server.ehlo()
    except (smtplib.SMTPException, OSError, MailError) as error:
        if server is not None:
            server.close()
        raise (error if isinstance(error, MailError) else _unreached(relay, error)) from None
    return server


def _context(relay: Relay) -> ssl.SSLContext:
    """Certificates are verified, with the name of the host, against the system's authorities."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if relay.ca_file is not None:
        try:
            context.load_verify_locations(relay.ca_file)
        except (OSError, ssl.SSLError, ValueError) as error:
            raise MailError(
                f"{relay.ca_file} has no certificates", hint="it must be a PEM file of your authority"
            ) from error
    return context


def _log_in(server: smtplib.SMTP, relay: Relay) -> None:
    if not relay.user:
        return
    try:
        server.login(relay.user, relay.password)
    except smtplib.SMTPAuthenticationError as error:
        raise MailError(
            f"the relay {relay} did not accept the name and password ({error.smtp_code})",
            hint="check HANDOUTS_SMTP_USER and HANDOUTS_SMTP_PASSWORD, or the file of --credentials",
        ) from None
    except smtplib.SMTPNotSupportedError:
        raise MailError(
            f"the relay {relay} knows no way to log in", hint="take the name and password away"
        ) from None
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise _unreached(relay, error) from None


def _unreached(relay: Relay, error: Exception) -> MailError:
    """What kept us from the relay, and what to do about it."""
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = _UNPRINTABLE.sub(" ", error.verify_message)
        return MailError(
            f"the certificate of {relay} does not hold: {reason}",
            hint="nothing was sent; if the hospital has its own authority, name its file with --ca-file",
        )
    if isinstance(error, ssl.SSLError):
        return MailError(
            f"no encrypted connection with {relay}: {error.reason or 'TLS failed'}",
            hint="port 465 is for TLS from the start, others for STARTTLS",
        )
    if isinstance(error, socket.gaierror):
        return MailError(f"there is no host {relay.host}", hint="check --relay HOST:PORT")
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return MailError(f"{relay} does not answer", hint="check --relay HOST:PORT, and the firewall")
    if isinstance(error, smtplib.SMTPResponseException):
        return MailError(f"{relay} does not want to talk: {_reply(error.smtp_code, error.smtp_error)}")
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return MailError(f"{relay} closed the connection", hint="try again later, or ask who runs it")
    reason = getattr(error, "strerror", None) or type(error).__name__
    return MailError(f"cannot reach {relay}: {reason.lower()}", hint="check --relay HOST:PORT")


def _bytes(reply: bytes | str) -> bytes:
    return reply if isinstance(reply, bytes) else reply.encode()


def _reply(code: int, reply: bytes | str) -> str:
    """What a relay said, on one line, short, and without the address that it may repeat."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    text = _ADDRESS.sub("(address)", _UNPRINTABLE.sub(" ", text)).strip()
    return f"{code} {text[:_LONGEST_REPLY]}".strip()
