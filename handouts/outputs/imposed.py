"""Deliver sheets for a printer: booklets to be folded and stapled, single pages twice on a sheet to be cut.

The pages are those of the reading file, placed whole and at their own size. The sheets are for the printer
alone: they carry no tags, and their title and the sheet before them say what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from handouts.blocks.edition import Edition
from handouts.errors import FitError, OutputError
from handouts.imposition.sheet import Line, Marks, Placement, Sheet
from handouts.imposition.signature import Binding, Side, Signature, saddle_stitched, two_up
from handouts.imposition.stock import Stock, stock_for
from handouts.outputs.output import Document, Output
from handouts.pages.cover_sheet import printing_title, set_cover_sheet
from handouts.pages.information import document_info
from handouts.pages.layout import Kind
from handouts.pdf.metadata import PRODUCER
from handouts.units import MM, Paper, millimetres

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

ENDING = "-imposed.pdf"

MOST_CREEP = 8 * MM
"""How far pages may move towards the fold; their inner margins are at least half as wide again."""

MARK_WEIGHT = 0.5
"""Of the lines to fold and cut by, in points."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What goes where: the paper, the order of the pages, and their places on it."""

    edition: Edition
    folded: bool
    paper: Paper
    signature: Signature
    sheet: Sheet

    @property
    def work(self) -> list[str]:
        """The phrases that tell how to print, and what is done with the sheets."""
        name = "fold" if self.folded else "cut"
        if self.signature.two_sided:
            name += f"_{self.sheet.flip.value}"
        return [name, "trim"] if self.sheet.marks is Marks.CROP else [name]


def _make(document: Document) -> dict[str, bytes]:
    import pikepdf  # loaded late: few runs impose

    with pikepdf.open(BytesIO(document.pdf)) as source, pikepdf.new() as target:
        plan = _planned(document, source)
        if document.finish.cover_sheet:
            _add_cover_sheet(plan, target)
        forms = [target.copy_foreign(page.as_form_xobject()) for page in source.pages]
        for side in plan.signature.sides:
            _add_side(plan.sheet, side, forms, target)
        _describe(plan, target)
        return {ENDING: _saved(target)}


# -- what goes where -------------------------------------------------------------------------------------


def _planned(document: Document, source: Pdf) -> _Plan:
    """Raises OutputError for pages that two by two fill no paper, FitError for too many sheets in a fold."""
    edition, finish = document.job.edition, document.finish
    stock = _stock(source)
    paper = stock.untrimmed if finish.marks is Marks.CROP else stock.sheet
    folded = document.job.layout.kind is Kind.BOOKLET
    thickness = finish.thickness if folded else 0.0
    sheet = Sheet(*paper.size, *stock.page.size, thickness, finish.flip, finish.marks)
    mirrored = edition.language.direction == "rtl"
    pages = len(source.pages)
    signature = (
        saddle_stitched(pages, Binding.RIGHT if mirrored else Binding.LEFT) if folded else two_up(pages)
    )
    _check_creep(sheet, signature)
    return _Plan(edition, folded, paper, signature, sheet)


def _stock(source: Pdf) -> Stock:
    """The paper for the pages of a file."""
    sizes = {tuple(float(value) for value in page.mediabox) for page in source.pages}
    left, bottom, right, top = max(sizes)
    found = stock_for(right - left, top - bottom) if len(sizes) == 1 else None
    if found is None:
        size = f"{millimetres(right - left):.0f} x {millimetres(top - bottom):.0f} mm"
        raise OutputError(
            f"pages of {size} do not go on a printer's sheets two by two",
            hint="ask for an edition that is made for paper, or leave the format imposed out",
        )
    return found


def _check_creep(sheet: Sheet, signature: Signature) -> None:
    """Raises FitError where the innermost pages would move so far that words went over the fold."""
    most = max(sheet.creep(side) for side in signature.sides)
    if most > MOST_CREEP:
        raise FitError(
            f"{signature.sheets} sheets inside one another move the innermost pages by "
            f"{millimetres(most):.1f} mm, and {millimetres(MOST_CREEP):.0f} mm is all that the margins allow",
            hint="print on thinner paper, and give its --paper-thickness",
        )


# -- the file --------------------------------------------------------------------------------------------


def _add_cover_sheet(plan: _Plan, target: Pdf) -> None:
    """The sheet that says how to print, with an empty back where the others have one."""
    import pikepdf

    built = set_cover_sheet(plan.edition, plan.paper, plan.work, plan.signature.sheets)
    with pikepdf.open(BytesIO(built.data)) as source:
        form = target.copy_foreign(source.pages[0].as_form_xobject())
    page = _blank(plan.sheet, target)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Cover=form))
    page.Contents = target.make_stream(b"/Cover Do")
    if plan.signature.two_sided:
        _blank(plan.sheet, target)


def _add_side(sheet: Sheet, side: Side, forms: list[Object], target: Pdf) -> None:
    import pikepdf

    placements = list(sheet.placements(side))
    page = _blank(sheet, target)
    named = {f"/P{placement.page}": forms[placement.page - 1] for placement in placements}
    if named:
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(named))
    operators = [*map(_placed, placements), *_drawn(sheet.lines(side))]
    page.Contents = target.make_stream("\n".join(operators).encode("ascii"))
    if sheet.marks is Marks.CROP:
        page.TrimBox = pikepdf.Array([_number(value) for value in sheet.trim])


def _blank(sheet: Sheet, target: Pdf) -> Any:
    """The dictionary of a new empty page at the end."""
    target.add_blank_page(page_size=(_number(sheet.width), _number(sheet.height)))
    return target.pages[-1].obj


def _placed(placement: Placement) -> str:
    """The operators that show a page in its place (ISO 32000-1, 8.10)."""
    left, bottom, right, top = placement.clip
    clip = " ".join(map(_written, (left, bottom, right - left, top - bottom)))
    matrix = " ".join(map(_written, placement.matrix))
    return f"q {clip} re W n {matrix} cm /P{placement.page} Do Q"


def _drawn(lines: list[Line]) -> Iterator[str]:
    if lines:
        yield f"q 0 G {MARK_WEIGHT} w"
        for x1, y1, x2, y2 in lines:
            yield f"{_written(x1)} {_written(y1)} m {_written(x2)} {_written(y2)} l S"
        yield "Q"


def _number(value: float) -> float:
    return round(value, 3)


def _written(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _describe(plan: _Plan, target: Pdf) -> None:
    """Say what the file is, and have viewers choose how it is printed (ISO 32000-1, table 150)."""
    import pikepdf

    info = document_info(plan.edition)
    stamp = info.timestamp().strftime("D:%Y%m%d%H%M%SZ")
    for key, text in {
        "/Title": printing_title(plan.edition),
        "/Author": info.author,
        "/Creator": PRODUCER,
        "/Producer": PRODUCER,
        "/CreationDate": stamp,
        "/ModDate": stamp,
    }.items():
        target.docinfo[key] = text
    duplex = f"/DuplexFlip{plan.sheet.flip.value.title()}Edge" if plan.signature.two_sided else "/Simplex"
    target.Root.Lang = info.language
    target.Root.ViewerPreferences = pikepdf.Dictionary(
        DisplayDocTitle=True,
        Duplex=pikepdf.Name(duplex),
        PickTrayByPDFSize=True,
        PrintScaling=pikepdf.Name("/None"),
    )


def _saved(target: Pdf) -> bytes:
    """The file; its identifier comes from its content, so that equal content gives equal files."""
    import pikepdf

    file = BytesIO()
    target.save(
        file,
        force_version="1.7",
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return file.getvalue()


OUTPUT = Output(_make)
