"""Check how paragraphs are divided by level, script and markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.text.markup import MarkedText, Span, parse, plain
from handouts.text.stretches import stretches
from tests.text.samples import SAMPLES


def shown(code: str, markup: str) -> list[str]:
    """Each stretch as text, level, script and marks."""
    marked = parse(markup)
    return [
        f"{marked.text[s.start : s.end]}/{s.level}{s.script}{'*' * s.bold}{'@' if s.href else ''}"
        for s in stretches(marked, SAMPLES[code].style())
    ]


@pytest.mark.parametrize(
    ("code", "markup", "expected"),
    [
        ("en", "", []),
        ("en", "Rest well", ["Rest well/0Latn"]),
        ("en", "un**usual** day", ["un/0Latn", "usual/0Latn*", " day/0Latn"]),
        ("en", "[a **b**](tel:1)c", ["a /0Latn@", "b/0Latn*@", "c/0Latn"]),
        ("en", "say مرحبا now", ["say /0Latn", "مرحبا/1Arab", " /0Arab", "now/0Latn"]),
        ("ar", "قسم 5 (NHS)", ["قسم /1Arab", "5/2Arab", " (/1Arab", "NHS/2Latn", ")/1Arab"]),
    ],
)
def test_stretches(code: str, markup: str, expected: list[str]) -> None:
    assert shown(code, markup) == expected


@pytest.mark.parametrize(
    ("code", "markup", "bold"),
    [
        ("hi", "क्**ष**मा", "क्ष"),
        ("hi", "**क्**षमा", "क्ष"),
        ("hi", "क**ि**", "कि"),
        ("th", "น้**ำ**", "น้ำ"),
        ("th", "ห**นัก**", "นัก"),
        ("ar", "مُحَ**مَّ**د", "مَّ"),
        ("ar", "م**ُ**", "مُ"),
        ("bn", "র\u200d**্**যা", "র\u200d্যা"),
        ("en", "e**\u0301**", "e\u0301"),
    ],
)
def test_half_a_letter_is_not_bold(code: str, markup: str, bold: str) -> None:
    marked = parse(markup)
    found = [s for s in stretches(marked, SAMPLES[code].style()) if s.bold]
    assert [marked.text[s.start : s.end] for s in found] == [bold]


@given(st.text(alphabet="aб ب5(क्षि\u0e19\u0e33", max_size=20), st.data())
def test_stretches_cover_the_text_once(text: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = tuple(Span(*pair, True) for pair in zip(edges[::2], edges[1::2], strict=False))
    code = data.draw(st.sampled_from(["en", "ar", "hi"]))
    found = stretches(MarkedText(text, spans), SAMPLES[code].style())
    assert "".join(text[s.start : s.end] for s in found) == text
    assert all(s.start < s.end for s in found)


def test_plain_text_is_one_stretch() -> None:
    assert len(stretches(plain("अधिक आराम करें।"), SAMPLES["hi"].style())) == 1
