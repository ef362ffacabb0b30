"""How a book is read beside its words: what is announced, and how long the reader rests."""
