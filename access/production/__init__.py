"""The making of editions: what is to be made, how far it is, what a producer finds in it."""
