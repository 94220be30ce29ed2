"""Run the handouts command as `python -m handouts`, in an environment that has its libraries."""

from __future__ import annotations

import gc

from handouts.bootstrap import end_at_once_on_interrupt

end_at_once_on_interrupt()


def run() -> None:
    """Load the command and run it."""
    from handouts.cli.main import main

    try:
        main(prog_name="handouts")
    finally:
        gc.freeze()  # all memory goes back at once now; a last search through it takes as long as ten pages


if __name__ == "__main__":
    run()
