"""Write the schemas, say which are not current, or set the comments by which files name them.

python -m tools.schemas               write schemas/*.json
python -m tools.schemas --check       compare them with what would be written; exit code 1 when one differs
python -m tools.schemas --comments    put the comment that names its schema into every file that lacks it
"""

from __future__ import annotations

import sys

from tools.schemas.folding import SpecimenError
from tools.schemas.kinds import set_comments
from tools.schemas.making import ROOT, stale, write


def main(arguments: list[str]) -> int:
    """Run the command; the exit code."""
    if arguments not in ([], ["--check"], ["--comments"]):
        print(__doc__.partition("\n\n")[2], file=sys.stderr, end="")
        return 2
    try:
        if arguments == ["--comments"]:
            for path in set_comments(ROOT):
                print(path)
            return 0
        if arguments:
            names = stale()
            for name in names:
                print(f"schemas/{name} is not current: run python -m tools.schemas", file=sys.stderr)
            return int(bool(names))
        for path in write():
            print(path)
    except SpecimenError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
