"""Speak a language: its names, direction, faces, words, numbers and dates."""
