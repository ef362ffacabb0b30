"""Folders of books: each file a source, told by itself or by a file beside it."""
