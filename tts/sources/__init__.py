"""Books come in: one file a source format, each giving a `tts.book.Book`."""
