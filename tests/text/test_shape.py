"""Check shaped words: clusters that add up, cuts that keep their forms, words that are remembered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.text.faces import chain
from handouts.text.shape import ShapedWord, Shaper
from tests.text.samples import SAMPLES

WORDS = {
    "en": ["office", "AVATAR", "naïve", "cafe\u0301"],
    "ar": ["مستشفى", "مُحَمَّدٌ", "الألم", "لا"],
    "fa": ["می\u200cتوانید"],
    "ur": ["پاکستان", "کمر", "صحت"],
    "hi": ["विद्यार्थी", "शक्ति", "क्षमा"],
    "bn": ["কোষ্ঠকাঠিন্য", "র\u200d্যাশ", "হৃৎপিণ্ড"],
    "th": ["น้ำผู้ป่วย", "ที่นี่"],
    "zh": ["休息（好）"],
}
CASES = [(code, word) for code, words in WORDS.items() for word in words]


def shaper(code: str, bold: bool = False) -> Shaper:
    """A new shaper for one language."""
    sample = SAMPLES[code]
    script = "Hani" if sample.script == "Hans" else sample.script
    faces = chain((sample.face,), bold, script)
    return Shaper(faces, sample.language, script, sample.direction == "rtl")


def shaped(code: str, word: str) -> ShapedWord:
    """The word, which one face has, shaped afresh."""
    (piece,) = shaper(code).word(word)
    return piece.shaped


@pytest.mark.parametrize(("code", "word"), CASES)
def test_clusters_hold_the_word_once(code: str, word: str) -> None:
    found = shaped(code, word)
    in_order = sorted(found.clusters)
    assert "".join(cluster.text for cluster in in_order) == word
    assert [cluster.start for cluster in in_order] == [0, *(cluster.end for cluster in in_order)][:-1]
    assert found.starts == tuple(cluster.start for cluster in in_order)
    assert sum(cluster.advance for cluster in found.clusters) == pytest.approx(found.advance)
    assert all(cluster.advance == sum(g.advance for g in cluster.glyphs) for cluster in found.clusters)


@pytest.mark.parametrize(("code", "word"), CASES)
def test_advance_before_grows_to_the_whole(code: str, word: str) -> None:
    found = shaped(code, word)
    places = [found.advance_before(offset) for offset in range(len(word) + 1)]
    assert places[0] == 0
    assert places[-1] == found.advance
    assert places == sorted(places)
    for start, cluster in zip(found.starts, sorted(found.clusters), strict=True):
        end = found.advance_before(cluster.end)
        assert end - found.advance_before(start) == pytest.approx(cluster.advance)


@pytest.mark.parametrize(("code", "word"), CASES)
def test_cuts_add_up_and_keep_their_glyphs(code: str, word: str) -> None:
    found = shaped(code, word)
    for edge in found.starts[1:]:
        left, right = found.cut(0, edge), found.cut(edge, len(word))
        assert left.text + right.text == word
        assert left.advance + right.advance == pytest.approx(found.advance)
        drawn = (right, left) if found.rtl else (left, right)
        glyphs = [cluster.glyphs for part in drawn for cluster in part.clusters]
        assert glyphs == [cluster.glyphs for cluster in found.clusters]
        assert found.cut(0, edge) is left


def test_parts_of_arabic_words_keep_the_forms_they_have_in_the_word() -> None:
    whole = shaped("ar", "مستشفى")
    first, second = (shaper("ar").part("مستشفى", *edges)[0].shaped for edges in ((0, 2), (2, 6)))
    glyphs = [cluster.glyphs for part in (second, first) for cluster in part.clusters]
    assert glyphs == [cluster.glyphs for cluster in whole.clusters]
    assert first.clusters != shaped("ar", "مس").clusters


def test_parts_of_nastaliq_words_keep_their_height() -> None:
    part = shaper("ur").part("کمر", 0, 2)[0].shaped
    heights = {c.text: c.glyphs[-1].dy for c in shaped("ur", "کمر").clusters}
    assert {c.text: c.glyphs[-1].dy for c in part.clusters} == {"ک": heights["ک"], "م": heights["م"]}
    assert heights["ک"] > heights["م"] > heights["ر"]


def test_part_that_cuts_a_ligature_is_shaped_by_itself() -> None:
    part = shaper("en").part("office", 0, 2)[0].shaped
    assert [cluster.text for cluster in part.clusters] == ["o", "f"]


def test_ligatures_and_marks_are_one_cluster_in_left_to_right_text() -> None:
    assert [cluster.text for cluster in shaped("en", "office").clusters] == ["o", "ffi", "c", "e"]
    assert [cluster.text for cluster in shaped("th", "น้ำ").clusters] == ["น้ำ"]
    assert [cluster.text for cluster in shaped("hi", "शक्ति").clusters] == ["श", "क्ति"]


def test_joiners_are_clusters_of_their_own_in_right_to_left_text() -> None:
    clusters = sorted(shaped("fa", "می\u200cت").clusters)
    assert [cluster.text for cluster in clusters] == ["م", "ی", "\u200c", "ت"]
    assert clusters[2].advance == 0


def test_joiners_belong_to_their_letters_in_left_to_right_text() -> None:
    assert shaped("bn", "র\u200d্যা").clusters[0].text == "র\u200d্যা"


def test_words_are_remembered() -> None:
    own = shaper("en")
    assert own.word("rest") is own.word("rest")
    assert own.part("rest", 0, 2) is own.part("rest", 0, 2)


def test_memory_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    own = shaper("en")
    monkeypatch.setattr(own, "kept", 2)
    first = own.word("a")
    own.word("b")
    own.word("c")
    assert own.word("a") is not first
    assert own.word("a")[0].shaped.clusters == first[0].shaped.clusters


@given(st.sampled_from(CASES), st.booleans())
def test_shaping_again_gives_the_same(case: tuple[str, str], bold: bool) -> None:
    code, word = case
    first, second = (shaper(code, bold).word(word) for _ in range(2))
    assert [piece.shaped.clusters for piece in first] == [piece.shaped.clusters for piece in second]


def test_blank_words_are_spaces_only() -> None:
    assert shaped("en", " \u00a0").blank
    assert not shaped("en", "a").blank
    assert repr(shaped("en", "a")) == "<ShapedWord 'a' Noto Sans 561>"
