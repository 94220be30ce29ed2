"""Choose the paper for two pages side by side at their own size, with or without room for crop marks.

Pages are never made smaller: what is 12 points on the page stays 12 points on the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass

from handouts.units import A4, A5, HALF_LETTER, LETTER, MM, POINTS_PER_INCH, Paper

SAME = 1.0
"""Points by which two sizes may differ and still be the same paper."""


@dataclass(frozen=True, slots=True)
class Stock:
    """The landscape sheet that holds two of a page, and the larger one that a print shop trims."""

    page: Paper
    sheet: Paper
    untrimmed: Paper


def _inches(name: str, width: float, height: float) -> Paper:
    return Paper(name, width * POINTS_PER_INCH, height * POINTS_PER_INCH)


STOCKS = (
    Stock(A5, Paper("A4", A4.height, A4.width), Paper("SRA4", 320 * MM, 225 * MM)),
    Stock(A4, Paper("A3", 420 * MM, 297 * MM), Paper("SRA3", 450 * MM, 320 * MM)),
    Stock(HALF_LETTER, _inches("Letter", 11, 8.5), _inches("9 × 12 in", 12, 9)),
    Stock(LETTER, _inches("11 × 17 in", 17, 11), _inches("12 × 18 in", 18, 12)),
)
"""Sizes of ISO 216 and ISO 217, and their North American counterparts."""


def stock_for(width: float, height: float) -> Stock | None:
    """The paper for upright pages of a size in points; None for pages that are not made for paper."""
    for stock in STOCKS:
        if abs(stock.page.width - width) < SAME and abs(stock.page.height - height) < SAME:
            return stock
    return None
