"""Check that files are read as they were typed, and that nothing but a `Problem` comes of a bad one."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from handouts import source
from handouts.errors import DataError, Mark
from handouts.source import MAX_BYTES, MAX_DEPTH, MAX_PROBLEMS, Mapping, Scalar, Sequence, Value

PARSERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else [])]


@pytest.fixture(params=PARSERS, ids=lambda parser: parser.__name__)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> object:
    """Read with each of PyYAML's parsers in turn."""
    monkeypatch.setattr(source, "PARSER", request.param)
    return request.param


def parsed(text: str, root: str = "") -> Mapping:
    return source.parse(text.encode(), "f.yaml", root)


def refused(data: str | bytes) -> str:
    """What is said about a text that must be refused."""
    with pytest.raises(DataError) as caught:
        source.parse(data if isinstance(data, bytes) else data.encode(), "f.yaml")
    return str(caught.value)


# -- values, places, ids ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("parser")
def test_values_stay_what_was_typed() -> None:
    text = "a: no\nb: 010\nc: 12:30\nd: 1.0\ne: 2026-11-22\nf: 0x1F\ng: 'yes'\nh: \"\"\n"
    values = parsed(text)
    assert values == {
        "a": "no", "b": "010", "c": "12:30", "d": "1.0", "e": "2026-11-22", "f": "0x1F", "g": "yes", "h": ""
    }  # fmt: skip
    assert all(type(value) is Scalar for value in values.values())


@pytest.mark.usefixtures("parser")
def test_nested_values() -> None:
    values = parsed("a: {b: [c, {d: e}]}\nf:\n  - g\n")
    assert values == {"a": {"b": ["c", {"d": "e"}]}, "f": ["g"]}
    assert type(values["a"]) is Mapping  # type: ignore[index]  # a plain str finds a key
    assert type(values.at("f")) is Sequence
    assert values.at("z") is None


@pytest.mark.usefixtures("parser")
def test_words_over_several_lines() -> None:
    values = parsed('a: one\n  two\nb: >-\n  three\n  four\nc: |\n  five\nd: "six\n  seven"\n')
    assert list(values.values()) == ["one two", "three four", "five\n", "six seven"]


@pytest.mark.usefixtures("parser")
def test_places_count_from_one() -> None:
    values = parsed('a: b\nç: "d"\nlist:\n  - {k: v}\n')
    assert [(str(key), key.mark.line, key.mark.column) for key in values] == [
        ("a", 1, 1), ("ç", 2, 1), ("list", 3, 1)
    ]  # fmt: skip
    assert [value.mark for value in values.values()] == [
        Mark("f.yaml", 1, 4),
        Mark("f.yaml", 2, 4),
        Mark("f.yaml", 4, 3),
    ]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("begin", ["", "\ufeff", "# comment\n", "---\n", "\n\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_marks_of_files_from_any_editor(begin: str, end: str) -> None:
    text = (begin + "a: b\nc: d\n").replace("\n", end)
    values = parsed(text)
    assert values == {"a": "b", "c": "d"}
    value = values.at("c")
    assert value is not None
    assert value.mark == Mark("f.yaml", 2 + begin.count("\n"), 4)


def ids(value: Value) -> list[str]:
    """The ids of all pieces of text."""
    if isinstance(value, Scalar):
        return [value.id]
    entries = value.values() if isinstance(value, Mapping) else value
    return [name for entry in entries for name in ids(entry)]


def test_ids_are_paths_without_the_levels_that_have_no_name() -> None:
    text = """
title: t
passages:
  - id: methods
    columns: {how: h}
    rows:
      - {id: heat, cells: {how: c}}
  - id: now
    groups:
      - {id: back, heading: h, signs: {numb: n}}
  - paragraphs: [p, {id: q, x: y}]
"""
    assert ids(parsed(text, "relief")) == [
        "relief.title",
        "relief.methods.id",
        "relief.methods.columns.how",
        "relief.methods.heat.id",
        "relief.methods.heat.how",
        "relief.now.id",
        "relief.now.back.id",
        "relief.now.back.heading",
        "relief.now.back.numb",
        "relief.2.paragraphs.0",
        "relief.2.paragraphs.q.id",
        "relief.2.paragraphs.q.x",
    ]
    assert ids(parsed("a: {b: c}\n")) == ["a.b"]


def test_scalars_survive_a_cache() -> None:
    scalar = Scalar("a", Mark("f.yaml", 1, 2), "x.y")
    for twin in (pickle.loads(pickle.dumps(scalar)), copy.deepcopy(scalar)):
        assert (type(twin), twin, twin.mark, twin.id) == (Scalar, "a", Mark("f.yaml", 1, 2), "x.y")


# -- refusals ---------------------------------------------------------------------------------------------

QUOTE = "put the words in double quotes"
OUT = "take it out, or put the words in double quotes"
UNSEEN = "take it out; it would not print"
AUTOMATIC = "take it out: direction marks are put in automatically"
COMMENT = "put the words in double quotes, or the comment on a line of its own"
LINES = "write lines like title: Bridge"
VALUE = "write it, or leave the key out; inside { } words with a comma go in double quotes"
TWO = "in double quotes write two backslashes for one"
CLOSE = "add the closing quote"
MISSING = "is a closing quote missing on this line?"
NOTHING = "leave the key out, or put the words in double quotes"

REFUSED = [
    # text that must not be there
    ("a: b\tc", "1:5", "a tab", "indent with spaces, and put one space between words"),
    ("a: b\x00c", "1:5", "the control character U+0000", UNSEEN),
    ("a: b\nc: \x7f", "2:4", "the control character U+007F", UNSEEN),
    ("a: b\u2028c", "1:5", "the control character U+2028", UNSEEN),
    ("a: b\rc: d", "1:5", "the control character U+000D", UNSEEN),
    ("a: b\ufeffc", "1:5", "the control character U+FEFF", UNSEEN),
    ("a: b\u202ec", "1:5", "the invisible direction mark U+202E", AUTOMATIC),
    ('a: "b\\u2067c"', "1:4", "the invisible direction mark U+2067", AUTOMATIC),
    ('a: "b\\0c"', "1:4", "the control character U+0000", UNSEEN),
    ('a: "b\\r\\nc"', "1:4", "the control character U+000D", UNSEEN),
    (
        "a: b�c",
        "1:5",
        "the replacement character U+FFFD, a sign of text that was damaged before",
        "type the word again, and save the file as UTF-8",
    ),
    # YAML that data do without
    ("a: b\nc: d\na: e", "3:1", 'the key "a" is here twice', "it is first at f.yaml:1:1"),
    ("a: &b c", "1:4", "an anchor, &b", OUT),
    ("a: *b", "1:4", "an alias, *b", "write the value out, or put the words in double quotes"),
    ("a: *b c", "1:4", "an alias, *b", "write the value out, or put the words in double quotes"),
    ("a: !!int 5", "1:4", "a tag, tag:yaml.org,2002:int", OUT),
    ("a: ! 5", "1:4", "a tag, !", OUT),
    ("<<: {a: b}", "1:1", "a merge key, <<", "write the keys out"),
    ("[a]: b", "1:1", "a key must be a word", "words that begin with [ or { must be in quotes"),
    ('"": b', "1:1", "a key is missing before the colon", None),
    ("%YAML 1.1\n---\na: b", "1:1", 'a line that begins with "%"', QUOTE),
    ("a: b\nc: d\n%e: f", "3:1", 'a line that begins with "%"', QUOTE),
    ("a: b\n---\nc: d", "2:1", "a second document in one file", "make two files, or take the line --- out"),
    ("", "", "the file is empty", None),
    ("# nothing\n", "", "the file is empty", None),
    ("just words", "1:1", "the file must hold keys with values", LINES),
    ("- a\n- b", "1:1", "the file must hold keys with values", LINES),
    ("a: ~", "1:4", '"~" stands for no value', NOTHING),
    ("a: Null", "1:4", '"Null" stands for no value', NOTHING),
    # words that YAML would lose
    ("a:\nb: c", "1:3", 'no value after "a"', VALUE),
    ("a: {b: rest, or walk}", "1:21", 'no value after "or walk"', VALUE),
    ("a: Press #2 twice", "1:4", 'these words end at " #", which begins a comment', COMMENT),
    ("a: two words # note", "1:4", 'these words end at " #", which begins a comment', COMMENT),
    # slips of the pen
    (
        "a: Take care: hot",
        "1:13",
        "a colon and a space in the middle of words",
        "put the words in double quotes, or mend the indent",
    ),
    ("a: - b", "1:4", "a dash and a space in the middle of words", QUOTE),
    ("a: **Now** go", "1:4", 'words cannot begin with "*"', QUOTE),
    ("a: & b", "1:4", 'words cannot begin with "&"', QUOTE),
    ("a: @b", "1:4", 'words cannot begin with "@"', QUOTE),
    ("a: `b`", "1:4", 'words cannot begin with "`"', QUOTE),
    ("a: %b", "1:4", 'words cannot begin with "%"', QUOTE),
    ("a: >b", "1:4", 'words cannot begin with ">"', QUOTE),
    ("a: , b", "1:4", 'words cannot begin with ","', QUOTE),
    ("a: !<b c", "1:4", 'words cannot begin with "!"', QUOTE),
    ("a: !b!c d", "1:4", 'words cannot begin with "!"', QUOTE),
    ('a: "b\\q"', "1:4", "a backslash that means nothing here", TWO),
    ('a: "b\\xq"', "1:4", "a backslash that means nothing here", TWO),
    ("a: b\nword\nc: d", "2:1", "a key without a colon", "write key: value, or indent words that go on"),
    (
        "a: {b: c\nd: e",
        "1:4",
        "the bracket { that opens here is not closed as it should be",
        "write {key: words, key: words}; words with , : { } [ ] go in double quotes",
    ),
    (
        "a: [b, c",
        "1:4",
        "the bracket [ that opens here is not closed as it should be",
        "write [one, two]; words with , : { } [ ] go in double quotes",
    ),
    ("a: [", "2:1", "the file ends too early", "is a closing bracket or quote missing?"),
    ("  a: b\nc: d", "2:1", "this does not belong to the keys above", "begin it where the first key begins"),
    (
        'a: b\nc: "d" e',
        "2:8",
        "this does not fit the lines above",
        "begin keys of one level in one column, and put words that hold quotes in quotes as a whole",
    ),
    (
        "a:\n  - b\n  c: d",
        "3:3",
        "this does not fit the list above",
        "begin the entries of one list with - in one column",
    ),
    # quotes that are never closed are said where they opened
    ('a: b\nc: "d\ne: f\n', "2:4", "the quote that opens here is never closed", CLOSE),
    ("a: b\nc: 'd\ne: f\n", "2:4", "the quote that opens here is never closed", CLOSE),
    (
        'a: "b\nc: "d"\ne: f',
        "1:4",
        "the quote that opens here closes on line 2, and more words follow",
        MISSING,
    ),
    (
        "x:\n  a: 'b\n  c: d\n  e: 'f'\n",
        "2:6",
        "the quote that opens here closes on line 4, and more words follow",
        MISSING,
    ),
]
"""A text, the place of the mistake, what is said, and the hint."""


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "place", "message", "hint"), REFUSED)
def test_what_is_refused_is_said_in_the_same_words_by_both_parsers(
    text: str, place: str, message: str, hint: str | None
) -> None:
    expected = f"f.yaml{place and ':'}{place}: error: {message}"
    assert refused(text) == (f"{expected}\n  hint: {hint}" if hint else expected)


@pytest.mark.usefixtures("parser")
def test_all_that_is_refused_is_said_at_once() -> None:
    text = "a: &x b\na: !t c\n<<: d\ne: ~\n"
    assert [line.partition(" error:")[0] for line in refused(text).splitlines() if "error" in line] == [
        "f.yaml:1:4:", "f.yaml:2:1:", "f.yaml:2:4:", "f.yaml:3:1:", "f.yaml:4:4:"
    ]  # fmt: skip


def test_one_problem_a_line_for_characters() -> None:
    assert refused("a: \x00\x01\nb: \x02\n").count("error:") == 2


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: b\nc: d\xff", "f.yaml:2:5: error: byte 0xFF is not UTF-8"),
        ("a: é\n".encode("latin-1"), "f.yaml:1:4: error: byte 0xE9 is not UTF-8"),
        ("é: ".encode() + b"\xe9", "f.yaml:1:4: error: byte 0xE9 is not UTF-8"),
        ("a: b".encode("utf-16"), "f.yaml:1:1: error: byte 0xFF is not UTF-8"),
        (b"\xef\xbb\xbfa: \xe9", "f.yaml:1:4: error: byte 0xE9 is not UTF-8"),
        (b"a: \xed\xa0\x80", "f.yaml:1:4: error: byte 0xED is not UTF-8"),
    ],
)
def test_bytes_that_are_not_utf_8(data: bytes, expected: str) -> None:
    assert refused(data) == f"{expected}\n  hint: save the file as UTF-8"


@pytest.mark.usefixtures("parser")
def test_depth() -> None:
    deepest = MAX_DEPTH - 1
    assert parsed("a: " + "[" * deepest + "b" + "]" * deepest)
    said = refused("a: " + "[" * (deepest + 1) + "b" + "]" * (deepest + 1))
    assert said == f"f.yaml:1:{4 + deepest}: error: nested more than 20 deep"
    assert "nested" in refused("a: " + "{b: " * 5000)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("line", ["a:\tb\n", "a: b\n", "? a\n", "- *a\n", "a: &a b\n", "a: ~\n"])
def test_a_large_file_of_nothing_but_mistakes(line: str) -> None:
    times = 20_000
    with pytest.raises(DataError) as caught:
        parsed(line * times)
    assert MAX_PROBLEMS <= len(caught.value.problems) <= MAX_PROBLEMS + 2


def test_size() -> None:
    assert parsed("# " + "x" * (MAX_BYTES - 10) + "\na: b")
    assert refused("# " + "x" * MAX_BYTES).startswith("f.yaml: error: the file is larger than 1 MB")


@pytest.mark.usefixtures("parser")
def test_characters_that_unicode_does_not_have() -> None:
    for text in ('a: "\\ud800"', 'a: "\\U00110000"', 'a: "\\U99999999"'):
        assert refused(text).startswith("f.yaml:1:")


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_bytes(b"a: b\n")
    assert source.read(path, "root") == {"a": "b"}
    assert source.read(path, "root").mark.file == str(path)
    with pytest.raises(DataError, match="there is no such file"):
        source.read(tmp_path / "none.yaml")
    with pytest.raises(DataError, match="cannot be read"):
        source.read(tmp_path)
    path.write_bytes(b"# " + b"x" * MAX_BYTES)
    with pytest.raises(DataError, match="larger than 1 MB"):
        source.read(path)


# -- anything at all --------------------------------------------------------------------------------------

YAML_LIKE = st.text(
    alphabet=st.sampled_from(list(" \n\n  ab0:-,?#&*!|>'\"%@`{}[]\\é\u0627~.<=")), max_size=60
)
LINES = st.lists(
    st.sampled_from(
        [
            "a: b", "c: d", "  e: f", "- g", "  - h: i", "    j: k", "l: [m, n]", "o: {p: q, r: s}", 'x: "y',
            'z"', "t: 'u'", "v: >-", "w: |", "# c", "---", "...", "? x", ": y", "a: &a b", "b: *a", "!t c: d",
            "<<: {a: b}", 'q: "\\u202e"', 'r: "\\x41"', "two words # c", "k: two words # c", "",
        ]
    ),
    max_size=8,
).map("\n".join)  # fmt: skip


def outcome(data: bytes, with_parser: object) -> Mapping | DataError:
    """What comes of bytes with one parser; anything but a value or a DataError fails the test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "PARSER", with_parser)
        try:
            return source.parse(data, "f.yaml", "root")
        except DataError as refusal:
            result = refusal
    assert result.problems
    assert all(problem.mark and problem.mark.file == "f.yaml" for problem in result.problems)
    return result


@given(st.one_of(st.text(), YAML_LIKE, LINES))
@example("a: {b, c}")
@example('a: "\\ud800"')
@example("a: 'b\n\n c'\n")
def test_both_parsers_read_the_same_or_refuse(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    first, *others = (outcome(data, parser) for parser in PARSERS)
    for other in others:
        assert isinstance(first, DataError) == isinstance(other, DataError), (first, other)
        if not isinstance(first, DataError):
            assert first == other
            assert repr(first) == repr(other)


@given(st.binary())
def test_bytes_never_end_in_anything_but_a_problem(data: bytes) -> None:
    outcome(data, PARSERS[-1])


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}", fullmatch=True),
        st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1),
    )
)
def test_quoted_words_come_back_as_they_were(values: dict[str, str]) -> None:
    lines = [
        f'{key}: "{value.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"'
        for key, value in values.items()
    ]
    if values:
        assert parsed("\n".join(lines)) == values
