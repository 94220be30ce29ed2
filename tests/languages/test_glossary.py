"""Test that a translation keeps to its agreed words."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts import assets
from handouts.errors import DataError
from handouts.languages.glossary import load_glossary, misused
from handouts.languages.registry import language_codes

CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Handouts-Method: machine translation\\n"
"X-Handouts-Reviewed-By: nobody\\n"

msgctxt "care.who"
msgid "Ask your midwife."
msgstr "Pregunte a su comadrona."
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of data with one catalogue."""
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations/es.po").write_text(CATALOGUE, encoding="utf-8")
    return tmp_path


def write(data: Path, words: str) -> None:
    (data / "translations/es.glossary.yaml").write_text(words, encoding="utf-8")


def test_a_language_may_be_without(data: Path) -> None:
    assert load_glossary("es", data) == ()


def test_a_word_to_avoid_is_found_where_it_stands(data: Path) -> None:
    write(data, "terms:\n  - {en: midwife, use: [matrona], avoid: [comadrona], note: agreed}\n")
    avoided, unused = misused("es", load_glossary("es", data), data)
    assert avoided.message == 'care.who: "comadrona" is a word to avoid for "midwife"'
    assert (avoided.mark.line if avoided.mark else 0, avoided.hint) == (9, "write matrona")
    assert unused.message == 'no translation uses a word agreed for "midwife"'
    assert str(unused.mark).endswith("es.glossary.yaml:2:10")


def test_agreed_words_are_no_problem(data: Path) -> None:
    write(data, "terms:\n  - {en: midwife, use: [matrona, comadrona], avoid: []}\n")
    assert list(misused("es", load_glossary("es", data), data)) == []


def test_the_disk_is_not_asked_again_for_every_term_and_entry(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def shown(path: Path) -> str:
        asked.append(path)
        return path.name

    write(data, "terms:\n" + "  - {en: midwife, use: [matrona], avoid: [comadrona]}\n" * 50)
    terms = load_glossary("es", data)
    monkeypatch.setattr(assets, "shown", shown)
    assert len(list(misused("es", terms, data))) == 100
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("terms: midwife\n", "terms: must be a list"),
        ("words: []\n", "has no terms"),
        ("terms:\n  - {en: midwife, use: matrona, avoid: []}\n", "use: must be a list of words"),
        ("terms:\n  - {en: midwife, use: [matrona]}\n", "this term has no avoid"),
        ("terms:\n  - {en: midwife, use: [matrona], avoid: [], nota: x}\n", "nota"),
    ],
)
def test_what_is_no_glossary_is_refused(words: str, what: str, data: Path) -> None:
    write(data, words)
    with pytest.raises(DataError) as caught:
        load_glossary("es", data)
    assert what in str(caught.value)


@pytest.mark.parametrize("code", [code for code in language_codes() if code != "en"])
def test_the_translations_of_the_product_keep_to_theirs(code: str) -> None:
    terms = load_glossary(code)
    assert len(terms) >= 30
    assert list(misused(code, terms)) == []
