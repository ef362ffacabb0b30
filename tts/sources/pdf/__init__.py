"""A PDF becomes a book: PDFium reads its letters in a process of its own."""
