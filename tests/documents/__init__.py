"""Test the documents that people get, as whole files."""
