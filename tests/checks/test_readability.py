"""Hold the reading figures against texts whose figures are known."""

from __future__ import annotations

import pytest

from handouts.checks.readability import FORMULAS, Sentence, flesch_kincaid, longest_words, measure, sentences
from handouts.checks.reading import reading_problems
from handouts.errors import Mark
from handouts.languages.speech import Words
from handouts.model.message import Message

HERE = Mark("section.yaml", 3, 5)


def said(*texts: str) -> list[Words]:
    """Texts as printed words."""
    return [Words(text, Message(f"test.{number}", text, HERE)) for number, text in enumerate(texts)]


def test_the_formula_gives_the_grades_of_worked_examples() -> None:
    # "The cat sat on the mat." has 6 words, 1 sentence, 6 syllables: 2.34 + 11.8 - 15.59
    assert flesch_kincaid(6, 1, 6) == pytest.approx(-1.45)
    # "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.": 13 words, 24
    assert flesch_kincaid(13, 1, 24) == pytest.approx(11.3, abs=0.05)


def test_a_text_is_measured() -> None:
    figures = measure(
        sentences(said("The cat sat on the mat.", "An elephant sat. It stayed")), "flesch_kincaid"
    )
    assert figures is not None
    assert (figures.words, figures.sentences, figures.longest) == (11, 3, 6)
    assert figures.mean == pytest.approx(11 / 3)
    assert figures.long_words == pytest.approx(1 / 11)
    assert figures.grade == pytest.approx(flesch_kincaid(11, 3, 13))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Stop. Rest! Well? Yes…", [1, 1, 1, 1]),
        ("Hold for 1.5 to 2 minutes.", [6]),
        ("Phone **999** or [the ward](tel:+441632960123) now.", [6]),
        ("She said “stop.” Then she went.", [3, 3]),
        ("A list: one, two", [4]),
        ("side-lying and/or up to 12,944", [5]),
        ("“ – ”", []),
    ],
)
def test_sentences_and_words_are_told_apart(text: str, count: list[int]) -> None:
    assert [len(sentence.words) for sentence in sentences(said(text))] == count


def test_a_language_without_a_formula_is_not_measured() -> None:
    found = sentences(said("Ein Satz."))
    assert "not measured" not in FORMULAS
    assert measure(found, "not measured") is None
    assert measure([], "flesch_kincaid") is None


def test_what_is_too_hard_is_told_with_its_place() -> None:
    long = Sentence(("word",) * 26, Mark("section.yaml", 9, 7))
    hard = [Sentence(("complicated", "recommendations"), HERE)] * 20 + [long]
    figures = measure(hard, "flesch_kincaid")
    assert figures is not None
    first, second = (str(problem) for problem in reading_problems("care", HERE, hard, figures))
    assert first.startswith("section.yaml:3:5: error: care reads at grade")
    assert first.endswith("shorter words than recommendations, complicated")
    assert second.startswith('section.yaml:9:7: error: the sentence "word word word word word word …" has 26')


def test_a_mean_that_is_too_long_is_told() -> None:
    found = [Sentence(("go",) * 16, HERE)]
    figures = measure(found, "flesch_kincaid")
    assert figures is not None
    messages = [problem.message for problem in reading_problems("care", HERE, found, figures)]
    assert messages == ["the sentences of care have 16.0 words on average, more than 15"]


def test_words_that_are_at_the_limits_pass() -> None:
    found = [Sentence(("go",) * 15, HERE), Sentence(("go",) * 5, HERE), Sentence(("go",) * 25, HERE)]
    figures = measure(found, "flesch_kincaid")
    assert figures is not None
    assert list(reading_problems("care", HERE, found, figures)) == []


def test_the_longest_words_are_named_once_and_short_ones_never() -> None:
    found = sentences(said("Physiotherapy and physiotherapy. Recommendation! A cat."))
    assert longest_words(found) == ["physiotherapy", "recommendation"]
