"""Give the tests of whole documents the sample set, set once."""

from __future__ import annotations

import pytest

from tests.documents import approvals, samples
from tests.documents.samples import Sample


@pytest.fixture(scope="session")
def a4(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sample]:
    """The sample set on A4, by short name."""
    return samples.sample_set("a4", tmp_path_factory.mktemp("a4"))


@pytest.fixture(scope="session")
def letter(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sample]:
    """The sample set on Letter, by short name."""
    return samples.sample_set("letter", tmp_path_factory.mktemp("letter"))


@pytest.fixture(scope="session")
def booklet(a4: dict[str, Sample]) -> Sample:
    """The booklet on A4."""
    return a4["booklet"]


@pytest.fixture(scope="session")
def checklist(a4: dict[str, Sample]) -> Sample:
    """The checklist of week 1 after a vaginal birth, on A4."""
    return a4["checklist-w01-vaginal"]


@pytest.fixture(scope="session")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    """The checklists of all weeks for both ways of birth, on A4."""
    return samples.all_checklists("a4", tmp_path_factory.mktemp("weeks"))


@pytest.fixture(params=samples.NAMES)
def sample(request: pytest.FixtureRequest, a4: dict[str, Sample]) -> Sample:
    """Each document of the sample set on A4 in turn."""
    return a4[request.param]


@pytest.fixture(scope="session")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The booklet with an approval that holds."""
    return samples.made(approvals.job("booklet"), tmp_path_factory.mktemp("approved"))
