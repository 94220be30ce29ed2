"""Make documents: set all that was asked for, then write them."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from time import perf_counter

import click

from handouts.cli.console import Choice, Console, console_options
from handouts.errors import HandoutError, UsageError, together
from handouts.languages.registry import language_codes
from handouts.languages.voices import SOURCE_LANGUAGE
from handouts.model.exercise import Birth
from handouts.outputs.files import write_files
from handouts.outputs.pdf import paths, render, rendered
from handouts.pages.layout import Kind
from handouts.pages.selection import EXAMPLE_WARD, Job, Request, select
from handouts.units import PAPERS

STDOUT = "-"
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
@click.option(
    "--paper",
    type=Choice(list(PAPERS)),
    help="Paper; booklet pages are half of it.  [the ward's, or a4]",
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
    paper: str | None,
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
      handouts build handout --handout help --out - > help.pdf
    """
    kinds = [Kind(name) for name in dict.fromkeys(kind)] or ([Kind.HANDOUT] if handouts else list(Kind))
    if handouts and Kind.HANDOUT not in kinds:
        raise UsageError(
            "--handout names a handout, but only other documents are asked for", hint="add: handout"
        )
    request = Request(
        kinds=kinds,
        languages=language_codes()
        if ALL in languages
        else tuple(dict.fromkeys(languages)) or (SOURCE_LANGUAGE,),
        handouts=tuple(dict.fromkeys(handouts)),
        paper=paper,
        week=week,
        birth=Birth(birth),
        start=start.date() if start else None,
        guide=guide,
        ward=ward or EXAMPLE_WARD,
        require_approved=require_approved,
        draft=draft,
    )
    jobs = select(request)
    if out == STDOUT:
        _to_stdout(jobs, console)
    else:
        _to_folder(request, jobs, Path(out), workers, console)


def _to_stdout(jobs: list[Job], console: Console) -> None:
    if len(jobs) != 1:
        raise UsageError(
            f"{len(jobs)} documents do not go into one stream",
            hint="ask for one, such as: handout --handout help",
        )
    if console.json:
        raise UsageError(
            "the document and JSON do not go into one stream", hint="leave --json out, or name a folder"
        )
    if sys.stdout is None:
        raise UsageError("there is no standard output", hint="name a folder with --out")
    if sys.stdout.isatty():
        raise UsageError("a PDF would fill the terminal with noise", hint="send it on: > help.pdf")
    console.document(render(jobs[0]))


def _to_folder(request: Request, jobs: list[Job], folder: Path, workers: int, console: Console) -> None:
    """Set everything first, so that one failure leaves the old set whole and nothing mixed."""
    finished: list[tuple[Path, Job, bytes]] = []
    failed: list[HandoutError] = []
    outcomes = rendered(request, jobs, workers)
    for path, job in zip(
        paths(folder, jobs), console.progress(jobs, len(jobs), lambda job: job.stem), strict=True
    ):
        began = perf_counter()
        outcome = next(outcomes)
        if isinstance(outcome, HandoutError):
            failed.append(outcome)  # the other documents may have problems of their own
            continue
        console.detail(
            f"{job.stem}: {len(outcome) / 1000:.0f} kB in {(perf_counter() - began) * 1000:.0f} ms"
        )
        finished.append((path, job, outcome))
    if failed:
        raise together(failed)
    write_files({path: data for path, _, data in finished})
    for path, _, _ in finished:
        console.result(str(path))
    console.data({"documents": [_described(path, job, data) for path, job, data in finished]})


def _described(path: Path, job: Job, data: bytes) -> dict[str, object]:
    trust = job.edition.trust
    return {
        "path": str(path),
        "kind": job.layout.kind.value,
        "name": job.layout.name,
        "language": job.edition.language.code,
        "paper": job.edition.paper.name,
        "bytes": len(data),
        "version": trust.version,
        "review": trust.review.isoformat(),
        "approved": trust.approval is not None,
    }
