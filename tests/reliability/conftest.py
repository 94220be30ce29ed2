"""Give the tests of bad inputs a copy of the product that they may damage."""

from __future__ import annotations

import pytest

from tests.reliability.checkout import copy_product
from tests.reliability.product import Copy, here

__all__ = ["here"]


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The product in a folder of its own; a test puts back what it damages."""
    return Copy(copy_product(tmp_path_factory.mktemp("product") / "a copy"))
