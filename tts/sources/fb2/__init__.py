"""FictionBook 2: its XML becomes a `Book`."""
