"""Tell translators what words are for and what stands in their places, by id and by name."""

from __future__ import annotations

from collections.abc import Mapping

WARD_VALUES: Mapping[str, str] = {
    "emergency": "the emergency phone number of the ward's country, such as 999",
    "ward_phone": "the ward's phone number",
    "ward_name": "the ward's name, not translated",
}
"""Places that all running words may have; the ward fills them."""

ARGUMENTS: Mapping[str, str] = {
    **WARD_VALUES,
    "address": "a web address",
    "by": "a person's name",
    "caesarean": "a week, as a number, after a caesarean birth",
    "date": "a date in words, such as 22 November 2026",
    "day": "a weekday",
    "exercise": "the name of an exercise",
    "exercises": "the names of one or more exercises, as a list in the language",
    "first": "what comes first: words, a part of a dose, or the first week as a number",
    "from": "the lower number of a range",
    "high": "the upper number of a range, or the number itself; only to choose the plural form, not printed",
    "hold": "a length of time with its unit, such as 20 seconds",
    "issued": "a date in words",
    "label": "a short label, such as Easier or Phone the ward",
    "last": "the last week, as a number",
    "low": "the lower number of a range; only to choose the form, not printed",
    "name": "a name: of the document, or of the language in English",
    "next": "the next part of a dose",
    "number": "a number or a range in words, such as 3 or 5 to 8; or a phone number, or a week",
    "own_name": "the language's own name for itself",
    "page": "a page number",
    "pages": "the number of pages",
    "paper": "the name of a paper size, such as A4",
    "publisher": "the publisher of a source, not translated",
    "quick": "how many quick squeezes, as number",
    "review": "a date in words",
    "role": "a person's role, such as consultant midwife",
    "second": "whole sentences that follow the first",
    "side": "“each” when a dose is for each side of the body; only to choose the form, not printed",
    "signs": "clauses such as “it hurts”, joined with “or” by the program",
    "title": "a title: of a source, not translated, or of the document, already translated",
    "to": "the upper number of a range",
    "until": "a date in words",
    "vaginal": "a week, as a number, after a vaginal birth",
    "version": "a version number, such as 1.0",
    "ward": "the ward's name, not translated",
    "week": "a week after birth, as a number",
    "weekday": "a weekday",
    "words": "other words, already translated",
    "year": "a year",
}
"""What stands in the arguments of patterns."""

PLURAL = (
    "Give every plural form of your language (CLDR), over {high} or {low}, each with {number} unless its "
    "words say the number."
)
SIGN = "A sign of danger, in a list. Short and plain; it must not be softer or stronger than the English."

FORMS: tuple[tuple[str, str], ...] = (
    (r"guide\.title", "The title of the whole guide, on its cover."),
    (r"guide\.lead", "Under the title on the cover. One line."),
    (r"exercises\.\w+\.title", "The name of an exercise: one to three words."),
    (r"exercises\.\w+\.why", "What the exercise is for. One short line, no full stop."),
    (r"exercises\.\w+\.before", "What must be so before the exercise may be done. One short line."),
    (r"exercises\.\w+\.start", "The starting position, beside a picture."),
    (
        r"exercises\.\w+\.steps\.\w+",
        "A step beside a picture: one action. At most 50 characters where it can be done.",
    ),
    (r"exercises\.\w+\.versions\.\w+", "Another way to do the exercise, in place of the usual one."),
    (r"exercises\.\w+\.(?:easier|harder)", "An easier or a harder way. At most 60 characters or so."),
    (
        r"exercises\.\w+\.stop_if\.\w+",
        "Ends the sentence “Stop if …”; several are joined with “or”. No capital letter and no full stop.",
    ),
    (r"exercises\.\w+\.caution", "A caution. One sentence."),
    (r"programmes\.\w+\.ask_first", "With what to ask a clinician first. One short line."),
    (r"programmes\.\w+\.gate\.words", "A question to tick with yes. Very short."),
    (r"emergency\.\w+\.name", "The name of a country."),
    (r"emergency\.\w+\.say", "What to say when the emergency number answers."),
    (r"emergency\.\w+\.advice\.name", "The name of an advice line: keep it, unless it is a plain word."),
    (r"emergency\.\w+\.(?:advice\.note|warning)", "About the country's phone numbers. Keep every number."),
    (r"layouts\.[\w-]+\.title", "The title of a one-page handout, in large type: 30 characters or so."),
    (r"layouts\.[\w-]+\.lead", "Under the title of a one-page handout. One or two lines."),
    (
        r"figures\.\w+\.alt",
        "Read out in place of a picture. At most 250 characters; say only what the picture shows.",
    ),
    (r"[\w-]+\.title", "The title of a chapter. Short."),
    (r"[\w-]+\.short_title", "The short title of a chapter, for lists. As short as can be."),
    (r"[\w-]+\.lead", "Under the title of a chapter. One or two lines."),
    (r"[\w-]+\.[\w-]+\.heading", "A heading. Short."),
    (r"[\w-]+\.[\w-]+\.columns\.\w+", "The head of a table's column. One or two words."),
    (r"[\w-]+\.[\w-]+\.[\w-]+\.(?:way|what|when)", "The head of a table's row. One to three words."),
    (r"[\w-]+\.[\w-]+\.steps\.\w+", "A step beside a picture: one action, short."),
    (
        r"furniture\.band\.short_\w+",
        "Two of these stand in one line at the top of small pages, in bold. As short as can be.",
    ),
    (
        r"furniture\.band\.\w+",
        "In a band at the top of every page, in bold. At most 40 characters. Nothing may be softened.",
    ),
    (r"furniture\.footer\.\w+", "At the foot of every page, in small type. As short as can be."),
    (r"furniture\.exercise\.(?:easier|harder)", "A label before words, with a colon after it."),
    (r"furniture\.exercise\.(?:weeks_head|dose_head)", "The head of a table's column. One or two words."),
    (r"furniture\.exercise\.not_yet", "In a table in place of a dose: the exercise must not be done yet."),
    (r"furniture\.plan\.planned", "Read out for a bead in the plan: the exercise is planned that week."),
    (r"furniture\.checklist\.(?:better|same|worse)", "Under a small face, to ring. One word."),
    (
        r"furniture\.checklist\.(?:tip|tip_extra)",
        "Shown when the pointer rests on a box to tick; “time” is the first, second … time that day.",
    ),
    (r"furniture\.checklist\.\w+", "On the weekly checklist. Short."),
    (
        r"furniture\.imposed\.title",
        "The title of a file whose pages are arranged for a printer; it is not for reading.",
    ),
    (
        r"furniture\.imposed\.(?:fold|cut)\w*",
        "Tells the staff at the printer what to choose, and what to do with the sheets. Use the words of "
        "printers' menus: flip on the short edge is not flip on the long edge.",
    ),
    (r"furniture\.imposed\.\w+", "On the sheet that tells the staff how to print. Short."),
    (
        r"messages\.mail\.phone",
        "In an e-mail with exercises. Who is unwell must not wait for an answer; whom to phone follows.",
    ),
    (r"messages\.mail\.\w+", "In an e-mail from the ward to a woman at home. Plain text, polite and short."),
    (r"messages\.calendar\.\w+", "In a calendar on her phone, after an exercise and its dose."),
    (r"furniture\.continued", "After a heading that is repeated on the next page."),
    (r"numbers\.unit\.\w+", "A quantity with its unit. Signs such as ° are fine."),
    (r"numbers\.range", "A range of numbers, in words. Not a dash: it would be read as minus."),
    (r"numbers\.either", "Two neighbouring numbers: 2 or 3."),
    (r"numbers\.dose\.join", "Joins two parts of a dose: 5 to 8 times, 2 sets. In English, a comma."),
    (r"numbers\.dose\.\w+", "A part of a dose. A wrong number here does harm: look at every form."),
)
"""What words are, by a pattern of their id; the first that fits counts."""
