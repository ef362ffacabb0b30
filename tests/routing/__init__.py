"""Tests: sentences about what holds, for whom."""
