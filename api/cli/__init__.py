"""The shell door: `dauys`."""
