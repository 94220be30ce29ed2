"""Test that the same words make the same bytes, whatever the machine and whatever was made before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from handouts.model.loader import load_guide
from handouts.pages.documents import set_document
from tests.documents import samples
from tests.documents.samples import Sample

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ("help", "booklet", "checklist-w01-vaginal")

PROGRAM = """
import json, sys
from hashlib import sha256
from handouts.pages.documents import set_document
from tests.documents import samples
jobs = {samples.short_name(job): job for job in samples.jobs("a4")}
print(json.dumps({name: sha256(set_document(job.layout, job.edition).data).hexdigest()
                  for name in sys.argv[1:] for job in [jobs[name]]}))
"""

RUNS = (
    (DOCUMENTS, {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C"}),
    (DOCUMENTS[::-1], {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8"}),
    (DOCUMENTS[1:] + DOCUMENTS[:1], {"PYTHONHASHSEED": "12345", "TZ": "America/Los_Angeles", "LANG": "ar"}),
    (DOCUMENTS, {"PYTHONHASHSEED": "4294967295", "TZ": "Asia/Kolkata", "LC_ALL": "tr_TR.UTF-8"}),
)
"""Orders of the documents, and hash seeds, time zones and languages of the machine."""


def digests(samples_made: dict[str, Sample]) -> dict[str, str]:
    """The hash of each document that is compared."""
    return {name: sha256(samples_made[name].built.data).hexdigest() for name in DOCUMENTS}


@pytest.mark.parametrize(("order", "variables"), RUNS, ids=["seed-0", "seed-1", "seed-12345", "seed-max"])
def test_other_processes_make_the_same_bytes(
    a4: dict[str, Sample], order: tuple[str, ...], variables: dict[str, str], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *order],
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), **variables},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == digests(a4)


def test_the_same_job_twice_makes_the_same_bytes(a4: dict[str, Sample]) -> None:
    for name in ("help", "checklist-w07-caesarean"):
        job = a4[name].job
        assert set_document(job.layout, job.edition).data == a4[name].built.data


def test_the_day_of_the_build_is_not_in_the_file(a4: dict[str, Sample]) -> None:
    """A file made later, by an approval-free guide, is the same file: its dates are the guide's own."""
    (job,) = samples.jobs("a4", handouts=["help"], kinds=[a4["help"].kind], today=load_guide().review)
    assert set_document(job.layout, job.edition).data == a4["help"].built.data


def test_the_epoch_dates_the_file(a4: dict[str, Sample], monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH is for distributors who date by their own clock (reproducible-builds.org)."""
    job = a4["help"].job
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    dated = set_document(job.layout, job.edition).data
    assert dated != a4["help"].built.data
    with pikepdf.open(BytesIO(dated)) as pdf:
        assert str(pdf.docinfo.CreationDate) == "D:20270115080000Z"
        assert "2027-01-15T08:00:00Z" in pdf.Root.Metadata.read_bytes().decode()


def test_every_document_has_an_identifier_of_its_own(a4: dict[str, Sample]) -> None:
    identifiers = set()
    for sample in a4.values():
        with pikepdf.open(sample.path) as pdf:
            identifiers.add(bytes(pdf.trailer.ID[0]))
    assert len(identifiers) == len(a4)
