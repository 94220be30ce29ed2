"""Turn what the system refuses, and what should never happen, into errors of the product."""

from __future__ import annotations

import traceback
from pathlib import Path

import click

from handouts.errors import HandoutError, OutputError, Problem, UsageError


def refused_by_system(error: OSError) -> HandoutError:
    """A file that cannot be read or written, where nobody expected it."""
    what = "reading or writing failed" if error.filename is None else str(error.filename)
    return OutputError(f"{what}: {(error.strerror or str(error)).lower()}")


def refused_by_stdout(error: OSError) -> OutputError:
    """Standard output that takes no more, as on a full disk."""
    reason = (error.strerror or str(error)).lower()
    return OutputError(f"cannot write to standard output: {reason}", hint="send it somewhere else")


def refused_by_click(error: click.ClickException) -> UsageError:
    """What was typed that no command understands, in the form of all other errors, with where to look."""
    what, did, guess = error.format_message().partition(" Did you mean ")
    hints = [did.strip().lower() + " " + guess] if did else []
    context = getattr(error, "ctx", None)
    if context is not None:
        hints.append(f"{context.command_path} --help shows what there is")
    return UsageError(what[:1].lower() + what[1:].removesuffix("."), hint=" ".join(hints) or None)


def fault_in_program(error: Exception) -> HandoutError:
    """What should not happen: the kind of the error and the line of the program that raised it."""
    if isinstance(error, MemoryError):
        return HandoutError("there is not enough memory")
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "handouts" in frame.filename]
    place = f", {Path(frames[-1].filename).name} line {frames[-1].lineno}" if frames else ""
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    hint = "please report it, with the files it was given; --verbose shows more"
    return HandoutError(Problem(f"this is a fault in the program ({what}{place})", hint=hint))
