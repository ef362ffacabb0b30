"""How names and words are said: lists of a library, of a network, of one book."""
