"""Runs of one courier on one day: stops, what happened, and what the courier sees."""
