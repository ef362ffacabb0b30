"""The pages of the staff, judged page by page and by journeys."""
