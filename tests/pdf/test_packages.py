"""Test that packages entered in part are whole for whoever asks for more."""

from __future__ import annotations

import subprocess
import sys

import pytest

IN_PART = {
    "import handouts.pdf": ["reportlab.platypus.paragraph", "reportlab.platypus.paraparser"],
    "import handouts.pages.documents": ["reportlab.platypus.paragraph", "segno"],
    "from handouts.blocks.qr_code import matrix; matrix('https://example.org')": [
        "segno.writers",
        "http",
        "ssl",
    ],
}
WHOLE = (
    "import handouts.pdf; from reportlab.platypus import Paragraph, SimpleDocTemplate, Table",
    "import handouts.pdf, reportlab; reportlab.platypus.XPreformatted",
    "import handouts.pdf; from reportlab.platypus.paragraph import Paragraph; Paragraph('words')",
    "import reportlab.platypus; import handouts.pdf; reportlab.platypus.Paragraph",
    "from handouts.blocks.qr_code import matrix; matrix('x'); import segno; segno.make('y').svg_inline()",
    "import segno; from handouts.blocks.qr_code import matrix; matrix('x'); segno.make('y').svg_inline()",
)


def run(code: str) -> str:
    """What code prints in a process of its own."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("code", IN_PART)
def test_what_is_not_used_is_not_loaded(code: str) -> None:
    loaded = run(f"{code}\nimport sys\nprint(*sys.modules)").split()
    assert set(loaded).isdisjoint(IN_PART[code])
    assert "reportlab.platypus.doctemplate" in loaded


@pytest.mark.parametrize("code", WHOLE)
def test_others_find_everything_in_whatever_order(code: str) -> None:
    run(code)


def test_a_code_is_that_of_the_whole_package() -> None:
    import segno

    from handouts.blocks.qr_code import ERROR_LEVEL, matrix

    for address in ("https://example.org/backcare", "https://example.org/" + "a" * 60):
        assert matrix(address) == tuple(
            tuple(bool(module) for module in row) for row in segno.make_qr(address, error=ERROR_LEVEL).matrix
        )


def test_a_package_that_is_not_there_is_left_to_its_import() -> None:
    from handouts.pdf.packages import enter

    assert not enter("a_package_that_nobody_has")
