"""Stops become routes: problem, travel matrix, solver, independent checker, reasons.

No database and no web; it imports nothing else of ours. See docs/architecture.md.
"""
