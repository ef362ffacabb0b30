"""Runs and delivery days as a calendar that a courier or a coordinator can subscribe to."""
