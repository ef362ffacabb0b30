"""Tests of what goes onto paper."""
