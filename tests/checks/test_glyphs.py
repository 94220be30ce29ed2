"""Look for characters that no font has."""

from __future__ import annotations

from pathlib import Path

from handouts.checks.glyphs import missing_glyphs
from handouts.errors import Mark
from handouts.languages.registry import load_language

HERE = Mark("care.yaml", 7, 3)


def test_what_prints_is_no_problem(data: Path) -> None:
    assert list(missing_glyphs("Breathe out – “slowly”, 38 °C.", HERE, load_language("en", data))) == []
    assert list(missing_glyphs("تنفسي ببطء", HERE, load_language("ar", data))) == []


def test_each_missing_character_is_named_once_for_a_weight(data: Path) -> None:
    found = {str(problem) for problem in missing_glyphs("你 and 你 and 好", HERE, load_language("en", data))}
    assert len(found) == 2
    assert all(text.startswith("care.yaml:7:3: error: no font has ") for text in found)
    assert {"U+4F60" in text or "U+597D" in text for text in found} == {True}


def test_a_character_that_never_prints_is_told(data: Path) -> None:
    found = [problem.message for problem in missing_glyphs("dam\ufffdged", HERE, load_language("en", data))]
    assert "U+FFFD" in found[0]
