"""Check data, words and pages, and show what was found as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from handouts.checks.readability import FORMULAS
from handouts.checks.result import Result, Row, counted
from handouts.checks.run import run_checks
from handouts.checks.scope import scope_of
from handouts.cli.console import Console, console_options
from handouts.errors import HandoutError, Problem

FAILED = 1
"""Exit code when a check failed."""

Results = Mapping[str, Result | None]


@click.command(short_help="Check data, fit, glyphs, links, contrast, reading age, approvals.")
@click.argument("path", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--all-editions", is_flag=True, help="Set translations in large print and on phones too: twice the time."
)
@console_options
@click.pass_obj
def check(console: Console, path: tuple[Path, ...], all_editions: bool) -> int:
    """Check everything that is printed; with PATH only these files and folders.

    A PATH in data/ or layouts/ limits what is reported to it. Any other PATH is a ward's file, or a folder of
    them: all documents are then set with that ward's name, numbers and logo. English is set in every edition,
    translations in the standard one. Nothing is written, and nothing is asked of the network. The exit code
    is 1 when a check fails.

    \b
    Examples:
      handouts check
      handouts check ward.yaml
      handouts check data/exercises/bridge.yaml layouts/handout-lifting.yaml
      handouts check --all-editions
      handouts check --json
    """
    results = run_checks(scope_of(path, all_editions=all_editions))
    problems = tuple(dict.fromkeys(each for result in results.values() if result for each in result.problems))
    passed = all(result is not None and result.passed for result in results.values())
    if console.json:
        described = [_described(name, result) for name, result in results.items()]
        console.data({"passed": passed, "checks": described})
    else:
        _show(console, results, problems)
    return 0 if passed else FAILED


def _described(name: str, result: Result | None) -> dict[str, Any]:
    """One check for a program."""
    return {
        "check": name,
        "result": _outcome(result),
        "summary": result.summary if result else None,
        "problems": [_problem(problem) for problem in result.problems] if result else [],
        "notes": [_problem(note) for note in result.notes] if result else [],
        "figures": [dict(row) for row in result.rows] if result else [],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    mark = problem.mark
    return {
        "file": mark.file if mark else None,
        "line": (mark.line or None) if mark else None,
        "column": (mark.column or None) if mark else None,
        "message": problem.message,
        "hint": problem.hint,
    }


def _outcome(result: Result | None) -> str:
    if result is None:
        return "not run"
    return "ok" if result.passed else "failed"


def _show(console: Console, results: Results, problems: Sequence[Problem]) -> None:
    """The tables and the summary on stdout, every problem on stderr."""
    if not console.quiet:
        for line in _checks_table(results):
            console.result(line)
        reading = results.get("reading")
        languages = results.get("language")
        if languages is not None and languages.rows:
            console.result("")
            for line in _language_table(languages.rows):
                console.result(line)
        for rows in _by_language(reading.rows if reading is not None else ()):
            console.result("")
            for line in _reading_table(rows):
                console.result(line)
        console.result("")
    for result in results.values():
        for note in result.notes if result else ():
            console.detail(_noted(note))
    if problems:
        console.fail(HandoutError(problems))
    console.result(_summary(results, problems))


def _checks_table(results: Results) -> list[str]:
    rows = [("Check", "Result", "Looked at")]
    rows += [(name, _outcome(result), result.summary if result else "-") for name, result in results.items()]
    colours = {"ok": "green", "failed": "red"}
    lines = aligned(rows, "<<<")
    return [
        line.replace(row[1], click.style(row[1], fg=colours.get(row[1]), bold=row[1] != "ok"), 1)
        for line, row in zip(lines, rows, strict=True)
    ]


def _noted(note: Problem) -> str:
    """A note for a person, in the form of errors."""
    return str(note).replace(": error: ", ": note: ", 1)


def _language_table(rows: Sequence[Row]) -> list[str]:
    """How many texts of each translation are surely in its language, each looked at by itself."""
    table = [("Language", "Texts", "Sure", "Undecided", "Other", "Told from")]
    for row in rows:
        name, texts, other = (
            f"{row['name']} ({row['language']})",
            int(row["texts"] or 0),
            int(row["other"] or 0),
        )
        if row["recognised"] is None:
            table.append((name, str(texts), "-", "-", str(other), "not measured: by letters only"))
        else:
            sure = int(row["recognised"])
            undecided = max(0, texts - sure - other)
            table.append((name, str(texts), str(sure), str(undecided), str(other), str(row["told_from"])))
    return aligned(table, "<>>>><")


def _by_language(rows: Sequence[Row]) -> list[list[Row]]:
    """The figures of each language, which have columns and limits of their own."""
    languages = dict.fromkeys(row["language"] for row in rows)
    return [[row for row in rows if row["language"] == language] for language in languages]


def _reading_table(rows: Sequence[Row]) -> list[str]:
    formula = FORMULAS[str(rows[0]["formula"])]
    language, called = rows[0]["language"], formula.measure.capitalize()
    head = (f"Reading, {language}", "Words", called, "Mean", "Longest", "Long words")
    mean = f"{formula.mean:.1f}" if formula.mean is not None else ""
    bound = "at least" if formula.higher_is_easier else "at most"
    limits = (bound, "", f"{formula.limit:.1f}", mean, str(formula.longest or ""), "")
    table = [head, limits]
    for row in rows:
        score, mean_words, share = (float(row[name] or 0) for name in ("score", "mean", "long_words"))
        figures = (
            str(row["words"]),
            f"{score:.1f}",
            f"{mean_words:.1f}",
            str(row["longest"]),
            f"{share:.0%}",
        )
        table.append((str(row["text"]), *figures))
    return aligned(table, "<>>>>>")


def aligned(rows: Sequence[Sequence[str]], sides: str) -> list[str]:
    """Rows as lines with columns one below the other; `sides` gives < or > for each column."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(sides))]
    return [
        "  ".join(
            f"{cell:{side}{width}}" for cell, side, width in zip(row, sides, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def _summary(results: Results, problems: Sequence[Problem]) -> str:
    """One plain line: what passed, what did not."""
    failed = [name for name, result in results.items() if result is not None and not result.passed]
    waiting = [name for name, result in results.items() if result is None]
    if not failed and not waiting:
        return f"All {counted(len(results), 'check')} passed." if len(results) > 1 else "The check passed."
    parts = [f"{counted(len(problems), 'problem')} in {', '.join(failed)}."]
    if waiting:
        parts.append(f"Not run: {', '.join(waiting)}.")
    return " ".join(parts)
