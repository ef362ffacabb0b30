"""Planned routes beside those of other solvers: `python -m benchmarks.routing --help`."""
