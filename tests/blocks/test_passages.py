"""Test how passages are set: tables that can be read, warnings told apart without colour, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.blocks import BLOCKS
from handouts.blocks.edition import Setting
from handouts.blocks.icons import ICONS
from handouts.blocks.passage import Options
from handouts.blocks.passage_table import column_widths
from handouts.blocks.red_flags import RANKS, _two_columns, panel_look
from handouts.errors import HandoutError
from handouts.model.passage import Icon, TablePassage, Urgency
from handouts.pages.compose import compose
from handouts.pages.layout import Layout, load_layouts
from handouts.pdf.paragraph import Paragraph
from handouts.pdf.stacking import Stack
from handouts.pdf.structure import StructElem
from handouts.source import Scalar
from tests.blocks.conftest import Compose, Printed
from tests.documents.printed_page import read_pages
from tests.documents.tags import read_tags
from tests.pdf.bars import Bar, names
from tests.pdf.stress import BODY

HEAD = "kind: handout\nname: sample\ntitle: A sample\nblocks:\n"


def layout(folder: Path, blocks: str) -> Layout:
    """A layout with these blocks."""
    (folder / "handout-sample.yaml").write_text(HEAD + blocks, encoding="utf-8")
    return load_layouts(folder)["sample"]


def problems(folder: Path, setting: Setting, blocks: str) -> list[str]:
    """What is wrong with blocks, each without the folder's name."""
    with pytest.raises(HandoutError) as caught:
        compose(layout(folder, blocks), setting, StructElem("Document"))
    return [str(problem).replace(f"{folder}/handout-sample.yaml:", "") for problem in caught.value.problems]


# -- what a layout asks for ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "place", "message", "hint"),
    [
        ("passage: {passage: relief.methods, only: [haet]}", "5:47", 'no "haet"', 'did you mean "heat"?'),
        ("passage: {passage: help.now, only: [x]}", "5:41", 'help.now has no "x"', "it has "),
        (
            "passage: {passage: daily.rest, only: [side]}",
            "5:43",
            'no "side"',
            "leave this out, or make what you want of it a passage of its own",
        ),
        ("passage: {passage: daily.bed, figure: log_rol}", "5:43", "log_rol", "log_roll"),
        ("section: {section: daily, without: [lfit]}", "5:41", 'daily has no "lfit"', 'did you mean "lift"?'),
        ("section: {section: daily, figures: {fed: feeding}}", "5:46", 'no "fed"', 'did you mean "feed"?'),
        ("section: dialy", "5:14", 'no section "dialy"', 'did you mean "daily"?'),
        ("exercises: [brigde]", "5:17", 'no exercise "brigde"', 'did you mean "bridge"?'),
        ("exercises: {exercises: [bridge], phase: weeks_0_2}", "5:29", "no dose for weeks_0_2", "another"),
        ("stop: relief.methods", "5:11", "is not a list of signs", "of the kind list"),
        ("cards: {passage: welcome.tips, figures: {mov: walking}}", "5:22", 'no "mov"', "it has move, "),
        ("columns: {first: [daily.nope], second: []}", "5:23", 'no passage "daily.nope"', "did you mean"),
        ("cover: feding", "5:12", "feding", "feeding"),
    ],
)
def test_what_is_not_there_is_refused_at_its_place(
    block: str, place: str, message: str, hint: str, setting: Setting, tmp_path: Path
) -> None:
    """A name that is passed over would be words that are lost in silence."""
    (problem,) = problems(tmp_path, setting, f"  - {block}\n")
    assert problem.startswith(f"{place}: error: ")
    assert message in problem
    assert hint in problem.partition("hint: ")[2]


def test_the_faults_of_all_blocks_are_told_together(setting: Setting, tmp_path: Path) -> None:
    blocks = "  - passage: relief.nothing\n  - masthead\n  - exercises: [nothing]\n  - section: nothing\n"
    assert [line.partition(":")[0] for line in problems(tmp_path, setting, blocks)] == ["5", "7", "8"]


@pytest.mark.parametrize("heading", [True, False])
def test_a_passage_may_be_set_without_its_heading(heading: bool, setting: Setting, printed: Printed) -> None:
    options = Options(Scalar("daily.bed"), heading=heading)
    tags = read_tags(printed(setting, lambda one, parent: BLOCKS["passage"].compose(options, one, parent)))
    assert [tags.words(one) for one in tags.all("H2")] == (["Getting out of bed"] if heading else [])
    assert "Roll onto your side" in tags.words(tags.top[0])


# -- tables ----------------------------------------------------------------------------------------------

cell = st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=8).map(" ".join)


@settings(max_examples=40)
@given(st.integers(2, 4).flatmap(lambda n: st.lists(st.lists(cell, min_size=n, max_size=n), min_size=1)))
def test_columns_fill_the_measure_and_hold_their_longest_word(rows: list[list[str]]) -> None:
    columns = [[Paragraph(text, BODY, elem=None) for text in column] for column in zip(*rows, strict=True)]
    widths = column_widths(columns, 500, 10, 20)
    assert sum(widths) == pytest.approx(500)
    for column, width, inside in zip(columns, widths, [30, *[10] * len(columns)], strict=False):
        last = column is columns[-1]
        assert width >= max(each.widest_word for each in column) + (0 if last else inside) - 1e-6


def test_row_heads_take_no_more_than_a_third(setting: Setting) -> None:
    heads = [Paragraph("a word " * 40, BODY, elem=None)]
    texts = [Paragraph("some words", BODY, elem=None)]
    assert column_widths([heads, texts], 300, 0, 0)[0] == pytest.approx(100)


def test_a_narrow_page_sets_a_table_as_entries(setting: Setting, folded: Setting, printed: Printed) -> None:
    passage = setting.edition.guide.passage("relief.methods")
    assert isinstance(passage, TablePassage)
    wide, narrow = (read_tags(printed(each, whole("relief.methods"))) for each in (setting, folded))
    assert len(wide.all("Table")) == 1
    assert narrow.all("Table") == []
    heads = [row.cells[next(iter(passage.columns))].text for row in passage.rows.values()]
    assert [narrow.words(one) for one in narrow.all("H3")] == heads


def whole(address: str) -> Compose:
    """Composes a passage that is set whole."""
    return lambda setting, parent: BLOCKS["passage"].compose(Options(Scalar(address)), setting, parent)


# -- warnings --------------------------------------------------------------------------------------------


def test_urgency_can_be_told_without_colour(setting: Setting) -> None:
    """Frame, sign and head differ for each (DESIGN-PAGES): a photocopy has no red."""
    frames = [panel_look(RANKS[urgency], setting).weight for urgency in Urgency]
    assert frames == sorted(frames, reverse=True)
    assert len({*frames}) == len({RANKS[urgency].icon for urgency in Urgency}) == 3
    assert [RANKS[urgency].reversed for urgency in Urgency] == [True, False, False]


def test_without_fills_the_urgent_head_gets_a_heavy_rule(setting: Setting) -> None:
    plain = replace(setting, theme=replace(setting.theme, filled=False))
    look = panel_look(RANKS[Urgency.EMERGENCY_NOW], plain)
    assert look.head_fill is None
    assert look.head_rule >= 2
    assert panel_look(RANKS[Urgency.EMERGENCY_NOW], setting).head_fill == setting.colour("flag")


@pytest.mark.parametrize("name", ["help.now", "help.today"])
def test_the_number_to_phone_is_in_the_head(name: str, setting: Setting, printed: Printed) -> None:
    passage = setting.edition.guide.passage(name)
    (page,) = read_pages(printed(setting, whole(name)))
    numbers = {"help.now": setting.edition.pack.number, "help.today": setting.edition.ward.phone}
    number = next(each for each in page.stretches if each.text.replace("\xa0", " ") == numbers[name])
    heading = next(each for each in page.stretches if each.text.replace("\xa0", " ") == passage.heading.text)
    assert number.size >= 18
    assert heading.bottom - 6 < (number.top + number.bottom) / 2 < heading.top + 6, "on the same line"
    assert number.left > heading.right


groups = st.lists(st.tuples(st.booleans(), st.integers(1, 5)), min_size=2, max_size=7)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shape=groups)
def test_two_columns_keep_order_and_a_group_with_its_heading(
    shape: list[tuple[bool, int]], setting: Setting
) -> None:
    stacks = [
        Stack([*([Bar(f"head{number}", keep=True)] if headed else []), Bar(f"{number}", 10.0 * size)])
        for number, (headed, size) in enumerate(shape)
    ]
    columns = _two_columns(stacks, setting)
    assert names(columns) == [name for stack in stacks for name in names(stack)]
    first, second = (names(column) for column in columns.cells)
    assert first
    assert second
    if not second[0].startswith("head"):
        before = [headed for headed, _ in shape[: int(second[0])]]
        headed_later = any(headed for headed, _ in shape[1:])
        assert not any(before) or not headed_later, "it is cut from its heading"


# -- signs -----------------------------------------------------------------------------------------------


def test_every_sign_that_data_may_name_can_be_drawn() -> None:
    assert {icon.value for icon in Icon} <= set(ICONS)


def test_signs_differ() -> None:
    assert len({str(marks) for marks in ICONS.values()}) == len(ICONS)
