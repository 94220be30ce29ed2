"""Check whole paragraphs: golden traces in each script, and what must hold for any text at any measure."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.text.breaks import line_breaks
from handouts.text.characters import MissingGlyph, RefusedCharacter
from handouts.text.line import Line
from handouts.text.markup import MarkedText, Span, parse, plain
from handouts.text.paragraph import PreparedText, prepare
from handouts.text.words import ShapedText
from tests.conftest import Golden
from tests.text.samples import SAMPLES, Sample
from tests.text.trace import trace

MEASURE = 240.0
_STEERING = "\u200b\u2066\u2069\n"
_VOCABULARY = {
    sample.markup: sorted(
        {*sample.markup.replace("*", "").replace("[", "").split(), "Ward-7", "0123 456 7890", "("}
    )
    for sample in SAMPLES.values()
}


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[Sample, MarkedText]:
    """Words of one language in any order, with spaces, joined words, new lines and spans anywhere."""
    sample = SAMPLES[draw(st.sampled_from(sorted(SAMPLES)))]
    vocabulary = _VOCABULARY[sample.markup]
    words = draw(st.lists(st.sampled_from(vocabulary), min_size=1, max_size=14))
    gaps = draw(st.lists(st.sampled_from(["", " ", " ", " ", "  ", "\u00a0", "\n", "\u200b"]), min_size=14))
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=False))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    looks = [(True, None), (False, "https://example.org"), (True, "tel:123")]
    spans = tuple(
        Span(start, end, *draw(st.sampled_from(looks)))
        for start, end in zip(edges[::2], edges[1::2], strict=False)
        if start < end
    )
    return sample, MarkedText(text, spans)


def drawn_text(line: Line) -> str:
    """The text of the words that a line draws, in reading order."""
    return "".join(
        token.text for run in line.runs for token in (reversed(run.tokens) if run.level & 1 else run.tokens)
    )


@pytest.mark.parametrize("code", SAMPLES)
def test_golden_trace(code: str, golden: Golden) -> None:
    golden(f"paragraph-{code}.txt", trace(SAMPLES[code], MEASURE))


@settings(max_examples=150, deadline=None)
@given(paragraphs(), st.floats(20, 500))
def test_lines_hold_the_whole_text_in_order(given_text: tuple[Sample, MarkedText], measure: float) -> None:
    sample, marked = given_text
    prepared = prepare(marked, sample.style())
    lines = prepared.lines(measure)
    assert "".join(line.text for line in lines) == prepared.text
    assert [line.start for line in lines] == [0, *(line.end for line in lines)][: len(lines)]
    expected = prepared.text.translate(dict.fromkeys(map(ord, _STEERING)))
    assert "".join(drawn_text(line) for line in lines) == expected
    unbound = prepared.text.translate({0x2066: None, 0x2069: None}).replace("\u00a0", " ")
    assert unbound == marked.text.replace("\u00a0", " ")


@settings(max_examples=150, deadline=None)
@given(paragraphs(), st.floats(20, 500))
def test_no_line_exceeds_the_measure(given_text: tuple[Sample, MarkedText], measure: float) -> None:
    sample, marked = given_text
    for line in prepare(marked, sample.style()).lines(measure):
        clusters = sum(len(token.clusters) for run in line.runs for token in run.tokens if not token.blank)
        assert line.width <= measure + 0.011 or clusters <= 2  # a letter and a mark that has its own cluster


@settings(max_examples=150, deadline=None)
@given(paragraphs(), st.floats(20, 500), st.sampled_from(["start", "center", "end"]))
def test_runs_stand_side_by_side(given_text: tuple[Sample, MarkedText], measure: float, align: str) -> None:
    sample, marked = given_text
    style = sample.style(align=align)  # type: ignore[arg-type]  # one of the three
    at_left = (align == "start") == (sample.direction == "ltr")
    for line in prepare(marked, style).lines(measure):
        left = (measure - line.width) / 2 if align == "center" else 0.0 if at_left else measure - line.width
        for run in sorted(line.runs, key=lambda run: (run.x, run.width)):
            assert run.x == pytest.approx(left, abs=1e-6)
            left += run.width
            advance = sum(token.advance for token in run.tokens) * style.size / 1000
            assert run.width + run.overhang == pytest.approx(advance, abs=1e-6)
        assert sum(run.width for run in line.runs) == pytest.approx(line.width, abs=1e-6)


@settings(max_examples=100, deadline=None)
@given(paragraphs())
def test_measures_that_need_no_break(given_text: tuple[Sample, MarkedText]) -> None:
    sample, marked = given_text
    prepared = prepare(marked, sample.style())
    assert len(prepared.lines(prepared.natural_width)) == len(prepared.text.rstrip("\n").split("\n"))
    allowed = set(line_breaks(prepared.text, sample.language))
    assert {line.end for line in prepared.lines(prepared.widest_word)} <= allowed


def test_spaces_at_the_end_of_a_line_take_no_room_but_are_drawn() -> None:
    prepared = prepare(plain("one two"), SAMPLES["en"].style())
    first, second = prepared.lines(30)
    assert first.text == "one "
    assert first.runs[0].overhang == pytest.approx(0.26 * 12)
    assert first.width == prepare(plain("one"), SAMPLES["en"].style()).natural_width
    assert second.runs[0].overhang == 0


def test_hanging_space_stands_left_of_a_right_to_left_line() -> None:
    line = prepare(plain("ألم ألم"), SAMPLES["ar"].style()).lines(20)[0]
    run = line.runs[0]
    assert run.x + run.width == pytest.approx(20)
    assert run.origin == pytest.approx(run.x - run.overhang)
    assert run.tokens[0].blank


def test_space_inside_an_isolate_goes_back_to_the_base_level_at_the_end_of_a_line() -> None:
    name = "Example Maternity Ward of Anytown"
    lines = prepare(plain(f"قسم {name}"), SAMPLES["ar"].style()).lines(140)
    assert len(lines) > 1
    assert [run.level for run in lines[0].runs] == [1, 2, 1]
    assert lines[0].runs[-1].width == 0
    assert lines[0].runs[-1].overhang > 0


def test_new_line_ends_the_line() -> None:
    prepared = prepare(plain("12 Example Street\nAnytown\n"), SAMPLES["en"].style())
    assert [line.text for line in prepared.lines(400)] == ["12 Example Street\n", "Anytown\n"]
    assert prepared.natural_width == prepare(plain("12 Example Street"), SAMPLES["en"].style()).natural_width


def test_words_wider_than_the_measure_break_at_no_break_spaces_first() -> None:
    prepared = prepare(plain("0123 456 7890"), SAMPLES["en"].style())
    assert [line.text for line in prepared.lines(52)] == ["0123\u00a0456\u00a0", "7890"]
    assert [line.text for line in prepared.lines(20)] == ["01", "23\u00a0", "45", "6\u00a0", "78", "90"]


def test_marks_stay_with_their_letter_however_narrow_the_measure() -> None:
    lines = prepare(plain("مُحَمَّدٌ"), SAMPLES["ar"].style()).lines(1)
    assert [line.text for line in lines] == ["مُ", "حَ", "مَّ", "دٌ"]


def test_empty_text_has_no_lines() -> None:
    prepared = prepare(plain(""), SAMPLES["en"].style())
    assert (prepared.lines(100), prepared.natural_width, prepared.widest_word) == ((), 0.0, 0.0)


def test_baseline_shares_out_the_leading() -> None:
    style = SAMPLES["en"].style()
    assert prepare(plain("x"), style).baseline == pytest.approx((16.8 + (1.069 - 0.293) * 12) / 2)


def test_prepared_once() -> None:
    style = SAMPLES["en"].style()
    assert prepare(parse("a **b**"), style) is prepare(parse("a **b**"), style)
    assert prepare(parse("a **b**"), style).lines(99) is prepare(parse("a **b**"), style).lines(99)


@pytest.mark.parametrize(
    ("code", "text", "offset"),
    [
        ("en", "It costs 5 ☃ a day", 11),
        ("ar", "قسم NHS 111 و ☃", 14),
        ("th", "ยา☃", 2),
        ("hi", "अ𐎀", 1),
    ],
)
def test_missing_glyph_says_which_and_where(code: str, text: str, offset: int) -> None:
    with pytest.raises(MissingGlyph) as caught:
        prepare(plain(text), SAMPLES[code].style())
    assert (caught.value.char, caught.value.offset) == (text[offset], offset)
    assert set(caught.value.families) == {SAMPLES[code].face, "Noto Sans", "Source Sans 3"}
    assert f"U+{ord(text[offset]):04X}" in str(caught.value)


def test_missing_glyph_inside_a_cut_word() -> None:
    with pytest.raises(MissingGlyph) as caught:
        prepare(parse("ألم أ**ل☃م** ألم"), SAMPLES["ar"].style())
    assert caught.value.offset == 6


def test_refused_character_says_which_and_where() -> None:
    with pytest.raises(RefusedCharacter, match=r"U\+00AD at character 5"):
        prepare(plain("back\u00adache"), SAMPLES["en"].style())


def test_order_of_work_does_not_change_the_result() -> None:
    order = sorted(SAMPLES)
    random.Random(7).shuffle(order)
    again = [trace(SAMPLES[code], MEASURE) for code in order]
    prepare.cache_clear()
    assert again == [trace(SAMPLES[code], MEASURE) for code in order]


def test_repr_names_the_words() -> None:
    assert repr(PreparedText(plain("Rest"), SAMPLES["en"].style())) == "<PreparedText 'Rest'>"
    assert ShapedText(plain("Rest"), SAMPLES["en"].style()).words[0].text == "Rest"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(SAMPLES)), st.text(max_size=30), st.floats(0, 300), st.data())
def test_any_text_is_set_or_refused(code: str, text: str, measure: float, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)))
    spans = tuple(Span(*pair, True) for pair in zip(edges[::2], edges[1::2], strict=False))
    found: PreparedText | MissingGlyph | RefusedCharacter
    try:
        found = prepare(MarkedText(text, spans), SAMPLES[code].style())
    except (MissingGlyph, RefusedCharacter) as error:
        found = error
    if isinstance(found, PreparedText):
        assert "".join(line.text for line in found.lines(measure)) == found.text
    else:
        assert text.startswith(found.char, found.offset)
