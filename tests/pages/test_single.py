"""Test that a page grows into its room, and that words which do not fit are refused in millimetres."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.blocks.edition import Edition, Setting
from handouts.errors import FitError, HandoutError
from handouts.pages import single
from handouts.pages.compose import Composed, compose
from handouts.pages.documents import set_document, try_document
from handouts.pages.layout import BlockSpec, Kind, Layout, load_layouts
from handouts.pages.single import MOST_GROWTH, set_single, spread
from handouts.pdf.stacking import Floor, Gap
from handouts.pdf.structure import StructElem
from handouts.theme.theme import Theme
from handouts.units import MM, Paper
from tests.documents import samples
from tests.documents.printed_page import read_pages
from tests.pdf.bars import Bar

HEAD = "kind: handout\nname: sample\ntitle: A sample\nlead: A few words.\nblocks:\n  - masthead\n"
LONG = f"{HEAD}  - passage: help.now\n  - passage: relief.methods\n  - passage: daily.bed\n  - contacts\n"


@pytest.fixture(scope="module")
def edition() -> Edition:
    """The edition of the handout on lifting."""
    (job,) = samples.jobs("a4", [Kind.HANDOUT], handouts=["lifting"])
    return job.edition


@pytest.fixture
def lifting() -> Layout:
    """The layout of the handout on lifting."""
    return load_layouts()["lifting"]


def layout(folder: Path, text: str) -> Layout:
    """A layout of a test's own."""
    (folder / "handout-sample.yaml").write_text(text, encoding="utf-8")
    return load_layouts(folder)["sample"]


def on_paper(edition: Edition, height: float) -> Edition:
    """The same edition on paper of A4's width and another height in points."""
    return replace(edition, paper=Paper("a4", edition.paper.width, height))


def body_size(layout: Layout, edition: Edition, folder: Path) -> float:
    """The size in points in which the steps of lifting come out."""
    path = folder / f"{edition.paper.height}.pdf"
    path.write_bytes(set_single(layout, edition).data)
    (page,) = read_pages(path)
    return next(each.size for each in page.stretches if each.text.startswith("Bend your hips"))


def least_height(layout: Layout, edition: Edition) -> float:
    """The lowest paper that the page fits on, to a tenth of a point."""
    low, high = 200.0, edition.paper.height
    while high - low > 0.05:
        middle = (low + high) / 2
        try:
            set_single(layout, on_paper(edition, middle))
            high = middle
        except FitError:
            low = middle
    return high


def overflow(layout: Layout, edition: Edition) -> tuple[int, str, str, str]:
    """The millimetres that are missing, and message, place and hint of the refusal."""
    with pytest.raises(FitError) as caught:
        set_single(layout, edition)
    (problem,) = caught.value.problems
    found = re.search(r" is (\d+) mm too tall for one page in en, standard, a4$", problem.message)
    assert found, problem.message
    return int(found.group(1)), problem.message, str(problem.mark), str(problem.hint)


# -- growing ---------------------------------------------------------------------------------------------


def test_type_grows_with_the_room_and_shrinks_with_it(
    edition: Edition, lifting: Layout, tmp_path: Path
) -> None:
    heights = (1100, 900, edition.paper.height, 760)
    sizes = []
    for height in heights:
        try:
            sizes.append(body_size(lifting, on_paper(edition, height), tmp_path))
        except FitError:
            break
    assert sizes[0] == pytest.approx(edition.theme.ladder[0].body, abs=0.01)
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) > 1
    assert min(sizes) >= 12


@pytest.mark.parametrize("name", ["help", "overview", "checklist"])
def test_the_first_step_that_fits_wins(name: str) -> None:
    """Also a guard of the search by halves: once a step fits, every tighter one fits too."""
    kind = load_layouts()[name].kind
    (job,) = samples.jobs("a4", [kind], handouts=[name] if kind is Kind.HANDOUT else [])
    steps = job.edition.theme.ladder

    def made(theme: Theme) -> bytes | None:
        try:
            return set_single(job.layout, replace(job.edition, theme=theme)).data
        except FitError:
            return None

    alone = [made(replace(job.edition.theme, ladder=(step,))) for step in steps]
    first = next(index for index, data in enumerate(alone) if data is not None)
    assert all(data is not None for data in alone[first:])
    assert set_single(job.layout, job.edition).data == alone[first]


def test_the_contact_strip_stands_on_the_foot_of_a_page_with_room(edition: Edition, tmp_path: Path) -> None:
    text = f"{HEAD}  - passage: causes.sudden\n  - contacts\n"
    path = tmp_path / "page.pdf"
    path.write_bytes(set_single(layout(tmp_path, text), edition).data)
    (page,) = read_pages(path)
    number = next(each for each in page.stretches if each.text.replace("\xa0", " ") == edition.ward.phone)
    footer = max(each.top for each in page.stretches if "Version 1.0" in each.text)
    assert 0 < number.bottom - footer < 20 * MM


gaps = st.lists(st.sampled_from("gfb"), max_size=10)


@given(gaps, st.floats(0.5, 30), st.floats(-50, 500))
def test_spare_room_goes_to_the_gaps_and_no_further(kinds: str, size: float, spare: float) -> None:
    children = [{"g": Gap, "f": Floor}[kind](size) if kind != "b" else Bar("a") for kind in kinds]
    own = [child for child in children if isinstance(child, Gap)]
    before = [child.size for child in own]
    spread(children, spare)
    added = [child.size - old for child, old in zip(own, before, strict=True)]
    floors = [index for index, child in enumerate(own) if isinstance(child, Floor)]
    if spare <= 0:
        assert not any(added)
        return
    assert sum(added) <= spare + 1e-6
    assert all(more >= 0 for more in added)
    bounded = [more for index, more in enumerate(added) if index not in floors[-1:]]
    assert all(more <= MOST_GROWTH * size + 1e-6 for more in bounded)
    if floors:
        assert sum(added) == pytest.approx(spare), "the last floor takes what is left"


# -- not fitting -----------------------------------------------------------------------------------------


def test_too_many_words_are_refused_in_millimetres(edition: Edition, tmp_path: Path) -> None:
    sample = layout(tmp_path, LONG)
    missing, message, mark, hint = overflow(sample, edition)
    assert missing > 5
    assert message.startswith("Lifting and carrying is ")
    assert re.search(r"handout-sample\.yaml:\d+:5$", mark)
    assert re.fullmatch(r'shorten it, or move "[a-z.-]+" to the booklet', hint)


def test_what_it_says_to_move_makes_it_fit(edition: Edition, tmp_path: Path) -> None:
    """The hint is true: without the block that it names, the page is one page."""
    sample = layout(tmp_path, LONG)
    _, _, mark, hint = overflow(sample, edition)
    name = re.findall(r'"(.*)"', hint)[0]
    left = tuple(block for block in sample.blocks if getattr(block.options, "passage", None) != name)
    assert len(left) == len(sample.blocks) - 1
    (moved,) = [block for block in sample.blocks if block not in left]
    assert str(moved.mark) == mark
    assert set_single(replace(sample, blocks=left), edition).page_count == 1


def test_the_smallest_block_that_is_enough_is_named(edition: Edition, lifting: Layout) -> None:
    """A page that lacks a little gives up little; where nothing is enough, the tallest brings it nearest."""
    least = least_height(lifting, edition)
    _, _, _, little = overflow(lifting, on_paper(edition, least - 2))
    _, _, _, much = overflow(lifting, on_paper(edition, least - 60 * MM))
    assert little != much


@pytest.mark.parametrize("millimetres", [2, 10, 40])
def test_the_millimetres_are_those_that_are_missing(
    edition: Edition, lifting: Layout, millimetres: int
) -> None:
    least = least_height(lifting, edition)
    missing, *_ = overflow(lifting, on_paper(edition, least - millimetres * MM))
    assert missing in (millimetres, millimetres + 1)


def test_a_hair_too_much_is_not_nothing(edition: Edition, lifting: Layout) -> None:
    least = least_height(lifting, edition)
    missing, *_ = overflow(lifting, on_paper(edition, least - 0.4))
    assert missing == 1, "nobody knows what to do about 0 mm"


def test_a_page_with_nothing_to_move_says_so_at_its_layout(edition: Edition, lifting: Layout) -> None:
    kept: tuple[BlockSpec, ...] = tuple(
        block for block in lifting.blocks if block.kind in ("masthead", "contacts")
    )
    _, _, mark, hint = overflow(replace(lifting, blocks=kept), on_paper(edition, 200))
    assert mark == str(lifting.mark)
    assert hint == "shorten it, or move a block to the booklet"


def problems(act: Callable[[Layout, Edition], object], layout: Layout, edition: Edition) -> list[str]:
    """What an act complains of."""
    try:
        act(layout, edition)
    except HandoutError as error:
        return [str(problem) for problem in error.problems]
    return []


@settings(max_examples=25, deadline=None)
@given(st.floats(250, 842))
def test_a_page_that_is_tried_for_room_is_refused_as_when_it_is_set(edition: Edition, height: float) -> None:
    lifting, low = load_layouts()["lifting"], on_paper(edition, height)
    told = problems(set_document, lifting, low)
    assert problems(try_document, lifting, low) == told
    assert problems(partial(try_document, drawn=False), lifting, low) == told


def test_one_composition_tells_whether_there_is_room(
    edition: Edition, lifting: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check of everything tries hundreds of pages, and none of them is drawn."""
    composed: list[Layout] = []

    def counting(layout: Layout, setting: Setting, parent: StructElem) -> list[Composed]:
        composed.append(layout)
        return compose(layout, setting, parent)

    def drawing(*arguments: object) -> None:
        raise AssertionError("a page was drawn")

    monkeypatch.setattr(single, "compose", counting)
    monkeypatch.setattr(single, "build", drawing)
    try_document(lifting, edition, drawn=False)
    assert composed == [lifting]
