"""How the tables came to be, step by step; the same history on both databases."""
