"""Name things in layouts that are not there, and leave things out."""

from __future__ import annotations

import dataclasses
import typing

import pytest

from handouts.blocks import BLOCKS
from handouts.checks.references import RESOLVERS, references, unprinted
from handouts.model.guide import Guide
from handouts.source import Scalar
from tests.checks.conftest import Layouts

NOT_NAMES = frozenset({"phase", "columns", "heading", "new_page", "floor", "compact", "lines"})
"""Options that hold no names of things."""


def messages(guide: Guide, layouts: Layouts, blocks: str) -> list[str]:
    """What is wrong with the names in a layout of these blocks."""
    layout = layouts(blocks)["test"]
    return [problem.message for problem in references(layout, guide) if problem is not None]


def test_names_that_are_there(guide: Guide, layouts: Layouts) -> None:
    blocks = """
  - section: {section: care, without: [roll], figures: {intro: bridge}, cards: {ideas: {walk: walking}}}
  - passage: {passage: care.methods, only: [heat]}
  - columns: {first: [care.intro], second: [help.now]}
  - exercises: {exercises: [breathing], phase: weeks_0_2}
"""
    assert messages(guide, layouts, blocks) == []


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("passage: care.method", 'there is no passage "care.method"'),
        ("passage: {passage: care.methods, only: [heart]}", 'there is no part "heart"'),
        ("passage: {passage: care.intro, only: [first]}", 'there is no part "first"'),
        ("passage: {passage: care.intro, figure: brigde}", 'there is no figure "brigde"'),
        ("columns: {first: [care.intro], second: [now]}", 'there is no passage "now"'),
        ("section: cares", 'there is no section "cares"'),
        ("section: {section: care, without: [rol]}", 'there is no part "rol"'),
        (
            "section: {section: care, figures: {rol: bridge}}",
            'nothing is named "rol", which has the figure bridge',
        ),
        (
            "section: {section: care, cards: {idea: {walk: bridge}}}",
            'there is no passage "idea" to set as cards',
        ),
        (
            "section: {section: care, cards: {ideas: {run: bridge}}}",
            'nothing is named "run", which has the figure bridge',
        ),
        ("exercises: {exercises: [bridges]}", 'there is no exercise "bridges"'),
        ("exercises: {exercises: [bridge], phase: weeks_0_2}", "bridge has no dose for weeks_0_2"),
        ("exercise_pages: [clam]", 'there is no exercise "clam"'),
        ("cover: bridges", 'there is no figure "bridges"'),
        (
            "cards: {passage: care.ideas, figures: {run: bridge}}",
            'nothing is named "run", which has the figure bridge',
        ),
    ],
)
def test_names_that_are_not(guide: Guide, layouts: Layouts, block: str, message: str) -> None:
    assert messages(guide, layouts, f"  - {block}\n") == [message]


def test_the_place_and_a_hint_are_told(guide: Guide, layouts: Layouts) -> None:
    (problem,) = (each for each in references(layouts("  - section: cares\n")["test"], guide) if each)
    assert problem.mark is not None
    assert (problem.mark.line, problem.mark.column) == (5, 14)
    assert problem.hint == 'did you mean "care"?'


def test_what_no_layout_prints(guide: Guide, layouts: Layouts) -> None:
    blocks = """
  - section: {section: care, without: [warn, roll], cards: {ideas: {walk: walking}}}
  - passage: {passage: care.asked, only: [how-long]}
  - passage: help.now
  - exercises: [breathing]
"""
    found = [problem.message for problem in unprinted(guide, layouts(blocks).values())]
    assert found == [
        "no layout prints warm of care.ideas",
        "no layout prints the passage care.roll",
        "no layout prints the passage care.warn",
        "no layout prints the passage help.today",
        "no layout prints the passage help.soon",
        "no layout prints the exercise bridge",
        "no layout prints the exercise walking",
    ]


def test_everything_is_printed_by_whole_sections_and_exercise_pages(guide: Guide, layouts: Layouts) -> None:
    blocks = "  - section: care\n  - section: help\n  - exercise_pages\n"
    assert list(unprinted(guide, layouts(blocks).values())) == []


def test_every_option_that_holds_names_is_resolved() -> None:
    """A new block, or a new option, must be told to the references check."""
    options = {
        hint
        for block in BLOCKS.values()
        if (hint := typing.get_type_hints(block.read).get("return")) is not None
        and dataclasses.is_dataclass(hint)
    }
    holding = {
        field.name
        for kind in options
        for field in dataclasses.fields(kind)
        if Scalar.__name__ in str(typing.get_type_hints(kind)[field.name])
    }
    assert len(options) > 8
    assert holding <= set(RESOLVERS)
    everything = {field.name for kind in options for field in dataclasses.fields(kind)}
    assert everything == set(RESOLVERS) | NOT_NAMES
