"""Name what is being set: guide, language, ward and look, fixed before the first line is broken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handouts.errors import LayoutError, Mark, Problem
from handouts.languages.catalogue import Translation
from handouts.languages.language import Language
from handouts.languages.speech import Speech, Words, unbroken
from handouts.model.approval import Approval
from handouts.model.exercise import Birth, Exercise
from handouts.model.fields import nearest
from handouts.model.guide import Guide
from handouts.model.message import Message
from handouts.model.passage import Passage
from handouts.model.quantity import Quantity
from handouts.model.section import Section
from handouts.model.ward import EmergencyPack, Ward
from handouts.pdf.outline import Anchor
from handouts.pdf.paragraph import Paragraph
from handouts.pdf.places import PlaceLine
from handouts.pdf.rule import Rule
from handouts.pdf.structure import StructElem
from handouts.source import Scalar
from handouts.text.faces import families
from handouts.text.style import Align, TextStyle
from handouts.theme.theme import PageToken, Theme
from handouts.units import NBSP, Paper


@dataclass(frozen=True, slots=True)
class Trust:
    """What a reader may rely on: version, dates, and the approval of exactly these words, if there is one.

    `translation` says how the words were translated; None where they are the ones the guide was written in.
    """

    version: str
    issued: date
    review: date
    approval: Approval | None
    overdue: bool
    translation: Translation | None = None

    @property
    def unreviewed(self) -> Translation | None:
        """The translation that nobody has reviewed, if that is what this is."""
        return self.translation if self.translation is not None and not self.translation.reviewed else None

    @property
    def relied_on(self) -> bool:
        """Whether no page needs a warning: approved, in date, and not an unreviewed translation."""
        return self.approval is not None and not self.overdue and self.unreviewed is None


@dataclass(frozen=True, slots=True)
class Edition:
    """One document to be made: guide x language x theme x ward, with its title and what it is for.

    A checklist may leave exercises out that are `held_back`, and keep `places` for words that each copy of it
    has its own of: "name" and "midwife".
    """

    guide: Guide
    speech: Speech
    english: Speech
    theme: Theme
    ward: Ward
    pack: EmergencyPack
    paper: Paper
    trust: Trust
    title: Words
    lead: Message | None = None
    birth: Birth = Birth.VAGINAL
    week: int = 1
    start: date | None = None
    held_back: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    @property
    def language(self) -> Language:
        """The language of the words."""
        return self.speech.language


def bound(words: Words) -> Words:
    """Words whose short last word is bound to the one before, so that it never stands alone on a line."""
    before, space, last = words.text.rpartition(" ")
    previous = before.rpartition(" ")[2]
    if not space or len(last) > SHORT_WORD or len(previous) > MIDDLE_WORD or "](" in last:
        return words
    return Words(f"{before}{NBSP}{last}", words.message)


TIGHT = 0.6
STAGE_RANGE = (0.72, 1.25)

LEAST_COLUMN = 11.5
"""Sizes of the body text: a narrower column stands below instead of beside."""

SHORT_WORD = 6
MIDDLE_WORD = 9
"""Letters: a last word up to the first is bound to a word before it of up to the second."""


@dataclass(frozen=True, slots=True)
class Setting:
    """An edition at one step of the fit ladder, with the measure and grid that blocks are set to.

    Lengths in points; `height` is that of the frame. `folded` pages are those of a booklet: small, one
    column. `chapters` are the titles and anchors that its contents page lists.
    """

    edition: Edition
    theme: Theme
    measure: float
    grid: PageToken
    height: float = 0.0
    folded: bool = False
    chapters: tuple[tuple[Words, str], ...] = ()

    @property
    def mirrored(self) -> bool:
        """Whether the page runs from right to left."""
        return self.edition.language.direction == "rtl"

    @property
    def body(self) -> float:
        """The size of body text; marks and icons are sized by it."""
        return self.theme.type["body"].size

    @property
    def one_column(self) -> bool:
        """Whether words, pictures and boxes stand one below the other, and go on over the page."""
        return self.folded or self.theme.one_column

    @property
    def on_screen(self) -> bool:
        """Whether the pages are made for a screen, where numbers can be tapped and no pen can write."""
        return self.theme.page is not None

    def readable(self, width: float) -> bool:
        """Whether a column of so many points is wide enough to read, rather than a word or two a line."""
        return width >= LEAST_COLUMN * self.body

    @property
    def tight(self) -> bool:
        """Whether the page is so full that pictures and heads give way to words."""
        return self.theme.tightness < TIGHT

    def stage(self, height: float) -> float:
        """The height of a picture of so many points, less on a full page and more on a roomy one."""
        least, most = STAGE_RANGE
        return height * min(most, max(least, self.theme.tightness))

    def colour(self, name: str) -> str:
        """A colour of the theme as hex."""
        return self.theme.colours[name]

    def space(self, steps: float) -> float:
        """A space of the theme in points."""
        return self.theme.space(steps)

    def span(self, columns: float) -> float:
        """The width of so many columns of the page grid, gutters between them included."""
        column = (self.measure - self.grid.gutter * (self.grid.columns - 1)) / self.grid.columns
        return column * columns + self.grid.gutter * (columns - 1)

    def narrowed(self, measure: float) -> Setting:
        """The same setting for a narrower column."""
        return replace(self, measure=measure)

    def style(
        self, rank: str, *, align: Align = "start", bold: bool | None = None, english: bool = False
    ) -> TextStyle:
        """The text style of a rank of the type scale in this edition's language (or in English)."""
        token = self.theme.type[rank]
        language = self.edition.english.language if english else self.edition.language
        return TextStyle(
            faces=tuple(language.faces),
            bold=token.bold if bold is None else bold,
            size=token.size,
            leading=token.leading,
            language=language.tag,
            script=language.script,
            direction=language.direction,
            align=align,
        )

    def text(
        self,
        words: Words,
        rank: str = "body",
        elem: StructElem | None = None,
        *,
        colour: str | None = None,
        align: Align = "start",
        bold: bool | None = None,
        english: bool = False,
        anchor: Anchor | None = None,
        link_to: str | None = None,
    ) -> Paragraph:
        """A paragraph of a rank; without an element it is an artifact."""
        name = colour or self.theme.type[rank].colour
        return Paragraph(
            bound(words),
            self.style(rank, align=align, bold=bold, english=english),
            colour=self.colour(name),
            elem=elem,
            anchor=anchor,
            link_to=link_to,
        )

    def place(self, name: str, elem: StructElem) -> PlaceLine:
        """A line for words of each copy, which may be of any script that there is a font for."""
        style = self.style("body")
        style = replace(style, faces=(*style.faces, *families()), passing=True)
        return PlaceLine(name, style, self.colour(self.theme.type["body"].colour), elem)

    def words(self, message: Message, values: Mapping[str, Quantity] | None = None) -> Words:
        """A message in this edition's language with its values, the ward's and the country's in place."""
        speech = self.edition.speech
        if "{" not in message.text:
            return speech.words(message)
        places = speech.places(self.edition.ward, self.edition.pack)
        if self.on_screen:
            ward, pack = self.edition.ward, self.edition.pack
            places |= {"emergency": self.dialled(pack.number), "ward_phone": self.dialled(ward.phone)}
        return speech.words(message, places | speech.quantities(values or {}))

    def phrase(self, name: str, /, **arguments: str | int | float) -> Words:
        """A fixed phrase of the page furniture, e.g. `phrase("footer.page", page=1, pages=4)`."""
        return self.edition.speech.phrase(f"furniture.{name}", **arguments)

    def alt(self, figure: str, text: str) -> str:
        """The text alternative of a figure, whose English is `text`, in this edition's language."""
        place = Mark(f"data/figures/poses/{figure}.yaml")
        return self.edition.speech.words(Message(f"figures.{figure}.alt", text, place)).text

    def number(self, phone: str) -> Words:
        """A phone number that is never divided between two lines."""
        return self.phrase("contact.number", number=self.dialled(phone))

    def dialled(self, phone: str) -> str:
        """A phone number in one piece, as markup; on a screen it dials when it is tapped (RFC 3966)."""
        shown = unbroken(phone)
        digits = "".join(char for char in phone if char.isdigit() or char == "+")
        return f"[{shown}](tel:{digits})" if self.on_screen else shown

    def literal(self, text: str) -> Words:
        """Words that are the same in every language, such as a citation."""
        mark = text.mark if isinstance(text, Scalar) else Mark("")
        return Words(str(text), Message("", str(text), mark))

    def labelled(self, label: Words, words: Words) -> Words:
        """Words after a bold label."""
        return self.phrase("exercise.labelled", label=label.text, words=words.text)

    def running(self, parts: Sequence[Words]) -> Words:
        """Whole sentences one after the other."""
        joined = parts[0]
        for part in parts[1:]:
            joined = self.phrase("exercise.running", first=joined.text, second=part.text)
        return joined

    def passage(self, address: Scalar) -> Passage:
        """The passage a layout names; DataError with the place in the layout when there is none."""
        return self.edition.guide.passage(address, address.mark)

    def exercise(self, name: Scalar) -> Exercise:
        """The exercise a layout names; LayoutError with the place in the layout when there is none."""
        known = self.edition.guide.exercises
        if name not in known:
            raise LayoutError(Problem(f'there is no exercise "{name}"', name.mark, nearest(name, known)))
        return known[name]

    def section(self, name: Scalar) -> Section:
        """The section a layout names; LayoutError with the place in the layout when there is none."""
        known = self.edition.guide.sections
        if name not in known:
            raise LayoutError(Problem(f'there is no section "{name}"', name.mark, nearest(name, known)))
        return known[name]

    def rule(self, line: str, colour: str) -> Rule:
        """A line across the measure with a weight and a colour of the theme."""
        return Rule(self.theme.lines[line], self.colour(colour))
