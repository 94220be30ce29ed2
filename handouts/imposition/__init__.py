"""Arrange pages on sheets of paper that are printed, turned over, folded or cut."""
