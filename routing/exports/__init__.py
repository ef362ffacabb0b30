"""A planned day for other eyes and ears: maps, tracks for a navigator, a picture of the hours."""
