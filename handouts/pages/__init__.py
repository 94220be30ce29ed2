"""Compose blocks into pages."""
