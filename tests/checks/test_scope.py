"""Say what is to be checked in every way in which a path can be given."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts import assets
from handouts.checks.scope import Scope, scope_of
from handouts.errors import Mark, UsageError

BRIDGE = assets.DATA / "exercises" / "bridge.yaml"


def test_nothing_given_is_everything() -> None:
    scope = scope_of([])
    assert scope.whole
    assert scope.covers(Mark("data/sources.yaml", 1, 1))
    assert scope.covers(None)


def test_a_folder_that_holds_all_is_everything() -> None:
    assert scope_of([assets.ROOT]).whole
    assert scope_of([BRIDGE, assets.ROOT]).whole


@pytest.mark.parametrize("path", [BRIDGE, BRIDGE.parent, assets.DATA])
def test_files_and_folders_of_the_product_cover_what_is_in_them(path: Path) -> None:
    scope = scope_of([path])
    assert not scope.whole
    assert scope.covers(Mark("data/exercises/bridge.yaml", 3, 1))
    assert not scope.covers(Mark("layouts/booklet.yaml", 3, 1))
    assert scope.layouts() == ()


def test_a_name_that_only_begins_alike_is_not_covered() -> None:
    assert not scope_of([assets.DATA / "guides"]).covers(Mark("data/guides-more/a.yaml"))


def test_layouts_alone_limit_what_is_set() -> None:
    lifting = assets.LAYOUTS / "handout-lifting.yaml"
    assert scope_of([lifting]).layouts() == ("handout-lifting",)
    assert scope_of([lifting, BRIDGE]).layouts() == ()
    assert scope_of([assets.LAYOUTS / "themes" / "standard.yaml"]).layouts() == ()


def test_any_other_file_is_a_wards(tmp_path: Path) -> None:
    ward, other = tmp_path / "ward.yaml", tmp_path / "inner" / "b.yml"
    other.parent.mkdir()
    for path in (ward, other, tmp_path / "logo.png"):
        path.write_text("", encoding="utf-8")
    assert scope_of([ward]) == Scope(wards=(ward,))
    assert scope_of([ward]).wards_only
    assert set(scope_of([tmp_path]).wards) == {ward, other}
    assert scope_of([assets.DATA / "wards" / "example.yaml"]).wards_only


def test_what_no_check_is_about_is_refused_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"")
    with pytest.raises(UsageError) as caught:
        scope_of([tmp_path / "none.yaml", tmp_path / "logo.png", assets.FONTS])
    messages = [problem.message for problem in caught.value.problems]
    assert [message.split(" /")[0] for message in messages] == [
        "there is no file or folder",
        "nothing to check in",
        "nothing to check in",
    ]
