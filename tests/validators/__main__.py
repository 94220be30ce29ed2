"""Validate PDF files from the command line: `python -m tests.validators FILE...`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.validators import verapdf


def main() -> int:
    """Print one verdict per file and standard; exit code 0 all valid, 1 not all, 2 nothing could be run."""
    parser = argparse.ArgumentParser(prog="python -m tests.validators", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--flavour", action="append", help="ua1, 2a, … (default: both of these)")
    options = parser.parse_args()
    try:
        verdicts = verapdf.find().validate(options.files, options.flavour or verapdf.FLAVOURS)
    except (verapdf.NotAvailableError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    for verdict in verdicts:
        print(verdict)
    return 0 if all(verdict.compliant for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
