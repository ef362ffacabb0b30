"""Finding titles."""
