"""Gather the commands and turn every error into its line and its exit code."""

from __future__ import annotations

import os
import sys
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import click

from handouts.cli.console import Console, console_options
from handouts.errors import HandoutError

INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 and the number of SIGINT."""

COMMANDS = {
    "build": "handouts.cli.build:build",
    "check": "handouts.cli.check:check",
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
            close = get_close_matches(name, COMMANDS, n=1)
            hint = f' Did you mean "{close[0]}"?' if close else f" Commands: {', '.join(COMMANDS)}."
            raise click.UsageError(f'There is no command "{name}".{hint}', context)
        return super().resolve_command(context, args)


def product_version() -> str:
    """The version of the installed product, or of this checkout."""
    try:
        return version("handouts")
    except PackageNotFoundError:
        return "0.1.0 (checkout)"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(product_version(), prog_name="handouts", message="%(prog)s %(version)s")
@console_options
def commands() -> None:
    """Make printable guides on easing back pain after birth.

    The words are in data/, the pages in layouts/. Every PDF is accessible (PDF/UA-1) and made to last
    (PDF/A-2a). Nothing is sent anywhere.

    \b
    Examples:
      handouts build                      the whole sample set, into out/
      handouts build handout --handout help --paper letter
      handouts build checklist --week 3 --birth caesarean --ward ward.yaml
      handouts list                       what there is, and its status
    """


def main(arguments: list[str] | None = None, prog_name: str = "handouts", **extra: Any) -> None:
    """Run a command and exit with its code: 0 done, 1 content or build error, 2 usage, 130 interrupted."""
    console = Console()
    try:
        result = commands.main(
            args=arguments, prog_name=prog_name, obj=console, standalone_mode=False, **extra
        )
        sys.stdout.flush()
        sys.exit(result if isinstance(result, int) else 0)
    except HandoutError as error:
        console.fail(error)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; nothing half-written is left", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # whoever read our output has gone, as `head` does: nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
