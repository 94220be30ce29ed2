"""Record that a clinician has signed off exactly what is printed now, in one language."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from handouts import assets, source
from handouts.assets import shown
from handouts.cli.console import Console, console_options
from handouts.errors import ApprovalError, DataError, Problem, UsageError
from handouts.languages.registry import load_language
from handouts.languages.status import Status, status_of
from handouts.languages.voices import SOURCE_LANGUAGE
from handouts.model.approval import Approval, read_approvals
from handouts.model.fields import Report
from handouts.model.guide import Guide
from handouts.model.loader import load_guide
from handouts.outputs.files import write_file
from handouts.pages.selection import today
from handouts.pages.trust import approved_content
from handouts.pages.words import printed_messages

HEAD = """# yaml-language-server: $schema=../schemas/approvals.json
# Sign-offs by clinicians: one entry per language, bound to a hash of exactly the words approved. The program
# writes this file: handouts approve. The last entry of a language counts; those before it are history.
"""


@click.command(short_help="Record a clinician's sign-off of a guide in one language.")
@click.argument("guide")
@click.option(
    "-l",
    "--language",
    default=SOURCE_LANGUAGE,
    show_default=True,
    metavar="CODE",
    help="The language signed off.",
)
@click.option("--by", required=True, metavar="NAME", help="Who signs off; printed in the booklet.")
@click.option("--role", required=True, metavar="ROLE", help="Their role, such as consultant midwife.")
@click.option(
    "--until",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The last day on which the sign-off holds; not after the guide's review date.",
)
@console_options
@click.pass_obj
def approve(console: Console, guide: str, language: str, by: str, role: str, until: datetime) -> None:
    """Record that NAME has read GUIDE in a language and signs it off, from today until the day given.

    The sign-off is bound to everything that is printed: words, numbers, programme, layouts, pictures and the
    translation. Any change voids it, and the pages say again that they are not approved. A translation has to
    be complete, and reviewed by somebody (X-Handouts-Reviewed-By in its header), before it can be signed off.

    \b
    Examples:
      handouts approve postpartum-backache --by "A. Clinician" --role "Consultant midwife" --until 2028-06-30
      handouts approve postpartum-backache -l ar --by "B. Clinician" --role Physiotherapist --until 2027-12-31
    """
    found = load_guide(guide)
    spoken = load_language(language)
    begins, ends = today(), until.date()
    _check_dates(found, begins, ends)
    if not by.strip() or not role.strip():
        raise UsageError("a sign-off needs a name and a role", hint='--by "A. Clinician" --role Midwife')
    if spoken.code != SOURCE_LANGUAGE:
        _check_translation(status_of(spoken, printed_messages(found)))
    approval = Approval(
        language=spoken.code,
        by=" ".join(by.split()),
        role=" ".join(role.split()),
        date=begins,
        until=ends,
        hash=approved_content(found, spoken.code),
        mark=found.mark,
    )
    path = assets.DATA / "approvals" / f"{found.id}.yaml"
    write_file(path, _checked(approvals_text((*_history(found, approval), approval)), path))
    day = ends.isoformat()
    console.message(f"{found.id} is approved in {spoken.name} until {day}, or until anything changes")
    console.result(shown(path))
    console.data({"path": shown(path), "language": approval.language, "until": day, "hash": approval.hash})


def _history(guide: Guide, approval: Approval) -> list[Approval]:
    """The sign-offs before this one, without those of the very same words, which it takes the place of."""
    return [
        each for each in guide.approvals if (each.language, each.hash) != (approval.language, approval.hash)
    ]


def _checked(text: str, path: Path) -> bytes:
    """The bytes of the file, read back first: a name with a strange character would make it unreadable."""
    data, report = text.encode(), Report()
    try:
        read_approvals(source.parse(data, shown(path), "approvals"), report)
    except DataError as error:
        report.extend(error.problems)
    if report.problems:
        raise UsageError(f"the name or the role: {report.problems[0].message}")
    return data


def _check_dates(guide: Guide, begins: date, ends: date) -> None:
    """Raises UsageError for a sign-off that would be over, or would outlast the guide."""
    if begins > guide.review:
        hint = "review it, and move the dates in guide.yaml"
        raise ApprovalError(
            Problem(f"the guide was to be reviewed by {guide.review.isoformat()}", guide.mark, hint)
        )
    if ends < begins:
        raise UsageError(f"{ends.isoformat()} is over", hint="give --until a day to come")
    if ends > guide.review:
        what = f"{ends.isoformat()} is after the guide's review date"
        raise UsageError(what, hint=f"the latest is {guide.review.isoformat()}")


def _check_translation(status: Status) -> None:
    """Raises DataError for a translation that lacks words, and ApprovalError for one nobody has reviewed."""
    if not status.complete:
        raise DataError([*status.unsound, *status.left])
    if not status.translation.reviewed:
        raise ApprovalError(
            f"nobody has reviewed the {status.language.name} translation",
            hint="when somebody has, write their name in the header of its catalogue: X-Handouts-Reviewed-By",
        )


def approvals_text(approvals: tuple[Approval, ...]) -> str:
    """The text of a file of sign-offs."""
    if not approvals:
        return f"{HEAD}approvals: []\n"
    lines = ["approvals:"]
    for each in approvals:
        lines += [
            f"  - language: {each.language}",
            f"    by: {_quoted(each.by)}",
            f"    role: {_quoted(each.role)}",
            f"    date: {each.date.isoformat()}",
            f"    until: {each.until.isoformat()}",
            f"    hash: {each.hash}",
        ]
    return HEAD + "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Text as a double-quoted YAML scalar."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
