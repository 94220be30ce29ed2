"""Test that every row of a list is either certain or refused, at its place and in one clear line."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.batch.cells import LONGEST_LINE, MAX_BYTES, read_table
from handouts.batch.roster import COLUMNS, Roster, read_roster, rows_with, week_of
from handouts.errors import DataError
from handouts.languages.registry import language_codes
from handouts.model.exercise import Birth
from tests.batch.lists import GOOD, HEAD, START, guide, read, row, rows, text

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "rosters" / "example.csv"


def told(roster: Roster) -> list[str]:
    return [f"{problem.mark}: {problem.message}" for problem in roster.problems]


def refused(data: bytes) -> list[str]:
    """What is said of a list that is refused as a whole."""
    with pytest.raises(DataError) as caught:
        read(data)
    return [f"{problem.mark}: {problem.message}" for problem in caught.value.problems]


# -- what is read ----------------------------------------------------------------------------------------


def test_a_row_is_read_with_all_its_columns() -> None:
    full = row(
        name="  A  B ", email="a@example.org", midwife="C", held_back="clam; bridge", start="2026-11-25"
    )
    (found,) = read(text(full)).rows
    assert (found.line, found.id, found.language, found.birth) == (2, "w-1", "en", Birth.VAGINAL)
    assert (found.week, found.start) == (2, date(2026, 11, 25))
    assert (found.name, found.email, found.midwife) == ("A B", "a@example.org", "C")
    assert found.held_back == ("bridge", "clam")


def test_the_list_that_is_shipped_is_good_and_names_nobody() -> None:
    roster = read(EXAMPLE.read_bytes())
    assert told(roster) == []
    assert [found.week for found in roster.rows] == [1, 3, 5, 10, 12]
    assert {found.name + found.midwife for found in roster.rows} == {""}
    assert {found.email for found in roster.rows} <= {
        "",
        *(f"{found.id}@example.org" for found in roster.rows),
    }


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_separators_and_encodings_of_spreadsheets_give_the_same_rows(
    separator: str, encoding: str, line_end: str
) -> None:
    lines = [
        HEAD.replace(",", separator),
        *(row(id=f"w-{n}", name="李").replace(",", separator) for n in (1, 2)),
    ]
    data = line_end.join(lines).encode(encoding)
    assert read(data).rows == read(rows([{"name": "李"}] * 2)).rows


def test_capitals_spaces_and_columns_in_any_order_are_as_good() -> None:
    head = "Birth date;ID;Language;BIRTH"
    (found,) = read(text("2026-11-18; w-1 ;ZH-hans;Caesarean", head=head)).rows
    assert (found.id, found.language, found.birth, found.week) == ("w-1", "zh-Hans", Birth.CAESAREAN, 1)


def test_blank_lines_and_blank_columns_at_the_end_are_nothing() -> None:
    data = f"{HEAD},,\n\n{GOOD},,\n,,,,,,,,,,,\n\n".encode()
    assert [found.line for found in read(data).rows] == [3]


def test_quoted_cells_may_hold_separators_and_quotes() -> None:
    (found,) = read(text(row(name='"A ""B"", C"'))).rows
    assert found.name == 'A "B", C'


def test_a_list_may_come_through_a_pipe() -> None:
    table = read_table(BytesIO(text(row(id="?"))))
    roster = read_roster(table, guide(), language_codes(), START)
    assert str(roster.problems[0].mark) == "stdin:2:1"


def test_names_are_composed() -> None:
    (found,) = read(text(row(name=unicodedata.normalize("NFD", "Zoë Łukasz")))).rows
    assert found.name == "Zoë Łukasz"


# -- weeks -----------------------------------------------------------------------------------------------


@given(st.integers(min_value=-400, max_value=400))
def test_week_one_is_the_birth_and_six_days(days: int) -> None:
    week = week_of(START - timedelta(days), START)
    assert (week - 1) * 7 <= days < week * 7


@pytest.mark.parametrize(
    ("days", "week"), [(0, 1), (6, 1), (7, 2), (41, 6), (42, 7), (83, 12)], ids=lambda value: str(value)
)
def test_weeks_count_from_the_birth_to_the_first_day_of_the_sheet(days: int, week: int) -> None:
    birth = START - timedelta(days)
    (found,) = read(text(row(birth_date=birth.isoformat()))).rows
    assert found.week == week


def test_a_week_may_be_given_and_may_agree() -> None:
    assert [found.week for found in read(rows([{"birth_date": "", "week": "9"}, {"week": "1"}])).rows] == [
        9,
        1,
    ]


# -- what is refused -------------------------------------------------------------------------------------

WEEKS = '"week" is not a week from 1 to 12'
NO_DATE = '"birth_date" is not a date'

BAD = [
    ({"id": ""}, '2:1: "id" is empty'),
    ({"id": "Ann Smith"}, '2:1: "id" may have the letters a to z, digits, - and _ only'),
    ({"id": "../w-1"}, '2:1: "id" may have the letters a to z, digits, - and _ only'),
    ({"id": "ż-1"}, '2:1: "id" may have the letters a to z, digits, - and _ only'),
    ({"id": "w" * 41}, '2:1: "id" is longer than 40 characters'),
    ({"language": ""}, '2:2: "language" is empty'),
    ({"language": "zh"}, f'2:2: "language" is not one of {", ".join(language_codes())}'),
    ({"birth": "c-section"}, '2:3: "birth" is not one of vaginal, caesarean'),
    ({"birth_date": "23/11/2026"}, f"2:4: {NO_DATE}"),
    ({"birth_date": "2026-11-31"}, '2:4: "birth_date" is a day that no calendar has'),
    ({"birth_date": "1026-11-18"}, '2:4: "birth_date" is in the year 1026'),
    ({"birth_date": "2026-11-24"}, "2:4: the birth is after 2026-11-23, when the week begins"),
    (
        {"birth_date": "2026-08-31"},
        "2:4: 2026-11-23 is in week 13 after the birth; the programme ends with week 12",
    ),
    ({"birth_date": ""}, "2:4: there is neither a birth date nor a week"),
    ({"birth_date": "", "week": "0"}, f"2:5: {WEEKS}"),
    ({"birth_date": "", "week": "13"}, f"2:5: {WEEKS}"),
    ({"birth_date": "", "week": "3.0"}, f"2:5: {WEEKS}"),
    ({"birth_date": "", "week": "٣"}, f"2:5: {WEEKS}"),
    (
        {"birth": "caesarean", "week": "7"},
        '2:5: "week" is 7, but by "birth_date" 2026-11-23 is in week 1',
    ),
    ({"start": "Monday"}, '2:6: "start" is not a date'),
    ({"name": "x" * 61}, '2:7: "name" is longer than 60 characters'),
    ({"name": "=HYPERLINK(1)"}, '2:7: this cell begins with "=", like a formula'),
    ({"name": "@SUM"}, '2:7: this cell begins with "@", like a formula'),
    ({"name": "A\x00B"}, "2:7: U+0000 is a character that never prints"),
    ({"name": "A\u202eB"}, "2:7: U+202E is an invisible direction mark"),
    ({"name": "A\ufffdB"}, "2:7: U+FFFD is a character that never prints"),
    ({"name": "A 🤱"}, '2:7: no font has U+1F931, character 3 of "name"'),
    ({"name": 'A "B'}, None),
    ({"name": '"A'}, "2:7: a quote that is not closed in its cell"),
    ({"email": "a@example.org b@example.org"}, '2:8: two addresses in "email"; one per row'),
    ({"email": '"a@example.org,b@example.org"'}, '2:8: two addresses in "email"; one per row'),
    ({"email": "a@example.org;b@example.org"}, '2:8: two addresses in "email"; one per row'),
    ({"email": "A <a@example.org>"}, '2:8: "email" is not an address'),
    ({"email": "a@localhost"}, '2:8: "email" is not an address'),
    ({"midwife": "नी\u2066"}, "2:9: U+2066 is an invisible direction mark"),
    ({"held_back": "brigde"}, '2:10: "held_back" names an exercise that there is not'),
    (
        {"held_back": "breathing pelvic_tilt chest_opener pelvic_floor walking"},
        "2:10: every exercise of week 1 is held back, so there is nothing to print",
    ),
]


@pytest.mark.parametrize(("cells", "message"), BAD)
def test_a_row_that_is_not_certain_is_refused_at_its_place(
    cells: dict[str, str], message: str | None
) -> None:
    roster = read(text(row(**cells), row(id="other")))
    assert told(roster) == ([f"roster.csv:{message}"] if message else [])
    assert [found.id for found in roster.rows][-1] == "other", "the rest goes on"
    assert len(roster.rows) == (1 if message else 2)


def test_all_problems_of_a_row_are_told_and_it_counts_once() -> None:
    roster = read(text(row(id="", birth="", week="99")))
    assert len(roster.problems) == 3
    assert rows_with(roster.problems) == 1


def test_what_was_meant_is_guessed() -> None:
    cells = [{"held_back": "brigde"}, {"birth": "cesarean"}, {"language": "zh-Hant"}]
    assert [problem.hint for problem in read(rows(cells)).problems] == [
        'did you mean "bridge"?',
        'did you mean "caesarean"?',
        'did you mean "zh-Hans"?',
    ]


def test_a_code_that_is_there_twice_is_refused_both_times() -> None:
    """Nobody can know which of the two is right; and some systems take W-1 and w-1 for one file."""
    roster = read(text(GOOD, row(id="w-2"), row(id="W-1", birth="caesarean")))
    assert [found.id for found in roster.rows] == ["w-2"]
    assert told(roster) == [
        "roster.csv:2:1: this id is in the list more than once",
        "roster.csv:4:1: this id is in the list more than once",
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("w-9,en,vag", "roster.csv:3:3: this row has 3 cells, and the head has 10"),
        (f"{GOOD},x", "roster.csv:3:10: this row has 11 cells, and the head has 10"),
        (row(name="x" * LONGEST_LINE), f"roster.csv:3:1: this row is longer than {LONGEST_LINE} characters"),
    ],
)
def test_a_row_of_another_shape_is_refused(line: str, message: str) -> None:
    roster = read(text(row(id="a"), line, row(id="b")))
    assert told(roster) == [message]
    assert [found.id for found in roster.rows] == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "messages"),
    [
        (b"", ["roster.csv: the list is empty"]),
        (b"w-1,en,vaginal\n", ["roster.csv:1: the first line does not name the columns"]),
        (b"id,birth,week\n", ["roster.csv:1: the list has no column language"]),
        (b"id,language,birth\n", ["roster.csv:1: the list has no column birth_date or week"]),
        (text(head=f"{HEAD},heldback"), ['roster.csv:1:11: there is no column "heldback"']),
        (text(head=f"{HEAD},week"), ['roster.csv:1:11: the column "week" is here twice']),
        (text(head=f",{HEAD}"), ["roster.csv:1:1: a column has no name"]),
        (b"PK\x03\x04rest", ["roster.csv: this is a spreadsheet's own file"]),
        (
            "id".encode("utf-16"),
            [
                f"roster.csv:1: the list has no column {each}"
                for each in ("language", "birth", "birth_date or week")
            ],
        ),
        (b"\xff\xfei\x00d\x00,", ["roster.csv: this file is damaged UTF-16"]),
        (b" " * (MAX_BYTES + 1), ["roster.csv: the list is larger than 20 MB"]),
    ],
)
def test_a_list_without_a_good_head_is_refused_as_a_whole(data: bytes, messages: list[str]) -> None:
    assert refused(data) == messages


def test_an_old_encoding_is_told_where_and_how_to_save_it() -> None:
    data = text(GOOD, row(id="w-2", name="Müller")).decode().encode("cp1252")
    with pytest.raises(DataError) as caught:
        read(data)
    (problem,) = caught.value.problems
    assert str(problem.mark) == "roster.csv:3:7"
    assert problem.message == "byte 0xFC is not UTF-8"
    assert problem.hint is not None
    assert '"CSV UTF-8"' in problem.hint


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is no such file"):
        read_table(tmp_path / "roster.csv")
    with pytest.raises(DataError, match="cannot be read"):
        read_table(tmp_path)


# -- whatever comes --------------------------------------------------------------------------------------

SECRET = "Qzvx"
CELL = st.one_of(
    st.sampled_from(
        ["", "w-1", "en", "vaginal", "2026-11-18", "7", "clam", '"', "''", "\x00", "\u202e", ";"]
    ),
    st.text(max_size=12),
)


@given(st.lists(st.lists(CELL, max_size=12), max_size=6), st.sampled_from(",;\t"), st.booleans())
def test_any_cells_give_rows_or_problems(cells: list[list[str]], separator: str, headed: bool) -> None:
    head = [separator.join(COLUMNS)] if headed else []
    data = "\n".join([*head, *(separator.join(line) for line in cells)]).encode("utf-8", "surrogatepass")
    try:
        roster = read(data)
    except DataError:
        return
    assert len(roster.rows) + rows_with(roster.problems) <= len(cells) * 3
    assert all(1 <= found.week <= 12 for found in roster.rows)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(DataError):
        read(HEAD.encode() + b"\n" + data)


@pytest.mark.parametrize("column", [name for name in COLUMNS if name != "week"])
def test_no_message_quotes_what_a_row_holds(column: str) -> None:
    """A cell may have slipped into another column; messages go into logs."""
    for cell in (SECRET, f"{SECRET}@", f"={SECRET}", f'"{SECRET}', f"{SECRET}\x07", f"{SECRET}🤱"):
        roster = read(text(row(**{column: cell})))
        assert SECRET not in "".join(map(str, roster.problems))
