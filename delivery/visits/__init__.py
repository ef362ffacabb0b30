"""Visits to a door, and what changes hands there."""
