"""Runs that somebody else made: when they would be where, and what they break."""
