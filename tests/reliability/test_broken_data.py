"""Break guide data, layouts and themes in every way a person may, and build from them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from handouts.errors import SHOWN_IN_FULL, HandoutError
from handouts.model.loader import DEFAULT_GUIDE, load_guide
from tests.reliability.product import Copy, errors_of, replaced, whole

GUIDE = f"data/guides/{DEFAULT_GUIDE}/guide.yaml"
RELIEF = f"data/guides/{DEFAULT_GUIDE}/sections/relief.yaml"
BRIDGE = "data/exercises/bridge.yaml"
PROGRAMME = "data/programmes/postnatal.yaml"
LAYOUT = "layouts/handout-lifting.yaml"
THEME = "layouts/themes/standard.yaml"
LANGUAGE = "data/languages/en.yaml"
FURNITURE = "data/phrases/furniture.yaml"
FIGURE = "data/figures/baked/bun-average/bridge.json"

Change = Callable[[str], str | bytes]


def lead(words: str) -> Change:
    """Other words for the lead of the section."""
    return lambda text: re.sub(r"(?m)^lead: .*$", lambda _: f"lead: {words}", text, count=1)


# -- what the loader says, without the time it takes to start a program --------------------------------------

LOADED: dict[str, tuple[str, Change, str]] = {
    "tab": (RELIEF, lambda text: "\t" + text, "relief.yaml:1:1: error: a tab"),
    "open quote": (RELIEF, lead('"open'), "relief.yaml:4:7: error: the quote that opens here "),
    "colon in words": (RELIEF, lead("Note: rest"), "relief.yaml:4:11: error: a colon and a space"),
    "comment in words": (RELIEF, lead("rest #1"), "relief.yaml:4:7: error: these words end at"),
    "not UTF-8": (RELIEF, lambda text: text.encode() + b"\xff", "error: byte 0xFF is not UTF-8"),
    "UTF-16": (RELIEF, lambda text: text.encode("utf-16"), "relief.yaml:1:1: error: byte 0xFF is not UTF-8"),
    "empty": (RELIEF, lambda text: "", "relief.yaml: error: the file is empty"),
    "two documents": (RELIEF, lambda text: f"{text}---\na: b\n", "error: a second document in one file"),
    "key twice": (RELIEF, replaced("\ntitle:", "\ntitle: A\ntitle:"), 'error: the key "title" is here twice'),
    "alias": (RELIEF, lead("*there"), "relief.yaml:4:7: error: an alias, *there"),
    "tag": (RELIEF, lead("!!int 3"), "relief.yaml:4:7: error: a tag, "),
    "null": (RELIEF, lead("null"), 'relief.yaml:4:7: error: "null" stands for no value'),
    "list for words": (RELIEF, lead("[a, b]"), "relief.yaml:4:7: error: lead: must be words"),
    "slip in a key": (RELIEF, replaced("\nlead:", "\nlaed:"), 'did you mean "lead"?'),
    "unknown kind": (RELIEF, replaced("kind: table", "kind: tabel"), 'did you mean "table"?'),
    "unknown icon": (RELIEF, replaced("icon: heat", "icon: hat"), "error: icon: "),
    "unknown source": (RELIEF, replaced("jabir-2013", "jabir-2031"), 'did you mean "jabir-2013"?'),
    "unknown placeholder": (RELIEF, lead("Ask {ward_fone}."), 'did you mean "ward_phone"?'),
    "open brace": (RELIEF, lead('"a { b"'), "relief.yaml:4:7: error: a brace without its partner"),
    "control character": (RELIEF, lead('"a\\x07b"'), "relief.yaml:4:7: error: the control character U+0007"),
    "direction mark": (RELIEF, lead("a\u202eb"), "relief.yaml:4:8: error: the invisible direction mark U+202E"),
    "unknown section": (GUIDE, replaced("relief", "releif"), 'did you mean "relief"?'),
    "unknown exercise": (GUIDE, replaced("bridge", "brigde"), 'did you mean "bridge"?'),
    "unknown programme": (GUIDE, replaced("programme: postnatal", "programme: antenatal"), "there is no programme"),
    "no date": (GUIDE, replaced("review: 2028-11-22", "review: 2028-02-30"), "error: review: "),
    "wrong position": (BRIDGE, replaced("position: lying", "position: laying"), 'did you mean "lying"?'),
    "dose too large": (BRIDGE, lambda text: re.sub(r"repetitions: \d+", "repetitions: 300", text), "300 is more"),
    "week as a word": (BRIDGE, lambda text: re.sub(r"vaginal: \d+", "vaginal: two", text), "not a whole number"),
    "exercise twice": (PROGRAMME, lambda text: re.sub(r"\[(\w+),", r"[\1, \1,", text, count=1), "is here twice"),
    "wrong number": ("data/emergency/gb.yaml", replaced('"999"', "nine"), "is not a number to dial"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(LOADED))
def test_a_broken_guide_is_refused_at_its_place(name: str, copy: Copy) -> None:
    file, change, what = LOADED[name]
    with copy.damaged({file: change}), pytest.raises(HandoutError) as caught:
        load_guide(data=copy.root / "data")
    assert what in str(caught.value)
    assert all(problem.mark for problem in caught.value.problems)


# -- the whole program ---------------------------------------------------------------------------------------

BUILT: dict[str, tuple[str, Change, str]] = {
    "emoji": (RELIEF, lead("Rest \U0001f476"), "relief.yaml:4:7: error: no font has “\U0001f476” (U+1F476 BABY)"),
    "bold that stays open": (RELIEF, lead("Rest **now"), "relief.yaml:4:7: error: ** opens bold that never closes"),
    "link to a script": (RELIEF, lead('"[x](javascript:x)"'), "relief.yaml:4:7: error: a link may not point at"),
    "broken YAML": (RELIEF, lead('"open'), "relief.yaml:4:7: error: the quote that opens here "),
    "unknown passage": (LAYOUT, replaced("daily.lift", "daily.lfit"), 'hint: did you mean "daily.lift'),
    "unknown block": (LAYOUT, replaced("- masthead", "- mastheed"), 'hint: did you mean "masthead"?'),
    "unknown figure": (LAYOUT, replaced("figure: lifting", "figure: lfiting"), "handout-lifting.yaml:"),
    "unknown title section": ("layouts/handout-help.yaml", replaced("section: help", "section: hlep"), "hint: did"),
    "layout kind": (LAYOUT, replaced("kind: handout", "kind: booklet"), "only handouts come in several"),
    "layout name": (LAYOUT, replaced("name: lifting", "name: carrying"), "is not the name of its file, lifting"),
    "theme token": (THEME, replaced("  accent: ", "  acent: "), 'error: colours has no accent\n  hint: is it "acent"?'),
    "theme colour": (THEME, replaced('"#0b5661"', "teal"), 'error: accent: "teal" is not a colour'),
    "theme number": (THEME, replaced('hatch_pitch: "6"', 'hatch_pitch: "0"'), "error: hatch_pitch: "),
    "theme figures": (THEME, replaced("figure_theme: colour", "figure_theme: color"), "error: figure_theme: "),
    "font family": (LANGUAGE, replaced("[Noto Sans]", "[Noto Snas]"), 'hint: did you mean "Noto Sans"?'),
    "phrase": (FURNITURE, replaced("Page {page} of", "Page {page of"), "furniture.yaml:"),
    "phrase that is gone": (FURNITURE, replaced("  tick: ", "  tock: "), "checklist.tick"),
    "figure": (FIGURE, lambda text: text[:900], "bridge.json: error: this baked figure is damaged"),
    "figure with other operators": (FIGURE, replaced(" m ", " Do "), "error: this baked figure is damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(BUILT))
def test_a_build_of_broken_data_is_refused_and_writes_nothing(name: str, copy: Copy, tmp_path: Path) -> None:
    file, change, what = BUILT[name]
    with copy.damaged({file: change}):
        copy.run("build", "--out", tmp_path / "out").refused(what)
    assert not (tmp_path / "out").exists()


def test_everything_that_is_wrong_in_all_files_is_told_in_one_run(copy: Copy, tmp_path: Path) -> None:
    changes = {
        RELIEF: lead("null"),
        BRIDGE: replaced("position: lying", "position: laying"),
        LAYOUT: replaced("- masthead", "- mastheed"),
        "layouts/handout-help.yaml": lambda text: text + "\t",
        THEME: replaced('"#0b5661"', "teal"),
        LANGUAGE: replaced("[Noto Sans]", "[Noto Snas]"),
    }
    with copy.damaged(changes):
        told = copy.run("build", "--out", tmp_path / "out").refused(*(Path(file).name for file in changes))
        ended = copy.run("build", "--json", "--out", tmp_path / "out")
    assert (ended.code, ended.err) == (1, "")
    assert {str(each["file"]) for each in errors_of(ended.out)} == set(changes)
    assert told.err.count("error: ") == len(errors_of(ended.out)) == len(changes)


def test_what_is_wrong_in_several_documents_is_told_in_one_run(copy: Copy, tmp_path: Path) -> None:
    changes = {
        LAYOUT: replaced("title: Lifting", "title: \U0001f476 Lifting"),
        RELIEF: lead("Rest \U0001f476"),
    }
    with copy.damaged(changes):
        copy.run("build", "--out", tmp_path / "out").refused("handout-lifting.yaml:", "relief.yaml:4:7:")


def test_of_many_problems_the_first_twenty_are_shown_in_full(copy: Copy) -> None:
    with copy.damaged({BRIDGE: lambda text: text + "".join(f"extra{n}: x\n" for n in range(30))}):
        ended = copy.run("build", "--out", "-").refused("... and 10 more")
        shown = copy.run("build", "--json")
    assert ended.err.count("error: ") == ended.err.count("hint: ") == SHOWN_IN_FULL
    assert len(errors_of(shown.out)) == 30


# -- what is odd, and must print whole -----------------------------------------------------------------------


def pages(path: Path) -> list[str]:
    """The words of each page, in one line."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def many_rows(count: int) -> Change:
    """The first row of the table, so many times."""

    def change(text: str) -> str:
        row = re.search(r"      - id: \w+\n(?:        .*\n)+", text)
        assert row
        copies = (re.sub(r"id: \w+", f"id: row{number}", row.group(), count=1) for number in range(count))
        return text[: row.start()] + "".join(copies) + text[row.start() :]

    return change


def test_a_word_of_five_thousand_letters_prints_every_letter(copy: Copy, tmp_path: Path) -> None:
    with copy.damaged({RELIEF: lead("x" * 5_000)}):
        (path,) = copy.run("build", "booklet", "--out", tmp_path).done()
    assert sum(len(word) for page in pages(path) for word in re.findall(r"\bx{3,}\b", page)) == 5_000


def test_four_hundred_table_rows_all_print(copy: Copy, tmp_path: Path) -> None:
    with copy.damaged({RELIEF: many_rows(400)}):
        (path,) = copy.run("build", "booklet", "--out", tmp_path).done()
    assert sum(page.count("Covered warm pack") for page in pages(path)) == 401
    assert len(pages(path)) % 4 == 0


def test_a_title_of_thirty_lines_prints_whole_or_is_refused(copy: Copy, tmp_path: Path) -> None:
    """A heading stays with what follows it, so that it depends on the page whether one so long can be set."""
    title = "Verylong title " * 60
    with copy.damaged({RELIEF: replaced("title: ", f"title: {title}")}):
        ended = copy.run("build", "booklet", "--out", tmp_path)
    if ended.code:
        ended.refused("relief.yaml:3:8: error: page ", ': "Verylong title', " mm too tall for the frame")
    else:
        (path,) = ended.done()
        in_contents_and_over_its_chapter = 2 * 60
        assert " ".join(pages(path)).count("Verylong") == in_contents_and_over_its_chapter


def test_a_title_of_three_hundred_lines_is_refused(copy: Copy, tmp_path: Path) -> None:
    title = "A very long title " * 600
    with copy.damaged({RELIEF: replaced("title: ", f"title: {title}")}):
        ended = copy.run("build", "booklet", "--out", tmp_path / "out")
    ended.refused("relief.yaml:3:8: error: page ", ': "A very long title', " mm too tall for the frame")
    with copy.damaged({LAYOUT: replaced("title: ", f"title: {title}")}):
        ended = copy.run("build", "handout", "--out", tmp_path / "out")
    ended.refused("handout-lifting.yaml:", " mm too tall for one page in en, standard, a4")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "words", ["1 < 2 & 3 > 2", "<b>bold</b> &lt; <script>x</script>", "100 % {{0}} %s \\n $x"]
)
def test_signs_that_mean_something_to_machines_print_as_they_are(
    words: str, copy: Copy, tmp_path: Path
) -> None:
    words = words.replace("{{0}} ", "")
    with copy.damaged({RELIEF: lead(words)}):
        (path,) = copy.run("build", "booklet", "--out", tmp_path).done()
    whole(path)
    assert any(words in page for page in pages(path))


# -- what is missing -----------------------------------------------------------------------------------------

HELP = ("build", "handout", "--handout", "help")
FONT = "fonts/noto-sans/NotoSans-Regular.ttf"


@pytest.mark.parametrize("left", [0, 1_000, 300_000], ids=["empty", "a header", "half"])
def test_a_damaged_font_is_named(left: int, copy: Copy) -> None:
    path = copy.root / FONT
    data = path.read_bytes()
    path.write_bytes(data[:left])
    try:
        ended = copy.run(*HELP)
    finally:
        path.write_bytes(data)
    ended.refused(f"{FONT}: error: this font file is missing or damaged", "hint: get the fonts again")


MISSING = {
    FONT: f"{FONT}: error: this font file is missing or damaged",
    "fonts/fonts.yaml": "fonts/fonts.yaml: error: this font file is missing or damaged",
    "fonts": "fonts/fonts.yaml: error: this font file is missing or damaged",
    f"data/guides/{DEFAULT_GUIDE}/sections": 'guide.yaml:10:5: error: there is no section "help"',
    "data/exercises": 'guide.yaml:22:5: error: there is no exercise "',
    "data/programmes": 'error: there is no programme "postnatal"',
    "data/emergency": "data/emergency: error: there are no emergency numbers",
    "data/sources.yaml": "data/sources.yaml: error: there is no such file",
    "data/phrases": 'error: there is no phrase "furniture.',
    "data/wards": "data/wards/example.yaml: error: there is no such file",
}


@pytest.mark.parametrize("what", list(MISSING))
def test_a_part_of_the_product_that_is_gone_is_named(what: str, copy: Copy) -> None:
    (copy.root / what).rename(copy.root / "gone")
    try:
        ended = copy.run(*HELP)
    finally:
        (copy.root / "gone").rename(copy.root / what)
    ended.refused(MISSING[what])


@pytest.mark.parametrize("epoch", ["soon", "9" * 30, "1.5", "-" + "9" * 20])
def test_a_day_that_is_none(epoch: str, copy: Copy) -> None:
    ended = copy.run(*HELP, SOURCE_DATE_EPOCH=epoch)
    ended.refused("error: SOURCE_DATE_EPOCH is ", "hint: unset it", code=2)


@pytest.mark.parametrize("day", ["9999-12-31", "1066-10-14"])
def test_a_week_in_another_age(day: str, copy: Copy) -> None:
    copy.run("build", "checklist", "--start", day).refused(f"starts on {day}", "from 2000 to 2100", code=2)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_leads_to_itself(copy: Copy, tmp_path: Path) -> None:
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    copy.run(*HELP, "--ward", loop).refused("loop.yaml: error: the file cannot be read: ")
    copy.run(*HELP, "--out", loop).refused("error: cannot write ")
    copy.run("check", loop).refused("there is no file or folder ", code=2)


def test_a_guide_of_the_last_year_of_the_calendar(copy: Copy, tmp_path: Path) -> None:
    change = replaced("issued: 2026-11-22\nreview: 2028-11-22", "issued: 9999-01-01\nreview: 9999-12-31")
    with copy.damaged({GUIDE: change}):
        copy.run(*HELP, "--out", tmp_path).done()
