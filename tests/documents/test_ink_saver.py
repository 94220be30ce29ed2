"""Test that the ink saver edition is black lines on white, and takes no more pages than the standard one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ImageChops, ImageFilter, ImageStat

from handouts.pages.layout import Kind
from tests.documents import samples
from tests.documents.printed_page import pictures
from tests.documents.samples import Sample

SCALE = 1.0
LARGEST = 15
"""Points across: hair in a picture is black, and nothing else is as wide."""

SHARE = 0.95
"""Of the standard edition's inks together, at most; measured were 0.74 to 0.92, as most ink is in words."""


@pytest.fixture(scope="module")
def ink(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sample]:
    """Handouts and checklist of the ink saver edition."""
    folder = tmp_path_factory.mktemp("ink")
    jobs = samples.jobs("a4", [Kind.HANDOUT, Kind.CHECKLIST], edition="ink-saver")
    return {samples.short_name(job): samples.made(job, folder) for job in jobs}


def test_it_is_one_page_where_the_standard_edition_is(ink: dict[str, Sample]) -> None:
    assert {sample.built.page_count for sample in ink.values()} == {1}


def test_it_has_no_colour(ink: dict[str, Sample]) -> None:
    for sample in ink.values():
        for picture in pictures(sample.path, SCALE):
            red, green, blue = picture.split()
            assert red.tobytes() == green.tobytes() == blue.tobytes(), sample.name


def test_it_fills_nothing(ink: dict[str, Sample]) -> None:
    """No ground, grey or black: where all is dark for so many points there would be one."""
    for sample in ink.values():
        for picture in pictures(sample.path, SCALE):
            darkest = picture.convert("L").filter(ImageFilter.MaxFilter(LARGEST))
            assert darkest.getextrema()[0] == 255, sample.name


def test_it_saves_ink(ink: dict[str, Sample], a4: dict[str, Sample]) -> None:
    for name in ("overview", "feeding-resting", "first-exercises", "help"):
        assert sum(coverage(ink[name].path)) < SHARE * sum(coverage(a4[name].path)), name


def coverage(path: Path) -> tuple[float, float, float, float]:
    """What cyan, magenta, yellow and black cover, in pages; black takes what the three have in common."""
    inks = [0.0] * 4
    for picture in pictures(path, SCALE):
        channels = picture.split()
        lightest = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
        for index, channel in enumerate(channels):
            inks[index] += ImageStat.Stat(ImageChops.subtract(lightest, channel)).mean[0] / 255
        inks[3] += 1 - ImageStat.Stat(lightest).mean[0] / 255
    return inks[0], inks[1], inks[2], inks[3]
