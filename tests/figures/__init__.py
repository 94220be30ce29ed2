"""Test the figures: poses, drawing, baking and printing."""
