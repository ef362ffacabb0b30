"""Plain text becomes a book: what its author showed by line ends, indents and empty lines."""
