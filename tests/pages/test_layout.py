"""Test that layouts are read with their places, and that a broken one is refused with all its faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.blocks import BLOCKS
from handouts.errors import LayoutError, UsageError
from handouts.model.loader import load_guide, load_ward
from handouts.pages.layout import Condition, Kind, Layout, handout_layout, load_layouts
from handouts.pages.selection import EXAMPLE_WARD

HANDOUTS = ("caesarean", "feeding-resting", "first-exercises", "help", "lifting", "overview", "pain-relief")
"""The seven handouts that the product promises."""


def read(folder: Path, **files: str) -> dict[str, Layout]:
    """The layouts of a folder of one's own, by the names of its files with _ for -."""
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return load_layouts(folder)


def faults(folder: Path, **files: str) -> list[str]:
    """What is wrong with the layouts, each with its file's name alone."""
    with pytest.raises(LayoutError) as caught:
        read(folder, **files)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def test_the_promised_documents_are_there() -> None:
    layouts = load_layouts()
    kinds = {name: layout.kind for name, layout in layouts.items()}
    assert kinds.pop("booklet") is Kind.BOOKLET
    assert kinds.pop("checklist") is Kind.CHECKLIST
    assert kinds == dict.fromkeys(HANDOUTS, Kind.HANDOUT)


def test_every_handout_has_a_title_and_ends_with_whom_to_phone() -> None:
    """A page that is given alone must say where help is: a strip, or boxes with the numbers in them."""
    guide = load_guide()
    for name in HANDOUTS:
        layout = handout_layout(name)
        assert layout.title is not None or layout.section in guide.sections
        kinds = [block.kind for block in layout.blocks]
        assert kinds[-1] in ("contacts", "stop") or name == "help"


def test_every_kind_of_block_is_used_and_every_used_one_is_known() -> None:
    used = {block.kind for layout in load_layouts().values() for block in layout.blocks}
    assert used == set(BLOCKS)


def test_blocks_keep_their_order_and_place(tmp_path: Path) -> None:
    text = (
        "kind: handout\nname: sample\ntitle: A sample\nblocks:\n  - masthead\n  - passage: relief.methods\n"
    )
    layout = read(tmp_path, handout_sample=text)["sample"]
    assert [(block.kind, block.mark.line, block.mark.column) for block in layout.blocks] == [
        ("masthead", 5, 5),
        ("passage", 6, 5),
    ]
    assert layout.blocks[1].options.passage == "relief.methods"
    assert layout.data == text.encode()
    assert layout.title is not None
    assert (layout.title.id, layout.title.text) == ("layouts.sample.title", "A sample")


def test_a_short_option_is_the_same_as_its_long_form(tmp_path: Path) -> None:
    head = "kind: handout\nname: sample\ntitle: A sample\nblocks:\n"
    short = read(tmp_path, handout_sample=f"{head}  - passage: relief.methods\n")["sample"]
    load_layouts.cache_clear()
    long = read(tmp_path, handout_sample=f"{head}  - passage: {{passage: relief.methods}}\n")["sample"]
    assert short.blocks[0].options == long.blocks[0].options


def test_a_condition_asks_the_ward(tmp_path: Path) -> None:
    text = "kind: handout\nname: sample\ntitle: A\nblocks:\n  - contacts: {when: web, compact: yes}\n"
    (block,) = read(tmp_path, handout_sample=text)["sample"].blocks
    assert block.when is Condition.WEB
    ward = load_ward(EXAMPLE_WARD, load_guide())
    assert block.when.holds(ward)
    bare = tmp_path / "ward.yaml"
    bare.write_text("name: Sample\nphone: 555 010 0199\ncountry: US\n", encoding="utf-8")
    ward = load_ward(bare, load_guide())
    assert [condition for condition in Condition if condition.holds(ward)] == []


BROKEN = """\
kind: handuot
name: sample
titel: A sample
blocks:
  - mastheed
  - passage: {passage: relief.methods, fogure: lifting}
  - masthead: yes
  - [a, list]
  - contacts: {when: sunny}
  - exercises: {phase: weeks_0_2}
  - exercises: {exercises: [bridge], phase: week_1}
  - {passage: relief.methods, contacts: yes}
"""


def test_a_broken_layout_is_refused_with_every_fault_at_its_place(tmp_path: Path) -> None:
    text = "\n".join(faults(tmp_path, handout_sample=BROKEN))
    for expected in (
        'handout-sample.yaml:1:7: error: kind: "handuot" is not one of booklet, handout, checklist',
        'did you mean "handout"?',
        'handout-sample.yaml:3:1: error: this layout knows no key "titel"',
        'did you mean "title"?',
        'handout-sample.yaml:5:5: error: there is no block "mastheed"',
        'did you mean "masthead"?',
        'handout-sample.yaml:6:40: error: the block passage knows no key "fogure"',
        'did you mean "figure"?',
        "handout-sample.yaml:7:15: error: the block masthead takes options by name",
        "handout-sample.yaml:8:5: error: a block is a word, or one key with its options",
        'handout-sample.yaml:9:22: error: when: "sunny" is not one of web, logo, physiotherapy',
        "handout-sample.yaml:10:16: error: the block exercises has no exercises",
        'handout-sample.yaml:11:45: error: phase: "week_1" is not one of',
        "handout-sample.yaml:12:5: error: a block is a word, or one key with its options",
    ):
        assert expected in text, expected


def test_the_faults_of_all_layouts_are_told_together(tmp_path: Path) -> None:
    head = "kind: handout\nname: {}\ntitle: A\nblocks:\n  - {}\n"
    found = faults(
        tmp_path, handout_one=head.format("one", "nothing"), handout_two=head.format("two", "nobody")
    )
    assert [line.partition(":")[0] for line in found] == ["handout-one.yaml", "handout-two.yaml"]


def test_a_layout_has_the_name_of_its_file(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, handout_one="kind: handout\nname: two\ntitle: A\nblocks: [masthead]\n")
    assert found.startswith('handout-one.yaml:2:7: error: name: "two" is not the name of its file, one')


def test_a_layout_without_blocks_is_refused(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, handout_one="kind: handout\nname: one\ntitle: A\nblocks: []\n")
    assert "blocks: must be a list that is not empty" in found


def test_an_unknown_handout_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UsageError, match='there is no handout "liftin"') as caught:
        handout_layout("liftin")
    assert caught.value.problems[0].hint == 'did you mean "lifting"?'


@pytest.mark.parametrize("name", ["booklet", "checklist"])
def test_the_booklet_is_no_handout(name: str) -> None:
    with pytest.raises(UsageError, match="there is no handout"):
        handout_layout(name)
