"""Test that every booklet from 1 to 400 pages reads in order once it is printed, folded and nested."""

from __future__ import annotations

import pytest

from handouts.imposition.sheet import Sheet
from handouts.imposition.signature import (
    FOLDED_PAGES,
    Binding,
    Flip,
    Side,
    Signature,
    saddle_stitched,
    two_up,
)
from handouts.units import A4, A5, MM
from tests.imposition.folding import leaves, printed, read

MOST_PAGES = 400


def a4_sheet(flip: Flip = Flip.SHORT, thickness: float = 0.1 * MM) -> Sheet:
    """A5 pages on landscape A4."""
    return Sheet(A4.height, A4.width, A5.width, A5.height, thickness, flip)


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("binding", Binding)
def test_every_folded_booklet_reads_through(binding: Binding, flip: Flip) -> None:
    sheet = a4_sheet(flip)
    for pages in range(1, MOST_PAGES + 1):
        signature = saddle_stitched(pages, binding)
        found = list(read(signature, sheet, binding))
        filled = -(-pages // FOLDED_PAGES) * FOLDED_PAGES
        numbers = [each.page if each else None for each in found]
        assert numbers == [*range(1, pages + 1), *[None] * (filled - pages)], f"{pages} pages"
        assert all(each.upright for each in found if each), f"{pages} pages: some stand on their heads"
        assert signature.sheets * FOLDED_PAGES == filled


@pytest.mark.parametrize("binding", Binding)
def test_the_wrong_binding_and_the_wrong_edge_are_seen(binding: Binding) -> None:
    """The simulation must be able to fail."""
    other = Binding.RIGHT if binding is Binding.LEFT else Binding.LEFT
    signature = saddle_stitched(8, binding)
    numbers = [each.page if each else None for each in read(signature, a4_sheet(), other)]
    assert numbers == list(range(8, 0, -1))
    turned = [
        Side(side.right, side.left, side.back, side.depth) if side.back else side for side in signature.sides
    ]
    found = [each.page if each else None for each in read(Signature(tuple(turned)), a4_sheet(), binding)]
    assert found != list(range(1, 9))


def test_the_order_of_a_sheet_of_four() -> None:
    """As every printer's handbook has it: 4 and 1, then 2 and 3."""
    assert saddle_stitched(4).sides == (Side(4, 1, False), Side(2, 3, True))
    assert saddle_stitched(4, Binding.RIGHT).sides == (Side(1, 4, False), Side(3, 2, True))


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("pages", range(1, 12))
def test_cut_copies_are_equal_and_in_order(pages: int, flip: Flip) -> None:
    sheet = Sheet(2 * A4.width, A4.height, A4.width, A4.height, flip=flip)
    signature = two_up(pages)
    assert signature.two_sided is (pages > 1)
    assert signature.sheets == -(-pages // 2)
    assert len(signature.sides) == (2 * signature.sheets if pages > 1 else 1), (
        "a last blank back is there too"
    )
    for half in leaves(printed(signature, sheet), sheet):
        faces = [face for leaf in half for face in leaf]
        assert [face.page if face else None for face in faces] == [
            *range(1, pages + 1),
            *[None] * (len(faces) - pages),
        ]
        assert all(face.upright for face in faces if face)
        assert len(faces) - pages == pages % 2


@pytest.mark.parametrize("order", [saddle_stitched, two_up])
def test_nothing_is_no_document(order: type) -> None:
    with pytest.raises(ValueError, match="needs a page"):
        order(0)
