"""A day of visits becomes runs: read, planned and checked, kept."""
