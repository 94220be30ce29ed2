"""Draw what stands on every page: the approval band at the top and the trust line at the foot."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import HexColor

from handouts.blocks.edition import Setting
from handouts.languages.speech import DateStyle, Speech, Words
from handouts.pages.trust import warnings
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.paragraph import Paragraph
from handouts.pdf.stacking import UNBOUNDED
from handouts.pdf.structure import StructElem
from handouts.text.style import Align
from handouts.units import NBSP

RULE_GAP = 4.0
"""Points between the footer's rule and its words."""

BAND_PAD = 8.0


@dataclass(frozen=True, slots=True)
class Furniture:
    """Band and footer of one document, the same on every page.

    On the first page the band, and on the last page the footer's words, belong to the elements given, so
    that they are read out once; elsewhere both are artifacts.
    """

    setting: Setting
    band_elem: StructElem
    facts_elem: StructElem

    # -- band ------------------------------------------------------------------------------------------------

    @property
    def banded(self) -> bool:
        """Whether the pages carry a band: not approved, past the review date, or not reviewed."""
        return not self.setting.edition.trust.relied_on

    def band_height(self) -> float:
        """The height of the band in points, 0 when there is none."""
        if not self.banded:
            return 0.0
        words = self._band_words(None)
        self._wrap_band(words)
        return max(self.setting.theme.band_height, sum(each.height for each in self._stacked(words)) + 6)

    def _band_words(self, elem: StructElem | None) -> list[Paragraph]:
        """The status in the document's language, bold; at the end in English, or what the status asks for."""
        setting = self.setting
        edition = setting.edition
        bilingual = edition.language.code != edition.english.language.code
        status, tail = self._status(edition.speech), setting.phrase("band.tail")
        if bilingual:
            tail = self._status(edition.english)
            if not self._in_lines(status, tail):
                status, tail = (self._status(each, short=True) for each in (edition.speech, edition.english))
        local = setting.text(status, "footer", elem.add("P") if elem else None, bold=True)
        end = setting.text(tail, "footer", english=bilingual)
        # English runs left to right: its end is the page's end only on pages that do so too
        align: Align = "start" if bilingual and self._beside([local, end]) is setting.mirrored else "end"
        end = setting.text(tail, "footer", elem.add("P") if elem else None, align=align, english=bilingual)
        return [local, end]

    def _status(self, speech: Speech, *, short: bool = False) -> Words:
        """Everything that a reader is warned of; short where two warnings must go into one line."""
        found = warnings(self.setting.edition.trust, speech, short=short)
        return Words(f"{NBSP}· ".join(each.text for each in found), found[0].message)

    def _in_lines(self, local: Words, english: Words) -> bool:
        """Whether each of the two goes into one line."""
        setting, room = self.setting, self._room()
        widths = (
            setting.text(local, "footer", bold=True).natural_width,
            setting.text(english, "footer", english=True).natural_width,
        )
        return max(widths) <= room

    def _room(self) -> float:
        return self.setting.measure - self.setting.theme.hatch_width - 2 * BAND_PAD

    def _wrap_band(self, words: list[Paragraph]) -> None:
        beside = self._beside(words)
        local, end = words
        local.wrap(local.natural_width + 1 if beside else self._room(), UNBOUNDED)
        end.wrap(self._room() - local.width if beside else self._room(), UNBOUNDED)

    def _beside(self, words: list[Paragraph]) -> bool:
        return sum(each.natural_width for each in words) + BAND_PAD <= self._room()

    def _stacked(self, words: list[Paragraph]) -> list[Paragraph]:
        """What stands one below the other: both, only the status in a narrow English page, or one line."""
        if self._beside(words):
            return words[:1]
        english = self.setting.edition.language.code == self.setting.edition.english.language.code
        return words[:1] if english else words

    def draw_band(self, canvas: TaggedCanvas, x: float, top: float, *, first: bool) -> None:
        """Draw the band with its top edge at `top`: frame and hatching, then the words."""
        if not self.banded:
            return
        setting, theme = self.setting, self.setting.theme
        height, width = self.band_height(), setting.measure
        words = self._band_words(self.band_elem if first else None)
        self._wrap_band(words)
        shown = words if self._beside(words) else self._stacked(words)
        with canvas.artifact("Pagination", "Header"):
            self._hatched_frame(canvas, x, top - height, width, height)
        start = x + BAND_PAD + (theme.hatch_width if setting.mirrored else 0)
        if self._beside(words):
            local, end = words
            y = top - (height + local.height) / 2
            first_x = start + (self._room() - local.width if setting.mirrored else 0)
            local.drawOn(canvas, first_x, y)
            end.drawOn(canvas, start if setting.mirrored else start + local.width, y)
            return
        y = top - (height - sum(each.height for each in shown)) / 2
        for paragraph in shown:
            y -= paragraph.height
            paragraph.drawOn(canvas, start, y)

    def _hatched_frame(self, canvas: TaggedCanvas, x: float, y: float, width: float, height: float) -> None:
        """The frame, and 45 degree lines at its end so that nobody takes the band for a title."""
        theme = self.setting.theme
        left = x if self.setting.mirrored else x + width - theme.hatch_width
        canvas.saveState()
        canvas.setStrokeColor(HexColor(self.setting.colour("ink")))
        canvas.saveState()
        clip = canvas.beginPath()
        clip.rect(left, y, theme.hatch_width, height)
        canvas.clipPath(clip, stroke=0, fill=0)
        canvas.setLineWidth(2)
        offset = -height
        while offset < theme.hatch_width:
            canvas.line(left + offset, y, left + offset + height, y + height)
            offset += theme.hatch_pitch
        canvas.restoreState()
        canvas.setLineWidth(theme.lines["thin"])
        canvas.rect(x, y, width, height, stroke=1, fill=0)
        edge = left + theme.hatch_width if self.setting.mirrored else left
        canvas.line(edge, y, edge, y + height)
        canvas.restoreState()

    # -- footer ----------------------------------------------------------------------------------------------

    @property
    def _small(self) -> bool:
        """Whether the page is so small that dates are given by their month."""
        return self.setting.folded or self.setting.on_screen

    def _facts(self, style: DateStyle) -> list[str]:
        """Everything that the footer tells, with dates in full or by their month alone."""
        setting = self.setting
        edition, trust = setting.edition, setting.edition.trust
        speech, language = edition.speech, edition.language
        form = "language" if language.code == edition.english.language.code else "language_bilingual"
        return [
            edition.title.text,
            setting.phrase("footer.version", version=trust.version).text,
            setting.phrase(f"footer.{form}", own_name=language.own_name, name=language.name).text,
            setting.phrase("footer.issued", date=speech.date(trust.issued, style)).text,
            setting.phrase(
                "footer.review_short" if style == "month" else "footer.review",
                date=speech.date(trust.review, style),
            ).text,
        ]

    def _footer_lines(self, elem: StructElem | None) -> list[Paragraph]:
        """Name, version and language; then the dates. Lines break after a separator, never before it."""
        dot = f"{NBSP}· "
        facts = self._facts("month" if self._small else "long")
        cut = 1 if self._small or not self._in_one_line(dot.join(facts[:3])) else 3
        if cut == 1 and not self._small and not self._in_one_line(dot.join(facts[1:]), room=0.0):
            facts = self._facts("month")
        lines = [dot.join(facts[:cut]), dot.join(facts[cut:])]
        return [
            self.setting.text(self.setting.literal(line), "footer", elem.add("P") if elem else None)
            for line in lines
        ]

    def _in_one_line(self, facts: str, room: float | None = None) -> bool:
        """Whether facts fit into a line that leaves room for the page number, or so much `room`."""
        words = self.setting.text(self.setting.literal(facts), "footer")
        room = self._page_width() if room is None else room
        return bool(words.natural_width <= self.setting.measure - room)

    def footer_height(self) -> float:
        """The height of rule and words in points."""
        return sum(self._wrapped(self._footer_lines(None))) + RULE_GAP

    def _page_width(self) -> float:
        most = 999 if self.setting.on_screen and self.setting.chapters else 99
        words = self.setting.phrase("footer.page", page=most, pages=most)
        return float(self.setting.text(words, "footer", bold=True).natural_width) + 6

    def _wrapped(self, lines: list[Paragraph]) -> list[float]:
        """Heights: the first line leaves room for the page number at its end."""
        measures = [self.setting.measure - self._page_width(), self.setting.measure]
        return [line.wrap(measure, UNBOUNDED)[1] for line, measure in zip(lines, measures, strict=True)]

    def draw_footer(self, canvas: TaggedCanvas, x: float, bottom: float, *, read_out: bool) -> None:
        """Draw the footer standing on `bottom`; the page number waits until the pages are counted."""
        setting = self.setting
        lines = self._footer_lines(self.facts_elem if read_out else None)
        heights = self._wrapped(lines)
        top = bottom + sum(heights)
        with canvas.artifact("Pagination", "Footer"):
            canvas.saveState()
            canvas.setStrokeColor(HexColor(setting.colour("ink")))
            canvas.setLineWidth(setting.theme.lines["rule"])
            canvas.line(x, top + RULE_GAP, x + setting.measure, top + RULE_GAP)
            canvas.restoreState()
        room = self._page_width()
        if read_out:
            self._draw_lines(canvas, lines, heights, x, top)
        else:
            with canvas.artifact("Pagination", "Footer"):
                self._draw_lines(canvas, lines, heights, x, top)
        page = canvas.getPageNumber()
        number_x = x if setting.mirrored else x + setting.measure - room

        def paint(later: TaggedCanvas) -> None:
            words = setting.phrase("footer.page", page=page, pages=later.page_count or 0)
            number = setting.text(words, "footer", bold=True, align="end")
            height = number.wrap(room, UNBOUNDED)[1]
            number.drawOn(later, number_x, top - height)

        with canvas.artifact("Pagination", "Footer"):
            canvas.later(paint)

    def _draw_lines(
        self, canvas: TaggedCanvas, lines: list[Paragraph], heights: list[float], x: float, top: float
    ) -> None:
        y = top
        room = self._page_width()
        for index, (line, height) in enumerate(zip(lines, heights, strict=True)):
            y -= height
            line.drawOn(canvas, x + (room if self.setting.mirrored and index == 0 else 0), y)
