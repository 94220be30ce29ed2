"""Run the handouts command as `python -m handouts`, in an environment that has its libraries."""

from __future__ import annotations

from handouts.bootstrap import end_at_once_on_interrupt

end_at_once_on_interrupt()


def run() -> None:
    """Load the command and run it."""
    from handouts.cli.main import main

    main(prog_name="handouts")


if __name__ == "__main__":
    run()
