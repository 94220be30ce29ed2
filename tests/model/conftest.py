"""Give the tests of the model a small guide that holds everything once, to be broken one edit at a time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from handouts.errors import DataError, Problem
from handouts.model.guide import Guide
from handouts.model.loader import load_guide, load_ward

SAMPLE = Path(__file__).parent / "sample"


@dataclass(frozen=True)
class Sample:
    """A copy of the sample data that a test may change."""

    data: Path

    def edit(self, file: str, old: str, new: str) -> None:
        """Change one piece of text that stands in the file exactly once."""
        path = self.data / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")

    def load(self) -> Guide:
        """The guide, which must be in order."""
        return load_guide("sample", self.data)

    def problems(self) -> list[Problem]:
        """What is wrong with the guide; the places lose the folder they are in."""
        with pytest.raises(DataError) as caught:
            self.load()
        return list(caught.value.problems)

    def ward_problems(self) -> list[Problem]:
        """What is wrong with the ward."""
        guide = self.load()
        with pytest.raises(DataError) as caught:
            load_ward(self.data / "wards" / "sample.yaml", guide)
        return list(caught.value.problems)

    def shown(self, problems: list[Problem]) -> list[str]:
        """Problems as they are printed, with places relative to the data."""
        return [str(problem).replace(f"{self.data}/", "") for problem in problems]


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    """A fresh copy of the sample data."""
    data = tmp_path / "data"
    shutil.copytree(SAMPLE, data)
    (data / "wards" / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return Sample(data)


Broken = Callable[[str, str, str], list[str]]


@pytest.fixture
def broken(sample: Sample) -> Broken:
    """Change one piece of text and give every problem that the loader then reports."""

    def change(file: str, old: str, new: str) -> list[str]:
        sample.edit(file, old, new)
        return sample.shown(sample.problems())

    return change
