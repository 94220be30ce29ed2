"""Test that every command teaches how it is used."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from handouts.cli.console import Console
from handouts.cli.main import commands, product_version

CONSOLE = {"--quiet", "--verbose", "--json", "--color"}
"""The options that every command has."""


def walk(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command below a group, with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        yield (*path, name), found
        if isinstance(found, click.Group):
            yield from walk(found, (*path, name))


EVERY = list(walk(commands))
IDS = [" ".join(path) for path, _ in EVERY]


def help_of(*path: str) -> str:
    """What `handouts PATH --help` prints, as wide as it may be."""
    result = CliRunner().invoke(commands, [*path, "--help"], obj=Console(), terminal_width=100)
    assert result.exit_code == 0, result.output
    return result.output


def examples(text: str) -> list[str]:
    """The example lines of a help text."""
    after = text.partition("Examples:\n")[2].partition("\n\n")[0]
    return [re.split(r"\s{2,}|\s>\s", line.strip())[0] for line in after.splitlines() if line.strip()]


def test_the_main_commands_are_there() -> None:
    assert {"build", "list"} <= set(IDS)


@pytest.mark.parametrize(("path", "found"), EVERY, ids=IDS)
def test_help_names_every_option_and_says_what_it_does(path: tuple[str, ...], found: click.Command) -> None:
    text = help_of(*path)
    for parameter in found.params:
        if isinstance(parameter, click.Option):
            assert [name for name in (*parameter.opts, *parameter.secondary_opts) if name not in text] == []
            assert parameter.help, parameter.name
        elif isinstance(parameter, click.Argument):
            assert (parameter.metavar or parameter.human_readable_name).strip("[].") in text
    if not isinstance(found, click.Group):
        assert {name for parameter in found.params for name in parameter.opts} >= CONSOLE


@pytest.mark.parametrize(("path", "found"), EVERY, ids=IDS)
def test_help_says_in_one_line_what_a_command_is_for(path: tuple[str, ...], found: click.Command) -> None:
    summary = found.get_short_help_str(limit=100)
    assert summary.endswith(".")
    assert summary[0].isupper()
    assert summary in help_of(*path[:-1])


@pytest.mark.parametrize(("path", "found"), EVERY, ids=IDS)
def test_help_has_examples_that_the_command_takes(path: tuple[str, ...], found: click.Command) -> None:
    """A copied example must not be refused: each one is parsed as if it were typed."""
    lines = examples(help_of(*path))
    assert lines
    for line in lines:
        program, *words = shlex.split(line)
        assert program == "handouts"
        assert tuple(words[: len(path)]) == path
        parse(commands, words)


def test_the_first_help_has_examples_too() -> None:
    lines = examples(help_of())
    assert len(lines) >= 3
    for line in lines:
        parse(commands, shlex.split(line)[1:])


def test_help_is_narrow_enough_for_a_terminal() -> None:
    """Examples apart, which are whole command lines to be copied."""
    for path, _ in EVERY:
        wrapped = [line for line in help_of(*path).splitlines() if "  handouts " not in line]
        assert max(map(len, wrapped)) <= 100


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_both_flags_give_help(flag: str) -> None:
    assert CliRunner().invoke(commands, ["build", flag], obj=Console()).output.startswith("Usage:")


def test_no_command_gives_help_and_the_code_of_wrong_use() -> None:
    result = CliRunner().invoke(commands, [], obj=Console())
    assert result.exit_code == 2
    assert "Commands:" in result.output


def test_the_version_is_told() -> None:
    result = CliRunner().invoke(commands, ["--version"], obj=Console())
    assert result.output == f"handouts {product_version()}\n"
    assert re.match(r"handouts \d+\.\d+\.\d+", result.output)


def parse(group: click.Group, words: list[str]) -> None:
    """Have click read a command line, without running it; UsageError when it is refused."""
    context = click.Context(group, info_name="handouts", obj=Console())
    name, found, rest = group.resolve_command(context, words)
    assert found is not None
    if isinstance(found, click.Group) and rest:
        parse(found, rest)
    elif not isinstance(found, click.Group):
        found.make_context(name, list(rest), parent=context)
