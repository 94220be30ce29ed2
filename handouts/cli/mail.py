"""Bring each woman her checklist by e-mail: as a draft to look at, or through the ward's mail relay."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from handouts.batch.ledger import Ledger
from handouts.batch.lock import locked
from handouts.batch.mailing import (
    DRAFT_ENDING,
    Letters,
    Pace,
    Posted,
    addressed,
    due,
    key_of,
    post,
    resolve,
)
from handouts.batch.outbox import Outbox, State
from handouts.batch.roster import rows_with
from handouts.batch.run import Crew, Item, Plan, plan, run
from handouts.cli.batch import PARTLY, read_list
from handouts.cli.build import INVENTED_WARD
from handouts.cli.console import Choice, Console, console_options, problem_data
from handouts.errors import MailError, Problem, UsageError
from handouts.model.loader import load_guide, load_ward
from handouts.outputs.files import PRIVATE, write_file
from handouts.outputs.mail import address
from handouts.outputs.mail_relay import Relay, session
from handouts.pages.selection import EXAMPLE_WARD, Request
from handouts.theme.theme import PHONE, STANDARD, theme_names
from handouts.units import PAPERS

USER, PASSWORD = "HANDOUTS_SMTP_USER", "HANDOUTS_SMTP_PASSWORD"

SUBMISSION = 587
"""The port where mail is handed in (RFC 6409) when none is named."""

_HOST_PORT = re.compile(
    r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<host>[A-Za-z0-9_.-]+))(?::(?P<port>[0-9]{1,5}))?\Z"
)


@dataclass(frozen=True, slots=True)
class Sending:
    """How mails go out: through which relay, from whom, how many a minute, and whether that is agreed."""

    relay: Relay
    sender: str
    rate: int
    agreed: bool


@click.command(short_help="Write or send each woman's checklist as an e-mail.")
@click.argument("roster", metavar="ROSTER.csv|-")
@click.option(
    "--start",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="First day of the week, for rows that name none.  [today or the next first day of a week]",
)
@click.option("--paper", type=Choice(list(PAPERS)), help="Paper.  [the ward's, or a4]")
@click.option(
    "--edition",
    type=Choice(theme_names()),
    default=PHONE,
    show_default=True,
    help="The edition that is attached.",
)
@click.option(
    "--guide", default="postpartum-backache", show_default=True, metavar="NAME", help="Which guide."
)
@click.option(
    "--ward",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The ward's name, phone numbers, logo, country and e-mail address.  [an invented example]",
)
@click.option("--require-approved", is_flag=True, help="Refuse words that no clinician has signed off.")
@click.option("--draft", is_flag=True, help="Allow a guide past its review date; every page says so.")
@click.option(
    "-o",
    "--out",
    default="out",
    show_default=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder for the sheets, the drafts and their ledger.",
)
@click.option("--from", "sender", metavar="ADDRESS", help="Whom the e-mails come from.  [the ward's email]")
@click.option("--send", is_flag=True, help="Send them instead of writing drafts; asks first.")
@click.option("--relay", metavar="HOST:PORT", help="The ward's mail relay; it must offer TLS.")
@click.option(
    "--ca-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Certificate of the authority that vouches for the relay.  [the system's]",
)
@click.option(
    "--credentials",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"Name and password for the relay, on two lines.  [{USER} and {PASSWORD}]",
)
@click.option(
    "--rate",
    type=click.IntRange(1, 6000),
    default=30,
    show_default=True,
    metavar="N",
    help="E-mails a minute at most.",
)
@click.option("--yes", is_flag=True, help="Send without asking, for jobs.")
@click.option(
    "--mark-sent",
    multiple=True,
    metavar="ID",
    help="An e-mail that was cut off has gone out. May be repeated.",
)
@click.option(
    "--send-again",
    multiple=True,
    metavar="ID",
    help="Send an e-mail that was cut off, or sent. May be repeated.",
)
@console_options
@click.pass_obj
def mail(
    console: Console,
    roster: str,
    start: datetime | None,
    paper: str | None,
    edition: str,
    guide: str,
    ward: Path | None,
    require_approved: bool,
    draft: bool,
    out: Path,
    sender: str | None,
    send: bool,
    relay: str | None,
    ca_file: Path | None,
    credentials: Path | None,
    rate: int,
    yes: bool,
    mark_sent: tuple[str, ...],
    send_again: tuple[str, ...],
) -> int:
    """Make the checklist of every woman with an e-mail address, and a draft that brings it to her.

    Drafts open in a mail program, where somebody looks at them and sends them. With --send they go out
    through the ward's relay: over TLS with a certificate that holds, each once. What was sent stands in the
    ledger of the folder; an e-mail that was cut off on its way is reported and never sent again by itself.
    Rows that are refused do not stop the others, and the exit code is 3.

    \b
    Examples:
      handouts mail roster.csv --ward ward.yaml --out sheets
      handouts mail roster.csv --ward ward.yaml --out sheets --send --relay mail.example.org:587
      handouts mail roster.csv --out sheets --send --relay mail.example.org:587 --mark-sent w-104
    """
    request = Request(
        paper=paper,
        edition=edition,
        guide=guide,
        ward=ward or EXAMPLE_WARD,
        require_approved=require_approved,
        draft=draft,
    )
    sender = _sender(sender, request)
    sending = None
    _look_ahead(request, send, console)
    if send:
        sending = _sending(relay, ca_file, credentials, sender, rate, yes, console)
    elif relay or ca_file or credentials or yes:
        raise UsageError(
            "nothing is sent without --send", hint="add --send, or leave the relay's options out"
        )
    everyone = read_list(roster, request, start)
    letters = plan(addressed(everyone), request)
    without = sum(not row.email for row in everyone.rows)
    folder = out if edition == STANDARD else out / edition
    with locked(out), locked(folder) if folder != out else nullcontext():
        posted = _bring(letters, (out, folder), sender, sending, (mark_sent, send_again), console)
    return _report(posted, letters.roster.problems, without, folder, send, console)


def _look_ahead(request: Request, send: bool, console: Console) -> None:
    """Raises UsageError for mails that would give a woman an invented phone number."""
    if request.ward == EXAMPLE_WARD:
        if send:
            hint = "name your own ward with --ward"
            raise UsageError("the example ward is invented, and nobody answers its phone", hint=hint)
        console.message(INVENTED_WARD)


def _bring(
    letters: Plan,
    folders: tuple[Path, Path],
    sender: str | None,
    sending: Sending | None,
    words: tuple[Sequence[str], Sequence[str]],
    console: Console,
) -> list[Posted]:
    """Make the sheets, carry out what somebody says about mails that were cut off, then write or send.

    The folders are that of the ledger of mails and that of the sheets: another edition has its sheets in a
    folder of its own, so that they do not take the place of those that `batch` has made to be printed.
    """
    out, folder = folders
    done = list(console.progress(run(letters, folder, Crew()), len(letters.items), lambda each: "", "Making"))
    failed = [Posted(each.item, State.PLANNED, each.problem) for each in done if each.problem is not None]
    order = {item.row.id: number for number, item in enumerate(letters.items)}
    made = sorted((each.item for each in done if each.problem is None), key=lambda item: order[item.row.id])
    with Ledger(folder) as ledger:
        sheets = ledger.sheets()
    with Ledger(out) as ledger:
        outbox = Outbox(ledger)
        resolve(outbox, letters.roster, *words)
        mine = Letters(letters, folder, sheets, sender)
        waiting, others = due(made, outbox.entries(), sheets, letters.roster)
        if sending is None:
            posted = _drafts(waiting, mine, console)
        else:
            domain = sending.sender.rpartition("@")[2]
            outbox.plan((sheets[key_of(item.row)] for item in waiting), domain)
            posted = _send(waiting, mine, outbox, sending, console)
    return [*failed, *others, *posted]


def _drafts(items: Sequence[Item], letters: Letters, console: Console) -> list[Posted]:
    """A draft beside each sheet. Drafts of sheets that there are no more go, so that nobody sends them."""
    current = {_draft_path(letters.folder, sheet.file) for sheet in letters.sheets.values()}
    for path in letters.folder.glob(f"checklist-*{DRAFT_ENDING}"):
        if path not in current:
            path.unlink(missing_ok=True)
    posted = []
    for item in items:
        path = _draft_path(letters.folder, item.file)
        write_file(path, letters.draft(item), PRIVATE)
        console.result(str(path))
        posted.append(Posted(item, State.PLANNED))
    return posted


def _draft_path(folder: Path, sheet: str) -> Path:
    return (folder / sheet).with_suffix(DRAFT_ENDING)


def _send(
    items: Sequence[Item], letters: Letters, outbox: Outbox, sending: Sending, console: Console
) -> list[Posted]:
    if not items:
        return []
    count = f"{len(items)} e-mail{'s' if len(items) > 1 else ''}"
    if not sending.agreed:
        question = f"Send {count} from {sending.sender} through {sending.relay}?"
        if not click.confirm(question, err=True):
            console.message("nothing was sent")
            return []
    with session(sending.relay) as relay:
        coming = post(items, letters, outbox, relay, sending.sender, Pace(sending.rate))
        posted = list(console.progress(coming, len(items), lambda each: each.item.row.id, "Sending"))
    for each in posted:
        if each.state is State.SENT:  # nobody is to send it once more by hand
            _draft_path(letters.folder, each.item.file).unlink(missing_ok=True)
    if len(posted) < len(items):
        console.message(f"{len(items) - len(posted)} were not tried; run it again for them")
    return posted


def _sender(given: str | None, request: Request) -> str | None:
    """Whom the mails come from: what is given, or the ward's address. Raises HandoutError for no address."""
    if given is None:
        email = load_ward(request.ward, load_guide(request.guide)).email
        return address(email) if email is not None else None
    try:
        return address(given)
    except MailError as error:
        raise UsageError("--from is not one e-mail address", hint=error.problems[0].hint) from None


def _sending(
    relay: str | None,
    ca_file: Path | None,
    credentials: Path | None,
    sender: str | None,
    rate: int,
    yes: bool,
    console: Console,
) -> Sending:
    """Everything that sending needs. Raises UsageError for what is missing, before anything is made."""
    if relay is None:
        raise UsageError("--send needs the mail relay of the ward", hint="add --relay HOST:PORT")
    if sender is None:
        raise UsageError(
            "--send needs an address that the e-mails come from",
            hint='add --from, or "email" to the ward file',
        )
    host, port = host_and_port(relay)
    if not yes and (console.json or sys.stdin is None or not sys.stdin.isatty()):
        raise UsageError(
            "--send asks first, and there is nobody to answer", hint="add --yes if this is a job"
        )
    user, password = name_and_password(credentials)
    return Sending(Relay(host, port, ca_file, user, password), sender, rate, yes)


def host_and_port(relay: str) -> tuple[str, int]:
    """What --relay names. Raises UsageError for anything else."""
    found = _HOST_PORT.match(relay)
    port = int(found["port"] or SUBMISSION) if found else 0
    if found is None or not 0 < port < 65536:
        raise UsageError("--relay is not a host and a port", hint="write it like mail.example.org:587")
    return found["six"] or found["host"], port


def name_and_password(file: Path | None) -> tuple[str, str]:
    """Name and password, from a file that only its owner can read, or from the environment.

    Both are empty where a relay needs none. Raises UsageError for half of them, and for a file that others
    can read.
    """
    if file is None:
        user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
        if bool(user) != bool(password):
            raise UsageError(f"of {USER} and {PASSWORD} only one is set", hint="set both, or none")
    else:
        lines = _private_lines(file)
        if len(lines) != 2 or not all(lines):
            raise UsageError(f"{file} does not hold a name and a password", hint="each on a line of its own")
        user, password = lines
    if not (user + password).isascii() or not (user + password).isprintable():
        raise UsageError("the name and the password may have ASCII characters only")
    return user, password


def _private_lines(file: Path) -> list[str]:
    try:
        with file.open("rb") as stream:
            if os.name == "posix" and os.fstat(stream.fileno()).st_mode & 0o077:
                raise UsageError(f"{file} can be read by others", hint=f"chmod 600 {file}")
            return stream.read(4096).decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise UsageError(f"cannot read {file}: {reason.lower()}") from None


def _report(
    posted: Sequence[Posted],
    problems: Sequence[Problem],
    without: int,
    folder: Path,
    sent: bool,
    console: Console,
) -> int:
    """Tell what was refused, by line, and what was done; the exit code."""
    refused = [*problems, *(each.problem for each in posted if each.problem is not None)]
    refused.sort(key=lambda problem: (problem.mark.line, problem.mark.column) if problem.mark else (0, 0))
    console.problems(refused)
    _sum_up(posted, refused, without, sent, console)
    console.data(
        {
            "mails": [_described(each, folder, sent) for each in posted],
            "errors": [problem_data(problem) for problem in refused],
        }
    )
    return PARTLY if refused else 0


def _sum_up(
    posted: Sequence[Posted], refused: Sequence[Problem], without: int, sent: bool, console: Console
) -> None:
    """What was done, in one line."""
    good = [each for each in posted if each.problem is None]
    done = sum(each.state is State.SENT for each in good)
    planned = sum(each.state is State.PLANNED for each in good)
    parts = [f"{done} sent" if sent else f"{planned} drafts"]
    if not sent and done:
        parts.append(f"{done} sent before")
    if without:
        parts.append(f"{without} without an address")
    if refused:
        rows = rows_with(refused)
        parts.append(f"{rows} {'row' if rows == 1 else 'rows'} refused")
    console.message(", ".join(parts))


def _described(posted: Posted, folder: Path, sent: bool) -> dict[str, object]:
    """A mail as JSON: codes alone, no address."""
    row = posted.item.row
    path = _draft_path(folder, posted.item.file)
    draft = not sent and posted.state is State.PLANNED and posted.problem is None
    return {
        "line": row.line,
        "id": row.id,
        "state": posted.state.value,
        "path": str(path) if draft else None,
    }
