"""Give the tests of checks the sample guide and layouts for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from handouts import assets
from handouts.checks.printed import Press
from handouts.languages.catalogue import SourceCatalogue
from handouts.languages.registry import load_language
from handouts.languages.speech import Speech
from handouts.model.guide import Guide
from handouts.model.loader import load_guide, load_ward
from handouts.pages.layout import Layout, load_layouts
from tests.model.conftest import SAMPLE

Layouts = Callable[[str], Mapping[str, Layout]]
"""Layouts from the text of one file."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the sample data that a test may change, with the product's patterns for numbers."""
    folder = tmp_path / "data"
    shutil.copytree(SAMPLE, folder)
    (folder / "wards" / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    shutil.copy(assets.DATA / "phrases" / "numbers.yaml", folder / "phrases")
    return folder


@pytest.fixture
def guide(data: Path) -> Guide:
    """The sample guide."""
    return load_guide("sample", data)


@pytest.fixture
def press(data: Path, guide: Guide) -> Press:
    """Prints the sample guide in English for the sample ward."""
    ward = load_ward(data / "wards" / "sample.yaml", guide)
    speech = Speech(load_language("en", data), guide.phrases, SourceCatalogue())
    return Press(speech, ward, guide.emergency[ward.country])


@pytest.fixture
def layouts(tmp_path: Path) -> Layouts:
    """Write a layout of this kind and name, with these blocks, and read it."""

    def read(blocks: str) -> Mapping[str, Layout]:
        folder = tmp_path / "layouts"
        folder.mkdir(exist_ok=True)
        text = f"kind: handout\nname: test\ntitle: A test\nblocks:\n{blocks}"
        (folder / "handout-test.yaml").write_text(text, encoding="utf-8")
        return load_layouts.__wrapped__(folder)

    return read
