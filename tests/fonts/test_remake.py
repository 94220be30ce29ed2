"""Run fonts/remake.py: on the folder as it is, on damaged copies, and on packages laid out by hand."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import fontTools
import pytest
import yaml
from fontTools.ttLib import TTFont

from handouts.assets import FONTS, ROOT
from tests.conftest import missing
from tests.fonts.vendored import ALL, FAMILIES, REMAKE, characters, family, remake

THAI = "noto-sans-thai-looped"
REGULAR = f"{THAI}/NotoSansThaiLooped-Regular.ttf"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The script as a person runs it."""
    command = [sys.executable, str(REMAKE), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def write_manifest(folder: Path, *families: dict[str, Any], fonttools: str = fontTools.version) -> None:
    """A fonts.yaml of these families only."""
    text = yaml.safe_dump({"fonttools": fonttools, "families": list(families)}, allow_unicode=True)
    (folder / "fonts.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A fonts folder of one small family, as it should be."""
    shutil.copytree(FONTS / THAI, tmp_path / THAI)
    write_manifest(tmp_path, family("Noto Sans Thai Looped"))
    return tmp_path


def refusal(folder: Path) -> str:
    """What --check says of a folder that is not right, without a traceback."""
    done = run("--check", "--folder", folder)
    assert done.returncode == 1
    assert not done.stdout
    assert "Traceback" not in done.stderr
    return done.stderr


def test_check_passes_and_reports_the_total_size() -> None:
    done = run("--check")
    assert done.returncode == 0, done.stderr
    total = sum(font.path.stat().st_size for font in ALL)
    assert f"{len(ALL)} fonts of {len(FAMILIES)} families" in done.stdout
    assert f"{total:,} bytes" in done.stdout
    assert total < 27_000_000, "every wheel and every checkout carries these"


def test_check_passes_on_an_undamaged_copy(copy: Path) -> None:
    assert run("--check", "--folder", copy).returncode == 0


def test_one_changed_byte_is_reported(copy: Path) -> None:
    data = bytearray((copy / REGULAR).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / REGULAR).write_bytes(data)
    said = refusal(copy)
    assert said.startswith(f"{REGULAR}: has sha256 {hashlib.sha256(data).hexdigest()}, fonts.yaml says ")
    assert len(said.splitlines()) == 1


def test_a_cut_file_is_reported_with_both_sizes(copy: Path) -> None:
    data = (copy / REGULAR).read_bytes()
    (copy / REGULAR).write_bytes(data[:-1])
    assert f"{REGULAR}: has {len(data) - 1} bytes, fonts.yaml says {len(data)}" in refusal(copy)


def test_missing_changed_and_unlisted_files_are_reported_together(copy: Path) -> None:
    (copy / REGULAR).unlink()
    (copy / THAI / "OFL.txt").write_text("Do as you like.\n", encoding="utf-8")
    (copy / THAI / "NotoSansThaiLooped-Light.ttf").write_bytes(b"")
    said = refusal(copy).splitlines()
    assert [line.split(":")[0].removeprefix(f"{THAI}/") for line in said] == [
        "NotoSansThaiLooped-Regular.ttf",
        "OFL.txt",
        "NotoSansThaiLooped-Light.ttf",
    ]
    assert said[2].endswith("is not in fonts.yaml")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("version: 0.4.2", "version: ^0.4.2", "families[0].source: version cannot be '^0.4.2'"),
        ("file: OFL.txt", "file: ../OFL.txt", "families[0].licence: file cannot be '../OFL.txt'"),
        ("folder: noto-sans-thai-looped", "folder: ''", "families[0]: folder is missing"),
        ("bold:", "heavy:", "families[0].weights.bold: a mapping is needed here"),
        ("families:", "fonts:", "fonts.yaml: families must be a list"),
        ("families:", "families: [", "fonts.yaml: cannot be read"),
    ],
)
def test_a_wrong_manifest_is_refused_where_it_is_wrong(copy: Path, right: str, wrong: str, said: str) -> None:
    text = (copy / "fonts.yaml").read_text(encoding="utf-8")
    assert right in text
    (copy / "fonts.yaml").write_text(text.replace(right, wrong), encoding="utf-8")
    assert refusal(copy).startswith(said)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("rows", ["A4C6"], "fonts.yaml: rows are written B0-C8, not 'A4C6'"),
        ("ranges", ["0020-007E"], "fonts.yaml: a range is written U+0020-007E, not '0020-007E'"),
        ("charset", "big6", "fonts.yaml: there is no charset 'big6'"),
    ],
)
def test_a_recipe_that_cannot_be_read_is_refused(tmp_path: Path, key: str, value: object, said: str) -> None:
    entry = family("Noto Sans TC")
    write_manifest(tmp_path, {**entry, "subset": {**entry["subset"], key: value}})
    assert refusal(tmp_path).strip() == said


def lay_out(entry: dict[str, Any], into: Path) -> None:
    """Lay a family's vendored files out as its package has them."""
    package = into / "node_modules" / entry["source"]["package"]
    for item in (entry["licence"], *entry["weights"].values()):
        target = package / item["source"]
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(FONTS / entry["folder"] / item["file"], target)


@pytest.fixture
def without_npm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages come from the vendored files instead of npm; all else is the script's own."""

    def fetch(families: Any, into: Path) -> None:
        for wanted in families:
            lay_out(family(wanted.name), into)

    monkeypatch.setattr(remake(), "fetch", fetch)


@pytest.mark.usefixtures("without_npm")
def test_remaking_writes_what_is_missing_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_manifest(tmp_path, family("Noto Sans Thai Looped"), family("Noto Sans Bengali"))
    assert remake().main(["--folder", str(tmp_path)]) == 0
    assert "noto-sans-bengali 0.4.4, 286,923 bytes, 3 files written" in capsys.readouterr().out
    assert (tmp_path / REGULAR).read_bytes() == (FONTS / REGULAR).read_bytes()
    (tmp_path / REGULAR).write_bytes(b"damaged")
    assert remake().main(["--folder", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "1 files written" in said
    assert "0 files written" in said
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.usefixtures("without_npm")
def test_a_package_with_other_bytes_is_refused_and_the_old_file_stays(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = {**family("Noto Sans Thai Looped")}
    weights = entry["weights"]
    entry["weights"] = {**weights, "bold": {**weights["bold"], "sha256": "0" * 64}}
    write_manifest(copy, entry)
    before = {path: path.read_bytes() for path in copy.rglob("*.ttf")}
    assert remake().main(["--folder", str(copy)]) == 1
    assert f"has sha256 {weights['bold']['sha256']}, fonts.yaml says 000000" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in copy.rglob("*.ttf")} == before


def test_without_npm_the_refusal_says_what_to_install(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(copy))
    assert remake().main(["--folder", str(copy)]) == 1
    assert capsys.readouterr().err.startswith("npm is not installed")


SUBSETS = [entry["name"] for entry in FAMILIES if "subset" in entry]


def recipe(name: str) -> Any:
    """The subset of a family, as the script reads it."""
    families = remake().read_manifest(FONTS).families
    return next(each.subset for each in families if each.name == name)


@pytest.mark.parametrize("name", SUBSETS)
def test_a_subset_has_what_its_recipe_says_and_no_more(name: str) -> None:
    subset = recipe(name)
    codes = set(map(ord, characters(name)))
    assert subset.characters <= codes <= subset.characters | subset.ranges


@pytest.mark.parametrize("name", SUBSETS)
def test_the_recipe_has_nothing_left_to_cut_from_its_own_result(name: str) -> None:
    if fontTools.version != remake().read_manifest(FONTS).fonttools:
        pytest.skip(f"fontTools {fontTools.version} may lay the same tables out in other bytes")
    for font in ALL:
        if font.family == name:
            made = remake().subset_font(font.path.read_bytes(), recipe(name))
            assert hashlib.sha256(made).hexdigest() == font.sha256


def test_a_subset_is_the_same_under_every_hash_seed(tmp_path: Path) -> None:
    code = f"""
from tests.fonts.vendored import remake
kept = remake().Subset(frozenset(map(ord, "กขค")), frozenset(range(0xE00, 0xE7F)), ("mark", "ccmp"))
with open({str(FONTS / REGULAR)!r}, "rb") as font, open(OUT, "wb") as cut:
    cut.write(remake().subset_font(font.read(), kept))
"""
    made = []
    for seed in ("0", "1", "4242"):
        target = tmp_path / f"{seed}.ttf"
        command = [sys.executable, "-c", f"OUT = {str(target)!r}\n{code}"]
        subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed})
        made.append(target.read_bytes())
    assert made[0] == made[1] == made[2]
    with TTFont(tmp_path / "0.ttf") as cut, TTFont(FONTS / REGULAR) as whole:
        assert cut["head"].modified == whole["head"].modified
        assert cut["name"].getDebugName(13) == whole["name"].getDebugName(13)
        assert set(cut.getBestCmap()) == {code for code in whole.getBestCmap() if 0xE00 <= code < 0xE7F}


def test_a_recipe_that_the_package_cannot_fill_is_refused() -> None:
    subset = remake().Subset(frozenset({ord("ก"), ord("字")}), frozenset(), ("mark",))
    with pytest.raises(remake().FontsError, match=r"lacks U\+5B57$"):
        remake().subset_font((FONTS / REGULAR).read_bytes(), subset)


@pytest.mark.slow
def test_the_packages_still_give_the_same_bytes(tmp_path: Path) -> None:
    if shutil.which("npm") is None:
        missing("npm is not installed")
    shutil.copyfile(FONTS / "fonts.yaml", tmp_path / "fonts.yaml")
    done = run("--folder", tmp_path)
    assert done.returncode == 0, done.stderr
    for font in ALL:
        assert (tmp_path / font.path.relative_to(FONTS)).read_bytes() == font.path.read_bytes()
