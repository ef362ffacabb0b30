"""Words on printed pages become a book: columns, running heads, notes, paragraphs, headings."""
