"""Describe each key for the person who hovers over it."""

from __future__ import annotations

from collections.abc import Mapping

DESCRIPTIONS: Mapping[str, Mapping[str, str]] = {k: {} for k in ("guide","section","exercise","programme","emergency","ward","sources","approvals","language","phrases","layout","theme")}
