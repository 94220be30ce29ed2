"""Check that the colours of a theme can be told apart, by the formula of WCAG 2.2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handouts import assets, source
from handouts.checks.result import Problems, Result, counted
from handouts.checks.scope import Scope
from handouts.checks.subject import Subject
from handouts.errors import Mark, Problem
from handouts.source import Mapping as SourceMapping
from handouts.theme.theme import Theme

BODY_TEXT = 7.0
"""Least contrast of running text (WCAG 2.2, 1.4.6, level AAA)."""

OTHER_TEXT = 4.5
"""Least contrast of headings and words on a colour (1.4.3, level AA, without the discount for large type)."""

SIGNS = 3.0
"""Least contrast of lines and signs that say something (1.4.11, level AA)."""

TINTS = ("warm_tint", "accent_tint")
"""Grounds that words stand on beside the paper, in a theme with fills."""

REVERSED = ("flag", "accent")
"""Colours that carry words in the colour of the paper: warning heads and numbered dots."""

DRAWN = ("accent", "box", "flag", "line", "motion", "warm_line")
"""Colours of signs, boxes to tick, rules and arrows."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour on another, by name, for what, and the contrast it needs."""

    front: str
    ground: str
    use: str
    least: float


def luminance(colour: str) -> float:
    """Relative luminance of a colour #rrggbb, from 0 for black to 1 for white (WCAG 2.2)."""
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def check(subject: Subject, scope: Scope) -> Result | None:
    """All pairs of colours that meet on a page, in every theme."""
    problems = Problems()
    lowest: list[float] = []
    for theme in subject.themes.values():
        path = assets.LAYOUTS / "themes" / f"{theme.name}.yaml"
        if scope.whole or scope.covers(Mark(assets.shown(path))):
            marks = _marks(source.read(path))
            ratios, found = theme_contrast(theme, marks)
            lowest += ratios
            for problem in found:
                problems.add(problem)
    if not lowest and not problems.found:
        return None
    themes = counted(len(subject.themes), "theme")
    return Result(f"{themes}, lowest of text {min(lowest):.1f}", problems.found)


def theme_contrast(theme: Theme, marks: Mapping[str, Mark]) -> tuple[list[float], list[Problem]]:
    """The contrast of all pairs of text, and what is wrong."""
    ratios: list[float] = []
    problems: list[Problem] = []
    for name, colour in theme.colours.items():
        if not _COLOUR.match(colour):
            what = f'{name}: "{colour}" is not a colour'
            problems.append(Problem(what, marks.get(name), 'write it like "#0b5661"'))
    for pair in pairs(theme):
        front, ground = theme.colours.get(pair.front, ""), theme.colours.get(pair.ground, "")
        if not (_COLOUR.match(front) and _COLOUR.match(ground)):
            continue
        ratio = contrast(front, ground)
        if pair.least > SIGNS:
            ratios.append(ratio)
        if ratio < pair.least:
            what = (
                f"{pair.use}: {pair.front} on {pair.ground} has a contrast of {ratio:.2f}, "
                f"less than {pair.least:g}"
            )
            problems.append(Problem(what, marks.get(pair.front), "make it darker, or its ground lighter"))
    return ratios, problems


def pairs(theme: Theme) -> Iterator[Pair]:
    """What meets on a page: text of every rank on paper and tints, reversed words, and signs."""
    grounds = ("paper", *TINTS) if theme.filled else ("paper",)
    for rank, token in theme.type.items():
        body = token.size <= theme.type["body"].size or rank in theme.grows
        for ground in grounds:
            yield Pair(token.colour, ground, f"type {rank}", BODY_TEXT if body else OTHER_TEXT)
    if theme.filled:
        for ground in REVERSED:
            yield Pair("paper", ground, "words in white", OTHER_TEXT)
    for name in DRAWN:
        yield Pair(name, "paper", "lines and signs", SIGNS)


def _marks(top: SourceMapping) -> dict[str, Mark]:
    colours = top.at("colours")
    if not isinstance(colours, SourceMapping):
        return {}
    return {str(name): value.mark for name, value in colours.items()}
