"""Set a box of warning signs whose frame, head and icon tell its urgency without colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from handouts.blocks.edition import Setting
from handouts.blocks.icons import icon
from handouts.blocks.lists import BULLET_INDENT, bullets
from handouts.languages.speech import Words
from handouts.model.passage import RedFlagsPassage, SignGroup, Urgency
from handouts.pdf.panel import Panel, PanelLook
from handouts.pdf.stacking import Columns, Gap, Hanging, Padded, Stack, measure
from handouts.pdf.structure import StructElem


@dataclass(frozen=True, slots=True)
class Rank:
    """How one urgency looks (DESIGN-PAGES: frame, head, icon, number)."""

    colour: str
    line: str
    icon: str
    number_rank: str = ""
    reversed: bool = False
    tinted: bool = False


LEAST_SIDES = 6.0
LEAST_GUTTER = 7.0
FULL_PAGE_INDENT = 0.85
"""In sizes of the body: how far signs stand in from their bullets where spaces have closed up."""

SIGN_GAP = 0.55
"""Spaces between two signs."""

RANKS = {
    Urgency.EMERGENCY_NOW: Rank("flag", "heavy", "warning", "emergency", reversed=True),
    Urgency.PHONE_NOW: Rank("accent", "strong", "clock", "phone", tinted=True),
    Urgency.SOON: Rank("accent", "rule", "calendar"),
}


def flag_box(
    passage: RedFlagsPassage,
    groups: Sequence[SignGroup],
    setting: Setting,
    parent: StructElem,
    *,
    columns: int,
) -> Panel:
    """The panel for one urgency."""
    section = parent.add("Sect")
    rank = RANKS[passage.urgency]
    look = panel_look(rank, setting)
    assert passage.heading is not None
    heading = setting.words(passage.heading)
    head = _head(heading, rank, _number(passage.urgency, setting), setting, section)
    continued = _head(heading, rank, _number(passage.urgency, setting), setting, None)
    inner = setting.narrowed(setting.measure - 2 * look.pad_sides)
    sets = [_group(group, passage, inner, section) for group in groups]
    body: list[Flowable] = [_two_columns(sets, inner)] if columns == 2 else [_column(sets, inner)]
    return Panel(body, look, head=head, continued=continued)


def panel_look(rank: Rank, setting: Setting) -> PanelLook:
    """Frame and ground of an urgency; without fills the reversed head becomes heavy rules."""
    theme = setting.theme
    weight = theme.lines[rank.line]
    filled = theme.filled
    ground = "flag" if rank.reversed else "accent_tint" if rank.tinted else None
    return PanelLook(
        stroke=setting.colour(rank.colour),
        weight=weight,
        radius=theme.radii["box"],
        pad_sides=_sides(setting),
        pad_top=setting.space(2),
        pad_bottom=setting.space(2.4),
        head_fill=setting.colour(ground) if ground and filled else None,
        head_rule=0.0 if rank.reversed and filled else min(weight, theme.lines["strong"]),
    )


def _sides(setting: Setting) -> float:
    """Room between frame and words, which a full page does not take away."""
    return max(LEAST_SIDES, setting.space(3))


def _number(urgency: Urgency, setting: Setting) -> Words | None:
    if urgency is Urgency.EMERGENCY_NOW:
        return setting.number(setting.edition.pack.number)
    if urgency is Urgency.PHONE_NOW:
        return setting.number(setting.edition.ward.phone)
    return None


def _head(
    heading: Words, rank: Rank, number: Words | None, setting: Setting, section: StructElem | None
) -> Flowable:
    """Icon, heading, and the number to phone at the end, or below where both do not fit in a line."""
    white = rank.reversed and setting.theme.filled
    colour = "paper" if white else rank.colour
    size = setting.theme.type["h2"].leading * 1.25
    pad, indent = _sides(setting), size + setting.space(2)
    room = setting.measure - 2 * pad - indent
    ground = setting.colour("flag" if white else "paper")
    sign = icon(rank.icon, size, setting.colour(colour), ground, filled=setting.theme.filled)
    title = setting.text(heading, "h2", section.add("H2") if section else None, colour=colour)
    text: Flowable = title
    if number is not None:
        ink = "paper" if white else "ink"
        elem = section.add("P") if section else None
        phone = setting.text(number, rank.number_rank, elem, colour=ink)
        width = phone.natural_width + 1
        if title.natural_width + width + setting.space(3) <= room:
            phone = setting.text(number, rank.number_rank, elem, colour=ink, align="end")
            text = Columns([title, phone], [room - width, width], mirrored=setting.mirrored, align="middle")
        else:
            text = Stack([title, phone])
    row = Hanging(sign, text, indent, mirrored=setting.mirrored, middle=True)
    edge = setting.space(0.8)
    return Padded(row, start=pad, end=pad, top=edge, bottom=edge, mirrored=setting.mirrored)


def _group(group: SignGroup, passage: RedFlagsPassage, setting: Setting, section: StructElem) -> Stack:
    """Heading and signs; a group without heading goes on under the heading before."""
    signs = [setting.words(sign, passage.values) for sign in group.signs.values()]
    children: list[Flowable] = []
    if group.heading is not None:
        heading = setting.text(setting.words(group.heading), "h3", section.add("H3"))
        heading.keepWithNext = True
        children += [heading, Gap(setting.space(0.5))]
    indent = FULL_PAGE_INDENT if setting.theme.tightness < 1 else BULLET_INDENT
    children.append(bullets(signs, setting, section, gap=SIGN_GAP, indent=indent))
    return Stack(children)


def _column(groups: Sequence[Stack], setting: Setting) -> Stack:
    """Groups one below the other; those without a heading close up to the one before."""
    children: list[Flowable] = []
    for group in groups:
        if children:
            children.append(Gap(setting.space(1.8 if len(group.children) > 1 else SIGN_GAP)))
        children.append(group)
    return Stack(children)


def _signs(group: Stack) -> list[Flowable]:
    """The signs of a group that has no heading, each a flowable of its own."""
    listing = group.children[-1]
    return listing.children if isinstance(listing, Stack) else [listing]


def _two_columns(groups: Sequence[Stack], setting: Setting) -> Columns:
    """The groups in reading order, cut where the taller column is shortest.

    Groups without any heading are one run of signs, which may be cut before any sign.
    """
    gutter = max(LEAST_GUTTER, setting.grid.gutter * min(1.0, setting.theme.tightness))
    width = (setting.measure - gutter) / 2
    headed = [len(group.children) > 1 for group in groups]
    if not any(headed):
        groups = [Stack([sign]) for group in groups for sign in _signs(group)]
        headed = [False] * len(groups)
    # a group without heading belongs to the one before, so no column begins with it unless all do
    cuts = [at for at in range(1, len(groups)) if headed[at] or not any(headed[:at])] or [1]

    def columns_at(cut: int) -> list[Stack]:
        return [_column(groups[:cut], setting), _column(groups[cut:], setting)]

    columns = columns_at(min(cuts, key=lambda cut: max(measure(column, width) for column in columns_at(cut))))
    divider = (setting.colour("line"), setting.theme.lines["hair"])
    return Columns(columns, [width, width], gutter, mirrored=setting.mirrored, divider=divider)
