"""Run the handouts command from a checkout; plain syntax, so that an old Python can say what it lacks."""

import os
import sys

if sys.version_info < (3, 11):
    sys.exit("error: Python 3.11 or newer is needed; this is Python %d.%d" % sys.version_info[:2])
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "handouts"))
import bootstrap  # by itself: the package around it takes longer to import than all that it does
del sys.path[0]

if __name__ == "__main__":
    bootstrap.enter([os.path.abspath(__file__)])
    from handouts.__main__ import run
    run()
