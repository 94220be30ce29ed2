"""Run the handouts command as `python -m handouts`, in an environment that has its libraries."""

from __future__ import annotations

from handouts.cli.main import main

if __name__ == "__main__":
    main(prog_name="handouts")
