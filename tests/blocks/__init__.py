"""Test the blocks by themselves."""
