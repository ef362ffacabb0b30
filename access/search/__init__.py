"""Finding titles by words, by numbers and by the keys of a telephone."""
