"""The pages of producers, judged page by page and by journeys."""
