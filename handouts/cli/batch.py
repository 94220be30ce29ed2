"""Make the checklist of every woman on a list, and say which rows cannot be printed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from time import monotonic

import click

from handouts.batch.cells import read_table
from handouts.batch.lock import locked
from handouts.batch.roster import Roster, read_roster, rows_with
from handouts.batch.run import Crew, Done, Item, Plan, first_day, plan, run
from handouts.cli.build import INVENTED_WARD
from handouts.cli.console import Choice, Console, console_options, problem_data
from handouts.errors import Problem, UsageError
from handouts.languages.registry import language_codes
from handouts.model.loader import load_guide, load_ward
from handouts.outputs import merging
from handouts.outputs.files import PRIVATE, write_file
from handouts.outputs.merging import MOST_FILES
from handouts.pages.selection import EXAMPLE_WARD, YEARS, Request, today
from handouts.theme.theme import STANDARD, theme_names
from handouts.units import PAPERS

STDIN = "-"

PARTLY = 3
"""Exit code where rows were refused and the rest was made."""


@click.command(short_help="Make a checklist for every woman on a list.")
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
    default=STANDARD,
    show_default=True,
    help="standard, large-print, ink-saver or phone.",
)
@click.option(
    "--guide", default="postpartum-backache", show_default=True, metavar="NAME", help="Which guide."
)
@click.option(
    "--ward",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The ward's name, phone numbers, logo and country.  [an invented example]",
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
    help="Folder for the sheets and their ledger.",
)
@click.option(
    "--merged",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Put all sheets, in the order of the list, into one more file for printing.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be made, and write nothing.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes that share the work.",
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="Share the work on a dask cluster, such as tcp://host:8786."
)
@click.option("--no-sync", is_flag=True, help="Do not wait until files are on the disk: faster.")
@console_options
@click.pass_obj
def batch(
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
    merged: Path | None,
    dry_run: bool,
    jobs: int,
    scheduler: str | None,
    no_sync: bool,
) -> int:
    """Make a weekly checklist for every woman on a list, and print the paths.

    ROSTER.csv is a table as spreadsheets save it; "-" reads it from standard input. A row that is not certain
    is refused with its line and column, the rest goes on, and the exit code is 3. Run it again after it was
    stopped: what is there and current is kept.

    \b
    Examples:
      handouts batch roster.csv --ward ward.yaml --out sheets
      handouts batch roster.csv --start 2026-11-23 --jobs 4 --dry-run
    """
    request = Request(
        paper=paper,
        edition=edition,
        guide=guide,
        ward=ward or EXAMPLE_WARD,
        require_approved=require_approved,
        draft=draft,
    )
    if scheduler and jobs > 1:
        raise UsageError("--jobs and --scheduler do not go together", hint="leave one of the two out")
    sheets = plan(read_list(roster, request, start), request)
    if merged is not None:
        _check_size(sheets)
    if ward is None:
        console.message(INVENTED_WARD)
    refused = list(sheets.roster.problems)
    if dry_run:
        _show(sheets, out, console)
        done: Sequence[Done] = [Done(item) for item in sheets.items]
    else:
        with locked(out):
            done = _make(sheets, out, Crew(jobs, scheduler, not no_sync), console)
            if merged is not None:
                _merge([out / each.item.file for each in done if each.problem is None], merged, console)
        refused += [each.problem for each in done if each.problem is not None]
    refused.sort(key=_place)
    console.problems(refused)
    _sum_up(done, refused, dry_run, console)
    if console.json:
        described = [_described(each, out) for each in done if each.problem is None]
        console.data({"sheets": described, "errors": list(map(problem_data, refused))})
    return PARTLY if refused else 0


def _place(problem: Problem) -> tuple[int, int]:
    return (problem.mark.line, problem.mark.column) if problem.mark else (0, 0)


def _check_size(sheets: Plan) -> None:
    """Raises UsageError where there are too many sheets for one file."""
    if len(sheets.items) > MOST_FILES:
        message = f"{len(sheets.items)} sheets are too many for one file; it takes {MOST_FILES}"
        raise UsageError(message, hint="divide the list, or leave --merged out")


def read_list(source: str, request: Request, start: datetime | None) -> Roster:
    """The list in a file or on standard input, for the week asked for or the next one where the ward is."""
    if start is not None and start.year not in YEARS:
        hint = f"years from {YEARS.start} to {YEARS.stop - 1}"
        raise UsageError(f"the week starts on {start.date().isoformat()}", hint=hint)
    guide = load_guide(request.guide)
    ward = load_ward(request.ward, guide)
    day = start.date() if start else first_day(today(), guide.emergency[ward.country].first_weekday)
    if source != STDIN:
        return read_roster(read_table(Path(source)), guide, language_codes(), day)
    if sys.stdin is None:
        raise UsageError("there is no standard input", hint="name a file")
    return read_roster(read_table(sys.stdin.buffer), guide, language_codes(), day)


def _make(sheets: Plan, folder: Path, crew: Crew, console: Console) -> list[Done]:
    """Make everything, and print the paths of all sheets that are there now, in the order of the list."""
    began = monotonic()
    count = 0

    def rate(done: Done) -> str:
        nonlocal count
        count += 1
        return f"{count / max(monotonic() - began, 0.001):.0f} a second"

    total = len(sheets.items)
    bar = console.progress(run(sheets, folder, crew), total, rate, "Making", max(1, total // 500))
    done = sorted(bar, key=lambda each: each.item.row.line)
    for each in done:
        if each.problem is None:
            console.result(str(folder / each.item.file))
    return done


def _merge(paths: Sequence[Path], target: Path, console: Console) -> None:
    """Write the file for printing, if there is anything to print."""
    if paths:
        write_file(target, merging.merged(paths), PRIVATE)
        console.result(str(target))


def _show(sheets: Plan, folder: Path, console: Console) -> None:
    for item in sheets.items:
        row = item.row
        week = f"week {row.week} from {row.start.isoformat()}"
        console.result(f"{row.id}  {row.language}  {row.birth.value}  {week}  {folder / item.file}")


def _sum_up(done: Sequence[Done], refused: Sequence[Problem], dry_run: bool, console: Console) -> None:
    """How many sheets there are and why, in one line."""
    good = [each for each in done if each.problem is None]
    kept = sum(each.kept for each in good)
    parts = [f"{len(good)} to make" if dry_run else f"{len(good) - kept} made"]
    if kept:
        parts.append(f"{kept} there already")
    if refused:
        rows = rows_with(refused)
        parts.append(f"{rows} {'row' if rows == 1 else 'rows'} refused")
    console.message(", ".join(parts))


def _described(done: Done, folder: Path) -> dict[str, object]:
    item: Item = done.item
    row = item.row
    return {
        "line": row.line,
        "id": row.id,
        "path": str(folder / item.file),
        "language": row.language,
        "birth": row.birth.value,
        "week": row.week,
        "start": row.start.isoformat(),
        "held_back": list(row.held_back),
        "kept": done.kept,
    }
