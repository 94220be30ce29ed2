"""Test the checks."""
