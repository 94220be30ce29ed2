"""Compose blocks into pages."""

from __future__ import annotations

import handouts.pdf  # noqa: F401  # loads less of Platypus than the modules here would
