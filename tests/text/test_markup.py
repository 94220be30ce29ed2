"""Check what is markup and what is literal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.text.markup import MarkedText, MarkupError, Span, parse, plain


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("Rest well", MarkedText("Rest well")),
        ("Stop <if pain> & {rest} *now* [1] (see)", MarkedText("Stop <if pain> & {rest} *now* [1] (see)")),
        ("**Stop** now", MarkedText("Stop now", (Span(0, 4, True),))),
        ("un**usual**", MarkedText("unusual", (Span(2, 7, True),))),
        ("Phone [us](tel:+441)!", MarkedText("Phone us!", (Span(6, 8, False, "tel:+441"),))),
        ("[a](mailto:a@example.org)", MarkedText("a", (Span(0, 1, False, "mailto:a@example.org"),))),
        (
            "**Read [this](https://example.org/a?b=1#c)** now",
            MarkedText("Read this now", (Span(0, 5, True), Span(5, 9, True, "https://example.org/a?b=1#c"))),
        ),
        (
            "[one **two**](tel:1)",
            MarkedText("one two", (Span(0, 4, False, "tel:1"), Span(4, 7, True, "tel:1"))),
        ),
    ],
)
def test_parse(markup: str, expected: MarkedText) -> None:
    assert parse(markup) == expected


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("**Stop", "never closes"),
        ("Stop** it", "never closes"),
        ("a **** b", "marks no words"),
        ("[x](javascript:alert)", 'may not point at "javascript:alert"'),
        ("[x](http://example.org)", 'may not point at "http://example.org"'),
        ("[x](https:)", 'may not point at "https:"'),
        ("[x]()", "may not point at"),
        ("[](tel:1)", "has no words"),
        ("[****](tel:1)", "has no words"),
        ("[x](https://example.org/a b)", "cannot be read"),
        ("[x](https://example.org/(a))", "cannot be read"),
        ("[a [b](tel:1)](tel:2)", "cannot be read"),
        ("**a [b** c](tel:1)", "same side of the link"),
        ("[a **b](tel:1) c**", "same side of the link"),
    ],
)
def test_errors_say_what_is_wrong(markup: str, message: str) -> None:
    with pytest.raises(MarkupError) as caught:
        parse(markup)
    assert message in str(caught.value)
    assert caught.value.problems[0].mark is None


def test_plain_takes_everything_literally() -> None:
    assert plain("**[a](b)**") == MarkedText("**[a](b)**")


@given(st.text(alphabet="ab*[]()<&{:/ tel", max_size=30))
def test_any_text_is_read_or_refused(markup: str) -> None:
    try:
        marked = parse(markup)
    except MarkupError:
        return
    assert "**" not in marked.text or "***" in markup
    end = 0
    for span in marked.spans:
        assert end <= span.start < span.end <= len(marked.text)
        assert span.bold or span.href
        end = span.end
