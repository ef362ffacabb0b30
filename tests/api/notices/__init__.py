"""Notices on their way out of the house."""
