"""Test that a translation which lost or gained anything but words is told apart from one which did not."""

from __future__ import annotations

import pytest

from handouts.languages.plurals import categories, keywords
from handouts.languages.survival import translation_problems
from handouts.model.loader import load_guide
from handouts.pages.words import printed_messages
from tests.languages.catalogues import language, message

MINUTES = "{high, plural, one {{number} minute} other {{number} minutes}}"
TIMES = (
    "{side, select, each {{number} each side} other {{high, plural, =1 {once} "
    "=2 {{low, plural, =1 {once or twice} other {twice}}} other {{number} times}}}}"
)
HELD = "{high, plural, one {{number} breath, for {hold}} other {{number} breaths, {hold} each}}"


def found(english: str, words: str, code: str = "es") -> list[str]:
    """What is wrong with a translation."""
    return list(translation_problems(message(english), words, language(code, "Sample")))


# -- words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("Rest.", "Descanse."),
        ("Phone {ward_phone}, or {emergency}.", "Llame al {emergency} o al {ward_phone}."),
        ("Rest. Then phone {ward_phone}.", "{ward_phone}. {ward_phone}."),
        ("**Stop.** Rest.", "Descanse. **Pare.**"),
        ("See [this page](https://example.org/a).", "Mire [esta página](https://example.org/a)."),
        ("Your 12-week plan", "Su plan de 12 semanas"),
        ("NHS 111 and 999", "999, 111 (NHS)"),
        ("It’s “fine”.", "Está «bien», l’eau ‘a’ “b” 「好」。"),
        ("Thai words", "คำ\u200bไทย"),
        ("Rest.", "می\u200cخواهم"),
    ],
)
def test_what_may_change(english: str, words: str) -> None:
    assert found(english, words) == []


@pytest.mark.parametrize(
    ("english", "words", "what"),
    [
        ("Phone {ward_phone}.", "Llame.", "has lost {ward_phone}"),
        ("Phone.", "Llame al {ward_phone}.", "asks for {ward_phone}, which the English does not have"),
        ("Phone {ward_phone}.", "Llame al {ward_fone}.", "asks for {ward_fone}"),
        ("Phone {ward_phone}.", "Llame al {ward_phone.", "cannot be filled"),
        ("**Stop.** Rest.", "Pare. Descanse.", "has 0 marks ** and the English has 2"),
        ("Rest.", "**Descanse.**", "has 2 marks ** and the English has 0"),
        ("**Stop.** Rest.", "**Pare. Descanse.", "has 1 marks **"),
        ("**Stop.** Rest.", "**** Pare.", "marks ** with no words between"),
        ("**Stop.** Rest.", "** ** Pare.", "marks ** with no words between"),
        (
            "See [it](https://example.org/a).",
            "Mire [eso](https://example.org/b).",
            "links of the English: https",
        ),
        ("See [it](https://example.org/a).", "Mire https://example.org/a.", "links of the English"),
        ("See it.", "Mire [eso](https://example.org/a).", "links of the English: none"),
        ("Phone 111.", "Llame al 112.", "has lost the number 111"),
        ("Phone 111.", "Llame al 111 o 112.", "has the number 112, which the English does not have"),
        ("In 12 of 12 weeks", "En 12 semanas", "has lost the number 12"),
        ("Phone 999.", "Llame al ٩٩٩.", "has the digit ٩; write 9"),
        ("Rest.", "Descanse.\n", "control character U+000A"),
        ("Rest.", " Descanse.", "begins or ends with a space"),
        ("Rest.", "\u200fDescanse.", "direction mark U+200F"),
        ("Rest.", "Des\ufffdcanse.", "control character U+FFFD"),
        ("It’s fine.", "C'est bien.", "straight quote '"),
        ("It’s fine.", 'Está "bien".', 'straight quote "'),
    ],
)
def test_what_must_survive(english: str, words: str, what: str) -> None:
    problems = found(english, words)
    assert any(what in problem for problem in problems), problems


def test_the_english_is_sound_in_english() -> None:
    """A guard of all of these: the words of the product themselves are refused by none of the rules."""
    for each in printed_messages(load_guide()):
        assert list(translation_problems(each, each.text, language("en"))) == [], each.id


# -- plural forms -----------------------------------------------------------------------------------------


def test_forms_are_those_of_cldr() -> None:
    assert keywords("ar") == {"zero", "one", "two", "few", "many", "other"}
    assert [categories("ar")[number] for number in (0, 1, 2, 3, 11, 100)] == [
        "zero", "one", "two", "few", "many", "other",
    ]  # fmt: skip
    assert set(categories("es")) == {"one", "other"}  # “many” is for millions
    assert set(categories("zh-Hans")) == {"other"}


SPANISH = "{high, plural, one {{number} minuto} other {{number} minutos}}"
POLISH = (
    "{high, plural, one {{number} minuta} few {{number} minuty} many {{number} minut} "
    "other {{number} minuty}}"
)
ARABIC = (
    "{high, plural, zero {{number} دقيقة} one {دقيقة واحدة} "
    "two {{low, plural, =2 {دقيقتان} other {{number} دقيقة}}} few {{number} دقائق} many {{number} دقيقة} other {{number} دقيقة}}"
)
CHINESE = "{number} 分钟"


@pytest.mark.parametrize(
    ("code", "words"), [("es", SPANISH), ("pl", POLISH), ("ar", ARABIC), ("zh-Hans", CHINESE)]
)
def test_whole_plurals(code: str, words: str) -> None:
    assert found(MINUTES, words, code) == []


@pytest.mark.parametrize(
    ("code", "words", "what"),
    [
        ("es", CHINESE, "has no plural over high; Sample has the forms other, one"),
        ("pl", SPANISH, "lacks what Sample needs: many (as for 0), few (as for 2)"),
        ("ar", POLISH, "lacks what Sample needs: zero (as for 0), two (as for 2)"),
        ("es", SPANISH.replace("one", "two"), "no plural form “two”; it has many, one, other"),
        ("es", SPANISH.replace("other {", "=7 {"), "has no “other”"),
        ("es", SPANISH.replace("one {", "one {{number} min} one {"), "the form one of high is there twice"),
        ("es", SPANISH.replace("{number} minutos", "# minutos"), "write {number}"),
        ("es", SPANISH.replace("{number} minuto}", "{numero} minuto}"), "asks for {numero}"),
        ("es", SPANISH.replace("high", "hohe"), "asks for {hohe}"),
        ("es", SPANISH.replace("{number} minutos", "15 minutos"), "has the number 15"),
    ],
)
def test_plurals_that_lack_something(code: str, words: str, what: str) -> None:
    problems = found(MINUTES, words, code)
    assert any(what in problem for problem in problems), problems


# -- meaning ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("english", "words", "code", "what"),
    [
        (
            MINUTES,
            SPANISH.replace("{number} minutos", "unos minutos"),
            "es",
            "“unos minutos” for 2 and also for 3",
        ),
        (
            MINUTES,
            POLISH.replace("few {{number} minuty}", "few {minuty}"),
            "pl",
            "“minuty” for 2 and also for 3",
        ),
        (
            MINUTES,
            ARABIC.replace("{low, plural, =2 {دقيقتان} other {{number} دقيقة}}", "دقيقتان"),
            "ar",
            "“دقيقتان” for 2 and also for 1 to 2",
        ),
        (
            TIMES,
            "{side, select, each {{number} veces} "
            "other {{high, plural, one {una vez} other {{number} veces}}}}",
            "es",
            "“2 veces” for 2, each and also for 2, other",
        ),
        (
            TIMES,
            "{high, plural, one {{number} vez} other {{number} veces}}",
            "es",
            "for 1, each and also for 1, other",
        ),
        (
            HELD,
            "{high, plural, one {{number} respiración} other {{number} respiraciones, {hold} cada una}}",
            "es",
            "does not print {hold} for 1",
        ),
    ],
)
def test_two_doses_never_come_out_alike(english: str, words: str, code: str, what: str) -> None:
    problems = found(english, words, code)
    assert any(what in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (
            "{side, select, each {{number} por cada lado} other {{high, plural, =1 {una vez} "
            "=2 {{low, plural, =1 {una o dos veces} other {dos veces}}} other {{number} veces}}}}",
            "es",
        ),
        ("{side, select, each {每侧{number}次} other {{number}次}}", "zh-Hans"),
        (
            "{side, select, each {{high, plural, one {हर तरफ़ {number} बार} other {हर तरफ़ {number} बार}}} "
            "other {{high, plural, one {{number} बार} other {{number} बार}}}}",
            "hi",
        ),
    ],
)
def test_other_ways_to_say_the_same(words: str, code: str) -> None:
    assert found(TIMES, words, code) == []
