"""Measurements: speed and memory, each beside its bare limit."""
