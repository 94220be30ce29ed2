"""Test the spelling of PDF values by reading them back."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.pdf import syntax


@given(st.text())
def test_text_strings_come_back(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode("utf-8")
    assert str(pikepdf.Object.parse(syntax.text_string(text))) == text or not text.isprintable()


@pytest.mark.parametrize("text", ["(a", "b\\", "c\r\nd", "Grüße", "كلمة", "😀", "", "ÿþ", "())("])
def test_awkward_strings(text: str) -> None:
    assert str(pikepdf.Object.parse(syntax.text_string(text))) == text


@pytest.mark.parametrize(
    ("value", "spelt"),
    [
        (0, b"0"),
        (-0.0001, b"0"),
        (12, b"12"),
        (0.12349, b"0.123"),
        (-3.5, b"-3.5"),
        (1e-9, b"0"),
        (9.0, b"9"),
    ],
)
def test_numbers(value: float, spelt: bytes) -> None:
    assert syntax.number(value) == spelt


@pytest.mark.parametrize("text", ["Plain", "with space", "sla/sh", "ümlaut", "#", "()"])
def test_names_come_back(text: str) -> None:
    assert str(pikepdf.Object.parse(syntax.name(text))) == f"/{text}"


def test_arrays() -> None:
    assert syntax.array((1, 2.25, 3)) == b"[1 2.25 3]"
