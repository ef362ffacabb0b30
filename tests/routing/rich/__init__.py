"""Days with more than windows and loads."""
