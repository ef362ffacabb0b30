"""What the library has: titles and who made them, copies on shelves, sources, editions."""
