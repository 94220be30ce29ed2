"""Tests of tagged PDF writing."""
