"""Check that a sign-off holds for exactly what was approved, and for nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from handouts.model.approval import approval_for, content_hash
from tests.model.conftest import Sample

LAYOUTS = b"kind: handout\n"
TODAY = date(2026, 12, 1)


def signed(sample: Sample) -> str:
    """Record a sign-off for the sample as it is, and give its hash."""
    hashed = content_hash(sample.load(), "en", LAYOUTS)
    sample.edit("approvals/sample.yaml", "0" * 64, hashed)
    return hashed


def test_the_canonical_form_is_stable(sample: Sample) -> None:
    # A new value here voids every sign-off on record: change it only when what is printed has changed.
    expected = "f7363bd75308a4426bab616e4171f159ce1c8cdb0d75b837d6f091a6b2ee0d00"
    assert content_hash(sample.load(), "en", LAYOUTS) == expected


def test_recording_the_sign_off_does_not_change_the_hash(sample: Sample) -> None:
    hashed = signed(sample)
    guide = sample.load()
    assert content_hash(guide, "en", LAYOUTS) == hashed
    approval = approval_for(guide, "en", hashed, TODAY)
    assert approval is guide.approvals[0]
    assert (approval.by, approval.role) == ("A test", "Tester")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("guides/sample/guide.yaml", 'version: "1.0"', 'version: "1.1"'),
        ("guides/sample/guide.yaml", "Written for tests.", "Written for tests!"),
        ("guides/sample/guide.yaml", "[bridge, breathing, walking]", "[breathing, bridge, walking]"),
        ("guides/sample/sections/care.yaml", "first: Most pain goes", "one: Most pain goes"),
        ("guides/sample/sections/care.yaml", "to: 20, unit", "to: 30, unit"),
        ("guides/sample/sections/care.yaml", "icon: heat, ", ""),
        ("guides/sample/sections/care.yaml", "about_baby: yes", "about_baby: no"),
        ("guides/sample/sections/help.yaml", "{numb: you are numb, legs: both legs are weak}",
         "{legs: both legs are weak, numb: you are numb}"),
        ("exercises/bridge.yaml", "sets: 2, days", "sets: 3, days"),
        ("exercises/bridge.yaml", "caesarean: 6", "caesarean: 5"),
        ("programmes/sample.yaml", '"12": [bridge, breathing]', '"12": [breathing]'),
        ("emergency/nz.yaml", 'number: "111"', 'number: "112"'),
        ("sources.yaml", "Known B. On knowing.", "Known C. On knowing."),
        ("phrases/furniture.yaml", "Not yet approved", "Approved"),
    ],
)  # fmt: skip
def test_whatever_is_printed_voids_the_sign_off_when_it_changes(
    sample: Sample, file: str, old: str, new: str
) -> None:
    hashed = signed(sample)
    sample.edit(file, old, new)
    guide = sample.load()
    changed = content_hash(guide, "en", LAYOUTS)
    assert changed != hashed
    assert approval_for(guide, "en", changed, TODAY) is None


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("guides/sample/guide.yaml", "id: sample\n", "# a comment\nid: sample\n"),
        ("guides/sample/guide.yaml", "title: A sample guide", 'title:   "A sample   guide"'),
        ("approvals/sample.yaml", "role: Tester", "role: Doctor"),
    ],
)
def test_what_is_not_printed_does_not_matter(sample: Sample, file: str, old: str, new: str) -> None:
    hashed = signed(sample)
    sample.edit(file, old, new)
    guide = sample.load()
    assert content_hash(guide, "en", LAYOUTS) == hashed
    assert approval_for(guide, "en", hashed, TODAY) is not None


def test_languages_layouts_and_translations_are_part_of_what_is_approved(sample: Sample) -> None:
    guide = sample.load()
    hashes = [
        content_hash(guide, "en", LAYOUTS),
        content_hash(guide, "ar", LAYOUTS),
        content_hash(guide, "en", LAYOUTS + b"#"),
        content_hash(guide, "en", LAYOUTS, {}),
        content_hash(guide, "en", LAYOUTS, {"care.title": "a", "help.title": "b"}),
        content_hash(guide, "en", LAYOUTS, {"care.title": "b", "help.title": "a"}),
    ]
    assert len(set(hashes)) == len(hashes)
    assert content_hash(guide, "en", LAYOUTS, {"help.title": "b", "care.title": "a"}) == hashes[4]


@pytest.mark.parametrize(
    ("today", "holds"),
    [
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), True),
        (date(2027, 11, 22), True),
        (date(2027, 11, 23), False),
    ],
)
def test_a_sign_off_holds_from_its_date_to_the_end_of_its_last_day(
    sample: Sample, today: date, holds: bool
) -> None:
    hashed = signed(sample)
    assert (approval_for(sample.load(), "en", hashed, today) is not None) is holds


def test_a_sign_off_is_for_one_language(sample: Sample) -> None:
    hashed = signed(sample)
    assert approval_for(sample.load(), "ar", hashed, TODAY) is None
