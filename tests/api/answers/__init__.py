"""Tests of what the doors say to failures."""
