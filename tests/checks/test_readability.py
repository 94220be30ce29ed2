"""Hold the reading figures against texts whose figures are known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.checks.readability import (
    FORMULAS,
    Counts,
    Sentence,
    flesch_kincaid,
    flesch_szigriszt,
    gulpease,
    longest_words,
    measure,
    sentences,
)
from handouts.checks.reading import reading_problems, unknown_formula
from handouts.errors import Mark
from handouts.languages.registry import load_language
from handouts.languages.speech import Words
from handouts.model.message import Message

HERE = Mark("section.yaml", 3, 5)


def said(*texts: str) -> list[Words]:
    """Texts as printed words."""
    return [Words(text, Message(f"test.{number}", text, HERE)) for number, text in enumerate(texts)]


def test_the_formula_gives_the_grades_of_worked_examples() -> None:
    # "The cat sat on the mat." has 6 words, 1 sentence, 6 syllables: 2.34 + 11.8 - 15.59
    assert flesch_kincaid(Counts(6, 1, 6, 17)) == pytest.approx(-1.45)
    # "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.": 13 words, 24
    assert flesch_kincaid(Counts(13, 1, 24, 69)) == pytest.approx(11.3, abs=0.05)


def test_the_formula_of_spanish_gives_the_ease_of_a_worked_example() -> None:
    # "El perro corre. La niña ríe mucho." has 7 words, 2 sentences, 12 syllables: 206.835 - 106.8 - 3.5
    figures = measure(sentences(said("El perro corre. La niña ríe mucho.")), "flesch_szigriszt")
    assert figures is not None
    assert figures.score == pytest.approx(flesch_szigriszt(Counts(7, 2, 12, 27)))
    assert figures.score == pytest.approx(96.54, abs=0.01)


def test_the_formula_of_italian_gives_the_ease_of_a_worked_example() -> None:
    # "Il cane corre. La bimba ride." has 6 words, 2 sentences, 22 letters: 89 + (600 - 220) / 6
    figures = measure(sentences(said("Il cane corre. La bimba ride.")), "gulpease")
    assert figures is not None
    assert figures.score == pytest.approx(gulpease(Counts(6, 2, 0, 22))) == pytest.approx(152.33, abs=0.01)


def test_where_more_is_easier_less_is_told() -> None:
    hard = sentences(
        said("Las consideraciones fisioterapéuticas extraordinariamente recomendables continúan.")
    )
    figures = measure(hard, "flesch_szigriszt")
    assert figures is not None
    (problem,) = reading_problems("care", HERE, hard, figures, "flesch_szigriszt")
    assert problem.message.startswith("care reads at ease -")
    assert problem.message.endswith(", less than 55")


def test_every_formula_says_who_published_it() -> None:
    for formula in FORMULAS.values():
        assert formula.source[-4:].isdigit()
        assert formula.too_hard(formula.limit) is False


def test_an_unknown_formula_is_no_formula_that_is_not_measured() -> None:
    spanish = replace(load_language("en"), code="es", readability="flesch_szigrist")
    problem = unknown_formula(spanish)
    assert problem.message == 'es: there is no reading formula "flesch_szigrist"'
    assert problem.hint == 'did you mean "flesch_szigriszt"?'


def test_a_text_is_measured() -> None:
    figures = measure(
        sentences(said("The cat sat on the mat.", "An elephant sat. It stayed")), "flesch_kincaid"
    )
    assert figures is not None
    assert (figures.words, figures.sentences, figures.longest) == (11, 3, 6)
    assert figures.mean == pytest.approx(11 / 3)
    assert figures.long_words == pytest.approx(1 / 11)
    assert figures.score == pytest.approx(flesch_kincaid(Counts(11, 3, 13, 36)))


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
    first, second = (
        str(problem) for problem in reading_problems("care", HERE, hard, figures, "flesch_kincaid")
    )
    assert first.startswith("section.yaml:3:5: error: care reads at grade")
    assert first.endswith("shorter words than recommendations, complicated")
    assert second.startswith('section.yaml:9:7: error: the sentence "word word word word word word …" has 26')


def test_a_mean_that_is_too_long_is_told() -> None:
    found = [Sentence(("go",) * 16, HERE)]
    figures = measure(found, "flesch_kincaid")
    assert figures is not None
    messages = [
        problem.message for problem in reading_problems("care", HERE, found, figures, "flesch_kincaid")
    ]
    assert messages == ["the sentences of care have 16.0 words on average, more than 15"]


def test_words_that_are_at_the_limits_pass() -> None:
    found = [Sentence(("go",) * 15, HERE), Sentence(("go",) * 5, HERE), Sentence(("go",) * 25, HERE)]
    figures = measure(found, "flesch_kincaid")
    assert figures is not None
    assert list(reading_problems("care", HERE, found, figures, "flesch_kincaid")) == []


def test_the_longest_words_are_named_once_and_short_ones_never() -> None:
    found = sentences(said("Physiotherapy and physiotherapy. Recommendation! A cat."))
    assert longest_words(found, "flesch_kincaid") == ["physiotherapy", "recommendation"]
