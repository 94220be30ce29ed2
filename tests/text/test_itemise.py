"""Check which script each stretch of text is shaped as."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.text.itemise import items, script_of


@pytest.mark.parametrize(
    ("text", "script", "expected"),
    [
        ("", "Latn", []),
        ("Phone 0123, café – “ok” €", "Latn", [("Phone 0123, café – “ok” €", "Latn")]),
        ("12–15", "Arab", [("12–15", "Arab")]),
        ("12–15", "Hans", [("12–15", "Hani")]),
        ("(قسم)", "Arab", [("(قسم)", "Arab")]),
        ("Мама and папа", "Cyrl", [("Мама ", "Cyrl"), ("and ", "Latn"), ("папа", "Cyrl")]),
        ("फ़ोन (NHS) करें", "Deva", [("फ़ोन (", "Deva"), ("NHS", "Latn"), (") ", "Deva"), ("करें", "Deva")]),
        ("致电“NHS”，", "Hans", [("致电“", "Hani"), ("NHS", "Latn"), ("”，", "Hani")]),
        ("قسم \u206638 °\u2069 م", "Arab", [("قسم ", "Arab"), ("\u206638 °", "Latn"), ("\u2069 م", "Arab")]),
        ("e\u0301 ก\u0e48", "Latn", [("e\u0301 ", "Latn"), ("ก\u0e48", "Thai")]),
        ("ひらがなカ", "Jpan", [("ひらがな", "Hira"), ("カ", "Kana")]),
    ],
)
def test_items(text: str, script: str, expected: list[tuple[str, str]]) -> None:
    found: list[tuple[str, str]] = []
    for start, end, own in items(text, script):
        if found and found[-1][1] == own:
            own_text, _ = found.pop()
            found.append((own_text + text[start:end], own))
        else:
            found.append((text[start:end], own))
    merged: list[tuple[str, str]] = []
    for part, own in expected:
        if merged and merged[-1][1] == own:
            merged[-1] = (merged[-1][0] + part, own)
        else:
            merged.append((part, own))
    assert found == merged


@given(st.text(alphabet="aبक中1 .()“”\u2066\u2069\u0301", max_size=20), st.sampled_from(["Latn", "Arab"]))
def test_items_cover_the_text_once(text: str, script: str) -> None:
    found = items(text, script)
    assert "".join(text[start:end] for start, end, _ in found) == text
    assert all(start < end for start, end, _ in found)
    assert all(first[2] != second[2] for first, second in pairwise(found))


@pytest.mark.parametrize(
    ("char", "script"), [("a", "Latn"), ("ب", "Arab"), ("1", "Zyyy"), ("\u0301", "Zinh"), ("𐌰", "Goth")]
)
def test_script_of(char: str, script: str) -> None:
    assert script_of(char) == script
