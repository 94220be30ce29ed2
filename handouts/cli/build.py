"""Make documents: set all that was asked for, then write them."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from time import perf_counter

import click

from handouts.cli.console import Choice, Console, console_options
from handouts.cli.finishing import Finishing, finishing_options
from handouts.errors import HandoutError, UsageError, together
from handouts.languages.registry import language_codes
from handouts.languages.voices import SOURCE_LANGUAGE
from handouts.model.exercise import Birth
from handouts.outputs.files import write_files
from handouts.outputs.formats import OUTPUTS
from handouts.outputs.run import File, Made, Order, gathered, jobs_of, outcomes
from handouts.pages.layout import Kind
from handouts.pages.selection import EXAMPLE_WARD, Job, Request
from handouts.theme.theme import STANDARD
from handouts.units import PAPERS

STDOUT = "-"
INVENTED_WARD = "note: the ward on these pages and its phone numbers are invented; name your own with --ward"
ALL = "all"


@click.command(short_help="Make the booklet, the handouts and the checklist.")
@click.argument("kind", nargs=-1, type=Choice([kind.value for kind in Kind]), metavar="[KIND]...")
@click.option(
    "-l",
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    help='A language, or "all". May be repeated.  [en]',
)
@click.option(
    "--handout", "handouts", multiple=True, metavar="NAME", help="Only this handout. May be repeated.  [all]"
)
@finishing_options
@click.option(
    "--paper",
    type=Choice(list(PAPERS)),
    help="Paper; booklet pages are half of it.  [the ward's, or a4]",
)
@click.option(
    "--edition",
    metavar="NAME",
    default=STANDARD,
    show_default=True,
    help="standard, large-print, ink-saver or phone.",
)
@click.option(
    "--week",
    type=click.IntRange(1, 12),
    default=1,
    show_default=True,
    help="Week after birth of the checklist.",
)
@click.option(
    "--birth",
    type=Choice([birth.value for birth in Birth]),
    default=Birth.VAGINAL.value,
    show_default=True,
    help="Kind of birth the checklist is for.",
)
@click.option(
    "--start",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="First day of the checklist's week.",
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
    metavar="DIR|-",
    help='Folder, or "-" for one file to stdout.',
)
@click.option(
    "--jobs",
    "workers",
    type=click.IntRange(0, 64),
    default=0,
    metavar="N",
    help="Processes that share the work.  [as many as cores, when there is much to do]",
)
@console_options
@click.pass_obj
def build(
    console: Console,
    kind: tuple[str, ...],
    languages: tuple[str, ...],
    handouts: tuple[str, ...],
    finishing: Finishing,
    paper: str | None,
    edition: str,
    week: int,
    birth: str,
    start: datetime | None,
    guide: str,
    ward: Path | None,
    require_approved: bool,
    draft: bool,
    out: str,
    workers: int,
) -> None:
    """Make documents and print their paths.

    KIND is booklet, handout or checklist; without it all three are made. Files are written only when every
    document of the run could be set.

    \b
    Examples:
      handouts build
      handouts build handout --handout help --handout lifting
      handouts build checklist --week 3 --birth caesarean --start 2026-11-23
      handouts build booklet --ward ward.yaml --paper letter --out prints
      handouts build booklet -f pdf -f imposed --flip long
      handouts build --edition large-print
      handouts build -l all -f contact-sheet
      handouts build handout --handout help --out - > help.pdf
    """
    request = Request(
        kinds=_kinds(kind, handouts),
        languages=language_codes()
        if ALL in languages
        else tuple(dict.fromkeys(languages)) or (SOURCE_LANGUAGE,),
        handouts=tuple(dict.fromkeys(handouts)),
        paper=paper,
        edition=edition,
        week=week,
        birth=Birth(birth),
        start=start.date() if start else None,
        guide=guide,
        ward=ward or EXAMPLE_WARD,
        require_approved=require_approved,
        draft=draft,
    )
    order = Order(request, finishing.formats, finishing.finish)
    jobs = jobs_of(order)
    if out == STDOUT:
        _to_stdout(order, jobs, workers, console)
    else:
        _to_folder(order, jobs, Path(out), workers, console)


def _kinds(names: tuple[str, ...], handouts: tuple[str, ...]) -> list[Kind]:
    """The kinds that are asked for, by name or by naming handouts; all of them otherwise."""
    kinds = [Kind(name) for name in dict.fromkeys(names)] or ([Kind.HANDOUT] if handouts else list(Kind))
    if handouts and Kind.HANDOUT not in kinds:
        raise UsageError(
            "--handout names a handout, but only other documents are asked for", hint="add: handout"
        )
    return kinds


def _to_stdout(order: Order, jobs: list[Job], workers: int, console: Console) -> None:
    if len(order.formats) == 1 and len(jobs) != 1 and OUTPUTS[order.formats[0]].gather is None:
        raise UsageError(
            f"{len(jobs)} documents do not go into one stream",
            hint="ask for one, such as: handout --handout help",
        )
    if len(order.formats) != 1:
        raise UsageError(
            f"{len(order.formats)} formats do not go into one stream", hint="ask for one, or name a folder"
        )
    if console.json:
        raise UsageError(
            "the document and JSON do not go into one stream", hint="leave --json out, or name a folder"
        )
    if sys.stdout is None:
        raise UsageError("there is no standard output", hint="name a folder with --out")
    (name,) = order.formats
    if sys.stdout.isatty() and not OUTPUTS[name].text:
        raise UsageError(f"{name} would fill the terminal with noise", hint="send it on: > FILE")
    made = _made(order, jobs, workers, console)
    if len(made) != 1:
        raise UsageError(f"{len(made)} files do not go into one stream", hint="name a folder with --out")
    ((_, file),) = made
    console.document(file.data)
    _mention_invented_ward(order, console)


def _to_folder(order: Order, jobs: list[Job], folder: Path, workers: int, console: Console) -> None:
    """Make everything first, so that one failure leaves the old set whole and nothing mixed."""
    made = _made(order, jobs, workers, console)
    write_files({folder / file.name: file.data for _, file in made})
    _mention_invented_ward(order, console)
    for _, file in made:
        console.result(str(folder / file.name))
    console.data(
        {
            "documents": [_described(folder, job, file) for job, file in made if job is not None],
            "sets": [
                {
                    "path": str(folder / file.name),
                    "format": file.format,
                    "documents": len(jobs),
                    "bytes": len(file.data),
                }
                for job, file in made
                if job is None
            ],
        }
    )


def _made(order: Order, jobs: list[Job], workers: int, console: Console) -> list[Made]:
    """All files of the run. Raises HandoutError with what is wrong with every document."""
    finished: list[Made] = []
    failed: list[HandoutError] = []
    coming = outcomes(order, jobs, workers)
    for job in console.progress(jobs, len(jobs), lambda job: job.stem):
        began = perf_counter()
        outcome = next(coming)
        if isinstance(outcome, HandoutError):
            failed.append(outcome)  # the other documents may have problems of their own
            continue
        size = sum(len(file.data) for file in outcome)
        console.detail(f"{job.stem}: {size / 1000:.0f} kB in {(perf_counter() - began) * 1000:.0f} ms")
        finished += ((job, file) for file in outcome)
    if failed:
        raise together(failed)
    return gathered(order, finished)


def _mention_invented_ward(order: Order, console: Console) -> None:
    """Such pages look finished, and nobody answers the phone."""
    if order.request.ward == EXAMPLE_WARD:
        console.message(INVENTED_WARD)


def _described(folder: Path, job: Job, file: File) -> dict[str, object]:
    trust = job.edition.trust
    return {
        "path": str(folder / file.name),
        "kind": job.layout.kind.value,
        "name": job.layout.name,
        "format": file.format,
        "language": job.edition.language.code,
        "edition": job.edition.theme.name,
        "paper": job.edition.paper.name,
        "bytes": len(file.data),
        "version": trust.version,
        "review": trust.review.isoformat(),
        "approved": trust.approval is not None,
    }
