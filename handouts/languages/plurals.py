"""Hold translated patterns to the plural forms of their language, and to saying each number differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product

from handouts.languages.language import Language
from handouts.languages.syntax import NUMBER, Choice, Pattern, Placed, choices_in, placed_in

MOST = 200
"""Numbers from 0 up to this are looked at: every language's rules for whole numbers show by then."""

SPANS = (
    (1, 2),
    (1, 3),
    (2, 3),
    (2, 4),
    (3, 5),
    (5, 8),
    (8, 10),
    (10, 12),
    (15, 20),
    (1, 11),
    (20, 21),
    (100, 150),
)
SINGLES = (*range(1, 36), 100, 101, 102, 103, 111, MOST)
"""What a dose may be made of, one number or from one to another: each must be said in words of its own."""

OTHER = "other"
_LOW, _HIGH = "low", "high"
ENDS = frozenset((_LOW, _HIGH))
"""The ends of a range, which patterns choose their forms by."""

Value = str | int
Case = Mapping[str, Value]


@lru_cache(maxsize=64)
def categories(tag: str) -> tuple[str, ...]:
    """The plural category (CLDR) of each whole number from 0 to MOST, by language tag."""
    import icu

    rules = icu.PluralRules.forLocale(icu.Locale.forLanguageTag(tag))
    return tuple(str(rules.select(number)) for number in range(MOST + 1))


@lru_cache(maxsize=64)
def keywords(tag: str) -> frozenset[str]:
    """All plural categories of a language, those of fractions and of millions too."""
    import icu

    rules = icu.PluralRules.forLocale(icu.Locale.forLanguageTag(tag))
    return frozenset(str(keyword) for keyword in rules.getKeywords())


# -- forms ------------------------------------------------------------------------------------------------


def form_problems(english: Pattern, translated: Pattern, language: Language) -> Iterator[str]:
    """Plural forms that the language needs and a pattern lacks, and forms that it does not know."""
    plural = {choice.name for choice in choices_in(english) if choice.kind == "plural"} - {_LOW}
    given = {choice.name for choice in choices_in(translated) if choice.kind == "plural"}
    if len(set(categories(language.tag))) > 1:
        for name in sorted(plural - given):
            forms = ", ".join(dict.fromkeys(categories(language.tag)))
            yield f"has no plural over {name}; {language.name} has the forms {forms}"
    yield from dict.fromkeys(_forms_missing(translated, language, {}))


Numbers = Mapping[str, frozenset[int]]


def _forms_missing(pattern: Pattern, language: Language, known: Numbers) -> Iterator[str]:
    """`known` are the numbers that an argument can still be, inside a branch of a choice over it."""
    for part in pattern:
        if not isinstance(part, Choice):
            continue
        if part.kind != "select":
            yield from _choice_problems(part, language, _domain(part.name, known))
        elif OTHER not in dict(part.branches):
            yield f"the select over {part.name} has no “{OTHER}”"
        for selector, branch in part.branches:
            inner = dict(known)
            if part.kind == "plural":
                inner[part.name] = _chosen(part, selector, language, _domain(part.name, known))
            yield from _forms_missing(branch, language, inner)


def _domain(name: str, known: Numbers) -> frozenset[int]:
    """The numbers that an argument can be: the lower end of a range is from 1 to its upper end."""
    if name in known:
        return known[name]
    if name == _LOW and _HIGH in known:
        return frozenset(range(1, max(known[_HIGH], default=0) + 1))
    return frozenset(range(MOST + 1))


def _chosen(choice: Choice, selector: str, language: Language, domain: frozenset[int]) -> frozenset[int]:
    """The numbers of the domain that lead into one branch."""
    return frozenset(number for number in domain if _selector(choice, number, language.tag) == selector)


def _selector(choice: Choice, value: Value, tag: str) -> str:
    """The branch that a value leads into, as ICU chooses it: the number itself, its category, else other."""
    given = [selector for selector, _ in choice.branches]
    if choice.kind == "select":
        return str(value) if str(value) in given else OTHER
    number = int(value)
    if f"={number}" in given:
        return f"={number}"
    category = categories(tag)[number]
    return category if category in given else OTHER


def _choice_problems(choice: Choice, language: Language, domain: frozenset[int]) -> Iterator[str]:
    given = [selector for selector, _ in choice.branches]
    for selector in given:
        if given.count(selector) > 1:
            yield f"the form {selector} of {choice.name} is there twice"
            return
    unknown = [each for each in given if not each.startswith("=") and each not in keywords(language.tag)]
    if unknown:
        known = ", ".join(sorted(keywords(language.tag)))
        yield f"{language.name} has no plural form “{unknown[0]}”; it has {known}"
    if OTHER not in given:
        yield f"the plural over {choice.name} has no “{OTHER}”"
    yield from _lacking(choice, language, domain)


def _lacking(choice: Choice, language: Language, domain: frozenset[int]) -> Iterator[str]:
    """Forms that some number of the domain needs; where only one number is left, it may be “other”."""
    given = dict(choice.branches)
    left = [number for number in sorted(domain) if _selector(choice, number, language.tag) == OTHER]
    needed: dict[str, int] = {}
    for number in left if len(left) > 1 else ():
        needed.setdefault(categories(language.tag)[number], number)
    lacking = [f"{form} (as for {number})" for form, number in needed.items() if form not in given]
    if lacking and OTHER in given:
        yield f"the plural over {choice.name} lacks what {language.name} needs: {', '.join(lacking)}"


# -- meaning ----------------------------------------------------------------------------------------------


def meaning_problems(english: Pattern, translated: Pattern, language: Language) -> Iterator[str]:
    """Numbers that two patterns do not tell apart alike, and values that one prints and the other does not.

    Both patterns are filled with all kinds of numbers. Where the English says two doses differently, so must
    the translation: “twice” may stand for 2, and not for 1 to 2 as well.
    """
    said: dict[str, tuple[str, Case]] = {}
    for case in _cases(english, translated):
        original, text = filled(english, case, "en"), filled(translated, case, language.tag)
        lost = [name for name in _shown_names(original, case) if name not in _shown_names(text, case)]
        if lost and "number" not in lost:
            yield f"does not print {{{lost[0]}}} {_in_words(case)}"
            return
        before = said.setdefault(text, (original, case))
        if before[0] != original:
            yield f"says “{_plain(text)}” {_in_words(before[1])} and also {_in_words(case)}"
            return


def _cases(*patterns: Pattern) -> Iterator[Case]:
    """Arguments of all kinds for the choices of the patterns."""
    choices = [choice for pattern in patterns for choice in choices_in(pattern)]
    plural = dict.fromkeys(choice.name for choice in choices if choice.kind != "select")
    select: dict[str, dict[str, None]] = {}
    for choice in choices:
        if choice.kind == "select":
            select.setdefault(choice.name, {}).update(dict.fromkeys(each for each, _ in choice.branches))
    spans = [(number, number) for number in SINGLES]
    if ENDS & plural.keys():
        spans += SPANS
    names = {name for pattern in patterns for name in placed_in(pattern)}
    for values in product(*select.values()):
        for low, high in spans if plural else spans[:1]:
            case: dict[str, Value] = {name: f"⟨{name}⟩" for name in names}
            case |= dict(zip(select, values, strict=True))
            case |= {name: low if name == _LOW else high for name in plural}
            if "number" in names:
                case["number"] = f"⟨{low}⟩" if low == high else f"⟨{low}–{high}⟩"
            yield case


def filled(pattern: Pattern, case: Case, tag: str) -> str:
    """A pattern filled as ICU would fill it, for whole numbers up to MOST."""
    found: list[str] = []
    for part in pattern:
        if isinstance(part, Placed):
            found.append(str(case[part.name]))
        elif isinstance(part, Choice):
            value = case[part.name]
            branch = dict(part.branches).get(_selector(part, value, tag), ())
            found.append(filled(branch, case if part.kind == "select" else {**case, NUMBER: value}, tag))
        else:
            found.append(part)
    return "".join(found)


def _shown_names(text: str, case: Case) -> list[str]:
    return [name for name, value in case.items() if str(value).startswith("⟨") and str(value) in text]


def _in_words(case: Case) -> str:
    """A case as a person would name it: "for 1 to 2, each"."""
    parts = [_plain(str(case.get("number", "")))]
    parts += [str(value) for name, value in case.items() if isinstance(value, str) and "⟨" not in value]
    return f"for {', '.join(part for part in parts if part)}"


def _plain(text: str) -> str:
    return text.replace("⟨", "").replace("⟩", "").replace("–", " to ")
