"""Run Debian's mail server, Exim, on loopback with a folder of its own for everything.

It is no service of the system: its configuration, queue, log and mailbox lie in one folder that goes away
with it, and its port is one that anybody may open.
"""

from __future__ import annotations

import os
import pwd
import select
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

from tests.conftest import missing
from tests.outputs.relays import HOST, PASSWORD, USER, free_port

EXIM = "/usr/sbin/exim4"
OWNER = "Debian-exim"
"""The system's user for it, when the tests run as root: Exim does not deliver as root."""

NOBODY = "nobody@example.org"
PATIENCE = 600
"""Tries to reach it, a tenth of a second apart."""

CONFIGURATION = """\
primary_hostname = localhost
exim_user = {owner}
exim_group = {group}
spool_directory = {folder}/spool
log_file_path = {folder}/log/%slog
pid_file_path = {folder}/exim.pid
local_interfaces = {host}
daemon_smtp_ports = {port}
tls_advertise_hosts = *
tls_certificate = {folder}/certificate.pem
tls_privatekey = {folder}/key.pem
auth_advertise_hosts = ${{if def:tls_in_cipher {{*}}}}
acl_smtp_mail = sender
acl_smtp_rcpt = recipient
acl_smtp_data = accept
host_lookup =
rfc1413_hosts =
never_users =
keep_environment =
disable_ipv6 = true
begin acl
sender:
  deny message = encryption needed
       !encrypted = *
  deny message = who are you
       !authenticated = *
  accept
recipient:
  deny message = no such user
       local_parts = nobody
  accept domains = example.org
  deny
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_condition = ${{if and {{{{eq{{$auth2}}{{{user}}}}}{{eq{{$auth3}}{{{password}}}}}}}}}
  server_set_id = ward
begin routers
women:
  driver = accept
  transport = mailbox
begin transports
mailbox:
  driver = appendfile
  maildir_format
  directory = {folder}/mail
  envelope_to_add = true
  user = {owner}
  group = {group}
"""


@dataclass(frozen=True)
class MailServer:
    """A mail server at work; everybody at example.org has one mailbox, except nobody."""

    folder: Path
    port: int

    @property
    def place(self) -> str:
        """As --relay names it."""
        return f"localhost:{self.port}"

    @property
    def ca_file(self) -> Path:
        """The file of its authority."""
        return self.folder / "authority.pem"

    def delivered(self) -> list[bytes]:
        """All mails that lie in the mailbox, after everything in the queue has been delivered."""
        subprocess.run([EXIM, "-C", str(self.folder / "exim.conf"), "-qff"], check=True, timeout=120)
        return [path.read_bytes() for path in sorted((self.folder / "mail" / "new").glob("*"))]


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Exim at work. The test is skipped (in CI: fails) where it is not installed."""
    if not Path(EXIM).exists():
        missing("Exim is not installed (Debian: exim4-daemon-light)")
    folder = Path(tempfile.mkdtemp(prefix="handouts-exim-"))
    try:
        server = MailServer(folder, free_port())
        _lay_out(server)
        daemon = subprocess.Popen(
            [EXIM, "-C", str(folder / "exim.conf"), "-bdf", "-odq"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _await(server, daemon)
            yield server
        finally:
            daemon.terminate()
            daemon.wait(60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _lay_out(server: MailServer) -> None:
    folder = server.folder
    user = pwd.getpwnam(OWNER) if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    authority = trustme.CA()
    authority.cert_pem.write_to_path(server.ca_file)
    certificate = authority.issue_cert("localhost")
    certificate.private_key_pem.write_to_path(folder / "key.pem")
    for part in certificate.cert_chain_pems:
        part.write_to_path(folder / "certificate.pem", append=True)
    for name in ("spool", "log", "mail"):
        (folder / name).mkdir()
    words = {
        "owner": user.pw_name,
        "group": user.pw_gid,
        "folder": folder,
        "host": HOST,
        "port": server.port,
        "user": USER,
        "password": PASSWORD,
    }
    (folder / "exim.conf").write_text(CONFIGURATION.format(**words), encoding="utf-8")
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, user.pw_uid, user.pw_gid)
        # Exim reads its configuration as root, and only from somebody it trusts
        shutil.chown(folder / "exim.conf", 0, 0)


def _await(server: MailServer, daemon: subprocess.Popen[bytes]) -> None:
    for _ in range(PATIENCE):
        assert daemon.poll() is None, "Exim has ended"
        try:
            socket.create_connection((HOST, server.port), 1).close()
        except OSError:
            select.select([], [], [], 0.1)
        else:
            return
    raise AssertionError("Exim does not listen")
