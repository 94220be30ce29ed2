"""Set the back cover: whom to phone, the numbers large, and lines to write on."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from handouts.blocks.block import Block, no_options
from handouts.blocks.contacts import phone_label, warm_look
from handouts.blocks.edition import Setting
from handouts.blocks.icons import icon
from handouts.blocks.notes import LINE_SPACING, WritingLines
from handouts.blocks.qr_code import beside_code, qr_code, web_width, web_words
from handouts.blocks.section import chapter_heading
from handouts.languages.speech import Words
from handouts.pdf.panel import Panel, PanelLook
from handouts.pdf.stacking import Gap, Hanging, Stack, measure
from handouts.pdf.structure import StructElem

MOST_LINES = 4
"""Lines for the midwife's name and for questions."""


def compose(options: None, setting: Setting, parent: StructElem) -> list[Flowable]:
    """Numbers by urgency, then the midwife's name and questions, then what else there is."""
    section = parent.add("Sect")
    edition = setting.edition
    story: list[Flowable] = chapter_heading(setting.phrase("back.title"), "contacts", setting, section)
    gap = setting.space(2)
    emergency = [setting.phrase("contact.emergency"), setting.number(edition.pack.number)]
    extra = [setting.words(edition.pack.say)]
    story += [Gap(gap), _entry(emergency, extra, "warning", setting, section, urgent=True)]
    number = setting.number(edition.ward.phone)
    story += [Gap(gap), _entry([phone_label(setting), number], [], "phone", setting, section)]
    if edition.ward.physiotherapy is not None:
        number = setting.number(edition.ward.physiotherapy)
        story += [
            Gap(gap),
            _entry([setting.phrase("contact.physiotherapy"), number], [], "people", setting, section),
        ]
    if edition.pack.advice is not None:
        advice = edition.pack.advice
        number = setting.number(advice.number)
        notes = [setting.words(advice.note)] if advice.note is not None else []
        story += [Gap(gap), _entry([setting.words(advice.name), number], notes, "phone", setting, section)]
    if edition.pack.warning is not None:
        story += [Gap(gap), setting.text(setting.words(edition.pack.warning), "strong", section.add("P"))]
    end: list[Flowable] = []
    end = _end(setting, section)
    room = setting.height - measure(Stack([*story, Gap(setting.space(4)), *end]), setting.measure)
    if room < 0:  # a long address, or a country with much to say
        for space in (child for child in story if isinstance(child, Gap)):
            space.size /= 2
    return [Stack([*story, *_lines(room, setting, section), Gap(setting.space(2)), *end])]


def _end(setting: Setting, section: StructElem) -> list[Flowable]:
    """Where else this can be had: on the web, with a code for phones, and in other forms from the ward."""
    others = setting.phrase("back.other_languages")
    web = setting.edition.ward.web
    if web is None:
        return [setting.text(others, "body", section.add("P"))]
    words = section.add("Sect")
    if setting.on_screen:
        address = web_words(setting, web, words, setting.measure)
        return [address, Gap(setting.space(1)), setting.text(others, "body", words.add("P"))]
    code = qr_code(setting, web, section)
    address = web_words(setting, web, words, web_width(setting, code))
    end = [address, Gap(setting.space(1)), setting.text(others, "body", words.add("P"))]
    return [beside_code(end, code, setting)]


def _lines(room: float, setting: Setting, section: StructElem) -> list[Flowable]:
    """Lines to write on in the room that is left: the midwife's name, then questions."""
    count = min(MOST_LINES, int(room // LINE_SPACING))
    if count < 1 or setting.on_screen:
        return []
    lines: list[Flowable] = [Gap(setting.space(1))]
    lines.append(WritingLines(1, setting, setting.phrase("back.midwife"), section.add("P")))
    if count > 1:
        lines.append(WritingLines(count - 1, setting, setting.phrase("back.questions"), section.add("P")))
    return lines


def _entry(
    lines: list[Words],
    notes: list[Words],
    sign: str,
    setting: Setting,
    parent: StructElem,
    *,
    urgent: bool = False,
) -> Panel:
    """A panel with an icon, a label, a number and what to know about it."""
    label, number = lines
    words: list[Flowable] = [
        setting.text(label, "body", parent.add("P")),
        setting.text(number, "phone", parent.add("P")),
    ]
    words += [setting.text(note, "body", parent.add("P")) for note in notes]
    pad = max(9.0, setting.space(2))
    look = warm_look(setting, pad)
    if urgent:
        theme = setting.theme
        look = PanelLook(
            stroke=setting.colour("flag"),
            weight=theme.lines["heavy"],
            radius=theme.radii["box"],
            pad_sides=pad,
            pad_top=pad * 0.8,
            pad_bottom=pad * 0.8,
        )
    mark = icon(
        sign, setting.body * 2, setting.colour("flag" if urgent else "accent"), filled=setting.theme.filled
    )
    row = Hanging(mark, Stack(words), setting.body * 2 + pad, mirrored=setting.mirrored, middle=True)
    return Panel([row], look)


BLOCK = Block(read=no_options, compose=compose)
