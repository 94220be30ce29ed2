"""Set the sheet that goes before imposed ones: what they are, and in a line how they are printed.

It is for whoever stands at the printer, so it says everything in English too.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.doctemplate import PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from handouts.blocks.edition import Edition, Setting
from handouts.languages.speech import Speech, Words
from handouts.pages.information import document_info
from handouts.pdf.document import Built, build
from handouts.pdf.stacking import Gap
from handouts.pdf.structure import StructElem
from handouts.theme.theme import PageToken
from handouts.units import MM, NBSP, Paper

MARGIN = 25 * MM


def printing_title(edition: Edition) -> str:
    """What a file of imposed sheets is called, so that nobody takes it for the one to read."""
    return edition.speech.phrase("furniture.imposed.title", title=edition.title.text).text


def set_cover_sheet(edition: Edition, sheet: Paper, work: Sequence[str], sheets: int) -> Built:
    """One page of the size of the sheets.

    `work` names the phrases that tell how the sheets are printed and what is done with them, such as
    `fold_short`; `sheets` counts them without this one.
    """
    language = edition.language
    theme = edition.theme.for_script(language.size_factor, language.line_height, language.least_line_height)
    measure = sheet.width - 2 * MARGIN
    page = PageToken(MARGIN, MARGIN, MARGIN, MARGIN, 1, 0)
    setting = Setting(edition, theme, measure, page)
    root = StructElem("Document")
    story = [
        setting.text(Words(printing_title(edition), edition.title.message), "title", root.add("H1")),
        Gap(setting.space(4)),
        *_told(setting, edition.speech, sheet, work, sheets, root),
    ]
    if language.code != edition.english.language.code:
        story += [Gap(setting.space(4)), setting.rule("rule", "line"), Gap(setting.space(4))]
        story += _told(setting, edition.english, sheet, work, sheets, root)
    height = sheet.height - 2 * MARGIN
    frame = Frame(MARGIN, MARGIN, measure, height, 0, 0, 0, 0)
    template = PageTemplate("cover sheet", [frame], pagesize=sheet.size)
    return build(story, [template], document_info(edition), root)


def _told(
    setting: Setting, speech: Speech, sheet: Paper, work: Sequence[str], sheets: int, root: StructElem
) -> list[Flowable]:
    """How to print, and which document this is, in one voice."""
    edition, language = setting.edition, setting.edition.language
    english = speech is edition.english
    line, *more = (speech.phrase(f"furniture.imposed.{name}", paper=sheet.name) for name in work)
    for each in more:
        line = speech.phrase("furniture.exercise.running", first=line.text, second=each.text)
    own_name = language.name if english else language.own_name
    facts = [
        speech.phrase("furniture.imposed.sheets", high=sheets, number=speech.number(sheets)),
        speech.phrase("furniture.footer.language", own_name=own_name),
        speech.phrase("furniture.footer.version", version=edition.trust.version),
    ]
    known = Words(f"{NBSP}· ".join(each.text for each in facts), line.message)
    return [
        setting.text(line, "h1", root.add("P"), colour="ink", bold=False, english=english),
        Gap(setting.space(2)),
        setting.text(known, "body", root.add("P"), english=english),
    ]
