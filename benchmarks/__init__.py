"""Measure the product beside the tools that one would take in its place."""
