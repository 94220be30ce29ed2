"""Gather the commands and turn every error into its line and its exit code."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import signal
import sys
import traceback
from importlib import import_module
from typing import Any, NoReturn

import click

from handouts.bootstrap import INTERRUPTED, end_at_once
from handouts.cli.console import Console, console_options
from handouts.cli.refusals import fault_in_program, refused_by_click, refused_by_system
from handouts.errors import HandoutError, UsageError

COLLECT_AFTER = (100_000, 20, 20)
"""How many new things, and rounds, the search for unreachable ones waits for.

A long booklet is some millions of things that are all in use: searched as often as Python does by itself,
it takes a third as long again, and no less memory. Searched half as often as now, a run of many documents
holds 20 MiB of those that are done.
"""

COMMANDS = {
    "build": "handouts.cli.build:build",
    "batch": "handouts.cli.batch:batch",
    "mail": "handouts.cli.mail:mail",
    "schedule": "handouts.cli.schedule:schedule",
    "check": "handouts.cli.check:check",
    "approve": "handouts.cli.approve:approve",
    "translate": "handouts.cli.translate:translate",
    "figure": "handouts.cli.figure:figure",
    "list": "handouts.cli.list_contents:list_contents",
}
"""Where each command lives; its module is imported only when it runs or shows its help."""


class Commands(click.Group):
    """The group of all commands: loads them late and suggests one for a name that is not there."""

    def list_commands(self, context: click.Context) -> list[str]:
        """All names, in the order of daily use."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """One command, imported now."""
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from difflib import get_close_matches

            close = get_close_matches(name, COMMANDS, n=1)
            hint = f' Did you mean "{close[0]}"?' if close else f" Commands: {', '.join(COMMANDS)}."
            raise click.UsageError(f'There is no command "{name}".{hint}', context)
        return super().resolve_command(context, args)


def product_version() -> str:
    """The version of the installed product, or of this checkout."""
    from importlib.metadata import PackageNotFoundError, version  # 40 ms

    try:
        return version("handouts")
    except PackageNotFoundError:
        return "0.1.0 (checkout)"


def _show_version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Print the version and end, before any other option is looked at."""
    if value and not context.resilient_parsing:
        click.echo(f"handouts {product_version()}")
        context.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
@console_options
def commands() -> None:
    """Make printable guides on easing back pain after birth.

    The words are in data/, the pages in layouts/. Every PDF is accessible (PDF/UA-1) and made to last
    (PDF/A-2a). Nothing is sent anywhere, unless mail is told to.

    \b
    Examples:
      handouts build                      the whole sample set, into out/
      handouts build handout --handout help --paper letter
      handouts build checklist --week 3 --birth caesarean --ward ward.yaml
      handouts list                       what there is, and its status
    """


def main(arguments: list[str] | None = None, prog_name: str = "handouts", **extra: Any) -> None:
    """Run a command and exit with its code: 0 done, 1 content or build error, 2 usage, 3 batch partly
    failed, 130 interrupted.
    """
    # known before click has read the words, some of which it may not understand
    console = Console(json="--json" in (sys.argv[1:] if arguments is None else arguments))
    try:
        _hear_interrupts()
        gc.set_threshold(*COLLECT_AFTER)
        _print_any_path()
        _check_working_folder()
        result = commands.main(
            args=arguments, prog_name=prog_name, obj=console, standalone_mode=False, **extra
        )
        console.flush()
        sys.exit(result if isinstance(result, int) else 0)
    except HandoutError as error:
        _refuse(console, error)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        _refuse(console, refused_by_click(error))
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; nothing half-written is left", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # whoever read our output has gone, as `head` does: nobody is left to tell
        _drop_output()
        sys.exit(1)
    except OSError as error:
        _refuse(console, refused_by_system(error))
    except Exception as error:
        if console.verbose:
            traceback.print_exc()
        _refuse(console, fault_in_program(error))


def _refuse(console: Console, error: HandoutError) -> NoReturn:
    """Say what is wrong and end with the error's own code."""
    try:
        console.fail(error)
        console.flush()
    except (HandoutError, OSError):  # a stream takes no more: what was to go there as JSON goes to stderr
        _drop_output()
        if console.json:
            with contextlib.suppress(OSError):
                Console().fail(error)
    sys.exit(error.exit_code)


def _hear_interrupts() -> None:
    """From here on Ctrl-C is an exception; until now it ended the process, see `handouts.__main__`."""
    if signal.getsignal(signal.SIGINT) is end_at_once:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _check_working_folder() -> None:
    """Raises UsageError where the folder was taken away under the shell: not even ReportLab starts there."""
    try:
        os.getcwd()
    except OSError:
        raise UsageError(
            "the working folder is not there any more", hint="go to another one with cd"
        ) from None


def _print_any_path() -> None:
    """Let paths be printed that the system's encoding has no letters for: as their bytes, or escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            unicode = stream.encoding.lower().replace("-", "") == "utf8"
            stream.reconfigure(errors="surrogateescape" if unicode else "backslashreplace")


def _drop_output() -> None:
    """Send what was not written yet nowhere, so that closing the stream at the end does not fail again."""
    with contextlib.suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
