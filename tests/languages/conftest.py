"""Give the tests of languages the product's phrases and a voice in English and in Arabic letters."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts import assets
from handouts.languages.catalogue import SourceCatalogue
from handouts.languages.registry import load_language
from handouts.languages.speech import Speech
from handouts.model.guide import Guide
from handouts.model.loader import load_guide
from tests.model.conftest import SAMPLE


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample data with the product's patterns for numbers."""
    data = tmp_path_factory.mktemp("languages") / "data"
    shutil.copytree(SAMPLE, data)
    shutil.copy(assets.DATA / "phrases" / "numbers.yaml", data / "phrases")
    return data


@pytest.fixture(scope="session")
def guide(data: Path) -> Guide:
    """The sample guide."""
    return load_guide("sample", data)


@pytest.fixture(scope="session")
def voice(data: Path, guide: Guide) -> Callable[[str], Speech]:
    """A voice by language code; the words stay English, but direction, plurals and dates do not."""
    return lambda code: Speech(load_language(code, data), guide.phrases, SourceCatalogue())


@pytest.fixture(scope="session")
def english(voice: Callable[[str], Speech]) -> Speech:
    """The English voice."""
    return voice("en")
