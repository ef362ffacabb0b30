"""Tests of the way to the library's own system."""
