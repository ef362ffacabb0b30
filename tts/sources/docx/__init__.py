"""Word documents (DOCX) as sources of books."""
