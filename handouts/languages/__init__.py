"""Speak a language: its names, direction, faces, numbers and dates."""
