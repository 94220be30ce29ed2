"""Speak to the person or the program that runs a command: paths on stdout, everything else on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeVar

import click

from handouts.cli.refusals import refused_by_stdout
from handouts.errors import SHOWN_IN_FULL, HandoutError, Problem

Thing = TypeVar("Thing")
Command = TypeVar("Command", bound=Callable[..., Any])

COLOURS = ("auto", "always", "never")


class Choice(click.Choice[str]):
    """One word of a fixed list, with a suggestion for a word that is not in it."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """As click says it, and the word that was probably meant."""
        message = super().get_invalid_choice_message(value, ctx)
        close = get_close_matches(str(value), self.choices, n=1)
        return f'{message} Did you mean "{close[0]}"?' if close else message


@dataclass(slots=True)
class Console:
    """How much is said, and how: the options that every command has.

    `colour` is None where the terminal decides. It is kept here because errors are told after click's own
    context, which knows it too, has gone.
    """

    quiet: bool = False
    verbose: bool = False
    json: bool = False
    colour: bool | None = None

    def message(self, text: str) -> None:
        """A line for a person; nothing with --quiet or --json."""
        if not (self.quiet or self.json):
            click.echo(text, err=True)

    def detail(self, text: str) -> None:
        """A line that only --verbose shows."""
        if self.verbose:
            self.message(text)

    def result(self, text: str) -> None:
        """A line of the result, such as a path."""
        if not self.json:
            self._print(text)

    def data(self, value: object) -> None:
        """The whole result as JSON, when that was asked for."""
        if self.json:
            self._print(json.dumps(value, ensure_ascii=False, indent=2))

    def flush(self) -> None:
        """Send what was printed on its way. Raises OutputError where stdout takes no more."""
        with _stdout():
            if sys.stdout is not None:  # None in a program that was started without one
                sys.stdout.flush()

    def document(self, data: bytes) -> None:
        """A whole document to stdout. Raises OutputError as printing does."""
        with _stdout():
            rest = memoryview(data)
            while rest:  # where Python does not buffer (python -u), a pipe or disk may take only a part
                rest = rest[sys.stdout.buffer.write(rest) :]
            sys.stdout.buffer.flush()

    def _print(self, text: str) -> None:
        with _stdout():
            click.echo(text)

    def fail(self, error: HandoutError) -> None:
        """All problems of an error: the first twenty in full, the others counted."""
        if self.json:
            self.data({"errors": [problem_data(problem) for problem in error.problems]})
            return
        for problem in error.problems[:SHOWN_IN_FULL]:
            click.echo(_styled(problem), err=True, color=self.colour)
        left = len(error.problems) - SHOWN_IN_FULL
        if left > 0:
            click.echo(f"... and {left} more", err=True)

    def problems(self, problems: Iterable[Problem]) -> None:
        """All problems of a list, however many: each is a row that somebody has to mend."""
        if not self.json:
            for problem in problems:
                click.echo(_styled(problem), err=True, color=self.colour)

    def progress(
        self,
        things: Iterable[Thing],
        total: int,
        name: Callable[[Thing], str],
        label: str = "Setting",
        steps: int = 1,
    ) -> Iterator[Thing]:
        """Go through things with a bar on the terminal; without one where nobody would see it.

        The bar is drawn again after so many `steps`.
        """
        shown = sys.stderr is not None and sys.stderr.isatty() and not (self.quiet or self.json) and total > 1
        if not shown:
            yield from things
            return
        with click.progressbar(
            things,
            length=total,
            file=sys.stderr,
            label=label,
            update_min_steps=steps,
            item_show_func=lambda thing: name(thing) if thing else "",
        ) as bar:
            yield from bar


@contextmanager
def _stdout() -> Iterator[None]:
    """Tell a stdout that takes no more, as on a full disk, from a reader that has gone away."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise refused_by_stdout(error) from error


def problem_data(problem: Problem) -> dict[str, Any]:
    """A problem as JSON."""
    mark = problem.mark
    return {
        "file": mark.file if mark else None,
        "line": (mark.line or None) if mark else None,
        "column": (mark.column or None) if mark else None,
        "message": problem.message,
        "hint": problem.hint,
    }


def _styled(problem: Problem) -> str:
    """A problem with its place in bold and the word error in red, where colours are shown."""
    place = f"{click.style(str(problem.mark), bold=True)}: " if problem.mark else ""
    text = f"{place}{click.style('error', fg='red', bold=True)}: {problem.message}"
    return f"{text}\n  {click.style('hint', fg='cyan')}: {problem.hint}" if problem.hint else text


def _set_quiet(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    context.ensure_object(Console).quiet |= value


def _set_verbose(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    context.ensure_object(Console).verbose |= value


def _set_json(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    context.ensure_object(Console).json |= value


def _set_colour(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    """What --color says, before the command or after it; auto is never under NO_COLOR (no-color.org)."""
    console = context.ensure_object(Console)
    if value in ("always", "never"):
        console.colour = value == "always"
    elif value == "auto" or console.colour is None:
        console.colour = False if os.environ.get("NO_COLOR") else None
    context.color = console.colour


def console_options(command: Command) -> Command:
    """The options that every command has, before or after its name."""
    options = (
        click.option(
            "-q", "--quiet", is_flag=True, expose_value=False, callback=_set_quiet, help="Say only errors."
        ),
        click.option(
            "-v",
            "--verbose",
            is_flag=True,
            expose_value=False,
            callback=_set_verbose,
            help="Say more about each step.",
        ),
        click.option(
            "--json",
            is_flag=True,
            is_eager=True,  # so that what is wrong with other options is told as JSON too
            expose_value=False,
            callback=_set_json,
            help="Print the result, or the errors, as JSON.",
        ),
        click.option(
            "--color",
            type=Choice(COLOURS),
            expose_value=False,
            callback=_set_colour,
            help="Colour messages; auto, the default, colours on a terminal and honours NO_COLOR.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command
