"""Run a mail relay on this machine, with TLS and with faults on demand."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HOST = "127.0.0.1"
USER, PASSWORD = "ward-user", "a pass phrase"
REFUSED = "550 5.1.1 <{address}>: no such user here"


@dataclass
class Faults:
    """What is to go wrong, by the address of the recipient; `silent` never answers for a message.

    `most` is how many messages a connection may carry before the relay ends it.
    """

    refused: frozenset[str] = frozenset()
    cut_before: frozenset[str] = frozenset()
    cut_within: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    most: int = 1000


@dataclass
class Post:
    """Takes messages, as an aiosmtpd handler; `arrived` is set when a message has come in."""

    faults: Faults = field(default_factory=Faults)
    taken: list[Envelope] = field(default_factory=list)
    arrived: threading.Event = field(default_factory=threading.Event)
    secure: list[bool] = field(default_factory=list)
    carried: dict[int, int] = field(default_factory=dict)
    sessions: list[Session] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Begin a message, or end a connection that has carried enough."""
        self.sessions.append(session)  # so that no other gets its number
        carried = self.carried.get(id(session), 0)
        if carried >= self.faults.most:
            return "421 4.7.0 too many messages in one connection"
        self.carried[id(session)] = carried + 1
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or not."""
        if address in self.faults.refused:
            return REFUSED.format(address=address)
        if address in self.faults.cut_before:
            self._cut(server)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a message, or cut the line when it has come in and has not been answered for."""
        self.arrived.set()
        (recipient,) = envelope.rcpt_tos
        if recipient in self.faults.cut_within:
            self._cut(server)
            return "451 the line is gone"
        if recipient in self.faults.silent:
            await asyncio.Event().wait()
        self.secure.append(session.ssl is not None)
        self.taken.append(envelope)
        return "250 taken"

    @staticmethod
    def _cut(server: SMTP) -> None:
        transport: Any = server.transport
        transport.abort()

    def recipients(self) -> list[str]:
        """Who has got something, in order."""
        return [address for envelope in self.taken for address in envelope.rcpt_tos]


@dataclass(frozen=True)
class Served:
    """A relay at work: its port, what it has taken, and the file of its authority."""

    port: int
    post: Post
    ca_file: Path

    @property
    def place(self) -> str:
        """As --relay names it."""
        return f"localhost:{self.port}"


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def server_context(authority: trustme.CA, name: str = "localhost") -> ssl.SSLContext:
    """A context with a certificate for a name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@contextmanager
def serve(
    folder: Path,
    *,
    faults: Faults | None = None,
    tls: bool = True,
    name: str = "localhost",
    login: bool = False,
    other_authority: bool = False,
) -> Iterator[Served]:
    """A relay on loopback; `name` is whom its certificate is for, `login` asks for a name and password."""
    authority = trustme.CA()
    trusted = trustme.CA() if other_authority else authority
    ca_file = folder / "authority.pem"
    trusted.cert_pem.write_to_path(ca_file)
    post = Post(faults or Faults())
    options: dict[str, Any] = {}
    if tls:
        options |= {"tls_context": server_context(authority, name), "require_starttls": True}
    if login:
        options |= {"authenticator": _authenticate, "auth_required": True, "auth_require_tls": True}
    controller = Controller(post, hostname=HOST, port=free_port(), ready_timeout=30, **options)
    controller.start()
    try:
        yield Served(controller.port, post, ca_file)
    finally:
        controller.stop(no_assert=True)


def _authenticate(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=right, handled=False)
