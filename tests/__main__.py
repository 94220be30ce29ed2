"""Run the tests from a checkout, making their environment on the first run."""

# Plain syntax only: an old Python must get this far to be told what it lacks.
import os
import sys

if sys.version_info < (3, 11):
    sys.exit("error: Python 3.11 or newer is needed; this is Python %d.%d" % sys.version_info[:2])

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
WHOLE_SUITE = ["-n", "auto", "--dist", "loadfile"]
"""What `python3 -m tests` adds when it is given nothing: every core, one file on one core."""


def main() -> int:
    """Run pytest on the arguments of the command, in the project's own environment; its exit code."""
    if ROOT not in sys.path:
        sys.path.insert(0, ROOT)
    from handouts import bootstrap

    bootstrap.enter([HERE], purpose="tests")
    os.chdir(ROOT)
    import pytest

    return int(pytest.main(sys.argv[1:] or WHOLE_SUITE))


if __name__ == "__main__":
    sys.exit(main())
