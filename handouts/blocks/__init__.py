"""Turn one piece of a layout into flowables."""

from __future__ import annotations

from collections.abc import Mapping

import handouts.pdf  # noqa: F401  # loads less of Platypus than the modules here would
from handouts.blocks import (
    back_cover,
    cards,
    checklist_head,
    columns,
    contacts,
    contents,
    cover,
    exercise_page,
    exercise_rows,
    masthead,
    notes,
    passage,
    plan,
    section,
    sources,
    stop,
    week_grid,
)
from handouts.blocks.block import Block

BLOCKS: Mapping[str, Block] = {
    "back_cover": back_cover.BLOCK,
    "cards": cards.BLOCK,
    "checklist_head": checklist_head.BLOCK,
    "columns": columns.BLOCK,
    "contacts": contacts.BLOCK,
    "contents": contents.BLOCK,
    "cover": cover.BLOCK,
    "exercise_pages": exercise_page.BLOCK,
    "exercises": exercise_rows.BLOCK,
    "facts": sources.FACTS,
    "masthead": masthead.BLOCK,
    "notes": notes.BLOCK,
    "passage": passage.BLOCK,
    "plan": plan.BLOCK,
    "section": section.BLOCK,
    "sources": sources.SOURCES,
    "stop": stop.BLOCK,
    "week_grid": week_grid.BLOCK,
}
"""Every block kind a layout may name."""
