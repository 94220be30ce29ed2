"""Write the schemas, or say which are not current.

python -m tools.schemas            write schemas/*.json
python -m tools.schemas --check    compare them with what would be written; exit code 1 when one differs
"""

from __future__ import annotations

import sys

from tools.schemas.folding import SpecimenError
from tools.schemas.making import stale, write


def main(arguments: list[str]) -> int:
    """Run the command; the exit code."""
    if arguments not in ([], ["--check"]):
        print(__doc__.partition("\n\n")[2], file=sys.stderr, end="")
        return 2
    try:
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
