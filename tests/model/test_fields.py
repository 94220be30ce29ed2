"""Check how one mapping is taken apart: types, defaults, and what is said of each mistake."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from handouts import source
from handouts.model.fields import Fields, Report, nearest, quoted

Read = Callable[[Fields], object]


def fields(text: str, **options: bool) -> Fields:
    return Fields(source.parse(text.encode(), "f.yaml", "root"), Report(), "this thing", **options)


@pytest.mark.parametrize(
    ("text", "read", "value"),
    [
        ("a: 12", lambda f: f.whole("a"), 12),
        ("b: 1", lambda f: f.whole("a", 7), 7),
        ("a: 0", lambda f: f.whole("a", 7), 0),
        ("a: 1.25", lambda f: f.decimal("a"), 1.25),
        ("a: 0", lambda f: f.decimal("a", 2.0), 0.0),
        ("b: 1", lambda f: f.decimal("a", 2.0), 2.0),
        ("a: yes", lambda f: f.flag("a"), True),
        ("a: no", lambda f: f.flag("a", default=True), False),
        ("b: 1", lambda f: f.flag("a", default=True), True),
        ("b: 1", lambda f: f.flag("a"), False),
        ("b: 1", lambda f: f.optional_text("a"), None),
        ("b: 1", lambda f: f.optional_words("a"), None),
        ("b: 1", lambda f: f.identifiers("a"), ()),
        ("a: [x, y]", lambda f: f.identifiers("a"), ("x", "y")),
        ("a: {b: 5}", lambda f: f.child("a").whole("b"), 5),
    ],
)
def test_values(text: str, read: Read, value: object) -> None:
    these = fields(text)
    assert read(these) == value
    assert these.report.problems == []


@pytest.mark.parametrize(
    ("text", "read", "said"),
    [
        ("b: 1", lambda f: f.whole("a"), "1:1: error: this thing has no a"),
        ("a: 012", lambda f: f.whole("a"), '1:4: error: a: "012" is not a whole number'),
        ("a: -1", lambda f: f.whole("a"), '1:4: error: a: "-1" is not a whole number'),
        ("a: 10000000", lambda f: f.whole("a"), '1:4: error: a: "10000000" is not a whole number'),
        ("a: ١٢", lambda f: f.whole("a"), '1:4: error: a: "١٢" is not a whole number'),
        ("a: .5", lambda f: f.decimal("a"), '1:4: error: a: ".5" is not a number'),
        ("a: 1e9", lambda f: f.decimal("a"), '1:4: error: a: "1e9" is not a number'),
        ("b: 1", lambda f: f.decimal("a"), "1:1: error: this thing has no a"),
        ("a: on", lambda f: f.flag("a"), '1:4: error: a: "on" is neither yes nor no'),
        ("a: [b]", lambda f: f.flag("a"), "1:4: error: a: must be words"),
        ("a: [[b]]", lambda f: f.identifiers("a"), "1:5: error: a: must be a list of names"),
        ("a: [b, c, b]", lambda f: f.identifiers("a"), '1:11: error: a: "b" is here twice'),
        ("b: 1", lambda f: f.identifiers("a", required=True), "1:1: error: this thing has no a"),
        ("a: []", lambda f: f.entries("a"), "1:4: error: a: must be a list that is not empty"),
        ("a: b", lambda f: f.child("a"), "1:4: error: a must be keys with values"),
        ("b: 1", lambda f: f.child("a").whole("b"), "1:1: error: this thing has no a"),
        ("a: 2026-02-30", lambda f: f.day("a"), '1:4: error: a: "2026-02-30" is not a date'),
        ("a: 20260228", lambda f: f.day("a"), '1:4: error: a: "20260228" is not a date'),
        ("a: A", lambda f: f.identifier("a"), '1:4: error: "A" cannot be an id'),
        ("a: b__c", lambda f: f.identifier("a"), '1:4: error: "b__c" cannot be an id'),
        ('a: "b\\n"', lambda f: f.identifier("a"), '1:4: error: "b\\n" cannot be an id'),
    ],
)
def test_mistakes(text: str, read: Read, said: str) -> None:
    these = fields(text)
    read(these)
    (problem,) = these.report.problems
    assert str(problem).startswith(f"f.yaml:{said}")


def test_a_problem_is_noted_once() -> None:
    these = fields("a: x")
    these.whole("a")
    these.whole("a")
    assert len(these.report.problems) == 1


def test_keys_that_nobody_asked_for() -> None:
    these = fields("wrods: a\nzzz: b\n")
    these.optional_words("words")
    these.optional_words("sources")
    these.finish()
    assert [str(problem) for problem in these.report.problems] == [
        'f.yaml:1:1: error: this thing knows no key "wrods"\n  hint: did you mean "words"?',
        'f.yaml:2:1: error: this thing knows no key "zzz"\n  hint: it may have words, sources',
    ]


def test_words() -> None:
    these = fields("a: |\n  one\nb: >-\n  two\n  three\nc: ' four '\nd: don't\n", prose=False)
    assert [these.words(key).text for key in "abcd"] == ["one", "two three", "four", "don't"]
    assert these.words("a").id == "root.a"
    assert these.report.problems == []


def test_hints() -> None:
    assert nearest("hep", ["help", "heap"]) in ('did you mean "help"?', 'did you mean "heap"?')
    assert nearest("xyz", ["help"]) is None
    assert quoted("a" * 41) == '"' + "a" * 39 + '…"'
