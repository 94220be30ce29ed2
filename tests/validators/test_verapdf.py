"""Show that veraPDF is asked rightly and that its answers are read rightly."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.validators import samples
from tests.validators import verapdf as runner
from tests.validators.verapdf import VeraPDF


def test_a_plain_file_is_neither_accessible_nor_archivable(tmp_path: Path, verapdf: VeraPDF) -> None:
    path = samples.plain(tmp_path / "plain.pdf")
    ua1, a2a = verapdf.validate([path])
    assert (ua1.file, ua1.flavour, ua1.compliant) == (path, "ua1", False)
    assert (a2a.file, a2a.flavour, a2a.compliant) == (path, "2a", False)
    assert "6.2" in {rule.clause for rule in ua1.failed_rules}  # no MarkInfo
    assert "The font program is not embedded" in str(a2a)


def test_every_file_gets_its_verdicts_in_order(tmp_path: Path, verapdf: VeraPDF) -> None:
    paths = [samples.plain(tmp_path / f"{name}.pdf") for name in ("b", "a", "c")]
    paths[1].write_bytes(b"this is no PDF")
    verdicts = verapdf.validate(paths, ["2a"])
    assert [verdict.file for verdict in verdicts] == paths
    assert [bool(verdict.problem) for verdict in verdicts] == [False, True, False]


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path, verapdf: VeraPDF) -> None:
    with pytest.raises(FileNotFoundError):
        verapdf.validate([tmp_path / "nothing.pdf"])


def test_no_files_need_no_java(tmp_path: Path) -> None:
    assert VeraPDF("no-java", tmp_path / "no.jar").validate([]) == []


def test_without_java_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(runner.NotAvailableError, match="default-jre-headless"):
        runner.find(tmp_path)
