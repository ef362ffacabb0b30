"""A book that is larger than its medium becomes a set of volumes, each a whole talking book."""
