"""Two weeks of visits."""
