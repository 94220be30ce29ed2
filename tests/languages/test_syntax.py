"""Test that patterns are understood as ICU understands them, and come back as they were."""

from __future__ import annotations

import icu
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.errors import DataError
from handouts.languages import syntax
from handouts.languages.plurals import filled
from handouts.languages.syntax import Choice, Pattern, Placed
from handouts.model.loader import load_guide

TAGS = ("en", "ar", "pl", "zh-Hans", "cy", "hi")


def by_icu(text: str, tag: str, arguments: dict[str, str | int]) -> str:
    """What ICU makes of a pattern."""
    form = icu.MessageFormat(text, icu.Locale.forLanguageTag(f"{tag}-u-nu-latn"))
    values = [icu.Formattable(value) for value in arguments.values()]
    return str(form.format(list(arguments), values))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("Rest.", ("Rest.",)),
        ("{a} and {b}", (Placed("a"), " and ", Placed("b"))),
        ("it''s {a}", ("it's ", Placed("a"))),
        ("it's {a}", ("it's ", Placed("a"))),
        ("'{a}'", ("{a}",)),
        ("a '{b''c}' d", ("a {b'c} d",)),
        ("# 1", ("# 1",)),
        ("{ a , plural , =1 {x} other{y} }", (Choice("a", "plural", (("=1", ("x",)), ("other", ("y",)))),)),
        ("{a, plural, other {'#'#}}", (Choice("a", "plural", (("other", ("#", Placed("#"))),)),)),
    ],
)
def test_parts(text: str, parts: Pattern) -> None:
    assert syntax.parse(text) == parts


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{a", "name of an argument"),
        ("a}", "closing brace too many"),
        ("{a b}", "name of an argument"),
        ("{1a}", "name of an argument"),
        ("{a, number}", "neither plural nor select"),
        ("{a, plural}", "neither plural nor select"),
        ("{a, plural, one x}", "a form of a"),
        ("{a, plural, one {x", "a closing brace"),
        ("{a, plural, one {x}", "a form of a"),
        ("{a, select, x {" * 9, "more than 8 deep"),
    ],
)
def test_what_cannot_be_read(text: str, what: str) -> None:
    with pytest.raises(DataError, match=what):
        syntax.parse(text)


def test_every_phrase_of_the_product_comes_back_the_same() -> None:
    for phrase in load_guide().phrases.values():
        pattern = syntax.parse(phrase.text)
        assert syntax.parse(syntax.written(pattern)) == pattern
        assert "".join(syntax.written(pattern).split()) == "".join(phrase.text.split())


def test_what_is_in_a_pattern() -> None:
    pattern = syntax.parse(
        "{s, select, each {{n} each} other {{h, plural, one {{n} time} other {{n} times}}}}!"
    )
    assert list(syntax.words_of(pattern)) == [" each", " time", " times", "!"]
    assert list(syntax.placed_in(pattern)) == ["n", "n", "n"]
    assert [(choice.name, choice.kind) for choice in syntax.choices_in(pattern)] == [
        ("s", "select"),
        ("h", "plural"),
    ]
    assert syntax.has_choices(pattern)
    assert not syntax.has_choices(syntax.parse("{n} times"))


WORDS = st.text(st.sampled_from("ab {}'#ز"), max_size=8)
SELECTORS = st.lists(
    st.sampled_from(["=0", "=1", "=2", "zero", "one", "two", "few", "many"]), unique=True, max_size=4
)


def patterns() -> st.SearchStrategy[Pattern]:
    """Patterns of all shapes over a number n, a word w and a place p."""

    def joined(parts: list[str | Placed | Choice]) -> Pattern:
        together: list[str | Placed | Choice] = []
        for part in parts:
            if isinstance(part, str) and together and isinstance(together[-1], str):
                together[-1] += part
            elif part != "":
                together.append(part)
        return tuple(together)

    def choice(inner: st.SearchStrategy[Pattern]) -> st.SearchStrategy[Choice]:
        plural = SELECTORS.flatmap(
            lambda names: st.tuples(*[inner for _ in (*names, "other")]).map(
                lambda branches: Choice("n", "plural", tuple(zip((*names, "other"), branches, strict=True)))
            )
        )
        select = st.tuples(inner, inner).map(
            lambda two: Choice("w", "select", (("each", two[0]), ("other", two[1])))
        )
        return plural | select

    parts = st.lists(WORDS | st.just(Placed("p")), max_size=3).map(joined)
    return st.recursive(
        parts,
        lambda inner: st.lists(WORDS | st.just(Placed("p")) | choice(inner), max_size=3).map(joined),
        max_leaves=6,
    )


@given(patterns(), st.sampled_from(TAGS), st.integers(0, 120), st.sampled_from(["each", "none"]))
def test_written_patterns_say_to_icu_what_we_take_them_for(
    pattern: Pattern, tag: str, number: int, word: str
) -> None:
    text = syntax.written(pattern)
    arguments: dict[str, str | int] = {"n": number, "w": word, "p": "(p)"}
    assert by_icu(text, tag, arguments) == filled(pattern, arguments, tag)


@given(patterns())
def test_a_written_pattern_is_read_back(pattern: Pattern) -> None:
    assert syntax.parse(syntax.written(pattern)) == pattern
