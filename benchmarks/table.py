"""Lay results out: one aligned table for people, and JSON for programs."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.measures import PRODUCT, Row


@dataclass(frozen=True, slots=True)
class Report:
    """All results, where and when they came about, and by makers of which version and claim."""

    machine: str
    python: str
    date: str
    runs: int
    words: Mapping[str, int]
    makers: Mapping[str, tuple[str, str]]
    rows: Sequence[Row]

    def as_json(self) -> dict[str, Any]:
        """Everything, with the ratio of each peer to the product."""
        data = asdict(self)
        for row, kept in zip(self.rows, data["rows"], strict=True):
            kept["ratios"] = {maker: ratio for maker in row.values if (ratio := _ratio(row, maker))}
        return data

    def as_text(self) -> str:
        """The table; in brackets how many times the product's figure a peer's is."""
        words = ", ".join(f"{name} {count}" for name, count in self.words.items())
        lines = [
            f"Handouts benchmarks, {self.date}",
            f"{self.machine}; Python {self.python}",
            f"Medians of {self.runs}; in brackets: times the figure of Handouts. Words: {words}.",
            "",
        ]
        names = list(self.makers)
        cells = [["", *(self.makers[name][line] for name in names)] for line in (0, 1)]
        cells += [[_label(row), *(_cell(row, name) for name in names)] for row in self.rows]
        widths = [max(len(row[column]) for row in cells) for column in range(len(names) + 1)]
        for row in cells:
            first, *rest = row
            columns = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
            lines.append("  ".join([first.ljust(widths[0]), *columns]).rstrip())
        return "\n".join(lines) + "\n"


def machine() -> str:
    """What computer this is: system, processor and cores."""
    name = platform.processor() or platform.machine()
    about = Path("/proc/cpuinfo")
    if about.is_file():
        models = [
            line for line in about.read_text(encoding="utf-8").splitlines() if line.startswith("model name")
        ]
        name = models[0].partition(":")[2].strip() if models else name
    return f"{platform.system()} {platform.release()}, {name}, {os.cpu_count()} cores"


def now() -> str:
    """The time of measuring, to the minute."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")


def _label(row: Row) -> str:
    return f"{row.name}, {row.unit}" if row.unit else row.name


def _cell(row: Row, maker: str) -> str:
    value = row.values.get(maker)
    if value is None:
        return "-"
    shown = f"{value:.3g}" if value < 100 else f"{value:.0f}"
    ratio = _ratio(row, maker)
    return f"{shown} ({ratio:.2g}x)" if ratio and maker != PRODUCT and row.unit else shown


def _ratio(row: Row, maker: str) -> float | None:
    ours, theirs = row.values.get(PRODUCT), row.values.get(maker)
    return round(theirs / ours, 3) if ours and theirs is not None else None
